package folder

import (
	"cmp"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// jekyllKind is a Jekyll site (https://jekyllrb.com/docs/structure): its list of pages in
// _data, as themes keep one; else nav_order and parent, as Just the Docs has them; else what
// pages and collections state, with posts by their dates.
type jekyllKind struct {
	conf  *yaml.Node
	home  string
	pages []string
}

var jekyllRoots = []string{".", "docs", "site", "website", "doc", "documentation"}

func (k *jekyllKind) start(f *Folder) string {
	for _, dir := range jekyllRoots {
		conf, _ := f.yamlIn(path.Join(dir, "_config.yml"), path.Join(dir, "_config.yaml"))
		if conf == nil {
			continue
		}
		k.conf, f.Root = conf, dir
		f.leaves = k.leaves(dir)
		f.Dialects, f.Values = []string{"kramdown", "liquid"}, siteValues(conf)
		f.tell(About{Title: textOf(conf, "title"), Author: cmp.Or(textOf(conf, "author"), textOf(conf, "author", "name")), Language: textOf(conf, "lang"), BaseURL: textOf(conf, "url") + textOf(conf, "baseurl")})
		for _, stem := range []string{"index", "README", "readme"} {
			if page := f.files.PageOf(path.Join(dir, stem)); page != "" && !f.leaves(page) {
				k.home = page
				return page
			}
		}
		if dir != "." { // settings for a theme of a few pages, beside a course
			f.Root, f.leaves = ".", nil
			continue
		}
		if page := f.firstPage(k.list(f)); page != "" {
			return page
		}
		f.Root = "."
	}
	return ""
}

// leaves returns what Jekyll passes over: what its settings exclude, and folders whose names
// begin with a sign of its own but for posts and collections.
func (k *jekyllKind) leaves(root string) func(name string) bool {
	excluded := ignoring(root, strings.Join(textsOf(field(k.conf, "exclude")), "\n"))
	kept := map[string]bool{"_posts": true, "_drafts": true}
	for _, name := range k.collections() {
		kept["_"+name] = true
	}
	return func(name string) bool {
		if excluded != nil && excluded(name) {
			return true
		}
		rest := name
		if root != "." {
			rest = strings.TrimPrefix(name, root+"/")
		}
		for part := range strings.SplitSeq(path.Dir(rest), "/") {
			if strings.HasPrefix(part, "_") && !kept[part] {
				return true
			}
		}
		return false
	}
}

// The bounds of what pages may quote from the settings: how many values, and bytes of each.
const (
	maxQuoted = 200
	maxQuote  = 300
)

// siteValues returns what pages may quote from the settings: each value that is one line, as "site.title"
// and "site.author.name". The address of the site is none, because pages lie elsewhere here.
func siteValues(conf *yaml.Node) map[string]string {
	values := map[string]string{}
	var read func(n *yaml.Node, above string, depth int)
	read = func(n *yaml.Node, above string, depth int) {
		eachField(n, func(key, value *yaml.Node) {
			if value == nil || len(values) >= maxQuoted {
				return
			}
			name := above + "." + key.Value
			switch v := value.Value; {
			case value.Kind == yaml.MappingNode && depth < 3:
				read(value, name, depth+1)
			case value.Kind != yaml.ScalarNode || value.Tag == "!!null" || len(name)+len(v) > maxQuote || strings.ContainsAny(v, "\n\r"):
			case name != "site.url" && name != "site.baseurl" && name != "site.github.url":
				values[name] = v
			}
		})
	}
	read(conf, "site", 0)
	return values
}

// collections returns the names of the collections that the settings list.
func (k *jekyllKind) collections() []string {
	node := field(k.conf, "collections")
	out := textsOf(node)
	eachField(node, func(key, _ *yaml.Node) { out = append(out, key.Value) })
	return out
}

func (k *jekyllKind) list(f *Folder) []item {
	k.pages = slices.DeleteFunc(f.pages(), func(name string) bool {
		return f.leaveDraft(name, f.front(name)) || inFolder(name, "_drafts")
	})
	var items []item
	if k.home != "" {
		items = append(items, item{Entry: Entry{Page: k.home}})
	}
	rest := k.listed(f)
	if rest == nil {
		rest = k.byParents(f)
	}
	if rest == nil {
		rest = k.byFolders(f)
	}
	for _, it := range rest {
		if it.Page == "" || it.Page != k.home {
			items = append(items, it)
		}
	}
	return items
}

// inFolder reports whether a file lies in a folder of that name.
func inFolder(name, folder string) bool {
	return strings.HasPrefix(name, folder+"/") || strings.Contains(name, "/"+folder+"/")
}

// The keys that themes use in their lists of pages.
var (
	jekyllTitles = []string{"title", "text", "name", "label", "section"}
	jekyllLinks  = []string{"url", "link", "href", "page", "permalink", "path", "slug"}
	jekyllBelow  = []string{"children", "subfolders", "subfolderitems", "folders", "folderitems", "pages", "items", "links", "docs", "entries", "sections", "subitems", "toc", "nav", "subpages"}
)

// listed returns the rows of the lists in _data, nil if there are none that name several pages.
func (k *jekyllKind) listed(f *Folder) []item {
	urls := k.addresses(f)
	seen := map[string]bool{}
	var items []item
	for _, name := range f.files.List() {
		if !k.isList(f, name) {
			continue
		}
		out := f.newRows(name)
		k.rows(f.yaml(name), urls, 0, true, out)
		for _, it := range out.items {
			if it.Page == "" || !seen[it.Page] { // several lists may name a page
				seen[it.Page] = seen[it.Page] || it.Page != ""
				items = append(items, it)
			}
		}
	}
	if len(seen) < 2 {
		return nil
	}
	return append(items, k.posts(f, seen)...)
}

// posts returns the posts that no list names, by their days.
func (k *jekyllKind) posts(f *Folder, listed map[string]bool) []item {
	var names []string
	for _, name := range k.pages {
		if inFolder(name, "_posts") && !listed[name] {
			names = append(names, name)
		}
	}
	r := f.rank(statedRule(), f.Root, names)
	return r.items(r.top, 0)
}

// isList reports whether a file of _data is called as themes call their lists of pages.
func (k *jekyllKind) isList(f *Folder, name string) bool {
	dir, base := path.Split(name)
	ext := path.Ext(base)
	if !strings.HasPrefix(name, path.Join(f.Root, "_data")+"/") || ext != ".yml" && ext != ".yaml" {
		return false
	}
	base = strings.ToLower(strings.TrimSuffix(base, ext))
	return strings.Contains(base, "nav") || strings.Contains(base, "toc") || strings.Contains(base, "sidebar") || path.Base(dir) == "sidebars"
}

// rows adds the rows of a list of pages. At the top a map has lists by their names, of which
// the one for the bar above all pages counts only if there is no other.
func (k *jekyllKind) rows(node *yaml.Node, urls map[string]string, depth int, top bool, out *rows) {
	defer out.close()
	if node = plainNode(node); !out.open(width(node), depth) || node == nil {
		return
	}
	if node.Kind == yaml.SequenceNode {
		for _, row := range rowsOf(node) {
			k.rows(row, urls, depth, false, out)
		}
		return
	}
	if node.Kind == yaml.ScalarNode {
		if page := urls[cleanAddress(node.Value)]; page != "" {
			out.add("", page, depth, node.Line)
		}
		return
	}
	title, link := "", ""
	for _, key := range jekyllTitles {
		title = cmp.Or(title, textOf(node, key))
	}
	for _, key := range jekyllLinks {
		link = cmp.Or(link, textOf(node, key))
	}
	if top && link == "" && title == "" {
		lists := 0
		eachField(node, func(_, value *yaml.Node) {
			if value != nil && value.Kind == yaml.SequenceNode {
				lists++
			}
		})
		eachField(node, func(key, value *yaml.Node) {
			if lists < 2 || key.Value != "main" && key.Value != "header" && key.Value != "top" && key.Value != "footer" {
				k.rows(value, urls, depth, false, out)
			}
		})
		return
	}
	page := ""
	if link != "" {
		page = urls[cleanAddress(link)]
	}
	below := depth
	if title != "" && (page != "" || link == "" || hasRows(node)) {
		out.add(title, page, depth, node.Line)
		below++
	} else if page != "" {
		out.add("", page, depth, node.Line)
	}
	for _, key := range jekyllBelow {
		k.rows(field(node, key), urls, below, false, out)
	}
}

func hasRows(node *yaml.Node) bool {
	return slices.ContainsFunc(jekyllBelow, func(key string) bool { return field(node, key) != nil })
}

// addresses returns the pages by the addresses that they have on the site.
func (k *jekyllKind) addresses(f *Folder) map[string]string {
	out := map[string]string{}
	for _, name := range k.pages {
		stem := f.files.Stem(name)
		rest := strings.TrimPrefix(stem, f.Root+"/")
		for _, at := range []string{rest, strings.TrimPrefix(rest, "_"), path.Base(cutDay(path.Base(rest)))} {
			if at = cleanAddress(at); out[at] == "" {
				out[at] = name
			}
		}
		if p := f.front(name)["permalink"]; p != "" {
			out[cleanAddress(p)] = name
		}
	}
	return out
}

// cleanAddress writes an address of a page in the one way in which addresses are compared.
func cleanAddress(a string) string {
	if strings.Contains(a, "://") {
		return "://"
	}
	a, _, _ = strings.Cut(a, "#")
	a = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(a, "/ "), ".html"), ".md")
	a = strings.TrimPrefix(a, "-")
	for _, index := range []string{"index", "README"} {
		if a == index {
			return ""
		}
		a = strings.TrimSuffix(a, "/"+index)
	}
	return a
}

