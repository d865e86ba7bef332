package folder

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"lectern/lessons/doc"
)

// awesomeFile returns the name of the files in which folders say their own order: .pages of
// awesome-pages (https://github.com/lukasgeiter/mkdocs-awesome-pages-plugin) or .nav.yml of
// awesome-nav (https://lukasgeiter.github.io/mkdocs-awesome-nav); "" if there are none.
func (k *mkdocsKind) awesomeFile() string {
	for _, p := range [][2]string{{"awesome-nav", ".nav.yml"}, {"awesome-pages", ".pages"}} {
		if n := k.plugin(p[0]); n != nil {
			return path.Base(cmp.Or(textOf(n, "filename"), p[1]))
		}
	}
	for _, name := range []string{".nav.yml", ".pages"} {
		if k.f.there(path.Join(k.f.Root, name)) {
			return name
		}
	}
	return ""
}

// arranged is a folder while its own list is read.
type arranged struct {
	k      *mkdocsKind
	b      *branch
	file   string
	listed map[string]bool // pages and folders that a row names
	out    *rows

	kids []child // what lies in it, in the usual order; nil until asked for
}

// awesome adds what lies in a folder as its own list says.
func (k *mkdocsKind) awesome(b *branch, file string, depth int, out *rows) {
	defer out.close()
	if !out.open(1, depth) {
		return
	}
	conf := k.folderList(b.dir, file)
	a := &arranged{k: k, b: b, file: file, listed: map[string]bool{}, out: out}
	nav := cmp.Or(field(conf, "nav"), field(conf, "arrange"))
	if nav == nil {
		a.rest(conf, depth)
		return
	}
	a.names(nav, 0)
	a.rows(nav, conf, depth)
	if textOf(conf, "append_unmatched") == "true" {
		a.rest(conf, depth)
	}
}

// folderList reads the list of a folder, nil if it has none.
func (k *mkdocsKind) folderList(dir, file string) *yaml.Node {
	if name := path.Join(dir, file); k.f.there(name) {
		return k.f.yaml(name)
	}
	return nil
}

// names notes what the rows name, so that patterns and the rest leave it to them.
func (a *arranged) names(nav *yaml.Node, depth int) {
	if depth > maxNav || len(a.listed) > maxRows {
		return
	}
	for _, row := range rowsOf(nav) {
		if a.out.work--; a.out.work < 0 {
			return
		}
		if row.Kind == yaml.ScalarNode {
			a.listed[path.Join(a.b.dir, row.Value)] = true
		}
		eachField(row, func(_, value *yaml.Node) {
			if value != nil && value.Kind == yaml.ScalarNode {
				a.listed[path.Join(a.b.dir, value.Value)] = true
			}
			a.names(value, depth+1)
		})
	}
}

func (a *arranged) rows(nav, conf *yaml.Node, depth int) {
	defer a.out.close()
	if nav == nil || !a.out.open(len(nav.Content), depth) {
		return
	}
	for _, row := range rowsOf(nav) {
		if row.Kind == yaml.ScalarNode {
			a.row("", row, conf, depth)
			continue
		}
		if glob := textOf(row, "glob"); glob != "" {
			a.fitting(glob, row, depth)
			continue
		}
		eachField(row, func(key, value *yaml.Node) {
			switch {
			case value == nil:
			case value.Kind == yaml.SequenceNode:
				a.out.add(key.Value, "", depth, key.Line)
				a.rows(value, conf, depth+1)
			case value.Kind == yaml.ScalarNode:
				a.row(key.Value, value, conf, depth)
			}
		})
	}
}

// row adds one row of a list: a page, a folder, a pattern, or "..." for the rest.
func (a *arranged) row(title string, value, conf *yaml.Node, depth int) {
	text := value.Value
	switch {
	case strings.HasPrefix(text, "..."):
		_, options, _ := strings.Cut(text, "|")
		options = strings.TrimSpace(options)
		if glob := strings.TrimPrefix(options, "glob="); options != "" && options != "flat" && !strings.HasPrefix(options, "regex=") {
			a.fitting(strings.TrimSpace(glob), conf, depth)
			return
		}
		a.rest(conf, depth)
	case strings.Contains(text, "://"):
	case strings.ContainsAny(text, "*?["):
		a.fitting(text, conf, depth)
	default:
		name := path.Join(a.b.dir, text)
		if b := a.k.all().find(name); b != nil && b != a.b {
			a.folder(title, b, depth)
			return
		}
		a.out.add(title, name, depth, value.Line)
	}
}

func (a *arranged) folder(title string, b *branch, depth int) {
	conf := a.k.folderList(b.dir, a.file)
	if textOf(conf, "hide") == "true" {
		return
	}
	a.out.add(cmp.Or(title, textOf(conf, "title"), groupTitle(path.Base(b.dir))), "", depth, 0)
	a.k.awesome(b, a.file, depth+1, a.out)
}

