package lessons

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"lectern/lessons/folder"
)

// Entry is one row of a course's table of contents.
type Entry struct {
	Title string // of a part or folder, or of a chapter not yet written; "" for a page, which has its own
	Page  *Page  // nil for a part, a folder or a draft
	Depth int    // nesting, from 0
	Draft bool   // announced by the list of pages, but not written

	Pretest bool // of a part: its questions are offered before it is read
}

// order holds the pages of a course in reading order. It does not change once made.
type order struct {
	pages   []*Page
	outline []Entry
	parts   map[*Page]*Unit // those whose questions are offered before they are read, by each of their pages
}

// findStart returns the page that the course begins with, or nil if there is no page.
func (c *Course) findStart() *Page {
	if c.only != "" {
		site := c.Site()
		site.Sphinx = cmp.Or(site.Sphinx, folder.FindConf(folderFiles{c}, "."))
		c.setSite(site)
		c.setOrder([]folder.Entry{{Page: c.only}})
		return c.pageAt(c.only)
	}
	f := c.findFolder()
	if f == nil {
		return nil
	}
	c.folder = f
	conf := cmp.Or(f.Sphinx, folder.FindConf(folderFiles{c}, f.Root))
	c.setSite(Site{Root: f.Root, BaseURL: f.About.BaseURL, Dialects: f.Dialects, Sphinx: conf, Programs: f.Programs || conf != nil && conf.Programs, Quizzes: f.Quizzes, Sections: f.Sections, Values: f.Values})
	start := c.pageAt(f.Start)
	start.setListedTitle(f.Title)
	return start
}

// ordered returns the order of the pages, working it out on first use.
func (c *Course) ordered() *order {
	c.arrange.Do(func() {
		if c.order.Load() != nil || c.index != nil && c.useIndex(c.index()) {
			return
		}
		if c.folder == nil { // the first page was told, so nothing has looked for a list
			c.findStart()
		}
		switch {
		case c.order.Load() != nil:
		case c.folder == nil: // and it is the only one
			c.setOrder([]folder.Entry{{Page: c.start.Path}})
		default:
			o := c.folder.Order()
			c.report(o.Problems...)
			c.drafts = map[string]bool{}
			for _, name := range o.Drafts {
				c.drafts[name] = true
			}
			c.setOrder(o.Entries)
		}
	})
	return c.order.Load()
}

// setOrder makes the order of the course.
func (c *Course) setOrder(entries []folder.Entry) {
	o := &order{}
	for _, e := range entries {
		row := Entry{Title: e.Title, Depth: e.Depth, Draft: e.Draft, Pretest: e.Pretest}
		if e.Page != "" {
			p := c.pageAt(e.Page)
			p.index, p.chapter = len(o.pages), e.Chapter
			p.setListedTitle(e.Title)
			o.pages = append(o.pages, p)
			row = Entry{Page: p, Depth: e.Depth}
		}
		o.outline = append(o.outline, row)
	}
	c.setPages(o)
}

// pageAt returns the Page for a path, always the same one.
func (c *Course) pageAt(name string) *Page {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.byPath[name]
	if p == nil {
		p = &Page{Path: name, course: c}
		c.byPath[name] = p
	}
	return p
}

// isPage reports whether a file of the course is one of its pages. One with a
// doubtful suffix is if it begins with a title and is no drawing of a picture, one of a format
// that is a guest if the folder has no pages of others.
func (c *Course) isPage(name string) bool {
	switch f, _, doubtful := formatNamed(name); {
	case f == nil:
		return false
	case f.guest:
		return c.onlyGuests()
	case doubtful:
		return c.isTitled(name) && !c.onlyGuests()
	}
	return true
}

// isTitled reports whether a file with a doubtful suffix looks like a page.
func (c *Course) isTitled(name string) bool {
	if c.drawsPicture(name) {
		return false
	}
	start, err := c.readTextStart(name, maxStart)
	f, _, _ := formatNamed(name)
	return err == nil && f.peek(start) != ""
}

