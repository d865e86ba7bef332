package folder

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// branch is a folder with the pages in it, for the kinds of folder whose order is that of
// the files and of what they say of themselves. What lies in it is put in order when it is
// asked for, so that the first page of a large folder is found by a look at few.
type branch struct {
	dir      string // "." for that of the course
	index    string // the page that stands for the folder, "" for none
	pages    []string
	branches []*branch
}

// grow makes the tree of the pages below a folder.
func (r *ranking) grow(root string, names []string) *branch {
	top := &branch{dir: root}
	known := map[string]*branch{root: top}
	var at func(dir string) *branch
	at = func(dir string) *branch {
		if b := known[dir]; b != nil {
			return b
		}
		up := top
		if parent := path.Dir(dir); parent != dir && len(parent) >= len(root) {
			up = at(parent)
		}
		b := &branch{dir: dir}
		known[dir] = b
		up.branches = append(up.branches, b)
		return b
	}
	for _, name := range names {
		b := at(path.Dir(name))
		if best := r.rule.index(r.f, name); best > 0 && (b.index == "" || best < r.rule.index(r.f, b.index)) {
			if b.index != "" {
				b.pages = slices.Insert(b.pages, 0, b.index)
			}
			b.index = name
			continue
		}
		b.pages = append(b.pages, name)
	}
	return top
}

// rule is how a kind of folder orders what lies in a folder.
type rule struct {
	// index says how well a page stands for its folder: 1 is best, 0 not at all.
	index func(f *Folder, name string) int
	// page and dir say where a page and a folder want to stand among those around them.
	page func(f *Folder, name string, h front) place
	dir  func(f *Folder, b *branch) place

	heads      bool // the index is the row of its folder, not the first in it
	foldersTop bool // folders come before pages
	mixed      bool // folders and pages without a place are sorted together
	newest     bool // of two dates the later comes first
	linked     bool // what the index links to comes in the order of the links
	titled     bool // what says nothing more is sorted by title
	undated    bool // dates do not count
	// natural is a folder whose tool is not known: names that begin with numbers go before
	// dates, and where none of some pages of a large folder states a place, none does.
	natural bool
}

// place is where a page or a folder wants to stand.
type place struct {
	rank   float64
	ranked bool
	title  string // for the contents, "" for the page's own
	date   string
	hidden bool   // it is not shown, nor what lies in it
	lead   string // of a folder: the page that leads it, if it is not the index
}

// ranking puts pages in order by a rule.
type ranking struct {
	f        *Folder
	rule     rule
	top      *branch
	starting bool // only the first page is asked for

	known map[*branch][]item // what items returned
}

func (f *Folder) rank(r rule, root string, names []string) *ranking {
	out := &ranking{f: f, rule: r}
	out.top = out.grow(root, names)
	return out
}

// child is a page or a folder among those around it.
type child struct {
	place
	name string // path
	page bool
	sub  *branch
	link int // which link of the index leads to it, from 0; far for none
}

// noLink stands behind all links.
const noLink = 1 << 30

// children returns what lies in a folder but for the index, in order, without what is left out.
func (r *ranking) children(b *branch) []child {
	links := r.links(b)
	byName := r.rule.natural && len(b.pages) > maxAsked && !r.anyPlace(b.pages)
	undated := byName || r.rule.undated || r.rule.natural && numbered(b)
	var out []child
	for _, name := range b.pages {
		c := child{name: name, page: true, link: noLink}
		if !byName || !r.starting {
			h := r.f.front(name)
			if r.f.leaveDraft(name, h) {
				continue
			}
			if !byName {
				c.place = r.rule.page(r.f, name, h)
			}
			if c.date == "" && !undated {
				c.date = h.day(path.Base(r.f.files.Stem(name)))
			}
		}
		if !c.hidden {
			out = append(out, c)
		}
	}
	for _, sub := range b.branches {
		c := child{place: r.rule.dir(r.f, sub), name: sub.dir, sub: sub, link: noLink}
		if !c.hidden {
			out = append(out, c)
		}
	}
	for i := range out {
		if at, ok := links[strings.TrimSuffix(out[i].name, path.Ext(out[i].name))]; ok && out[i].page {
			out[i].link = at
		} else if at, ok := links[out[i].name]; ok {
			out[i].link = at
		}
	}
	slices.SortStableFunc(out, r.compare)
	return out
}

// maxAsked is how many pages of a folder are all looked at before the first of them is shown.
const maxAsked = 200

// anyPlace reports whether one of some pages says where it wants to stand.
func (r *ranking) anyPlace(pages []string) bool {
	for i := 0; i < len(pages); i += max(1, len(pages)/20) {
		h := r.f.front(pages[i])
		if r.rule.page(r.f, pages[i], h).ranked || h["date"] != "" {
			return true
		}
	}
	return false
}

