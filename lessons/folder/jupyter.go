package folder

import (
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// jupyterKind is a Jupyter Book or a MyST site: the _toc.yml of Jupyter Book 1
// (https://jupyterbook.org/v1/structure/toc.html), in its older form too, or the toc of
// myst.yml (https://mystmd.org/guide/table-of-contents).
type jupyterKind struct{ items []item }

var jupyterRoots = []string{".", "docs", "book", "doc", "source", "docs/source", "site", "content", "website", "book/website"}

func (k *jupyterKind) start(f *Folder) string {
	for _, dir := range jupyterRoots {
		toc, name := f.yamlIn(path.Join(dir, "_toc.yml"), path.Join(dir, "_toc.yaml"))
		var myst *yaml.Node
		if toc == nil {
			if myst, name = f.yamlIn(path.Join(dir, "myst.yml"), path.Join(dir, "myst.yaml")); myst == nil {
				continue
			}
			toc = field(myst, "project", "toc")
		}
		f.Root, f.Dialects = dir, []string{"myst"}
		if myst != nil {
			f.tell(About{Title: textOf(myst, "project", "title")})
		} else if config, _ := f.yamlIn(path.Join(dir, "_config.yml"), path.Join(dir, "_config.yaml")); config != nil {
			f.tell(About{Title: textOf(config, "title"), Author: textOf(config, "author")})
		}
		if toc == nil {
			r := f.rank(mkdocsRule(), dir, f.pages())
			k.items = r.items(r.top, 0)
		} else {
			out := f.newRows(name)
			jupyterRows(f, toc, 0, out)
			k.items = out.items
		}
		if page := f.firstPage(k.items); page != "" {
			return page
		}
		f.Root = "."
	}
	return ""
}

func (k *jupyterKind) list(*Folder) []item { return k.items }

// jupyterBelow are the keys under which further rows stand, in both forms of _toc.yml and in myst.yml.
var jupyterBelow = []string{"parts", "subtrees", "chapters", "sections", "entries", "items", "children"}

// jupyterRows adds the rows of a list, or of a map that is one row.
func jupyterRows(f *Folder, node *yaml.Node, depth int, out *rows) {
	defer out.close()
	if node = plainNode(node); !out.open(width(node), depth) || node == nil {
		return
	}
	switch node.Kind {
	case yaml.ScalarNode:
		out.add("", jupyterPage(f, node.Value), depth, node.Line)
	case yaml.SequenceNode:
		for _, row := range rowsOf(node) {
			jupyterRows(f, row, depth, out)
		}
	case yaml.MappingNode:
		jupyterRow(f, node, depth, out)
	}
}

func jupyterRow(f *Folder, row *yaml.Node, depth int, out *rows) {
	title := textOf(row, "title")
	for _, key := range []string{"caption", "part", "header"} {
		if title == "" {
			title = textOf(row, key)
		}
	}
	below := depth + 1
	switch {
	case textOf(row, "root") != "": // of the whole book, which is no parent of its pages
		out.add(title, jupyterPage(f, textOf(row, "root")), depth, row.Line)
		below = depth
	case textOf(row, "file") != "":
		name := textOf(row, "file")
		out.add(title, jupyterPage(f, name), depth, row.Line)
	case textOf(row, "glob") != "", textOf(row, "pattern") != "":
		for _, key := range []string{"glob", "pattern"} {
			if p := textOf(row, key); p != "" {
				out.addFitting(out.fitting(path.Join(f.Root, p)), depth, row.Line)
			}
		}
	case textOf(row, "url") != "":
		return
	case title != "":
		out.add(title, "", depth, row.Line)
	default:
		below = depth
	}
	for _, key := range jupyterBelow {
		jupyterRows(f, field(row, key), below, out)
	}
}

// jupyterPage returns the page that a row names, with or without its suffix.
func jupyterPage(f *Folder, name string) string {
	name = path.Join(f.Root, name)
	if page, _ := f.files.FindPage(name); page != "" {
		return page
	}
	if f.isOther(name) {
		return ""
	}
	return name
}

// isOther reports whether a list names a page in a format that is not read, which is told once of all.
func (f *Folder) isOther(name string) bool {
	for _, o := range otherPages {
		if strings.EqualFold(path.Ext(name), o.suffix) || path.Ext(name) == "" && f.files.Has(name+o.suffix) {
			return true
		}
	}
	return false
}