// navPage is a page as Just the Docs sorts it.
type navPage struct {
	name, title   string
	parent, grand string
	order         float64
	word          string // an order that is no number
	down          bool   // its children are sorted the other way round
	children      []*navPage
}

// byParents returns the pages below their parents (https://just-the-docs.com/docs/navigation/main/),
// nil if no page states an order or a parent.
func (k *jekyllKind) byParents(f *Folder) []item {
	var all []*navPage
	byTitle := map[string][]*navPage{}
	stated := false
	for _, name := range k.pages {
		h := f.front(name)
		p := &navPage{name: name, title: h["title"], parent: h["parent"], grand: h["grand_parent"], order: math.Inf(1)}
		p.down = strings.HasPrefix(h["child_nav_order"], "desc") || h["child_nav_order"] == "reversed"
		if n, ok := h.number("nav_order"); ok {
			p.order = n
		} else {
			p.word = h["nav_order"]
		}
		stated = stated || h["nav_order"] != "" || p.parent != ""
		if h["nav_exclude"] == "true" || p.title == "" {
			continue
		}
		all = append(all, p)
		byTitle[p.title] = append(byTitle[p.title], p)
	}
	if !stated {
		return nil
	}
	top := &navPage{}
	for _, p := range all {
		up := top
		if p.parent != "" {
			up = parentOf(p, byTitle[p.parent])
		}
		if up != nil {
			up.children = append(up.children, p)
		}
	}
	var items []item
	seen := map[*navPage]bool{}
	var walk func(p *navPage, depth int)
	walk = func(p *navPage, depth int) {
		sortNav(p)
		for _, c := range p.children {
			if !seen[c] {
				seen[c] = true
				items = append(items, item{Entry: Entry{Page: c.name, Depth: depth}})
				walk(c, depth+1)
			}
		}
	}
	walk(top, 0)
	return items
}

