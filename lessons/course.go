// Package lessons opens a course: a folder of pages, one page, a zip archive or
// any other file system. It parses each page when it is first needed and splits
// it into lessons, with the questions that follow them. In a course it finds
// lessons by their IDs, the places that links lead to, words that are searched
// for, and places whose text was edited.
//
// Nothing here trusts its input. A file is read only if it is a regular file
// inside the course, and only up to a bounded size; what a parser cannot make
// sense of is shown as text, and kept as a Problem.
//
// To add a page format:
//
//  1. write its parser in a folder of its own, as rst and markdown: Parse, which
//     never fails, PeekTitle and PeekField. It must know a section (an anchor that
//     links can name) and a field slug, which TestFormats needs. The folder is a
//     row in arrows_test.go and in the map of ARCHITECTURE.md;
//  2. give it a row in formats (formats.go), its suffixes in
//     TestNoPageNamesTheSuffixes, and the page that README.md and
//     lectern --help (cli/cli.go) speak of;
//  3. say in formats_test.go how a page of it is written: TestFormats sends one
//     of every format through every door.
//
// How pages are put in order is the matter of lessons/folder, which says how to
// add a kind of folder.
package lessons

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"lectern/lessons/doc"
	"lectern/lessons/folder"
	"lectern/lessons/quiz"
)

// Course is an ordered list of pages, read from a file system. It is safe for use by several goroutines.
type Course struct {
	Manifest Manifest
	Hash     string // of the contents, "" if it is not known

	files *tree
	only  string  // path of the one page that is the course; "" for all
	dir   string  // the folder of the one page, whole; "" if it lies in none
	as    *format // that page's; nil for what its name or content tells
	site  atomic.Pointer[Site]
	start *Page

	lists     *lists
	examBanks examBanks
	held      bankHeld
	index     func() *Index   // the table of contents that was made earlier, nil if there is none
	folder    *folder.Folder  // how its pages are ordered; nil as long as nobody asked
	drafts    map[string]bool // pages that say that they are not to be read yet; set before order
	close     func() error
	odd       func() []doc.Problem // faults of the names of its files; nil if there can be none
	onDisk    func(string) string  // the path on the disk of a file; nil where it lies in no folder
	arrange   sync.Once
	// guestsOnly says, after guests, that all pages of the folder are of formats that are guests in others.
	guests     sync.Once
	guestsOnly bool
	// addresses is what links.toml says of the addresses on the pages.
	addresses addressList
	figures   figureNumbers
	bookOnce  sync.Once // for book
	book      *book
	order     atomic.Pointer[order]
	grown     atomic.Int64 // how often more of the course became known
	counted   atomic.Pointer[counted]

	mu      sync.Mutex
	byPath  map[string]*Page // pages met so far
	labels  map[string]label // what Sphinx's :ref: can name, of the pages parsed so far
	sought  atomic.Int64     // how many pages were looked through for a label
	ignored sync.Map         // of each .gitignore asked for: its text
	ids     map[*Page]string // IDs that an index tells
	problem []doc.Problem    // faults of the course as a whole: its manifest, its lists of pages
	// unordered are the pages that were parsed before the order of pages was known.
	unordered []*content
	recent    cache

	relocated sync.Map // relocation -> relocatedTo: a course does not change, so neither does an answer
}

// Options give Open the facts that it cannot find in the file system.
type Options struct {
	ID    string // of a course whose manifest states none
	Title string // likewise
	In    string // name of the folder or archive that the course is, for a title where nothing says more
	Only  string // path of the one page that is the course; "" for all
	As    string // format of that page, of FormatWords; "" for what its name or content tells

	Hash  string        // of the course's contents, if it is known
	Start string        // path of the first page, if it is known
	Site  Site          // what is known of all pages, if the folder of the pages is not asked
	Index func() *Index // reads the table of contents that was made earlier; nil if there is none
	Close func() error  // called by Course.Close; may be nil
	Walk  fs.FS         // the same files, for a quicker walk through them; nil to walk fsys
}

// ErrNoPages is returned when there is no page to read.
var ErrNoPages = errors.New("no page found")

