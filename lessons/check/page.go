package lessons

import (
	"fmt"
	"path"
	"strings"

	"github.com/rivo/uniseg"

	"lectern/lessons/doc"
	"lectern/lessons/quiz/bank"
	"lectern/lessons/text"
)

// textColumns is how wide a text column is on the screen; what is drawn wider is cut.
const textColumns = 76

// pageFindings is what one look at a page brings: its faults, and its links, which
// are followed when all pages have been looked at.
type pageFindings struct {
	problems []doc.Problem
	links    []foundLink
	slug     string   // as the page states it
	banks    []string // the bank files that it asks for
}

// foundLink is a link of a page and where in the source it stands.
type foundLink struct {
	link         *doc.Link
	lesson       *Lesson
	line, column int
}

// pageCheck looks at one page.
type pageCheck struct {
	pageFindings
	page   *Page
	source *source
	at     int // offset in the source up to which links have been found
	end    int // offset at which the block that is looked at ends
}

// check looks at what can be seen of a page alone.
func (p *Page) check() pageFindings {
	ls := p.Lessons()
	d := p.document()
	blocks := d.Blocks
	src, err := p.course.readText(p.Path)
	if err != nil {
		return pageFindings{} // the page's own problem says so
	}
	c := &pageCheck{page: p, source: newSource(src)}
	if len(blocks) == 0 {
		c.add(doc.Warning, 1, 0, "empty-page", "the page has no text")
	}
	c.slug = strings.Trim(d.Get("slug"), "/ ")
	c.headings(blocks)
	for _, l := range ls {
		for i := l.first; i < min(l.end, len(blocks)); i++ {
			c.at, c.end = c.source.offset(blocks[i].Line()), c.blockEnd(blocks, i)
			c.block(l, blocks[i])
		}
	}
	return c.pageFindings
}

func (c *pageCheck) add(s doc.Severity, line, column int, code, text string) {
	c.problems = append(c.problems, doc.Problem{
		File: c.page.Path, Line: line, Column: column, Severity: s, Code: code, Text: text,
	})
}

// blockEnd returns the offset of the block after the i-th: where a later block
// stands further down. Blocks of an included file have lines of their own.
func (c *pageCheck) blockEnd(blocks []doc.Block, i int) int {
	for _, b := range blocks[i+1:] {
		if b.Line() > blocks[i].Line() {
			return c.source.offset(b.Line())
		}
	}
	return len(c.source.text)
}

// headings reports headings with nothing below them: another of the same level
// or a higher one follows, or the end. A heading that is followed by one of its
// own sections has something below.
func (c *pageCheck) headings(blocks []doc.Block) {
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
		title := fold(doc.InlineText(h.Text))
		line, column := c.findFrom(h.Line(), title)
		c.add(doc.Warning, line, column, "empty-section",
			fmt.Sprintf("nothing stands below the heading %q: write a sentence, or take the heading out", clip(title)))
	}
}

func isAnchor(b doc.Block) bool {
	_, ok := b.(*doc.Anchor)
	return ok
}

// findFrom returns where a text stands at or behind a line; column is 0 when it is not found as written.
func (c *pageCheck) findFrom(line int, text string) (int, int) {
	from := c.source.offset(line)
	// An overline may stand above the title.
	if at := c.source.findWords(text, from, c.source.offset(line+3)); at >= 0 {
		return c.source.position(at)
	}
	return line, 0
}

// block looks at one block of a lesson and what is in it.
func (c *pageCheck) block(l *Lesson, b doc.Block) {
	doc.Walk([]doc.Block{b}, func(b doc.Block) bool {
		switch b := b.(type) {
		case *doc.Code:
			c.code(b)
		case *doc.QuizRef:
			if b.Source != "" {
				c.banks = append(c.banks, c.page.linkedFile(b.Source))
			}
		}
		return true
	})
	doc.WalkInlines([]doc.Block{b}, func(in doc.Inline) {
		switch in := in.(type) {
		case *doc.Link:
			line, column := c.locate(b, in.Target, doc.InlineText(in.Content))
			c.links = append(c.links, foundLink{in, l, line, column})
		case *doc.Image:
			c.image(l, b, in)
		}
	})
}

