package lessons

import (
	"context"
	"runtime"
)

// Warm puts the pages in order and parses every page that has not been, one
// after the other, until done or ctx ends; it calls step after each. It is
// meant for a background goroutine, and calls giveWay every millisecond or two,
// which may wait while others have more urgent things to do. Whoever needs a page
// that is being parsed is not kept waiting by that. giveWay may be nil.
func (c *Course) Warm(ctx context.Context, giveWay, step func()) {
	for _, p := range c.Pages() {
		if ctx.Err() != nil {
			return
		}
		if !p.Parsed() {
			rest := p.rest(giveWay)
			p.parse(rest)
			rest()
			step()
		}
	}
}

// rest returns a function that lets other goroutines run first. It is called
// between the pieces of a page that is being parsed.
func (p *Page) rest(giveWay func()) func() {
	return func() {
		if giveWay != nil && p.wanted.Load() == 0 {
			giveWay()
		}
		runtime.Gosched()
	}
}

// nearEnd is how many lessons after the student's should be known: with fewer,
// more of the page is parsed.
const nearEnd = 8

// Ahead parses what follows the lesson, so that a student who goes on need not
// wait for it. It is meant for a background goroutine.
func (l *Lesson) Ahead() {
	p := l.Page
	c := p.open(l.Index + nearEnd + 1)
	if c == nil || !c.whole || l.Index+nearEnd < len(c.lessons) {
		return
	}
	if o := p.course.order.Load(); o != nil && p.index+1 < len(o.pages) {
		o.pages[p.index+1].upTo(1)
	}
}