// Open opens the course in fsys. It reads the manifest and finds the first page;
// a long list of pages is put in order in the background (Warm) or when it is
// first needed. It fails with ErrNoPages when there is nothing to read, and with
// the reason when the manifest is not TOML.
func Open(fsys fs.FS, opt Options) (*Course, error) {
	c := &Course{
		Hash:   opt.Hash,
		close:  opt.Close,
		files:  newTree(fsys, cmp.Or[fs.FS](opt.Walk, fsys), opt.Only),
		only:   opt.Only,
		as:     formatWord(opt.As),
		lists:  newLists(&Manifest{}, nil),
		byPath: map[string]*Page{},
		labels: map[string]label{},
	}
	c.setSite(opt.Site)
	if err := c.readManifest(); err != nil {
		return nil, err
	}
	named := c.Manifest.ID != ""
	c.Manifest.ID = cmp.Or(c.Manifest.ID, opt.ID, "course")
	if opt.Start != "" && c.files.has(opt.Start) {
		c.start, c.index = c.pageAt(opt.Start), opt.Index
	} else {
		if c.start = c.findStart(); c.start == nil && opt.Only == "" && c.givePages() {
			c.start = c.findStart()
			opt.Title = cmp.Or(opt.Title, opt.In) // rather than the name of the first bank
		}
	}
	if c.start == nil {
		suffixes := pageSuffixes(false)
		last := len(suffixes) - 1
		return nil, fault(ErrNoPages, "no page found: looked for %s and %s files", strings.Join(suffixes[:last], ", "), suffixes[last])
	}
	if c.folder != nil {
		c.Manifest.about(c.folder.About)
		if id := bookID(c.folder.About.ID); !named && id != "" {
			c.Manifest.ID = id
		}
	}
	if c.Manifest.Title = cmp.Or(c.Manifest.Title, opt.Title); c.Manifest.Title == "" {
		c.Manifest.Title = c.titleBeside(opt.In)
	}
	return c, nil
}

// Close frees what the course holds open. Lessons must not be used after it.
func (c *Course) Close() error {
	if c.close == nil {
		return nil
	}
	return c.close()
}

// Pages returns the pages in reading order; there is at least one.
func (c *Course) Pages() []*Page { return c.ordered().pages }

// Known returns the pages as far as their order is known: all, or only the first
// while the order is still being worked out in the background. It never waits.
func (c *Course) Known() []*Page {
	if o := c.order.Load(); o != nil {
		return o.pages
	}
	return []*Page{c.start}
}

// Outline returns the table of contents in reading order: every page once, and
// the parts and folders above them. While the order is still being worked out in
// the background it is only the first page; Outline never waits.
func (c *Course) Outline() []Entry {
	if o := c.order.Load(); o != nil {
		return o.outline
	}
	return []Entry{{Page: c.start}}
}

// Revision changes whenever more of the course is known: a page was parsed, or the
// order of the pages was worked out. Whatever was computed from the course under
// the same number is still true.
func (c *Course) Revision() int64 { return c.grown.Load() }

// Page returns the page at that path of the course, or nil.
func (c *Course) Page(path string) *Page {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byPath[path]
}

// First returns the first lesson of the course.
func (c *Course) First() *Lesson { return c.start.upTo(1).lessons[0] }

// Last returns the last lesson of the course.
func (c *Course) Last() *Lesson {
	pages := c.Pages()
	l := pages[len(pages)-1].Lessons()
	return l[len(l)-1]
}

// Next returns the lesson after l, or nil at the end of the course.
func (c *Course) Next(l *Lesson) *Lesson {
	next := l.Index + 1
	if ls := l.Page.upTo(next + 1).lessons; next < len(ls) {
		return ls[next]
	}
	pages := c.Pages()
	if n := l.Page.index + 1; n < len(pages) {
		return pages[n].upTo(1).lessons[0]
	}
	return nil
}

// Prev returns the lesson before l, or nil at the start of the course.
func (c *Course) Prev(l *Lesson) *Lesson {
	if l.Index > 0 {
		ls := l.Page.upTo(l.Index).lessons
		return ls[min(l.Index, len(ls))-1] // fewer when the file has changed below us
	}
	pages := c.Pages()
	if l.Page.index > 0 {
		ls := pages[l.Page.index-1].Lessons()
		return ls[len(ls)-1]
	}
	return nil
}

// Lessons returns every lesson of the course in order. It parses all pages.
func (c *Course) Lessons() []*Lesson {
	var all []*Lesson
	for _, p := range c.Pages() {
		all = append(all, p.Lessons()...)
	}
	return all
}

// Problems returns the faults of the course and of every page, in order of pages. It parses all pages.
func (c *Course) Problems() []doc.Problem {
	pages := c.Pages()
	var all []doc.Problem
	if c.odd != nil {
		c.files.list() // meets the names of all files
		all = c.odd()
	}
	if c.only == "" {
		c.files.list()
		all = append(slices.Clone(all), c.files.unfit...)
	}
	c.mu.Lock()
	all = append(slices.Clone(all), c.problem...)
	c.mu.Unlock()
	for _, p := range pages {
		all = append(all, p.Problems()...)
	}
	return all
}

// report adds a fault of the course as a whole.
func (c *Course) report(problems ...doc.Problem) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.problem = append(c.problem, problems...)
}

// Questions returns every question of the course in order. It parses all pages.
func (c *Course) Questions() []*quiz.Question {
	var all []*quiz.Question
	for _, p := range c.Pages() {
		all = append(all, p.Questions()...)
	}
	return all
}
