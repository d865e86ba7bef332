package lessons

import (
	"path"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/markdown"
	"lectern/lessons/settings"
)

// mdbookSummary finds the list of pages of an mdBook: SUMMARY.md in the folder
// that book.toml names (src by default). It also takes title, author and
// language from book.toml where course.toml gives none.
func (c *Course) mdbookSummary() string {
	var book struct {
		Book struct {
			Title    string   `toml:"title"`
			Authors  []string `toml:"authors"`
			Language string   `toml:"language"`
			Src      string   `toml:"src"`
		} `toml:"book"`
	}
	src := "src"
	if c.files.has("book.toml") {
		text, err := c.readSettings("book.toml")
		if err == nil {
			err = settings.Decode(text, &book)
		}
		if err != nil {
			c.report(doc.Problem{File: "book.toml", Severity: doc.Warning, Code: "unreadable-list", Text: err.Error()})
		}
		if book.Book.Src != "" {
			src = path.Clean(book.Book.Src)
		}
	}
	for _, dir := range []string{src, "."} {
		if name := path.Join(dir, "SUMMARY.md"); c.files.has(name) {
			m := &c.Manifest
			if m.Title == "" {
				m.Title = book.Book.Title
			}
			if m.Author == "" {
				m.Author = strings.Join(book.Book.Authors, ", ")
			}
			if m.Language == "" {
				m.Language = book.Book.Language
			}
			return name
		}
	}
	return ""
}

func mdbookStart(c *Course) string {
	name := c.mdbookSummary()
	if name == "" {
		return ""
	}
	c.root = path.Dir(name)
	for _, it := range mdbookList(c) {
		if it.path != "" && c.files.has(it.path) {
			return it.path
		}
	}
	c.root = "."
	return ""
}

// mdbookList reads SUMMARY.md: headings are parts, nested lists of links are
// chapters, a link without address is a draft.
func mdbookList(c *Course) []item {
	name := path.Join(c.root, "SUMMARY.md")
	c.Manifest.Exclude = append(c.Manifest.Exclude, name)
	src, err := c.readSettings(name)
	if err != nil {
		return nil
	}
	s := summary{file: name, dir: c.root}
	for _, b := range markdown.Parse(src, markdown.Options{Path: name}).Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			// The first heading is the title of the list itself.
			if len(s.items) > 0 || b.Level > 1 || s.titled {
				s.items = append(s.items, item{title: doc.InlineText(b.Text), file: name, line: b.Line()})
				s.base = 1
			}
			s.titled = true
		case *doc.Paragraph:
			s.chapters(b.Text, b.Line(), s.base)
		case *doc.List:
			s.list(b, s.base)
		}
	}
	return s.items
}

// summary collects the rows of a SUMMARY.md.
type summary struct {
	file   string
	dir    string
	base   int // depth of chapters: 1 below a part
	titled bool
	items  []item
}

func (s *summary) list(l *doc.List, depth int) {
	for _, it := range l.Items {
		for _, b := range it.Blocks {
			switch b := b.(type) {
			case *doc.Paragraph:
				s.chapters(b.Text, b.Line(), depth)
			case *doc.List:
				s.list(b, depth+1)
			}
		}
	}
}

// chapters adds the links in a line of the summary.
func (s *summary) chapters(text []doc.Inline, line, depth int) {
	for _, in := range text {
		link, ok := in.(*doc.Link)
		if !ok {
			continue
		}
		title := doc.InlineText(link.Content)
		if link.Target == "" {
			s.items = append(s.items, item{title: title, depth: depth, draft: true, file: s.file, line: line})
			continue
		}
		target, _, _ := strings.Cut(link.Target, "#")
		s.items = append(s.items, item{title: title, path: path.Join(s.dir, unescapePath(target)), depth: depth, file: s.file, line: line})
	}
}
