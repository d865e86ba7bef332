package lessons

import (
	"bytes"
	"math"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// A page of many megabytes takes seconds to parse, and sixteen times its size if
// it is parsed at once, while a reader looks at one lesson at a time. So a large
// page of a format that allows it is opened by its beginning, and all of it is
// parsed part by part (parts.go) in the background. Page.upTo is the only way in:
// nobody else knows which pages are large.

// The sizes, in bytes, from which a page is large, of the beginning by which it is
// opened, and of the longest beginning that is parsed before the whole page is.
const (
	largePage = 512 << 10
	firstPart = 32 << 10
	maxFirst  = 1 << 20
)

// opening is the beginning of a large page, which a student can read while the whole is
// being parsed. Its lessons are those that the whole page begins with; what is
// defined further down (reference links, footnotes) is not known yet.
type opening struct {
	doc  *doc.Document
	size int // of its text, at least
}

func (o *opening) blocks(first, end int) []doc.Block { return among(o.doc.Blocks, first, end) }

// open returns what is known of the page, if it is whole or has n lessons. Else it
// parses a longer beginning of a large page, and returns nil where that is not
// enough: the page has to be parsed whole.
func (p *Page) open(n int) *content {
	size := firstPart
	for size <= maxFirst {
		c := p.known.Load()
		if c != nil {
			if c.whole || n <= len(c.lessons) {
				return c
			}
			size = 2 * c.source.(*opening).size
		}
		if n == math.MaxInt || size > maxFirst {
			return nil
		}
		longer := p.parseOpening(size)
		if longer == nil {
			return nil
		}
		p.known.CompareAndSwap(c, longer) // else someone was quicker
	}
	return nil
}

// parseOpening parses the beginning of a large page, of at least size bytes; nil
// if the page has to be parsed whole.
func (p *Page) parseOpening(size int) *content {
	format := p.format()
	if format.prefix == nil || p.course.files.size(p.Path) < largePage {
		return nil
	}
	src, err := p.course.files.readStart(p.Path, size+3*firstPart)
	if err != nil {
		return nil
	}
	src, note := text.DecodeStart(src)
	src = src[:bytes.LastIndexByte(src, '\n')+1] // whole lines
	read, _ := p.includes()
	from := p.origin(read)
	end := format.prefix(src, size, from)
	if note != nil || end >= len(src) {
		return nil
	}
	d := format.parse(src[:end], from)
	c := p.describe(d.Meta)
	c.named(d.Title)
	c.source = &opening{d, size}
	c.split(d.Blocks)
	// The last lesson may go on behind the beginning, and be divided otherwise.
	if c.lessons = c.lessons[:len(c.lessons)-1]; len(c.lessons) == 0 {
		return nil
	}
	return c
}

// Whole returns the lesson as the parsed page has it, with its questions, where l
// comes from the beginning of a large page; else l itself. It never waits.
func (l *Lesson) Whole() *Lesson {
	c := l.Page.known.Load()
	if c == nil || l.Index >= len(c.lessons) || c.lessons[l.Index].ID != l.ID {
		return l
	}
	return c.lessons[l.Index]
}
