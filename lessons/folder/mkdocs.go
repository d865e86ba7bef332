package lessons

import (
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"lectern/lessons/doc"
)

// mkdocsFile returns the settings file of a MkDocs site, "" if there is none.
func (c *Course) mkdocsFile() string {
	for _, name := range []string{"mkdocs.yml", "mkdocs.yaml"} {
		if c.files.has(name) {
			return name
		}
	}
	return ""
}

// mkdocsSettings reads the keys of mkdocs.yml that matter to a reader.
func (c *Course) mkdocsSettings(name string) (nav *yaml.Node, docs string) {
	docs = "docs"
	src, err := c.readSettings(name)
	var root yaml.Node
	if err == nil {
		err = yaml.Unmarshal(src, &root)
	}
	if err != nil {
		c.report(doc.Problem{File: name, Severity: doc.Warning, Code: "unreadable-list", Text: err.Error()})
		return nil, docs
	}
	if len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		return nil, docs
	}
	pairs := root.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		switch value := pairs[i+1]; pairs[i].Value {
		case "nav", "pages":
			nav = value
		case "docs_dir":
			docs = path.Clean(value.Value)
		case "site_name":
			if c.Manifest.Title == "" {
				c.Manifest.Title = value.Value
			}
		case "site_author":
			if c.Manifest.Author == "" {
				c.Manifest.Author = value.Value
			}
		case "site_url":
			if c.Manifest.BaseURL == "" {
				c.Manifest.BaseURL = value.Value
			}
		}
	}
	return nav, docs
}

func mkdocsStart(c *Course) string {
	name := c.mkdocsFile()
	if name == "" {
		return ""
	}
	_, c.root = c.mkdocsSettings(name)
	for _, it := range mkdocsList(c) {
		if it.path != "" && c.files.has(it.path) {
			return it.path
		}
	}
	c.root = "."
	return ""
}

// mkdocsList reads the nav of mkdocs.yml; without one, the order is that of the folder.
func mkdocsList(c *Course) []item {
	name := c.mkdocsFile()
	nav, _ := c.mkdocsSettings(name)
	if nav == nil {
		return naturalList(c)
	}
	n := navReader{file: name, root: c.root}
	n.sequence(nav, 0)
	return n.items
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
					n.items = append(n.items, item{title: key.Value, depth: depth, file: n.file, line: key.Line})
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
	n.items = append(n.items, item{title: title, path: path.Join(n.root, value.Value), depth: depth, file: n.file, line: value.Line})
}
