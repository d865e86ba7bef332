// Package folder finds the order of the pages in a folder. Most folders of pages
// were written for another tool, whose list of pages says the order, the titles
// and the parts: SUMMARY.md of mdBook, the toctrees of Sphinx, the nav of MkDocs, the
// navigation of a site of HTML. Where
// that is a program it is read as data and never run.
//
// Nothing is read but what lies in the folder that was opened: a folder may come from a
// stranger, and what lies above it is its reader's own. So a folder of pages without the
// settings that lie one level up is one of no tool, in the order that its pages state.
//
// It sees files and pages through the interface Files and knows nothing of
// courses. Find reads few files, so that the first page of a large folder is on
// the screen soon; Order, which may have to look at every file, is called later.
//
// To add a kind of folder (another tool's list of pages):
//
//  1. write a type with the methods of kind in a file of its own, as mdbook.go, or as
//     hugo.go where the pages themselves state their order (branch.go);
//  2. give it a row in kinds, before the kinds that are less sure;
//  3. write such a folder in cases_test.go, and one in lessons/testdata: TestKinds
//     and TestKindsOfFolder send one of every kind through every door;
//  4. say in README.md that such folders open as courses.
package folder

import (
	"cmp"
	"errors"

	"lectern/lessons/doc"
	"lectern/lessons/names"
	"lectern/lessons/settings"
	"lectern/lessons/text"
)

// Files gives access to the files that the order of pages may depend on. Paths are relative to the
// folder, with slashes.
type Files interface {
	// List returns every file, which may be many; Top those that do not lie in a
	// folder below.
	List() []string
	Top() []string
	// Names returns the names of all files and folders that do not lie in a folder below, also of
	// those that begin with a dot and are no files of the course.
	Names() []string
	Has(name string) bool

	// Find returns the file that a name of a list leads to, whose own may be written in
	// another way; FindPage likewise the page with or without its suffix, "" if there is
	// none, and how it was found if its name is not quite that one.
	Find(name string) names.Found
	FindPage(name string) (page string, found *names.Found)

	// Read returns the text of a file, and what had to be assumed about its
	// encoding, or nil. ReadStart returns about its first 2 KB.
	Read(name string) (src []byte, note *text.Note, err error)
	ReadStart(name string) ([]byte, error)
	// Parse makes a document of a text that is written as the page of that name.
	Parse(name string, src []byte) *doc.Document

	// IsPage reports whether a file is a page, IsGuest whether it would be one if someone named it:
	// one of HTML in a folder of pages of which it was made.
	IsPage(name string) bool
	IsGuest(name string) bool
	// Contents returns the rows of the navigation that a page of HTML has: the pages of its site
	// in their order, and groups of them. It is nil for none.
	Contents(page string) []Entry
	// Title returns a page's title without parsing the page.
	Title(page string) string
	// Stem returns a page's path without its suffix, and PageOf the page of a
	// stem, "" if there is none.
	Stem(page string) string
	PageOf(stem string) string
}

// Manifest holds what course.toml says about the order of pages.
type Manifest struct {
	Pages   []string // paths or patterns, in reading order
	Parts   []Part   // groups of pages with a title
	Exclude []string // paths or patterns of what is no part of the course
}

// Part is a titled group of pages.
type Part struct {
	Title   string   `toml:"title"`
	Pages   []string `toml:"pages"`
	Pretest bool     `toml:"pretest"` // its questions are offered before it is read
}

// About holds what a folder says about the course as a whole. What it does not say is empty.
type About struct {
	Title    string
	Author   string
	Language string
	BaseURL  string // address of the site that the pages were made for
	ID       string // by which a book can be known under any name
}

// Folder is a folder whose kind is known.
type Folder struct {
	Kind  string // name of the kind
	Start string // the page to begin with
	Title string // of that page, if the list of pages gives it one
	Root  string // the folder that the pages lie in and that absolute paths in them mean
	About About
	// Dialects are the dialects of Markdown that the pages are written in, as package
	// markdown names them.
	Dialects []string
	Sphinx   *Conf // the settings of Sphinx; nil where there are none
	// Programs says that programs which may make pages run when the site is built.
	Programs bool
	Quizzes  *Quizzes // what mkdocs.yml says of questions; nil where it says nothing

	// Sections are those that the contents of a book name, by page; nil where it is none.
	Sections map[string][]Section
	// Values are what the settings of a site of Jekyll say and its pages quote, by the names that
	// stand between "{{" and "}}"; nil where there are none.
	Values map[string]string

	files    Files
	manifest Manifest
	excluded *Patterns
	kind     kind
	problems []doc.Problem
	notPages map[string]bool        // lists of pages, and drafts
	made     map[string]bool        // folders of which the list names pages, and which are not there
	leaves   func(name string) bool // whether the settings of the pages' tool leave a file out; nil if they do not say
	drafts   []string               // pages that say that they are not to be read yet
	fronts   map[string]front       // what was read of the fields of pages
	stems    map[string]bool        // of all files, up to the first dot of their names; nil as long as nobody asked
	top      map[string]bool        // the names at the top; nil as long as nobody asked
	// draftSays is how the first of the drafts says that it is one.
	draftSays string
}

