package lessons

// Next returns the lesson after l, or nil at the end of the course. It may parse
// pages, and wait for the background to do so.
func (c *Course) Next(l *Lesson) *Lesson {
	if next, known := c.NextKnown(l); known {
		return next
	}
	if ls := l.Page.Lessons(); l.Index+1 < len(ls) {
		return ls[l.Index+1]
	}
	pages := c.Pages()
	if n := l.Page.index + 1; n < len(pages) {
		return pages[n].begin()[0]
	}
	return nil
}

// NextKnown is Next for whoever cannot wait: known is false while the lesson
// after l is not known, because the background still parses its large page or
// puts the pages in order. A page that is not large is parsed.
func (c *Course) NextKnown(l *Lesson) (next *Lesson, known bool) {
	ls, all := l.Page.soon()
	o := c.order.Load()
	switch {
	case l.Index+1 < len(ls):
		return ls[l.Index+1], true
	case !all || o == nil:
		return nil, false
	case l.Page.index+1 >= len(o.pages):
		return nil, true
	}
	if ls, _ = o.pages[l.Page.index+1].soon(); len(ls) == 0 {
		return nil, false
	}
	return ls[0], true
}

// Prev returns the lesson before l, or nil at the start of the course. It may
// parse pages, and wait for the background to do so.
func (c *Course) Prev(l *Lesson) *Lesson {
	if prev, known := c.PrevKnown(l); known {
		return prev
	}
	if l.Index > 0 {
		return l.Page.Lessons()[l.Index-1]
	}
	pages := c.Pages()
	if l.Page.index == 0 {
		return nil
	}
	ls := pages[l.Page.index-1].Lessons()
	return ls[len(ls)-1]
}

// PrevKnown is Prev as NextKnown is Next.
func (c *Course) PrevKnown(l *Lesson) (prev *Lesson, known bool) {
	ls, _ := l.Page.soon()
	o := c.order.Load()
	switch {
	case l.Index > 0 && l.Index <= len(ls):
		return ls[l.Index-1], true
	case l.Index > 0 || o == nil:
		return nil, false
	case l.Page.index == 0:
		return nil, true
	}
	ls, all := o.pages[l.Page.index-1].soon()
	if !all {
		return nil, false
	}
	return ls[len(ls)-1], true
}

// soon returns the lessons of the page that can be had without a long wait, and
// whether they are all: a large page that has not been parsed has those of its
// first part, or none, until the background has parsed it.
func (p *Page) soon() (ls []*Lesson, all bool) {
	if c := p.parsed.Load(); c != nil {
		return c.lessons, true
	}
	if o := p.open(); o != nil {
		return o.lessons, false
	}
	if p.course.files.size(p.Path) >= largePage {
		return nil, false
	}
	return p.content().lessons, true
}
