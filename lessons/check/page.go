package check

import (
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// pageCheck checks one page. One goroutine uses it at a time.
type pageCheck struct {
	course   *lessons.Course
	page     *lessons.Page
	document *doc.Document // until the page has been looked at
	source   *source       // likewise
	problems []doc.Problem
	links    []foundLink // followed when all pages have been looked at

	lesson *lessons.Lesson // that is looked at
	at     int             // offset in the source up to which something has been found
	end    int             // offset at which the block that is looked at ends
	below  int             // index of the first block behind it that stands further down
	vain   int             // bytes that were searched without a find
}

// checkPage makes the checks that need one page only.
func checkPage(course *lessons.Course, p *lessons.Page) *pageCheck {
	c := &pageCheck{course: course, page: p}
	ls := p.Lessons()
	src, err := course.Source(p.Path)
	if err != nil {
		return c // the page's own problem says so
	}
	c.document, c.source = p.Document(), newSource(src)
	for _, f := range families {
		if f.page != nil {
			f.page(c)
		}
	}
	blocks := c.document.Blocks
	for _, c.lesson = range ls {
		first, end := c.lesson.Range()
		for i := first; i < min(end, len(blocks)); i++ {
			c.at, c.end = c.source.offset(blocks[i].Line()), c.blockEnd(i)
			c.block(blocks[i])
		}
	}
	c.document, c.source = nil, nil // there may be thousands of pages
	return c
}

// block has all families check one block of a lesson, and the blocks inside it.
func (c *pageCheck) block(b doc.Block) {
	doc.Walk([]doc.Block{b}, func(inner doc.Block) bool {
		for _, f := range families {
			if f.block != nil {
				f.block(c, inner)
			}
		}
		return true
	})
	doc.WalkInlines([]doc.Block{b}, func(in doc.Inline) {
		for _, f := range families {
			if f.inline != nil {
				f.inline(c, b, in)
			}
		}
	})
}

func (c *pageCheck) add(s doc.Severity, line, column int, code, text string) {
	c.problems = append(c.problems, doc.Problem{
		File: c.page.Path, Line: line, Column: column, Severity: s, Code: code, Text: text,
	})
}

// blockEnd returns the offset of the block after the i-th: where a later block
// stands further down. Blocks of an included file have lines of their own.
func (c *pageCheck) blockEnd(i int) int {
	blocks := c.document.Blocks
	// A thousand blocks that one line includes are passed over once, not by each of them.
	if i == 0 || c.below <= i || blocks[i].Line() != blocks[i-1].Line() {
		c.below = i + 1
		for c.below < len(blocks) && blocks[c.below].Line() <= blocks[i].Line() {
			c.below++
		}
	}
	if c.below < len(blocks) {
		return c.source.offset(blocks[c.below].Line())
	}
	return len(c.source.text)
}

// maxVain is how many bytes of a page are searched in vain: of a block that is a whole page each
// picture may be looked for up to its end. Some tenths of a second.
const maxVain = 100 << 20

// locate finds something in the source of the block b, behind what was found
// before in it: by what it names, else by the words that show it. The column is
// 0 if it is not found, or if too much was searched in vain before.
func (c *pageCheck) locate(b doc.Block, target, words string) (line, column int) {
	at := -1
	if c.vain < maxVain {
		at = c.source.find(target, c.at, c.end)
		if at < 0 {
			at = c.source.findWords(words, c.at, c.end)
			c.vain += c.end - c.at
		}
		if at < 0 && strings.ContainsAny(strings.TrimSpace(words), " \t\n") {
			c.vain += 30 * (c.end - c.at) // several words are looked for by a regular expression
		}
	}
	if at < 0 {
		return b.Line(), 0
	}
	c.at = at + 1
	return c.source.position(at)
}