func (r *ranking) compare(a, b child) int {
	switch {
	case a.ranked != b.ranked:
		return before(a.ranked)
	case a.ranked && a.rank != b.rank:
		return cmp.Compare(a.rank, b.rank)
	case a.link != b.link:
		return cmp.Compare(a.link, b.link)
	}
	if !r.rule.mixed && a.page != b.page {
		return before(a.page != r.rule.foldersTop)
	}
	if a.date != b.date {
		switch {
		case a.date == "" || b.date == "":
			return before(a.date != "")
		case r.rule.newest:
			return strings.Compare(b.date, a.date)
		}
		return strings.Compare(a.date, b.date)
	}
	if r.rule.titled {
		if d := natural(r.title(a), r.title(b)); d != 0 {
			return d
		}
	}
	if a.page && b.page && !r.rule.mixed {
		return 0 // they are sorted by name already
	}
	return natural(r.f.files.Stem(path.Base(a.name)), r.f.files.Stem(path.Base(b.name)))
}

func before(yes bool) int {
	if yes {
		return -1
	}
	return 1
}

// title returns what a child is called in the contents.
func (r *ranking) title(c child) string {
	if c.title != "" {
		return c.title
	}
	name := c.name
	if c.sub != nil {
		if name = c.sub.index; name == "" {
			return groupTitle(path.Base(c.name))
		}
	}
	if t := r.f.front(name)["title"]; t != "" {
		return t
	}
	return r.f.files.Title(name)
}

// first returns the first page of a folder, "" if none is left.
func (r *ranking) first(b *branch, lead string) string {
	if lead != "" {
		return lead
	}
	if b.index != "" && !r.f.leaveDraft(b.index, r.f.front(b.index)) {
		return b.index
	}
	for _, c := range r.children(b) {
		if c.page && !r.f.leaveDraft(c.name, r.f.front(c.name)) {
			return c.name
		}
		if c.page {
			continue
		}
		if name := r.first(c.sub, c.lead); name != "" {
			return name
		}
	}
	return ""
}

// maxBranch is how deep folders may lie in one another; no file of a course lies deeper.
const maxBranch = 70

// items lists what lies in a folder: its index, and then the rest in order. A list may ask for the same
// folder again and again. The result is not to be changed.
func (r *ranking) items(b *branch, depth int) []item {
	if depth > 0 || r.starting {
		return r.inside(b, depth)
	}
	out, ok := r.known[b]
	if !ok {
		if r.known == nil {
			r.known = map[*branch][]item{}
		}
		out = r.inside(b, 0)
		r.known[b] = out
	}
	return out
}

func (r *ranking) inside(b *branch, depth int) []item {
	var out []item
	if b.index != "" && !r.f.leaveDraft(b.index, r.f.front(b.index)) {
		p := r.rule.page(r.f, b.index, r.f.front(b.index))
		out = append(out, item{Entry: Entry{Title: p.title, Page: b.index, Depth: depth}})
	}
	return append(out, r.below(b, depth)...)
}

// below lists what lies in a folder but for its index.
func (r *ranking) below(b *branch, depth int) []item {
	var out []item
	if depth > maxBranch {
		return nil
	}
	for _, c := range r.children(b) {
		if c.page {
			out = append(out, item{Entry: Entry{Title: c.title, Page: c.name, Depth: depth}})
			continue
		}
		row := item{Entry: Entry{Title: c.title, Page: c.lead, Depth: depth}}
		inside := r.inside
		if row.Page == "" && (r.rule.heads || isHead(c.sub.index)) && c.sub.index != "" && !r.f.leaveDraft(c.sub.index, r.f.front(c.sub.index)) {
			row.Page, inside = c.sub.index, r.below
			row.Title = cmp.Or(row.Title, r.rule.page(r.f, c.sub.index, r.f.front(c.sub.index)).title)
		} else if row.Page == "" && row.Title == "" {
			row.Title = groupTitle(path.Base(c.name))
		}
		rest := inside(c.sub, depth+1)
		if c.lead != "" {
			rest = slices.DeleteFunc(rest, func(it item) bool { return it.Page == c.lead })
		}
		out = append(append(out, row), rest...)
	}
	return out
}

// leaveDraft reports whether a page says that it is not to be read yet, and remembers those that do.
func (f *Folder) leaveDraft(name string, h front) bool {
	says, ok := h.draft()
	if ok && !f.notPages[name] {
		f.notPages[name] = true
		f.drafts = append(f.drafts, name)
		if f.draftSays == "" {
			f.draftSays = says
		}
	}
	return ok
}

// isHead reports whether an index is the row of its folder wherever it lies: Hugo's, which
// says what the folder is.
func isHead(index string) bool { return strings.HasPrefix(path.Base(index), "_index.") }
