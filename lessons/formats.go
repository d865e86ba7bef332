package lessons

import (
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/markdown"
	"lectern/lessons/notebook"
	"lectern/lessons/rst"
)

// A format is a kind of page: the names of its files, and how they are read.
type format struct {
	name string
	word string // for it on the command line

	// suffixes are those of the format's files in lower case, a longer one
	// before a shorter one that it ends in.
	suffixes []string
	// doubtful are suffixes that other files have too. Such a file is a page if
	// someone names it, or if it begins with a title.
	doubtful []string
	// guest says that folders of pages of other formats hold files of this one too: what a tool
	// made of the pages. Such a file is a page if someone names it, or if the folder has no
	// others.
	guest bool
	// parts are suffixes of files that pages include. A page may include a file
	// of another suffix too; its author's preview then misses a change of it.
	parts []string

	// parse makes the document of a page. It never fails: what is not understood
	// becomes text and a Problem.
	parse func(src []byte, from origin) *doc.Document
	// peek returns the title from the first bytes of a page, "" if they do not
	// show one. It is asked for every page of a course, so it must not parse.
	peek func(start []byte) string
	// peekField likewise returns a field of the page's metadata. Where the first
	// bytes leave a doubt it returns what may be one.
	peekField func(start []byte, name string) string

	// prefix and divide are nil in a format whose pages can only be read as a
	// whole: a large one then appears when all of it has been parsed.

	// prefix returns where the first part of a page may end, at size bytes or
	// soon after; len(src) if nowhere.
	prefix func(src []byte, size int, from origin) int
	// divide divides a page into parts of at least size bytes that are parsed
	// one by one; nil if this page cannot be.
	divide func(src []byte, size int, from origin) divided
}

// origin is what a page's text does not say itself.
type origin struct {
	path string // of the page
	// read returns another file of the course, for what the page includes; nil if it
	// cannot include any.
	read func(path string) ([]byte, error)
	// find returns the file that a name without its folders means on the page, "" if none.
	find func(name string) string
	site *Site // what the kind of folder says of all its pages

	numbers *rst.Numbers // of figures in the course; nil for a page that stands alone
}

func (o origin) rst() rst.Options {
	return rst.Options{File: o.path, Read: o.read, Site: o.site.rst(), Numbers: o.numbers}
}

func (o origin) html() html.Options {
	opt := html.Options{XHTML: hasSuffix(o.path, ".xhtml")}
	if o.site != nil && len(o.site.Sections) > 0 {
		opt.XHTML, opt.Book = true, true
		for _, s := range o.site.Sections[o.path] {
			opt.Sections = append(opt.Sections, html.Section{Place: s.Place, Title: s.Title, Level: min(s.Depth, 6)})
		}
	}
	return opt
}

func (o origin) markdown() markdown.Options {
	return markdown.Options{
		Path: o.path, Read: o.read, Find: o.find, Dialects: o.site.Dialects,
		Site: o.site.rst(), Root: o.site.Root, Substitutions: o.site.substitutions(),
	}
}

// divided is a page divided into parts. It does not keep the source, so that the source
// can be let go.
type divided interface {
	Len() int
	Range(i int) (start, end int) // of part i in the source
	Meta() []doc.Field            // of the page

	// First parses part i. The parts are to be read in their order, once.
	First(i int, src []byte) ([]doc.Block, []doc.Problem)
	// Finish is called after the last First. further says that the blocks are
	// otherwise than First returned them, now that all of the page is known.
	Finish() (title []doc.Inline, further bool)
	// Again parses part i at any time after Finish.
	Again(i int, src []byte) []doc.Block
}

// formats is the table of page formats. Whatever depends on the format of a
// page asks it: which files are pages, titles, parsing, parts, messages.
var formats = []format{
	{
		name:     "reStructuredText",
		word:     "rst",
		suffixes: []string{".rst.txt", ".rst", ".rest"},
		doubtful: []string{".txt"},
		parts:    []string{".inc", ".txt", ".csv"},
		parse: func(src []byte, from origin) *doc.Document {
			return rst.Parse(src, from.rst())
		},
		peek:      rst.PeekTitle,
		peekField: rst.PeekField,
	},
	{
		name:      "Markdown",
		word:      "markdown",
		suffixes:  []string{".md", ".markdown", ".mdx", ".qmd", ".rmd"},
		parts:     []string{".inc", ".txt"},
		parse:     func(src []byte, from origin) *doc.Document { return markdown.Parse(src, from.markdown()) },
		peek:      markdown.PeekTitle,
		peekField: markdown.PeekField,
		prefix:    func(src []byte, size int, from origin) int { return markdown.Prefix(src, size, from.markdown()) },
		divide: func(src []byte, size int, from origin) divided {
			if parts := markdown.Divide(src, size, from.markdown()); parts != nil {
				return parts
			}
			return nil
		},
	},
	{
		name:     htmlFormat,
		word:     "html",
		suffixes: []string{".html", ".htm", ".xhtml"},
		guest:    true,
		parse: func(src []byte, from origin) *doc.Document {
			return html.Page(src, from.html())
		},
		peek:      html.PeekTitle,
		peekField: html.PeekField,
	},
	{
		name:     "notebook",
		word:     "notebook",
		suffixes: []string{".ipynb"},
		guest:    true,
		parse: func(src []byte, from origin) *doc.Document {
			return notebook.Parse(src, notebook.Options{Path: from.path, Read: from.read})
		},
		peek:      notebook.PeekTitle,
		peekField: func([]byte, string) string { return "" },
	},
}

