package lessons

import (
	"strings"

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
			switch b := b.(type) {
			case *doc.Heading:
				add(b.ID, true)
			case *doc.Anchor:
				add(b.ID, false)
			case *doc.Footnote:
				add(b.ID, false)
			case *doc.Object:
				add(b.ID, false)
			case *doc.Definitions:
				for _, it := range b.Items {
					for _, id := range it.IDs {
						add(id, false)
					}
				}
			case *doc.QuizRef:
				c.asks = append(c.asks, ask{b, at})
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

// addLabels makes the anchors of a page known to the whole course, where the
// first page that has a label keeps it.
func (c *Course) addLabels(found *content) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range found.anchors {
		if _, ok := c.labels[a.id]; !ok {
			c.labels[a.id] = label{found.page, a.id}
		}
	}
}

// claimID gives a page its ID: the slug that it states, if no other page has it, else its path without the suffix.
func (c *Course) claimID(p *Page, slug string) string {
	id := pathSlug(p.Path)
	if slug = strings.Trim(slug, "/ "); slug != "" {
		id = slug
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if owner := c.claimed[id]; owner != nil && owner != p {
		id = pathSlug(p.Path)
		if owner := c.claimed[id]; owner != nil && owner != p {
			id = p.Path // paths are unique
		}
	}
	c.claimed[id] = p
	return id
}

// Lesson returns the lesson with that ID, or nil. It parses the page that the ID
// points at; where no path says which page that is, it looks through the pages
// for the slug.
func (c *Course) Lesson(id string) *Lesson {
	// The longest path first: "guide/first" may be a page and "guide" another.
	for stem := id; stem != ""; {
		if p := c.pageOfStem(stem); p != nil {
			if l := p.lesson(id); l != nil {
				return l
			}
		}
		cut := strings.LastIndexByte(stem, '/')
		if cut < 0 {
			break
		}
		stem = stem[:cut]
	}
	slug, _, _ := strings.Cut(id, "/")
	for _, p := range c.Pages() {
		if !p.Parsed() {
			if src, err := c.readTextStart(p.Path, 4096); err != nil || !strings.Contains(string(src), slug) {
				continue
			}
		}
		if l := p.lesson(id); l != nil {
			return l
		}
	}
	return nil
}

// pageOfStem returns the page whose path without its suffix that is. It needs no
// order of pages, so that a student's place opens before the order is known.
func (c *Course) pageOfStem(stem string) *Page {
	for _, name := range pageNames(stem) {
		if c.files.has(name) && (c.only == "" || c.only == name) {
			return c.pageAt(name)
		}
	}
	return nil
}

// lesson returns the page's lesson with that ID, or nil, parsing no more of the page than that takes.
func (p *Page) lesson(id string) *Lesson {
	for _, lessons := range []func() []*Lesson{p.begin, p.Lessons} {
		for _, l := range lessons() {
			if l.ID == id {
				return l
			}
		}
	}
	return nil
}