// A kind of folder.
type kind interface {
	// start looks whether the folder is of this kind and returns the page to
	// begin with, "" if it is not. It sets Root, About and Dialects. It is quick: where it
	// can, it reads a few files only.
	start(f *Folder) string
	// list returns the pages and groups in their order. It is called after start.
	list(f *Folder) []item
}

// kinds is the table of all of them, the surest first. The last always applies.
var kinds = []struct {
	name string
	new  func() kind
}{
	{"course.toml", func() kind { return &manifestKind{} }},
	{"EPUB", func() kind { return &epubKind{} }},
	{"Jupyter Book", func() kind { return &jupyterKind{} }},
	{"mdBook", func() kind { return &mdbookKind{} }},
	{"Sphinx", func() kind { return &sphinxKind{} }},
	{"MkDocs", func() kind { return &mkdocsKind{} }},
	{"Docusaurus", func() kind { return &docusaurusKind{} }},
	{"VitePress", func() kind { return &vitepressKind{} }},
	{"Quarto", func() kind { return &quartoKind{} }},
	{"The Carpentries", func() kind { return &carpentriesKind{} }},
	{"Hugo", func() kind { return &hugoKind{} }},
	{"Jekyll", func() kind { return &jekyllKind{} }},
	{"Obsidian", func() kind { return &obsidianKind{} }},
	{"Pelican", func() kind { return &pelicanKind{} }},
	{"HTML", func() kind { return htmlKind{} }},
	{"none", func() kind { return &naturalKind{} }},
}

// Kinds returns the names of the kinds of folder, the surest first.
func Kinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// Find decides which kind a folder is, and where its pages begin. It returns
// nil if there is no page.
func Find(files Files, m Manifest) *Folder {
	f := &Folder{Root: ".", files: files, manifest: m, excluded: NewPatterns(m.Exclude), notPages: map[string]bool{}}
	for _, k := range kinds {
		f.kind = k.new()
		if f.Start = f.kind.start(f); f.Start != "" {
			f.Kind = k.name
			return f
		}
		f.Root, f.Dialects, f.Sphinx, f.Programs, f.Quizzes, f.Sections, f.Values, f.leaves = ".", nil, nil, false, nil, nil, nil, nil
	}
	return nil
}

// tell takes over what a kind of folder says about the course, where nothing was said before.
func (f *Folder) tell(a About) {
	f.About = About{
		Title:    cmp.Or(f.About.Title, a.Title),
		Author:   cmp.Or(f.About.Author, a.Author),
		Language: cmp.Or(f.About.Language, a.Language),
		BaseURL:  cmp.Or(f.About.BaseURL, a.BaseURL),
		ID:       cmp.Or(f.About.ID, a.ID),
	}
}

// report adds a fault of a list of pages.
func (f *Folder) report(file string, line int, s doc.Severity, code, text string) {
	f.problems = append(f.problems, doc.Problem{File: file, Line: line, Severity: s, Code: code, Text: text})
}

// readList reads a file that only this package reads, so that only it can say
// what is wrong with its encoding.
func (f *Folder) readList(name string) ([]byte, error) {
	src, note, err := f.files.Read(name)
	if note != nil {
		f.report(name, note.Line, doc.Warning, "encoding", note.Text)
	}
	return src, err
}

// named reports how a file was found by a name of a list, if it is to be told.
func (f *Folder) named(found names.Found, file string, line int) (told bool) {
	p, ok := found.Told()
	if ok {
		f.report(file, line, p.Severity, p.Code, p.Text)
	}
	return ok
}

// unreadable reports a list that cannot be understood, so that the pages are ordered in another way.
func (f *Folder) unreadable(name string, err error) {
	line := 0
	if at := (*settings.Fault)(nil); errors.As(err, &at) {
		line = at.Line
	}
	f.report(name, line, doc.Warning, "unreadable-list", err.Error())
}

// firstPage returns the first page of a list that exists, "" if none does, and
// takes its title.
func (f *Folder) firstPage(items []item) string {
	for _, it := range items {
		if it.Page == "" {
			continue
		}
		if found := f.files.Find(it.Page); found.Name != "" {
			f.Title = it.Title
			return found.Name
		}
	}
	return ""
}