// parentOf returns the page that another means by the title of its parent: the one below the
// grandparent that is named, else the one that lies nearest.
func parentOf(p *navPage, several []*navPage) *navPage {
	var best *navPage
	near := -1
	for _, up := range several {
		if up == p || p.grand != "" && up.parent != p.grand {
			continue
		}
		shared := 0
		for shared < min(len(up.name), len(p.name)) && up.name[shared] == p.name[shared] {
			shared++
		}
		if shared > near {
			best, near = up, shared
		}
	}
	return best
}

func sortNav(p *navPage) {
	slices.SortStableFunc(p.children, func(a, b *navPage) int {
		d := cmp.Compare(a.order, b.order)
		if d == 0 {
			d = natural(cmp.Or(a.word, a.title), cmp.Or(b.word, b.title))
		}
		if p.down {
			d = -d
		}
		return d
	})
}

// byFolders returns the pages in the order that they, or the settings of their collections, state.
func (k *jekyllKind) byFolders(f *Folder) []item {
	stated := statedRule()
	ranks := map[string]float64{}
	for _, name := range k.collections() {
		for i, file := range textsOf(field(k.conf, "collections", name, "order")) {
			ranks["_"+name+"/"+file] = float64(i)
		}
	}
	page := stated.page
	stated.page = func(f *Folder, name string, h front) place {
		rest := strings.TrimPrefix(name, f.Root+"/")
		if n, ok := ranks[rest]; ok {
			return place{rank: n, ranked: true}
		}
		p := page(f, name, h)
		if n, err := strconv.ParseFloat(h["position"], 64); err == nil && !p.ranked {
			p.rank, p.ranked = n, true
		}
		return p
	}
	r := f.rank(stated, f.Root, k.pages)
	return r.items(r.top, 0)
}
