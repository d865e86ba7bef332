package folder

import (
	"cmp"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// quartoKind is a Quarto book or website (https://quarto.org/docs/books/book-structure.html,
// https://quarto.org/docs/websites/website-navigation.html).
type quartoKind struct {
	items []item
	s     *site
}

func (k *quartoKind) start(f *Folder) string {
	for _, dir := range []string{".", "docs", "book", "site", "website", "doc"} {
		conf, name := f.yamlIn(path.Join(dir, "_quarto.yml"), path.Join(dir, "_quarto.yaml"))
		if conf == nil {
			continue
		}
		f.Root, f.Dialects = dir, []string{"quarto"}
		// What others include has a name with an underscore.
		f.leaves = func(name string) bool { return strings.Contains("/"+strings.TrimPrefix(name, dir+"/"), "/_") }
		k.s = &site{f: f, roots: []string{dir}}
		out := f.newRows(name)
		book, web := field(conf, "book"), field(conf, "website")
		if book != nil {
			k.contents(field(book, "chapters"), 0, out)
			if appendices := field(book, "appendices"); appendices != nil {
				out.add("Appendices", "", 0, appendices.Line)
				k.contents(appendices, 1, out)
			}
		} else {
			k.website(web, out)
		}
		k.items = out.items
		if f.firstPage(k.items) == "" { // what it lists is in formats that are not read
			r := f.rank(statedRule(), dir, f.pages())
			k.items = r.items(r.top, 0)
		}
		if page := f.firstPage(k.items); page != "" {
			f.tell(About{
				Title: cmp.Or(textOf(book, "title"), textOf(web, "title"), textOf(conf, "title")), Author: textOf(book, "author"),
				BaseURL: cmp.Or(textOf(web, "site-url"), textOf(book, "site-url")), Language: textOf(conf, "lang"),
			})
			return page
		}
		f.Root, f.Dialects, f.leaves = ".", nil, nil
	}
	return ""
}

func (k *quartoKind) list(*Folder) []item { return k.items }

// website adds the pages of the sidebars, or of the bar at the top where there is none.
func (k *quartoKind) website(web *yaml.Node, out *rows) {
	if home := k.s.f.files.PageOf(path.Join(k.s.f.Root, "index")); home != "" {
		out.add("", home, 0, 0)
	}
	bars := rowsOf(field(web, "sidebar"))
	if bars == nil {
		bars = []*yaml.Node{field(web, "sidebar")}
	}
	for _, bar := range bars {
		depth := 0
		if title := textOf(bar, "title"); title != "" && len(bars) > 1 {
			out.add(title, "", 0, bar.Line)
			depth = 1
		}
		k.contents(field(bar, "contents"), depth, out)
	}
	if field(web, "sidebar") == nil {
		k.contents(field(web, "navbar", "left"), 0, out)
		k.contents(field(web, "navbar", "right"), 0, out)
	}
}

// contents adds the rows of a list.
func (k *quartoKind) contents(list *yaml.Node, depth int, out *rows) {
	defer out.close()
	if list = plainNode(list); !out.open(width(list), depth) || list == nil {
		return
	}
	if list.Kind == yaml.ScalarNode {
		k.row("", list, depth, out)
	}
	for _, row := range rowsOf(list) {
		if row.Kind == yaml.ScalarNode {
			k.row("", row, depth, out)
			continue
		}
		group := field(row, "part")
		for _, key := range []string{"section", "text"} {
			if group == nil {
				group = field(row, key)
			}
		}
		title := ""
		if group != nil {
			title = group.Value
		}
		href := field(row, "href")
		if href == nil {
			href = field(row, "file")
		}
		below := []*yaml.Node{field(row, "chapters"), field(row, "contents"), field(row, "menu")}
		switch {
		case href != nil:
			k.row(title, href, depth, out)
		case isPageFile(title): // a part whose title is a page
			k.row("", group, depth, out)
		case title != "":
			out.add(title, "", depth, row.Line)
		}
		for _, list := range below {
			k.contents(list, depth+1, out)
		}
	}
}

// row adds a row that names a page, all pages of a folder, or all pages.
func (k *quartoKind) row(title string, value *yaml.Node, depth int, out *rows) {
	f := k.s.f
	name, _, _ := strings.Cut(value.Value, "#") // a place of a page is the page
	switch {
	case name == "auto":
		out.addFitting(out.fitting(path.Join(f.Root, "**/*")), depth, value.Line)
	case strings.Contains(name, "*"):
		out.addFitting(out.fitting(path.Join(f.Root, name)), depth, value.Line)
	case strings.Contains(name, "://"), strings.HasPrefix(strings.Trim(name, " "), "---"), f.isOther(path.Join(f.Root, name)):
	case isPageFile(name):
		out.add(title, path.Join(f.Root, name), depth, value.Line)
	default:
		if page := k.s.page(name); page != "" {
			out.add(title, page, depth, value.Line)
			return
		}
		inside := out.fitting(path.Join(f.Root, name, "**/*"))
		if len(inside) > 0 && title != "" {
			out.add(title, "", depth, value.Line)
			depth++
		}
		out.addAll(inside, depth, value.Line)
	}
}

// isPageFile reports whether a text is the name of a page in Markdown, Quarto's or R's too.
func isPageFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".qmd", ".rmd":
		return true
	}
	return false
}
