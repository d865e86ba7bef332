package lessons

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
)

// Entry is one row of a course's table of contents.
type Entry struct {
	Title string // of a part or folder, or of a chapter not yet written; "" for a page, which has its own
	Page  *Page  // nil for a part, a folder or a draft
	Depth int    // nesting, from 0
	Draft bool   // announced by the list of pages, but not written
}

// order is the pages of a course in reading order. It does not change once made.
type order struct {
	pages   []*Page
	outline []Entry
}

// item is a row of a list of pages, before it is known whether the page exists.
type item struct {
	title string
	path  string // "" for a group or draft
	depth int
	draft bool
	file  string // the list that names it, and its line there
	line  int
}

// kind is a kind of folder: how to know it and how it orders its pages.
type kind struct {
	// start finds the page to begin with, quickly: it must not read more than
	// a few files. It is "" when the folder is not of this kind.
	start func(c *Course) string
	// list returns all rows.
	list func(c *Course) []item
}

// kinds returns the kinds of folders in the order in which they are tried; the last always applies.
func kinds() []kind {
	return []kind{
		{manifestStart, manifestList},
		{mdbookStart, mdbookList},
		{sphinxStart, sphinxList},
		{mkdocsStart, mkdocsList},
		{naturalStart, naturalList},
	}
}

// findStart returns the page that the course begins with, or nil if there is
// no page, and decides what kind of folder it is.
func (c *Course) findStart() *Page {
	if c.only != "" {
		c.setOrder([]item{{path: c.only}})
		return c.pageAt(c.only)
	}
	for _, k := range kinds() {
		if start := k.start(c); start != "" {
			c.list = k.list
			return c.pageAt(start)
		}
	}
	return nil
}

// ordered returns the order of the pages, working it out on first use.
func (c *Course) ordered() *order {
	c.arrange.Do(func() {
		if c.order.Load() != nil || c.index != nil && c.useIndex(c.index()) {
			return
		}
		if c.list == nil { // the first page was told, so nothing has looked for a list
			c.findStart()
		}
		if c.order.Load() == nil {
			c.setOrder(c.list(c))
		}
	})
	return c.order.Load()
}

// setOrder makes the order of the course from a list, plus the pages that it leaves out.
func (c *Course) setOrder(items []item) {
	o := &order{}
	seen := map[string]bool{}
	for _, it := range items {
		c.addItem(o, seen, it)
	}
	o.dropEmptyGroups()
	if c.only == "" {
		c.addRest(o, seen)
	}
	c.setPages(o)
}

// addItem adds one row of a list of pages.
func (c *Course) addItem(o *order, seen map[string]bool, it item) {
	fault := func(s doc.Severity, code, text string) {
		c.report(doc.Problem{File: it.file, Line: it.line, Severity: s, Code: code, Text: text})
	}
	switch {
	case it.path == "":
		o.outline = append(o.outline, Entry{Title: it.title, Depth: it.depth, Draft: it.draft})
	case seen[it.path]:
		fault(doc.Info, "page-listed-twice", it.path+" is listed before; it stands where it was first")
	case !c.files.has(it.path):
		fault(doc.Error, "missing-page", it.path+" is listed, but there is no such file")
	default:
		seen[it.path] = true
		c.addPage(o, it)
	}
}

func (c *Course) addPage(o *order, it item) {
	p := c.pageAt(it.path)
	p.index = len(o.pages)
	p.setHint(it.title)
	o.pages = append(o.pages, p)
	o.outline = append(o.outline, Entry{Page: p, Depth: it.depth})
}

// pageAt returns the one Page of a path.
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

