package folder

import "strings"

// htmlKind is a folder that holds nothing but pages of HTML: a site as a tool built it, or
// pages that somebody wrote. Their order is that of the navigation on the first page. What the
// navigation of a site folds away there stands on the pages that it lists.
type htmlKind struct{}

func (htmlKind) start(f *Folder) string {
	names := f.pagesAmong(f.files.Top())
	if len(names) == 0 {
		names = f.pages()
	}
	if len(names) == 0 || !f.files.IsGuest(names[0]) {
		return ""
	}
	f.builtPages()
	for _, name := range f.pagesAmong(names) {
		return name
	}
	return names[0]
}

// builtPages leaves out the pages that tools make besides those that somebody wrote.
func (f *Folder) builtPages() {
	marks := []struct {
		mark  string // a file that shows which tool it was; "" for all
		names []string
	}{
		{"", []string{"404.html"}},
		{"searchindex.js", []string{"search.html", "genindex.html", "genindex-all.html", "py-modindex.html", "modindex.html", "np-modindex.html"}},
		{"search/search_index.json", []string{"search.html"}},
		{"searchindex.json", []string{"print.html", "toc.html"}},
		{"book.js", []string{"print.html", "toc.html"}},
		{"toc.js", []string{"print.html", "toc.html"}},
	}
	for _, m := range marks {
		if m.mark != "" && !f.files.Has(m.mark) {
			continue
		}
		for _, name := range m.names {
			f.notPages[name] = true
		}
	}
	if f.files.Has("searchindex.js") {
		f.leaves = func(name string) bool {
			return strings.HasPrefix(name, "_modules/") || strings.HasPrefix(name, "_static/") || strings.HasPrefix(name, "genindex-")
		}
	}
}

// maxNavigations is how many pages are looked at for what the first one folds away.
const maxNavigations = 400

func (htmlKind) list(f *Folder) []item {
	all := map[string]bool{}
	for _, name := range f.pages() {
		all[name] = true
	}
	n := navigation{f: f, left: all, looks: maxNavigations}
	rows := n.taken(f.files.Contents(f.Start), 0)
	if len(rows) < 2 {
		return naturalItems(f)
	}
	if n.left[f.Start] {
		delete(n.left, f.Start)
		rows = append([]item{{Entry: Entry{Page: f.Start}}}, rows...)
	}
	items := n.unfolded(rows)
	return append(items, n.rest()...)
}

// navigation collects the pages of a site.
type navigation struct {
	f     *Folder
	left  map[string]bool // pages that are not listed yet
	looks int             // how many more pages may be looked at
}

// taken returns the rows that name pages which are not listed yet, and the groups above them.
func (n *navigation) taken(rows []Entry, depth int) []item {
	var out []item
	for _, e := range rows {
		e.Depth += depth
		if e.Page == "" || n.left[e.Page] {
			delete(n.left, e.Page)
			out = append(out, item{Entry: e})
		}
	}
	return out
}

// unfolded puts behind each page those that only its own navigation lists.
func (n *navigation) unfolded(rows []item) []item {
	var out []item
	for _, it := range rows {
		out = append(out, it)
		if it.Page == "" || len(n.left) == 0 || n.looks == 0 {
			continue
		}
		n.looks--
		var below []Entry
		for _, e := range n.f.files.Contents(it.Page) {
			if n.left[e.Page] {
				below = append(below, Entry{Title: e.Title, Page: e.Page})
			}
		}
		out = append(out, n.unfolded(n.taken(below, it.Depth+1))...)
	}
	return out
}

// rest returns the pages that no navigation lists, in natural order.
func (n *navigation) rest() []item {
	var out []item
	for _, name := range n.f.pages() {
		if !n.left[name] {
			continue
		}
		if len(out) == 0 {
			out = append(out, item{Entry: Entry{Title: MorePages}})
		}
		out = append(out, item{Entry: Entry{Page: name, Depth: 1}})
	}
	return out
}