// locate finds something in the source of the block b, behind what was found
// before in it: by what it names, else by the words that show it.
func (c *pageCheck) locate(b doc.Block, target, words string) (line, column int) {
	at := c.source.find(target, c.at, c.end)
	if at < 0 {
		at = c.source.findWords(words, c.at, c.end)
	}
	if at < 0 {
		return b.Line(), 0
	}
	c.at = at + 1
	return c.source.position(at)
}

// image checks that a picture is there, or a drawing for it, or words at least.
func (c *pageCheck) image(l *Lesson, b doc.Block, in *doc.Image) {
	line, column := c.locate(b, in.Source, in.Alt)
	if in.Target != "" {
		c.links = append(c.links, foundLink{&doc.Link{Target: in.Target}, l, line, column})
	}
	drawing, drawn := c.page.Drawing(in.Source)
	if drawn {
		c.drawing(drawingPath(c.page.picturePath(in.Source)), drawing)
	}
	remote := strings.Contains(in.Source, "://") || strings.HasPrefix(in.Source, "data:")
	switch {
	case drawn:
	case remote:
		if in.Alt == "" {
			c.add(doc.Warning, line, column, "no-alt-text",
				"a picture from elsewhere is never loaded, and this one has no alt text: say in words what it shows")
		}
	case !c.page.HasPicture(in.Source):
		c.add(doc.Error, line, column, "missing-picture",
			fmt.Sprintf("the course has no file %s: add it, or a drawing of the same name that ends in .txt", clip(in.Source)))
	case in.Alt == "":
		c.add(doc.Warning, line, column, "no-alt-text",
			"the picture has neither alt text nor a drawing: say in words what it shows")
	}
}

// drawing checks the lines of a drawing that stands for a picture.
func (c *pageCheck) drawing(file, text string) {
	for i, line := range strings.Split(text, "\n") {
		if w := uniseg.StringWidth(line); w > textColumns {
			c.problems = append(c.problems, doc.Problem{
				File: file, Line: i + 1, Column: textColumns + 1, Severity: doc.Warning, Code: "wide-drawing",
				Text: fmt.Sprintf("the drawing is %d columns wide here, and the text column has %d", w, textColumns),
			})
		}
	}
}

// code checks drawings in the page, and banks that are shown instead of asked.
func (c *pageCheck) code(b *doc.Code) {
	if f := bank.Named(b.Lang); f != nil && f.Fenced {
		c.add(doc.Warning, b.Line(), 0, "bank-as-code",
			"the page shows these questions with their answers: write `quiz` instead of `"+b.Lang+"` to ask them")
	}
	if b.Kind != doc.Drawing {
		return
	}
	from := c.source.offset(b.Line())
	for _, line := range strings.Split(b.Text, "\n") {
		at := c.source.find(strings.TrimSpace(line), from, len(c.source.text))
		if at >= 0 {
			from = at + 1
		}
		w := uniseg.StringWidth(line)
		if w <= textColumns {
			continue
		}
		row := b.Line()
		if at >= 0 {
			row, _ = c.source.position(at)
		}
		c.add(doc.Warning, row, 0, "wide-drawing",
			fmt.Sprintf("the drawing is %d columns wide here, and the text column has %d", w, textColumns))
	}
}

// imageSources lists the pictures in blocks.
func imageSources(blocks []doc.Block) []string {
	var out []string
	doc.WalkInlines(blocks, func(in doc.Inline) {
		if im, ok := in.(*doc.Image); ok {
			out = append(out, im.Source)
		}
	})
	return out
}

// clip shortens a text that a message quotes.
func clip(s string) string { return text.Clip(s, 60) }

// drawingPath is the file of the drawing that stands for a picture.
func drawingPath(picture string) string {
	return strings.TrimSuffix(picture, path.Ext(picture)) + ".txt"
}