// dropEmptyGroups takes out the groups that ended up with nothing below them.
func (o *order) dropEmptyGroups() {
	// From the back, so that what a group holds is known when it is met:
	// holds[d] says whether something stands at depth d or deeper below here.
	deepest := -1 // depth of the nearest kept row behind
	keep := make([]bool, len(o.outline))
	for i := len(o.outline) - 1; i >= 0; i-- {
		e := o.outline[i]
		keep[i] = e.Page != nil || e.Draft || deepest > e.Depth
		if keep[i] {
			deepest = e.Depth
		}
	}
	kept := o.outline[:0]
	for i, e := range o.outline {
		if keep[i] {
			kept = append(kept, e)
		}
	}
	o.outline = kept
}

// MorePages is the group of the pages that no list names.
const MorePages = "More pages"

// addRest appends the pages that are on no list.
func (c *Course) addRest(o *order, seen map[string]bool) {
	begun := false
	for _, name := range c.pageFiles() {
		if seen[name] {
			continue
		}
		if !begun {
			begun = true
			o.outline = append(o.outline, Entry{Title: MorePages})
		}
		c.report(doc.Problem{
			File: name, Severity: doc.Warning, Code: "page-on-no-list",
			Text: fmt.Sprintf("no list of pages names it; it stands under %q at the end", MorePages),
		})
		c.addPage(o, item{path: name, depth: 1})
	}
}

// pageFiles returns the pages among the files of the course's root in natural order.
func (c *Course) pageFiles() []string { return c.pagesAmong(c.files.list()) }

// pagesAmong returns the pages among files, in natural order.
func (c *Course) pagesAmong(files []string) []string {
	var out []string
	for _, name := range files {
		if c.isPage(name) && !c.Manifest.excluded(name) {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, byFolder)
	return out
}

// isPage reports whether a file of the course is one of its pages. One with a
// doubtful suffix is if it begins with a title and is no drawing of a picture.
func (c *Course) isPage(name string) bool {
	if c.root != "." && !strings.HasPrefix(name, c.root+"/") {
		return false
	}
	f, _, doubtful := formatNamed(name)
	if f == nil || !doubtful {
		return f != nil
	}
	if c.drawsPicture(name) {
		return false
	}
	start, err := c.readTextStart(name, 2048)
	return err == nil && f.peek(start) != ""
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

// manifestStart finds the first page that course.toml names.
func manifestStart(c *Course) string {
	if len(c.Manifest.Pages) == 0 && len(c.Manifest.Parts) == 0 {
		return ""
	}
	for _, it := range manifestList(c) {
		if it.path != "" && c.files.has(it.path) {
			return it.path
		}
	}
	return ""
}

// manifestList is the order that course.toml gives.
func manifestList(c *Course) []item {
	m := &c.Manifest
	src, _ := c.readText(ManifestName) // read before; without it only the lines are missing
	var items []item
	add := func(patterns []string, depth int) {
		for _, pattern := range patterns {
			line := lineHolding(src, pattern)
			pattern = path.Clean(pattern)
			found := []string{pattern}
			if strings.ContainsAny(pattern, "*?[") {
				found = c.glob(pattern)
			}
			for _, name := range found {
				items = append(items, item{path: name, depth: depth, file: ManifestName, line: line})
			}
		}
	}
	add(m.Pages, 0)
	for _, part := range m.Parts {
		items = append(items, item{title: part.Title, file: ManifestName})
		add(part.Pages, 1)
	}
	return items
}

// glob returns the pages that a pattern names, in natural order.
func (c *Course) glob(pattern string) []string {
	var out []string
	for _, name := range c.pageFiles() {
		if matches(pattern, name) {
			out = append(out, name)
		}
	}
	return out
}

// matches reports whether a path fits a pattern of path.Match, or lies in the folder that the pattern names.
func matches(pattern, name string) bool {
	pattern = strings.TrimSuffix(pattern, "/")
	if ok, err := path.Match(pattern, name); err == nil && ok {
		return true
	}
	return strings.HasPrefix(name, pattern+"/")
}

func lineHolding(src []byte, text string) int {
	i := strings.Index(string(src), `"`+text+`"`)
	if i < 0 {
		return 0
	}
	return 1 + strings.Count(string(src[:i]), "\n")
}
