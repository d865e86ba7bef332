// Package epub reads what a book in EPUB 2 or 3 says of itself: its pages in their order, its
// contents, its title. The pages themselves are HTML, which another package reads.
//
// A book is a zip archive, or the folder that it unpacks to; this package is given a function that
// reads its files. META-INF/container.xml names the package document, which lists the files of
// the book (manifest) and the order of its pages (spine). The contents stand in a page of the book
// (EPUB 3, the navigation document) or in a file of their own (EPUB 2, NCX).
//
// Nothing is trusted: files are bounded, entities are never expanded, a page is taken once
// however often the spine names it, and what leads out of the book is passed over.
package epub

import (
	"errors"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Container is the file by which a book is known.
const Container = "META-INF/container.xml"

// Book is what a book says of itself. Paths are those of its files, with slashes.
type Book struct {
	Title    string
	Author   string
	Language string
	ID       string   // by which the book says that it can be known wherever it is; "" if it does not
	Pages    []string // in the order of reading; those beside it last
	Beside   int      // how many those are
	Contents []Row
	Places   map[string]string // titles of pages that the contents leave out, as "Cover"
	Problems []doc.Problem
}

// Row is a row of the contents.
type Row struct {
	Title string
	Page  string // "" for a part that is no page
	Place string // the anchor in the page; "" for its beginning
	Depth int    // from 0
}

// Read returns the text of a file of the book, at most so many bytes of it.
type Read func(name string, limit int) ([]byte, error)

// The bounds on what is read of a book.
const (
	maxFile = 10 << 20 // bytes of the package document or the contents
	maxRows = 50_000   // pages, and rows of the contents
)

// Open reads a book. It fails if the files are none: without a package document, or without a page.
func Open(read Read) (*Book, error) {
	src, err := read(Container, maxFile)
	if err != nil {
		return nil, err
	}
	at := ""
	for _, f := range parse(src).all("rootfile") {
		if at == "" || f.attrs["media-type"] == "application/oebps-package+xml" {
			if at = inside("", f.attrs["full-path"]); f.attrs["media-type"] == "application/oebps-package+xml" {
				break
			}
		}
	}
	if at == "" {
		return nil, errors.New(Container + " names no package document")
	}
	if src, err = read(at, maxFile); err != nil {
		return nil, err
	}
	o := opener{read: read, file: at, dir: path.Dir(at), book: &Book{Places: map[string]string{}}}
	o.pack = parse(src)
	o.metadata()
	o.manifest()
	o.spine()
	if len(o.book.Pages) == 0 {
		return nil, errors.New(at + " lists no page")
	}
	o.pages = map[string]bool{}
	for _, name := range o.book.Pages {
		o.pages[name] = true
	}
	o.contents()
	o.guide()
	return o.book, nil
}

// opener reads a book.
type opener struct {
	read  Read
	file  string // the package document
	dir   string // its folder
	pack  *element
	items map[string]item // by their IDs
	order []string        // of the IDs
	pages map[string]bool // those of the book
	book  *Book
}

// item is a file of the book.
type item struct {
	path, kind, properties, fallback string
}

func (o *opener) report(s doc.Severity, code, text string) {
	o.book.Problems = append(o.book.Problems, doc.Problem{File: o.file, Severity: s, Code: code, Text: text})
}

// metadata reads title, authors and language (Dublin Core), and whether the pages have a fixed layout.
func (o *opener) metadata() {
	var authors, others []string
	roles := map[string]string{} // of creators, by their IDs (EPUB 3)
	for _, m := range o.pack.all("meta") {
		if m.attrs["property"] == "role" {
			roles[strings.TrimPrefix(m.attrs["refines"], "#")] = m.said()
		}
		if m.attrs["property"] == "rendition:layout" && m.said() == "pre-paginated" || m.attrs["name"] == "fixed-layout" && m.attrs["content"] == "true" {
			o.report(doc.Warning, "fixed-layout", "the pages of this book have a fixed layout, as picture books have; only their words are shown, in the order of their source")
		}
	}
	for _, m := range o.pack.all("metadata") {
		for _, k := range m.kids {
			said := k.said()
			switch {
			case said == "":
			case k.name == "title" && o.book.Title == "":
				o.book.Title = said
			case k.name == "identifier" && (o.book.ID == "" || k.attrs["id"] != "" && k.attrs["id"] == o.uniqueID()):
				o.book.ID = said
			case k.name == "language" && o.book.Language == "":
				o.book.Language = said
			case k.name == "creator":
				role := k.attrs["role"]
				if role == "" {
					role = roles[k.attrs["id"]]
				}
				if role == "" || role == "aut" {
					authors = append(authors, said)
				} else {
					others = append(others, said)
				}
			}
		}
	}
	if len(authors) == 0 {
		authors = others
	}
	o.book.Author = strings.Join(authors, ", ")
}

// uniqueID returns the ID of the element that holds the identifier by which the book is known (EPUB 3.3, "unique-identifier").
func (o *opener) uniqueID() string {
	for _, p := range o.pack.all("package") {
		return p.attrs["unique-identifier"]
	}
	return ""
}

// manifest reads the list of the files.
func (o *opener) manifest() {
	o.items = map[string]item{}
	for _, m := range o.pack.all("manifest") {
		for _, k := range m.kids {
			if k.name != "item" || len(o.items) > maxRows {
				continue
			}
			id := k.attrs["id"]
			if _, known := o.items[id]; known {
				continue
			}
			o.items[id] = item{inside(o.dir, k.attrs["href"]), k.attrs["media-type"], k.attrs["properties"], k.attrs["fallback"]}
			o.order = append(o.order, id)
		}
	}
}

// page returns the page that an item is, or that stands for it; "" if there is none.
func (o *opener) page(id string) string {
	for range 8 { // a chain of those that stand for one another may lead in a circle
		it, ok := o.items[id]
		switch {
		case !ok:
			return ""
		case isPage(it):
			return it.path
		}
		id = it.fallback
	}
	return ""
}

func isPage(it item) bool {
	switch it.kind {
	case "application/xhtml+xml", "text/html", "application/html", "text/x-oeb1-document":
		return it.path != ""
	case "", "text/xml", "application/xml", "text/plain":
		ext := strings.ToLower(path.Ext(it.path))
		return ext == ".xhtml" || ext == ".html" || ext == ".htm"
	}
	return false
}

// spine reads the order of the pages.
func (o *opener) spine() {
	var beside []string
	seen := map[string]bool{}
	for _, s := range o.pack.all("spine") {
		for _, ref := range s.kids {
			if ref.name != "itemref" || len(seen) > maxRows {
				continue
			}
			id := ref.attrs["idref"]
			name := o.page(id)
			switch {
			case name == "":
				what := "the book's list of files has no item " + text.ClipLine(id, 60)
				if it, ok := o.items[id]; ok {
					what = text.ClipLine(it.path, 80) + " is no page (" + text.ClipLine(it.kind, 40) + ") and has none that stands for it"
				}
				o.report(doc.Warning, "left-out", "the order of pages names what is not shown: "+what)
			case seen[name]:
			case ref.attrs["linear"] == "no":
				seen[name] = true
				beside = append(beside, name)
			default:
				seen[name] = true
				o.book.Pages = append(o.book.Pages, name)
			}
		}
	}
	o.book.Pages, o.book.Beside = append(o.book.Pages, beside...), len(beside)
	if len(o.book.Pages) > 0 {
		return
	}
	for _, id := range o.order {
		if it := o.items[id]; isPage(it) && !seen[it.path] {
			seen[it.path] = true
			o.book.Pages = append(o.book.Pages, it.path)
		}
	}
	if len(o.book.Pages) > 0 {
		o.report(doc.Warning, "unreadable-list", "the book states no order of its pages (spine): they stand as its list of files has them")
	}
}

// contents reads the table of contents: that of the navigation document if it leads anywhere, else NCX.
func (o *opener) contents() {
	for _, id := range o.order {
		it := o.items[id]
		if slices.Contains(strings.Fields(it.properties), "nav") && it.path != "" {
			if src, err := o.read(it.path, maxFile); err == nil {
				o.nav(parsePage(src), path.Dir(it.path))
			}
		}
	}
	if leads(o.book.Contents) {
		return
	}
	ncx := ""
	for _, s := range o.pack.all("spine") {
		ncx = o.items[s.attrs["toc"]].path
	}
	for _, id := range o.order {
		if it := o.items[id]; ncx == "" && (it.kind == "application/x-dtbncx+xml" || strings.HasSuffix(it.path, ".ncx")) {
			ncx = it.path
		}
	}
	if ncx == "" {
		return
	}
	src, err := o.read(ncx, maxFile)
	if err != nil {
		o.report(doc.Warning, "unreadable-list", "the contents of the book cannot be read: "+err.Error())
		return
	}
	o.book.Contents = nil
	for _, m := range parse(src).all("navMap") {
		o.points(m, path.Dir(ncx), 0)
	}
}

func leads(rows []Row) bool {
	return slices.ContainsFunc(rows, func(r Row) bool { return r.Page != "" })
}

// nav reads a navigation document (EPUB 3.3, 7): the contents, and what it calls the pages beside them.
func (o *opener) nav(n *element, dir string) {
	navs := n.all("nav")
	is := func(n *element, kind string) bool { return slices.Contains(strings.Fields(n.attrs["type"]), kind) }
	toc := slices.IndexFunc(navs, func(n *element) bool { return is(n, "toc") })
	if toc < 0 {
		toc = slices.IndexFunc(navs, func(n *element) bool { return !is(n, "landmarks") && !is(n, "page-list") })
	}
	if toc >= 0 {
		o.rows(navs[toc], dir, 0)
	}
	for _, n := range navs {
		if !is(n, "landmarks") {
			continue
		}
		for _, a := range n.all("a") {
			o.called(a.attrs["href"], dir, a.said())
		}
	}
}

// rows reads the lists of a navigation.
func (o *opener) rows(n *element, dir string, depth int) {
	for _, k := range n.kids {
		switch k.name {
		case "li":
			o.row(k, dir, depth)
		case "ol", "ul", "div", "section":
			o.rows(k, dir, depth)
		}
	}
}

func (o *opener) row(li *element, dir string, depth int) {
	named := false
	for _, k := range li.kids {
		switch {
		case k.name == "ol" || k.name == "ul":
			o.rows(k, dir, depth+1)
		case !named:
			href := k.attrs["href"]
			for _, a := range k.all("a") { // in a paragraph, for example
				href = a.attrs["href"]
			}
			if title := k.said(); title != "" {
				o.add(title, href, dir, depth)
				named = true
			}
		}
	}
	if !named && li.text != "" && strings.TrimSpace(li.text) != "" {
		o.add(text.OneLine(li.text), "", dir, depth)
	}
}

// points reads the points of an NCX (DAISY Z39.86, 8).
func (o *opener) points(n *element, dir string, depth int) {
	for _, k := range n.kids {
		if k.name != "navPoint" {
			continue
		}
		title, src := "", ""
		for _, in := range k.kids {
			switch in.name {
			case "navLabel":
				title = in.said()
			case "content":
				src = in.attrs["src"]
			}
		}
		o.add(title, src, dir, depth)
		o.points(k, dir, depth+1)
	}
}

// add adds a row of the contents.
func (o *opener) add(title, href, dir string, depth int) {
	if len(o.book.Contents) > maxRows {
		return
	}
	file, place := split(href)
	r := Row{Title: title, Depth: depth, Place: place}
	if file != "" {
		r.Page = inside(dir, file)
	}
	if r.Page != "" && r.Title == "" {
		return
	}
	if !o.pages[r.Page] {
		r.Page = ""
	}
	o.book.Contents = append(o.book.Contents, r)
}

// guide reads what EPUB 2 calls the pages beside the contents.
func (o *opener) guide() {
	for _, g := range o.pack.all("guide") {
		for _, ref := range g.all("reference") {
			o.called(ref.attrs["href"], o.dir, ref.attrs["title"])
		}
	}
}

// called notes what a page is called.
func (o *opener) called(href, dir, title string) {
	file, _ := split(href)
	if name := inside(dir, file); name != "" && title != "" && o.book.Places[name] == "" {
		o.book.Places[name] = text.OneLine(title)
	}
}
