package lessons

import (
	"strings"
	"unicode/utf8"
)

// The ID of a page, with which those of its lessons begin, depends on the files
// of the course and on the order of its pages, not on which page is parsed first:
//
//  1. A page that states no slug has its path without the suffix. Of several
//     such pages with one path, as a.md and a.rst, the first one has it.
//  2. A page that states a slug has that, unless a page has it by rule 1 or an
//     earlier page states it too.
//  3. A page that may not have its slug has its path without the suffix, unless
//     another page could have that.
//  4. All others have their whole path.
//
// So the ID of a page without a slug, which most are, is known without a look
// at the rest of a course of thousands of pages. A page with a slug needs the
// first bytes of those before it.

// How many bytes of a page are looked at for its slug: headSize, and maxHead
// where the word stands in them but metadata may go on behind.
const (
	headSize = 4 << 10
	maxHead  = 64 << 10
)

// stated caches the slug that a page states in its metadata.
type stated struct {
	slug string
	sure bool // the page has been parsed; else its first bytes look so
}

// pageID returns the ID of a page that states that slug, "" if none.
func (c *Course) pageID(p *Page, slug string) string {
	if id, ok := c.indexedID(p); ok {
		return id
	}
	if c.only != "" && p.Path != c.only {
		return p.Path
	}
	stem := pathSlug(p.Path)
	switch {
	case slug == "":
		if c.isName(stem, p, func(q *Page) bool { return c.before(q, p) && q.statesNone() }) {
			return p.Path
		}
		return stem
	case !c.isName(slug, p, func(q *Page) bool { return q.Path == slug || q.statesNone() }) && !c.statedBefore(p, slug):
		return slug
	case c.isName(stem, p, func(q *Page) bool { return true }) || c.statedElsewhere(p, stem):
		return p.Path
	}
	return stem
}

// isName reports whether a page other than p that f accepts has that path, with
// or without its suffix.
func (c *Course) isName(stem string, p *Page, f func(*Page) bool) bool {
	for _, name := range append(pageNames(stem), stem) {
		for _, name := range []string{name, stem + strings.ToUpper(name[len(stem):])} {
			if name == p.Path || !c.files.has(name) {
				continue
			}
			c.ordered()
			if q := c.Page(name); q != nil && c.hasPage(q) && f(q) {
				return true
			}
		}
	}
	return false
}

// statedBefore reports whether a page before p states that slug.
func (c *Course) statedBefore(p *Page, slug string) bool {
	if p == c.start {
		return false
	}
	if c.start.states(slug) {
		return true
	}
	pages := c.Pages()
	if c.hasPage(p) {
		pages = pages[:p.index]
	}
	for _, q := range pages {
		if q.states(slug) {
			return true
		}
	}
	return false
}

// statedElsewhere reports whether a page other than p states that slug.
func (c *Course) statedElsewhere(p *Page, slug string) bool {
	for _, q := range c.Pages() {
		if q != p && q.states(slug) {
			return true
		}
	}
	return false
}

// hasPage reports whether a page is among those of the course: a link may lead to
// a file that is not. It is false as long as the order is not known.
func (c *Course) hasPage(p *Page) bool {
	o := c.order.Load()
	return o != nil && p.index < len(o.pages) && o.pages[p.index] == p
}

// before reports whether p comes before q in the order of pages, as far as that
// is known. The start is the first page, and those outside of the course come last.
func (c *Course) before(p, q *Page) bool {
	switch {
	case p == q || q == c.start:
		return false
	case p == c.start:
		return true
	case c.hasPage(p) && c.hasPage(q):
		return p.index < q.index
	}
	return c.hasPage(p)
}

// Slug returns the slug that the page states, "" if none. Its ID is another
// where that one is taken.
func (p *Page) Slug() string { return p.upTo(1).slug }

// states reports whether the page states that slug.
func (p *Page) states(slug string) bool { return p.peekSlug() == slug && p.statedSlug() == slug }

// statesNone reports whether the page states no slug.
func (p *Page) statesNone() bool { return p.peekSlug() == "" || p.statedSlug() == "" }

// peekSlug returns the slug that the page states, as its first bytes show it.
func (p *Page) peekSlug() string {
	if s := p.slug.Load(); s != nil {
		return s.slug
	}
	const name = "slug"
	s := &stated{}
	for _, size := range []int{headSize, maxHead} {
		src, err := p.course.readTextStart(p.Path, size)
		if err == nil {
			s.slug = cleanSlug(p.format().peekField(src, name))
		}
		if s.slug != "" || len(src) < size-utf8.UTFMax {
			break
		}
		if word, _ := NewQuery(name); !word.In(string(src)) {
			break
		}
	}
	p.slug.CompareAndSwap(nil, s)
	return s.slug
}

// statedSlug returns the slug that the page states. It parses a page whose first
// bytes show one: what looks so may be an example.
func (p *Page) statedSlug() string {
	p.peekSlug()
	s := p.slug.Load()
	if !s.sure && s.slug != "" {
		// Not through the cache, because the page's lock may be held by someone
		// who waits for the ID of another page.
		d, _ := p.parseSource()
		s = &stated{cleanSlug(d.Get("slug")), true}
		p.slug.Store(s)
	}
	return s.slug
}

func cleanSlug(s string) string { return strings.Trim(s, "/ ") }
