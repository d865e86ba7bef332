package lessons

import (
	"bytes"

	"lectern/lessons/doc"
	"lectern/lessons/markdown"
)

// The sizes, in bytes, from which a page is opened by its first part, and of that part.
const (
	largePage = 512 << 10
	firstPart = 32 << 10
)

// opening is the first part of a large page, which can be read while the whole
// is still being parsed. Its lessons are those that the whole page begins with;
// what is defined further down (reference links, footnotes) is not known yet.
type opening struct {
	*content
	doc *doc.Document
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

// open parses the first part of a large page; nil if the page has to be parsed whole.
func (p *Page) open() *opening {
	if o := p.opened.Load(); o != nil {
		return o
	}
	if !isMarkdown(p.Path) || p.course.files.size(p.Path) < largePage {
		return nil
	}
	src, err := p.course.files.readStart(p.Path, 4*firstPart)
	if err != nil {
		return nil
	}
	src = src[:bytes.LastIndexByte(src, '\n')+1] // no half character at the end
	src, doubt := toUTF8(src)
	end := markdown.Prefix(src, firstPart)
	if doubt != nil || end >= len(src) {
		return nil
	}
	d := markdown.Parse(src[:end], markdown.Options{Path: p.Path, Read: p.course.readText})
	c := p.describe(d.Meta)
	c.named(d.Title)
	c.split(d.Blocks)
	// The last lesson may go on behind the first part, and be divided otherwise.
	if c.lessons = c.lessons[:len(c.lessons)-1]; len(c.lessons) == 0 {
		return nil
	}
	o := &opening{c, d}
	p.opened.Store(o)
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
