package folder

import (
	"lectern/lessons/epub"
)

// epubKind is a book in EPUB. Its pages stand in the order that the book says (its spine); its
// contents give them titles, parts above them, and sections inside them.
type epubKind struct{ book *epub.Book }

func (k *epubKind) start(f *Folder) string {
	if !f.files.Has(epub.Container) {
		return ""
	}
	book, err := epub.Open(func(name string, limit int) ([]byte, error) { return f.readBounded(name, limit) })
	if err != nil {
		f.unreadable(epub.Container, err)
		return ""
	}
	k.book = book
	f.problems = append(f.problems, book.Problems...)
	f.tell(About{Title: book.Title, Author: book.Author, Language: book.Language, ID: book.ID})
	f.leaves = func(string) bool { return true } // what no spine names is none of its pages
	f.Sections = sectionsOf(book)
	for _, it := range k.list(f) {
		if it.Page != "" && f.files.Has(it.Page) {
			f.Title = it.Title
			return it.Page
		}
	}
	return ""
}

// readBounded reads a file that is no longer than a limit.
func (f *Folder) readBounded(name string, limit int) ([]byte, error) {
	found := f.files.Find(name)
	if found.Name != "" {
		name = found.Name
	}
	src, err := f.readList(name)
	return src[:min(len(src), limit)], err
}

// Section is a section of a page that the contents of a book name.
type Section struct {
	Place string `json:"p,omitempty"` // its anchor; "" for the beginning of the page
	Title string `json:"t"`
	Depth int    `json:"d,omitempty"` // from 1
}

// maxSections bounds the sections of a book that are kept.
const maxSections = 20_000

// sectionsOf returns the sections that the contents of a book name, by page.
func sectionsOf(book *epub.Book) map[string][]Section {
	out := map[string][]Section{}
	for i, r := range book.Contents {
		if r.Page != "" && i < maxSections {
			out[r.Page] = append(out[r.Page], Section{r.Place, r.Title, r.Depth + 1})
		}
	}
	return out
}

// list puts the rows of the contents to the pages that they name, which stand in the book's own order.
func (k *epubKind) list(*Folder) []item {
	groups := map[string][]Entry{} // the parts above each page
	first := map[string]epub.Row{} // the row that names a page
	named := map[string]int{}      // how many rows of the least depth do
	var open []Entry
	for _, r := range k.book.Contents {
		if r.Page == "" {
			open = append(open, Entry{Title: r.Title, Depth: r.Depth})
			continue
		}
		groups[r.Page], open = append(groups[r.Page], open...), nil
		switch f, ok := first[r.Page]; {
		case !ok, r.Depth < f.Depth:
			first[r.Page], named[r.Page] = r, 1
		case r.Depth == f.Depth && f.Place != "":
			named[r.Page]++
		}
	}
	var items []item
	before := Entry{}
	for i, name := range k.book.Pages {
		for _, g := range groups[name] {
			items = append(items, item{Entry: g})
		}
		e := Entry{Page: name}
		r, ok := first[name]
		switch {
		case ok && named[name] > 1 && len(first) == 1: // the whole book is one page
			e.Title = k.book.Title
		case ok:
			e.Title, e.Depth = r.Title, r.Depth
		case k.book.Places[name] != "":
			e.Title = k.book.Places[name]
		case before.Title != "" && i < len(k.book.Pages)-k.book.Beside: // a chapter may be cut into several files
			e.Title, e.Depth = before.Title, before.Depth
		}
		if before.Page != "" || ok {
			before = e
		}
		items = append(items, item{Entry: e})
	}
	return items
}
