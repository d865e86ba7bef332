package html

import (
	"strings"

	"lectern/lessons/text"
)

// Row is a row of the navigation of a page: a page of the site, or a group of them.
type Row struct {
	Title  string
	Target string // as the page writes it; "" for a group
	Depth  int
}

// Navigation returns the navigation on a page that names the most pages of its site, which is
// their order; of a page without any the links in its text. It is nil if there are none.
func Navigation(src []byte) []Row {
	src, _ = text.DecodeStated(src, statedCharset(src))
	src = text.Normalize(src)
	p := &page{src: src, head: readHead(src)}
	root := parseDeep(src, 1, maxPageDepth, isXHTML(src), func(int) bool { return false })
	setRoles(root)
	var best []Row
	most := 1 // a link home is no navigation
	try := func(n *node) {
		rows, pages := p.rows(n)
		if pages > most {
			best, most = rows, pages
		}
	}
	each(root, func(n *node) bool {
		if n.tag == "nav" || n.role&(navigation|perhapsNav) != 0 || n.has("toctree-wrapper", "wy-menu") {
			try(n)
		}
		return true
	})
	if best == nil {
		try(p.contentOf(root))
	}
	return best
}

// FrameOf returns the address of the page that holds the navigation, where a page only frames
// it for browsers without scripts, as mdBook does; "" if it does not.
func FrameOf(src []byte) string {
	src = text.Normalize(src)
	root := parseDeep(src, 1, maxPageDepth, false, func(int) bool { return false })
	n := find(root, func(k *node) bool { return k.tag == "iframe" && strings.Contains(k.attrs.get("class"), "sidebar") })
	if n == nil {
		return ""
	}
	return strings.TrimSpace(n.attrs.get("src"))
}

// rows returns the rows of a navigation, and how many files they name.
func (p *page) rows(n *node) (rows []Row, pages int) {
	r := rowReader{page: p, files: map[string]bool{}}
	r.inside(n, 0)
	return r.rows, len(r.files)
}

type rowReader struct {
	page  *page
	rows  []Row
	files map[string]bool
	group int // 1 below a title that stands above a list
}

// inside reads the rows in an element.
func (r *rowReader) inside(n *node, depth int) {
	for _, k := range n.kids {
		switch {
		case k.tag == "ul" || k.tag == "ol":
			r.inside(k, depth)
		case k.tag == "li":
			r.item(k, depth)
		case k.tag == "a":
			r.link(k, depth+r.group)
		case isHeading(k) || k.tag == "p" && k.has("caption"):
			if a := find(k, func(k *node) bool { return k.tag == "a" }); a != nil && r.link(a, depth) {
				continue
			}
			if title := text.OneLine(allText(k)); title != "" && depth == 0 && holdsList(n) {
				r.rows = append(r.rows, Row{Title: title})
				r.group = 1
			}
		case k.tag != "":
			r.inside(k, depth)
		}
	}
}

func holdsList(n *node) bool {
	return find(n, func(k *node) bool { return k.tag == "ul" || k.tag == "ol" }) != nil
}

// item reads an item of a list: its own link or title, and the lists in it.
func (r *rowReader) item(n *node, depth int) {
	own := &node{}
	var lists []*node
	var split func(*node)
	split = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k.tag == "ul" || k.tag == "ol" || k.tag == "nav":
				lists = append(lists, k)
			case k.tag != "a" && k.tag != "" && holdsList(k):
				split(k)
			default:
				own.kids = append(own.kids, k)
			}
		}
	}
	split(n)
	at := len(r.rows)
	named := false
	each(own, func(k *node) bool {
		if k.tag == "a" {
			named = r.link(k, depth+r.group) || named
		}
		return k.tag != "a"
	})
	title := text.OneLine(allText(own))
	switch {
	case named:
	case len(lists) > 0 && title != "":
		r.rows = append(r.rows, Row{Title: title, Depth: depth + r.group})
	case len(lists) == 0 && title != "" && depth == 0 && find(own, func(k *node) bool { return k.tag == "a" }) == nil && n.has("part-title", "nav-header", "caption"):
		r.rows = append(r.rows, Row{Title: title})
		r.group = 1
	}
	for _, l := range lists {
		r.inside(l, depth+1)
	}
	if !named && len(r.rows) == at+1 && r.rows[at].Target == "" && len(lists) > 0 {
		r.rows = r.rows[:at] // nothing in it leads to a page
	}
}

// link adds the row of a link that leads to another page of the site.
func (r *rowReader) link(a *node, depth int) bool {
	href := strings.TrimSpace(a.attrs.get("href"))
	title := text.OneLine(allText(a))
	if title == "" {
		title = text.OneLine(a.attrs.get("title"))
	}
	file, _ := cut(r.page.based(href), "#?")
	if file == "" || title == "" || strings.Contains(file, "//") || strings.Contains(file, ":") {
		return false
	}
	r.rows = append(r.rows, Row{Title: title, Target: file, Depth: depth})
	r.files[file] = true
	return true
}
