package lessons

import (
	"bytes"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// The sizes, in bytes, from which a page is opened by its first part, of that
// part, and of the largest that it grows to while the whole is being parsed.
const (
	largePage = 512 << 10
	firstPart = 32 << 10
	mostFirst = 1 << 20
)

// opening is the first part of a large page, which can be read while the whole
// is still being parsed. Its lessons are those that the whole page begins with;
// what is defined further down (reference links, footnotes) is not known yet.
type opening struct {
	*content
	doc  *doc.Document
	size int // of the part, at least
}

// begin returns the lessons that the page begins with: all of them, unless it is
// large and has not been parsed, when it is those of its first part.
func (p *Page) begin() []*Lesson {
	if c := p.parsed.Load(); c != nil {
		return c.lessons
	}
	if o := p.open(); o != nil {
		return o.lessons
	}
	return p.content().lessons
}

// open returns the first part of a large page; nil if the page has to be parsed whole.
func (p *Page) open() *opening {
	if o := p.opened.Load(); o != nil {
		return o
	}
	return p.parseOpening(firstPart)
}

// beginFurther is begin for a large page that is still being parsed and of which
// lesson n, from 0, is not known: it parses a first part of twice the size. It
// returns nothing for other pages, and where the part cannot grow any more.
func (p *Page) beginFurther(n int) []*Lesson {
	p.growing.Lock()
	defer p.growing.Unlock()
	o := p.opened.Load()
	if o == nil || p.Parsed() {
		return nil
	}
	if n >= len(o.lessons) && o.size < mostFirst {
		o = p.parseOpening(2 * o.size)
	}
	if o == nil {
		return nil
	}
	return o.lessons
}

// parseOpening parses the first part of a large page, of at least size bytes; nil
// if the page has to be parsed whole.
func (p *Page) parseOpening(size int) *opening {
	format := formatOf(p.Path)
	if format.prefix == nil || p.course.files.size(p.Path) < largePage {
		return nil
	}
	src, err := p.course.files.readStart(p.Path, size+3*firstPart)
	if err != nil {
		return nil
	}
	src, note := text.DecodeStart(src)
	src = src[:bytes.LastIndexByte(src, '\n')+1] // whole lines
	end := format.prefix(src, size)
	if note != nil || end >= len(src) {
		return nil
	}
	d := format.parse(src[:end], p.Path, p.course.files.read)
	c := p.describe(d.Meta)
	c.named(d.Title)
	c.split(d.Blocks)
	// The last lesson may go on behind the first part, and be divided otherwise.
	if c.lessons = c.lessons[:len(c.lessons)-1]; len(c.lessons) == 0 {
		return nil
	}
	o := &opening{c, d, size}
	p.opened.Store(o)
	if p.Parsed() {
		p.opened.Store(nil) // someone was quicker
	}
	return o
}

// Whole returns the lesson as the parsed page has it, with its questions, where l
// came from the opening of a large page; else l itself. It never waits.
func (l *Lesson) Whole() *Lesson {
	c := l.Page.parsed.Load()
	if c == nil || l.Index >= len(c.lessons) || c.lessons[l.Index].ID != l.ID {
		return l
	}
	return c.lessons[l.Index]
}