// children returns the pages and folders in the folder as it wants them sorted, the index first.
func (a *arranged) children(conf *yaml.Node) []child {
	if a.kids == nil {
		a.kids = a.k.all().children(a.b)
		if a.b.index != "" {
			a.kids = append([]child{{name: a.b.index, page: true}}, a.kids...)
		}
	}
	if !a.out.try(len(a.kids)) {
		return nil
	}
	out := a.kids
	by := cmp.Or(textOf(conf, "sort", "by"), textOf(conf, "order_by"))
	down := strings.HasPrefix(cmp.Or(textOf(conf, "sort", "direction"), textOf(conf, "order")), "desc")
	sections := textOf(conf, "sort", "sections")
	if by == "" && !down && sections == "" {
		return out
	}
	if !a.out.try(10 * len(out)) { // for each time that they are sorted
		return nil
	}
	head := 0
	if a.b.index != "" {
		head = 1
	}
	out = slices.Clone(out)
	r := a.k.all()
	slices.SortStableFunc(out[head:], func(x, y child) int {
		if x.page != y.page && sections != "mixed" {
			return before(x.page != (sections == "first"))
		}
		d := natural(path.Base(x.name), path.Base(y.name))
		if by == "title" {
			d = natural(r.title(x), r.title(y))
		}
		if down {
			d = -d
		}
		return d
	})
	return out
}

// rest adds what no row names.
func (a *arranged) rest(conf *yaml.Node, depth int) {
	for _, c := range a.children(conf) {
		a.child(c, depth)
	}
}

func (a *arranged) child(c child, depth int) {
	if a.listed[c.name] {
		return
	}
	a.listed[c.name] = true
	if c.page {
		a.out.add("", c.name, depth, 0)
		return
	}
	a.folder("", c.sub, depth)
}

// fitting adds what fits a pattern and no row names.
func (a *arranged) fitting(glob string, conf *yaml.Node, depth int) {
	if strings.Contains(glob, "**") {
		for _, it := range a.k.matching(path.Join(a.b.dir, glob), a.listed, a.out) {
			if !a.listed[it.Page] {
				a.listed[it.Page] = true
				a.out.add("", it.Page, depth, 0)
			}
		}
		return
	}
	for _, c := range a.children(conf) {
		if patternFits(strings.TrimSuffix(glob, "/"), path.Base(c.name)) && (c.page || glob[len(glob)-1] == '/' || !strings.Contains(glob, ".")) {
			a.child(c, depth)
		}
	}
}

// summary returns the list of a folder that literate-nav reads (https://oprypin.github.io/mkdocs-literate-nav).
func (k *mkdocsKind) summary(dir string) string {
	return path.Join(dir, cmp.Or(textOf(k.plugin("literate-nav"), "nav_file"), "SUMMARY.md"))
}

// literate adds the rows of a folder's SUMMARY.md: lists of links, where a row without a link
// is a group and one that ends in a slash is a folder.
func (k *mkdocsKind) literate(dir string, depth int, out *rows) {
	name := k.summary(dir)
	defer out.close()
	src := k.f.settingsText(name)
	if !out.open(1, depth) || k.open[dir] {
		return
	}
	k.open[dir] = true // a list may name the folder that it lies in
	defer delete(k.open, dir)
	if b := k.all().find(dir); b != nil && b.index != "" && textOf(k.plugin("literate-nav"), "implicit_index") == "true" {
		out.add("", b.index, depth, 0)
	} else if !IsIndexName(path.Base(k.f.files.Stem(name))) {
		k.f.notPages[name] = true
	}
	for _, b := range k.f.files.Parse(name, src).Blocks {
		if l, ok := b.(*doc.List); ok {
			k.literateList(l, dir, depth, out)
		}
	}
}

func (k *mkdocsKind) literateList(l *doc.List, dir string, depth int, out *rows) {
	for _, it := range l.Items {
		if depth > maxNav {
			return
		}
		for _, b := range it.Blocks {
			switch b := b.(type) {
			case *doc.Paragraph:
				k.literateRow(b, dir, depth, out)
			case *doc.List:
				k.literateList(b, dir, depth+1, out)
			default: // the plugin knows no more
			}
		}
	}
}

func (k *mkdocsKind) literateRow(p *doc.Paragraph, dir string, depth int, out *rows) {
	for _, in := range p.Text {
		if link, ok := in.(*doc.Link); ok {
			value := &yaml.Node{Kind: yaml.ScalarNode, Value: link.Target, Line: p.Line()}
			k.page(doc.InlineText(link.Content), value, dir, depth, out)
			return
		}
	}
	text := strings.TrimSpace(doc.InlineText(p.Text))
	if strings.ContainsAny(text, "*?") {
		out.addFitting(k.matching(path.Join(dir, text), out.listed, out), depth, p.Line())
	} else if text != "" {
		out.add(text, "", depth, p.Line())
	}
}
