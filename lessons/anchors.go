package lessons

import (
	"golang.org/x/text/unicode/norm"

	"lectern/lessons/doc"
)

// anchor is a place of a page that links can name.
type anchor struct {
	id      string
	lesson  int
	block   int // in the lesson
	heading bool
}

// label is a place of the course that Sphinx's :ref: and :term: can name.
type label struct {
	page *Page
	id   string
}

// collectAnchors lists the places that links into the last lesson can name, and
// where it asks for questions.
func (c *content) collectAnchors(blocks []doc.Block) {
	at := len(c.lessons) - 1
	for i, b := range blocks {
		add := func(id string, heading bool) {
			if id != "" {
				c.anchors = append(c.anchors, anchor{id, at, i, heading})
			}
		}
		doc.Walk(blocks[i:i+1], func(b doc.Block) bool {
			h, heading := b.(*doc.Heading)
			for _, id := range doc.IDs(b) {
				add(id, heading)
			}
			if heading {
				if title := doc.InlineText(h.Text); !norm.NFC.IsNormalString(title) {
					add(doc.Slug(norm.NFC.String(title)), true) // its own has no accents: a slug has no marks
				}
			}
			if ref, ok := b.(*doc.QuizRef); ok {
				c.asks = append(c.asks, ask{ref, at})
			}
			return true
		})
		doc.WalkInlines([]doc.Block{b}, func(in doc.Inline) {
			if t, ok := in.(*doc.Target); ok {
				add(t.ID, false)
			}
		})
	}
}

// addLabels makes the anchors of a page known to the whole course. Of several
// pages with one label the first in the order of pages keeps it, whichever is
// parsed first.
func (c *Course) addLabels(found *content) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.order.Load() == nil {
		c.unordered = append(c.unordered, found)
	}
	c.label(found)
}

// label enters the labels of one page. c.mu is held.
func (c *Course) label(found *content) {
	for _, a := range found.anchors {
		if l, ok := c.labels[a.id]; !ok || c.before(found.page, l.page) {
			c.labels[a.id] = label{found.page, a.id}
		}
	}
}

// setPages makes the order of the pages known. The labels of pages that were
// parsed before it was known are given out once more.
func (c *Course) setPages(o *order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Store(o)
	clear(c.labels)
	for _, found := range c.unordered {
		c.label(found)
	}
	c.unordered = nil
	c.grown.Add(1)
}
