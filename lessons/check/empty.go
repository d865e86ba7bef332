package check

import (
	"fmt"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// emptiness reports a page without text, and headings with nothing below them:
// another of the same level or a higher one follows, or the end. A heading that
// is followed by one of its own sections has something below.
func emptiness(c *pageCheck) {
	blocks := c.document.Blocks
	if len(blocks) == 0 {
		c.add(doc.Warning, 1, 0, "empty-page", "the page has no text")
	}
	for i, b := range blocks {
		h, ok := b.(*doc.Heading)
		if !ok {
			continue
		}
		next := i + 1
		for next < len(blocks) && isAnchor(blocks[next]) {
			next++
		}
		if next < len(blocks) {
			if n, ok := blocks[next].(*doc.Heading); !ok || n.Level > h.Level {
				continue
			}
		}
		title := text.OneLine(doc.InlineText(h.Text))
		line, column := c.findTitle(h.Line(), title)
		c.add(doc.Warning, line, column, "empty-section",
			fmt.Sprintf("nothing stands below the heading %q: write a sentence, or take the heading out", clip(title)))
	}
}

func isAnchor(b doc.Block) bool {
	_, ok := b.(*doc.Anchor)
	return ok
}

// findTitle returns where a title stands at or behind a line; column is 0 when it is not found as written.
func (c *pageCheck) findTitle(line int, title string) (int, int) {
	from := c.source.offset(line)
	// An overline may stand above the title.
	if at := c.source.findWords(title, from, c.source.offset(line+3)); at >= 0 {
		return c.source.position(at)
	}
	return line, 0
}
