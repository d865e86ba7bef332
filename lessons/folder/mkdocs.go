package folder

import (
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mkdocsKind is a MkDocs site (https://www.mkdocs.org/user-guide/configuration/).
type mkdocsKind struct{ items []item }

func (k *mkdocsKind) start(f *Folder) string {
	name := mkdocsFile(f)
	if name == "" {
		return ""
	}
	nav := mkdocsSettings(f, name)
	if nav == nil { // the order is that of the folder
		k.items = naturalItems(f)
	} else {
		n := navReader{file: name, root: f.Root}
		n.sequence(nav, 0)
		k.items = n.items
	}
	return f.firstPage(k.items)
}

func (k *mkdocsKind) list(*Folder) []item { return k.items }

// mkdocsFile returns the settings file of a MkDocs site, "" if there is none.
func mkdocsFile(f *Folder) string {
	for _, name := range []string{"mkdocs.yml", "mkdocs.yaml"} {
		if f.files.Has(name) {
			return name
		}
	}
	return ""
}

// mkdocsSettings takes from mkdocs.yml what matters to a reader, and returns its
// nav, nil if it has none.
func mkdocsSettings(f *Folder, name string) (nav *yaml.Node) {
	f.Root = "docs"
	src, err := f.readList(name)
	var root yaml.Node
	if err == nil {
		err = yaml.Unmarshal(src, &root)
	}
	if err != nil {
		f.unreadable(name, err)
		return nil
	}
	if len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	pairs := root.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		switch value := pairs[i+1]; pairs[i].Value {
		case "nav", "pages":
			nav = value
		case "docs_dir":
			f.Root = path.Clean(value.Value)
		case "markdown_extensions", "theme":
			if pythonMarkdown(value, 0) {
				f.Dialects = []string{"pymdownx"}
			}
		case "site_name":
			f.tell(About{Title: value.Value})
		case "site_author":
			f.tell(About{Author: value.Value})
		case "site_url":
			f.tell(About{BaseURL: value.Value})
		}
	}
	return nav
}

// navReader collects the rows of a nav.
type navReader struct {
	file, root string
	items      []item
}

// maxNav is how deep a nav may nest; YAML aliases could make it endless.
const maxNav = 20

func (n *navReader) sequence(node *yaml.Node, depth int) {
	if node.Kind != yaml.SequenceNode || depth > maxNav {
		return
	}
	for _, row := range node.Content {
		switch row.Kind {
		case yaml.ScalarNode:
			n.page("", row, depth)
		case yaml.MappingNode:
			for i := 0; i+1 < len(row.Content); i += 2 {
				key, value := row.Content[i], row.Content[i+1]
				if value.Kind == yaml.SequenceNode {
					n.items = append(n.items, item{Entry{Title: key.Value, Depth: depth}, n.file, key.Line})
					n.sequence(value, depth+1)
				} else {
					n.page(key.Value, value, depth)
				}
			}
		}
	}
}

func (n *navReader) page(title string, value *yaml.Node, depth int) {
	if value.Value == "" || strings.Contains(value.Value, "://") {
		return
	}
	e := Entry{Title: title, Page: path.Join(n.root, value.Value), Depth: depth}
	n.items = append(n.items, item{e, n.file, value.Line})
}

// pythonMarkdown reports whether the extensions of Markdown, or the theme, that a setting names
// bring the marks of PyMdown.
func pythonMarkdown(n *yaml.Node, depth int) bool {
	switch n.Value {
	case "attr_list", "abbr", "material":
		return true
	}
	if strings.HasPrefix(n.Value, "pymdownx.") {
		return true
	}
	for _, child := range n.Content {
		if depth < maxNav && pythonMarkdown(child, depth+1) {
			return true
		}
	}
	return false
}