// htmlFormat is the name of the format of HTML pages.
const htmlFormat = "HTML"

// formatNamed returns the format that a file's name shows, and the suffix that
// shows it; nil if the name is of no page. doubtful says that other files have
// that suffix too.
func formatNamed(name string) (f *format, suffix string, doubtful bool) {
	for i := range formats {
		for _, s := range formats[i].suffixes {
			if hasSuffix(name, s) {
				return &formats[i], s, false
			}
		}
	}
	for i := range formats {
		for _, s := range formats[i].doubtful {
			if hasSuffix(name, s) {
				return &formats[i], s, true
			}
		}
	}
	return nil, "", false
}

// hasSuffix reports whether a name has a suffix, in letters of either case. It is asked of each file and each suffix, so
// the last letter, in which most differ, comes first.
func hasSuffix(name, suffix string) bool {
	n := len(name) - len(suffix)
	return n >= 0 && len(suffix) > 0 && name[len(name)-1]|0x20 == suffix[len(suffix)-1]|0x20 && strings.EqualFold(name[n:], suffix)
}

// FormatWords lists the words by which a command line names the format of a page.
func FormatWords() []string {
	var out []string
	for _, f := range formats {
		out = append(out, f.word)
	}
	return append(out, plainText().word)
}

// formatWord returns the format that a word names, nil if none.
func formatWord(word string) *format {
	for i := range formats {
		if formats[i].word == word {
			return &formats[i]
		}
	}
	if plain := plainText(); plain.word == word {
		return plain
	}
	return nil
}

// format returns the format of the page: what the command line says of the one page
// that is opened, else what its name tells, else what its content looks like.
func (p *Page) format() *format {
	if f := p.read.Load(); f != nil {
		return f
	}
	c := p.course
	f, _, doubtful := formatNamed(p.Path)
	switch {
	case c.as != nil && p.Path == c.only:
		f = c.as
	case f == nil, doubtful && c.only != "":
		f = plainText()
		if start, err := c.files.readStart(p.Path, maxSniff); err == nil {
			f = sniff(start)
		}
	}
	p.read.CompareAndSwap(nil, f)
	return f
}

// asWord is the word for the format that the command line gives to the one page, "" for none.
func (c *Course) asWord() string {
	if c.as == nil {
		return ""
	}
	return c.as.word
}

// formatOf returns the format that a page's name tells, else the first one, which
// shows a plain text much as it is.
func formatOf(page string) *format {
	if f, _, _ := formatNamed(page); f != nil {
		return f
	}
	return &formats[0]
}

// IsPageName reports whether a file's suffix is one that only pages of a course have.
func IsPageName(name string) bool {
	f, _, doubtful := formatNamed(name)
	return f != nil && !f.guest && !doubtful
}

// OpensByName reports whether a file opens as a page by its suffix.
func OpensByName(name string) bool { return isPageName(name, false) }

// IsPartName reports whether a file's suffix is one of those that pages include,
// or of a drawing that stands for a picture.
func IsPartName(name string) bool {
	for _, f := range formats {
		for _, s := range f.parts {
			if hasSuffix(name, s) {
				return true
			}
		}
	}
	return hasSuffix(name, drawingSuffix)
}

// isPageName reports whether a file's suffix is that of a page. Where it is one
// that other files have too, only a file that someone named is a page.
func isPageName(name string, named bool) bool {
	f, _, doubtful := formatNamed(name)
	return f != nil && (named || !doubtful)
}

// isGuest reports whether a file is of a format that is a guest among others.
func isGuest(name string) bool {
	f, _, _ := formatNamed(name)
	return f != nil && f.guest
}

// pathSlug is a page's path without its suffix: guide/first-steps.
func pathSlug(name string) string {
	if _, suffix, _ := formatNamed(name); len(suffix) < len(name) {
		return name[:len(name)-len(suffix)]
	}
	return name
}

// pageNames returns the names that a page may have whose path without its suffix is stem, those of
// guests last.
func pageNames(stem string) []string {
	var names []string
	for _, f := range formats {
		for _, suffixes := range [][]string{f.suffixes, f.doubtful} {
			for _, s := range suffixes {
				names = append(names, stem+s)
			}
		}
	}
	return names
}

// pageSuffixes lists the suffixes of pages for a message. named adds those that
// only a file has to have that someone names.
func pageSuffixes(named bool) []string {
	var out []string
	for _, f := range formats {
		out = append(out, f.suffixes...)
		if named {
			out = append(out, f.doubtful...)
		}
	}
	// One of two dots ends in another one, or is rare.
	return slices.DeleteFunc(out, func(s string) bool { return strings.Count(s, ".") > 1 })
}
