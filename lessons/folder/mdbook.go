package folder

import (
	"net/url"
	"path"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/settings"
)

// mdbookKind is an mdBook (https://rust-lang.github.io/mdBook/format/summary.html).
type mdbookKind struct{ items []item }

func (k *mdbookKind) start(f *Folder) string {
	name := findSummary(f)
	if name == "" {
		return ""
	}
	f.Root = path.Dir(name)
	f.notPages[name] = true
	k.items = readSummary(f, name)
	return f.firstPage(k.items)
}

func (k *mdbookKind) list(*Folder) []item { return k.items }

// findSummary finds the list of pages of an mdBook: SUMMARY.md in the folder that
// book.toml names (src by default). It also takes title, author and language from
// book.toml.
func findSummary(f *Folder) string {
	var book struct {
		Book struct {
			Title    string   `toml:"title"`
			Authors  []string `toml:"authors"`
			Language string   `toml:"language"`
			Src      string   `toml:"src"`
		} `toml:"book"`
	}
	dir := "src"
	if f.files.Has("book.toml") {
		src, err := f.readList("book.toml")
		if err == nil {
			err = settings.Decode(src, &book)
		}
		if err != nil {
			f.unreadable("book.toml", err)
		}
		if book.Book.Src != "" {
			dir = path.Clean(book.Book.Src)
		}
	}
	for _, dir := range []string{dir, "."} {
		if name := path.Join(dir, "SUMMARY.md"); f.files.Has(name) {
			f.tell(About{Title: book.Book.Title, Author: strings.Join(book.Book.Authors, ", "), Language: book.Book.Language})
			return name
		}
	}
	return ""
}

// readSummary reads SUMMARY.md: headings are parts, nested lists of links are
// chapters, a link without address is a draft.
func readSummary(f *Folder, name string) []item {
	src, err := f.readList(name)
	if err != nil {
		return nil
	}
	s := summary{file: name, dir: path.Dir(name)}
	for _, b := range f.files.Parse(name, src).Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			// The first heading is the title of the list itself.
			if len(s.items) > 0 || b.Level > 1 || s.titled {
				s.items = append(s.items, item{Entry{Title: doc.InlineText(b.Text)}, name, b.Line()})
				s.base = 1
			}
			s.titled = true
		case *doc.Paragraph:
			s.chapters(b.Text, b.Line(), s.base)
		case *doc.List:
			s.list(b, s.base)
		default: // mdBook knows no more in a summary
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
			default: // as above
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
		e := Entry{Title: doc.InlineText(link.Content), Depth: depth, Draft: link.Target == ""}
		if !e.Draft {
			target, _, _ := strings.Cut(link.Target, "#")
			if u, err := url.PathUnescape(target); err == nil { // the %20 of a path in a link
				target = u
			}
			e.Page = path.Join(s.dir, target)
		}
		s.items = append(s.items, item{e, s.file, line})
	}
}
