package lessons

import (
	"cmp"
)

// Index is the table of contents of a whole course, made when all its pages
// were parsed, so that a later start knows it without reading any.
type Index struct {
	Rows []IndexRow `json:"rows"`

	Site
}

// IndexRow is one row: a page, or a part or folder above pages.
type IndexRow struct {
	Title   string `json:"t,omitempty"`
	Path    string `json:"p,omitempty"` // of a page
	Listed  bool   `json:"l,omitempty"` // the title of the page is that of the list that names it
	Depth   int    `json:"d,omitempty"`
	Draft   bool   `json:"a,omitempty"` // announced, but not written
	Lessons int    `json:"n,omitempty"` // how many the page has
	ID      string `json:"i,omitempty"` // of the page, "" if it is the path without the suffix
	Chapter int    `json:"c,omitempty"` // in whose number those of its figures begin
	Pretest bool   `json:"q,omitempty"` // of a part: its questions are offered before it is read
}

// Index returns the table of contents. It parses all pages.
func (c *Course) Index() Index {
	var out Index
	order := c.ordered()
	out.Site = c.Site()
	for _, e := range order.outline {
		row := IndexRow{Title: e.Title, Depth: e.Depth, Draft: e.Draft, Pretest: e.Pretest}
		if p := e.Page; p != nil {
			row.Path, row.Title, row.Listed, row.Lessons = p.Path, p.Title(), p.listedTitle() != "", len(p.Lessons())
			row.Chapter = p.chapter
			if id := p.ID(); id != pathSlug(p.Path) {
				row.ID = id
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// useIndex takes order, titles and numbers of lessons from an index. It is
// false, and nothing is taken, when the index is not of these files.
func (c *Course) useIndex(index *Index) bool {
	if index == nil {
		return false
	}
	c.files.list() // one walk is quicker than a look at each page
	o, ids := &order{}, map[*Page]string{}
	for _, r := range index.Rows {
		if r.Path == "" {
			o.outline = append(o.outline, Entry{Title: r.Title, Depth: r.Depth, Draft: r.Draft, Pretest: r.Pretest})
			continue
		}
		if !c.files.has(r.Path) {
			return false
		}
		p := c.pageAt(r.Path)
		p.index, p.chapter = len(o.pages), r.Chapter
		if p != c.start { // which is parsed first, and looked at before there is an order
			p.plan = r.Lessons
		}
		ids[p] = cmp.Or(r.ID, pathSlug(r.Path))
		p.title.Store(&pageTitle{r.Title, r.Listed})
		o.pages = append(o.pages, p)
		o.outline = append(o.outline, Entry{Page: p, Depth: r.Depth})
	}
	if len(o.pages) == 0 {
		return false
	}
	c.setSite(index.Site)
	c.mu.Lock()
	c.ids = ids
	c.mu.Unlock()
	c.setPages(o)
	return true
}

// indexedID returns the ID that an index tells of a page.
func (c *Course) indexedID(p *Page) (id string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id, ok = c.ids[p]
	return id, ok
}
