package lessons

import "strings"

// Lesson returns the lesson with that ID, or nil. It parses only pages that the
// ID can point at.
//
// An ID that no lesson has may come from a time when its page had another one:
// its path, its path without the suffix, or the slug that it states. It leads to
// the section of that name where just one page can be meant. Or its section is no section
// any more: then it leads to the lesson in which that place stands.
func (c *Course) Lesson(id string) *Lesson {
	// The longest path first: "guide/first" may be a page and "guide" another.
	for stem := id; stem != ""; stem = stem[:max(0, strings.LastIndexByte(stem, '/'))] {
		if p := c.pageOfStem(stem); p != nil {
			if l := p.lesson(id); l != nil {
				return l
			}
		}
	}
	pages := c.Pages()
	for _, p := range pages {
		if isUnder(id, p.Path) || isUnder(id, p.peekSlug()) {
			if l := p.lesson(id); l != nil {
				return l
			}
		}
	}
	var found *Lesson
	for _, p := range pages {
		for _, other := range []string{p.Path, pathSlug(p.Path), p.peekSlug()} {
			if !isUnder(id, other) {
				continue
			}
			l := p.lesson(p.ID() + id[len(other):])
			if l != nil && found != nil && l.ID != found.ID {
				return nil
			}
			if l != nil {
				found = l
			}
		}
	}
	if found == nil && c.only != "" {
		return c.lessonBeside(id)
	}
	if found == nil {
		return c.lessonOfAnchor(id)
	}
	return found
}

// lessonOfAnchor returns the lesson of an ID whose section is no section any more, but still
// a place of the page: its heading stands in a box now, or has got another anchor since
// its words are read better.
func (c *Course) lessonOfAnchor(id string) *Lesson {
	for stem := id; stem != ""; stem = stem[:max(0, strings.LastIndexByte(stem, '/'))] {
		p := c.pageOfStem(stem)
		if p == nil || len(stem) == len(id) || id[len(stem)] != '/' {
			continue
		}
		section := id[len(stem)+1:]
		for _, name := range []string{section, strings.TrimRight(strings.TrimRight(section, "0123456789"), ".~")} {
			all := p.all()
			if a, ok := all.anchorExactly(name); ok {
				return all.lessons[a.lesson]
			}
			// Its heading states an anchor of its own, which was words before.
			if s, ok := p.otherAnchor(name); ok {
				return all.lessons[s.lesson]
			}
		}
	}
	// What stood before the first heading may be gone, or stand below it.
	for _, stem := range []string{id, strings.TrimRight(strings.TrimRight(id, "0123456789"), ".~")} {
		if p := c.pageOfStem(stem); p != nil {
			return p.Lessons()[0]
		}
	}
	return nil
}

// isUnder reports whether a lesson's ID can begin with the ID of a page.
func isUnder(id, page string) bool {
	rest, ok := strings.CutPrefix(id, page)
	return ok && page != "" && (rest == "" || strings.IndexByte("/.~", rest[0]) >= 0)
}

// pageOfStem returns the page whose path, without its suffix, is stem, or nil. It
// needs no order of pages, so that a student's place opens before that is known.
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
	c := p.upTo(1)
	for {
		for _, l := range c.lessons {
			if l.ID == id {
				return l
			}
		}
		if c.whole {
			return nil
		}
		c = p.all()
	}
}