// onlyGuests reports whether all pages of the folder are of formats that are guests in others. A few
// texts that look like pages, as a licence may, are none then.
func (c *Course) onlyGuests() bool {
	c.guests.Do(func() {
		if slices.ContainsFunc(c.files.top(), IsPageName) || slices.ContainsFunc(c.files.list(), IsPageName) {
			return
		}
		guests, others := 0, 0
		var doubtful []string
		for _, name := range c.files.list() {
			if f, _, is := formatNamed(name); is {
				doubtful = append(doubtful, name)
			} else if f != nil {
				guests++
			}
		}
		for i := 0; i < len(doubtful) && 2*others < guests; i++ {
			if c.isTitled(doubtful[i]) {
				others++
			}
		}
		c.guestsOnly = guests > 0 && 2*others < guests
	})
	return c.guestsOnly
}

// takesGuest reports whether a file of a format that is a guest in other folders is a page of this one.
func (c *Course) takesGuest(name string) bool {
	if c.only == name || c.onlyGuests() {
		return true
	}
	c.ordered()
	p := c.Page(name)
	return p != nil && c.hasPage(p)
}

// drawsPicture reports whether a .txt file stands beside a picture of the same name.
func (c *Course) drawsPicture(name string) bool {
	stem := strings.TrimSuffix(name, path.Ext(name))
	for _, suffix := range []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"} {
		if c.files.has(stem + suffix) {
			return true
		}
	}
	return false
}

// Unit is what a student learns in one go: a page, or the pages of a part.
type Unit struct {
	Title string
	Pages []*Page // at least one
}

// Scope is what the record calls the run that asks the questions of a unit before it is read.
func (u *Unit) Scope() string { return PretestScope + u.Pages[0].ID() }

// PretestScope begins the Scope of a unit.
const PretestScope = "pretest:"

// Known reports whether all pages of a unit are parsed, so that its lessons and questions are at hand.
func (u *Unit) Known() bool {
	return !slices.ContainsFunc(u.Pages, func(p *Page) bool { return !p.Parsed() })
}

// Lessons returns the lessons of a unit. It parses its pages.
func (u *Unit) Lessons() []*Lesson {
	var out []*Lesson
	for _, p := range u.Pages {
		out = append(out, p.Lessons()...)
	}
	return out
}

// Pretested returns the unit of a page whose questions are offered before it is read, nil for none: the
// part of course.toml that says so, else the page if it says so itself. It parses the beginning of the page.
func (c *Course) Pretested(p *Page) *Unit {
	if o := c.order.Load(); o != nil {
		if u := o.parts[p]; u != nil {
			return u
		}
	}
	if p.upTo(1).pretest {
		return &Unit{p.Title(), []*Page{p}}
	}
	return nil
}

// Pretests returns all units whose questions are offered before they are read, in reading order. Pages that
// are not parsed yet are left out.
func (c *Course) Pretests() []*Unit {
	var out []*Unit
	for _, p := range c.Known() {
		if !p.Parsed() {
			continue
		}
		if u := c.Pretested(p); u != nil && u.Pages[0] == p {
			out = append(out, u)
		}
	}
	return out
}

// pretestedParts finds the units that are parts.
func (o *order) pretestedParts() {
	var unit *Unit
	depth := 0
	for _, e := range o.outline {
		if e.Page == nil && (unit == nil || e.Depth <= depth) {
			if unit = nil; e.Pretest {
				unit, depth = &Unit{Title: e.Title}, e.Depth
			}
			continue
		}
		if unit == nil || e.Page == nil {
			continue
		}
		if e.Depth <= depth { // behind the part
			unit = nil
			continue
		}
		if o.parts == nil {
			o.parts = map[*Page]*Unit{}
		}
		unit.Pages = append(unit.Pages, e.Page)
		o.parts[e.Page] = unit
	}
}
