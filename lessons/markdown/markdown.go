// Package markdown reads Markdown pages into the document model: CommonMark and
// GFM as goldmark parses them, with footnotes, definition lists, front matter,
// the admonitions of GitHub, MkDocs, mdBook and Docusaurus, mdBook's includes
// and quizzes, and raw HTML as package html reads it.
//
// In goes one page as bytes, of any encoding that package text knows, and a
// function that reads the files it includes. Out comes a doc.Document: title,
// metadata of the front matter, blocks and Problems. Parse never fails: what is not
// understood is shown as text. Nothing is read, fetched or run otherwise, and nothing
// is kept between two calls, which may run at the same time.
//
// Pages are not trusted: nesting, includes and the marks that a paragraph may hold
// are limited (nested.go, include.go, guard.go); beyond a limit marks are text.
// Memory goes to about sixteen times the size of a page of text; of one whose marks
// would take too much, the beginning is read (guard.go). For pages of many megabytes
// there are Prefix, which finds a first part that can be parsed alone, and Divide,
// which reads a page part by part.
//
// goldmark makes its tree; this package adds block and inline parsers of its own
// to it (grammar.go), bounds the work of those that a hostile page could drive
// into quadratic time (guard.go, nested.go, references.go), and turns the tree into
// blocks (blocks.go, inline.go, code.go). What happens before goldmark
// sees a page is in source.go, frontmatter.go and include.go.
//
// To add a construct:
//
//  1. write a node in grammar.go if it needs one, and a parser in a file of its own;
//  2. give the parser a line in grammar.go;
//  3. give the node a case in blocks.go or inline.go;
//  4. add a case NAME.md to a txtar file of testdata;
//     go test -run Golden -update writes what comes out, and Golden holds it.
package markdown

import (
	"fmt"
	"slices"

	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/rst"
	"lectern/lessons/text"
)

// Options say what the text of a page cannot say itself. The zero value is fine
// for a text that stands alone.
type Options struct {
	// Path is the page's path inside the course, with slashes. Includes are
	// relative to its folder.
	Path string
	// Read returns a file of the course by its path with slashes; what it
	// refuses is a Problem of the page. It is never asked for a path that
	// leads out of the course. Without it nothing can be included.
	Read func(path string) ([]byte, error)
	// Find returns the path of the file of the course that a name means which says
	// nothing of folders, as people write it in a vault of notes: "Page", "pic.png",
	// "folder/Page"; "" if there is none. nil is none.
	Find func(name string) string
	// Site is what the settings of the site say of directives and roles; nil for nothing.
	Site *rst.Site
	// Root is the folder that the names of included files may begin in, "" for that of
	// the course.
	Root string
	// Substitutions are the texts that stand for "{{ name }}" on pages of MyST and Jekyll.
	Substitutions map[string]string
	// Dialects are the dialects that the pages of the folder are written in, of
	// Dialects(). Others are found by the signs of the page.
	Dialects []string
}

// Parse reads one page. It never fails: what it does not understand is in the
// document as text, and in its Problems, which are sorted by line.
func Parse(src []byte, opt Options) *doc.Document {
	src, problems := decode(src, "")
	h := readHead(src)
	d := &doc.Document{Meta: h.meta, Problems: append(problems, h.problems...)}
	first := 1 + h.count
	body, origin, found := expand(src[h.size:], first, opt)
	d.Problems = append(d.Problems, found...)
	d.Size = len(body)
	lines, pc := newLineMap(body, first, origin), parser.NewContext()
	set := dialectsOf(src, opt) | laterIn(src)
	if set != 0 {
		body, lines, found = set.rewritten(pc, body, lines, opt, h.meta)
		d.Problems = append(d.Problems, found...)
	}
	c := set.convertIn(pc, body, lines, html.NewIDs())
	c.around.opt, c.around.meta = opt, h.meta
	d.Blocks = c.all()
	spellOut(d.Blocks, c.page.shorts)
	d.Size += c.included
	d.Problems = sortProblems(append(d.Problems, c.found()...))
	t := newTitleSearch(h)
	t.look(d.Blocks)
	if d.Title = t.title(); t.top != nil {
		d.Blocks = append([]doc.Block{t.top}, d.Blocks...)
	}
	if label := d.Get("label"); set.has("myst") && label != "" && len(label) <= maxMystLabel { // of the page (MyST, "Frontmatter")
		d.Blocks = append(labelled(nil, doc.At(1), label, html.NewIDs()), d.Blocks...)
	}
	return d
}

// rewritten returns a text as the dialects of its page change it.
func (s dialectSet) rewritten(pc parser.Context, body []byte, lines lineMap, opt Options, meta []doc.Field) ([]byte, lineMap, []doc.Problem) {
	page := pageOf(pc)
	page.heads, page.path, page.find = headLines(body, lines), opt.Path, opt.Find
	r := &rewriting{text: body, opt: opt, meta: meta, lines: lines, once: page.once}
	s.rewrite(r)
	return r.text, r.lines, r.problems
}

// Inside reads the Markdown that stands in a page of another format, text by text: their
// anchors are those of one page, and so is the memory that they may take. Each text is
// Markdown for itself, without front matter; links and footnotes that it defines are its own.
type Inside struct {
	opt  Options
	ids  *html.IDs
	room int
	once map[string]bool
	rest doc.Block // says that the rest of the page is not shown; nil while all fits
	why  doc.Problem
}

// NewInside returns a reader for a page of size bytes.
func NewInside(opt Options, size int) *Inside {
	return &Inside{opt: opt, ids: html.NewIDs(), room: text.Room(size), once: map[string]bool{}}
}

// Fits takes the memory of something else in the page, in bytes, from what is left. It is
// false when there is not enough: then nothing more of the page is to be read. line is where
// it stands, the first of count lines to the end of the page.
func (in *Inside) Fits(cost, line, count int) bool {
	if in.room -= cost; in.room <= 0 && in.rest == nil {
		in.rest, in.why = doc.RestLeftOut(line, count)
	}
	return in.rest == nil
}

// IDs returns the anchors of the page.
func (in *Inside) IDs() *html.IDs { return in.ids }

// Rest returns a block that says what was left out, and the Problem; nil if all was read.
func (in *Inside) Rest() (doc.Block, doc.Problem) { return in.rest, in.why }

// Read reads one text. places holds for each of its lines the line of the page on which it stands.
func (in *Inside) Read(src []byte, places []int) ([]doc.Block, []doc.Problem) {
	body, origin, problems := expand(text.Normalize(src), 1, in.opt)
	lines := newLineMap(body, 1, origin)
	if lines.origin == nil {
		lines.origin = places
	} else {
		for i, line := range lines.origin {
			lines.origin[i] = placeOf(places, line)
		}
	}
	for i := range problems {
		problems[i].Line = placeOf(places, problems[i].Line)
	}
	pc := parser.NewContext()
	pageOf(pc).once = in.once
	set := dialectsOf(src, in.opt)
	if set != 0 {
		var found []doc.Problem
		body, lines, found = set.rewritten(pc, body, lines, in.opt, nil)
		problems = append(problems, found...)
	}
	fits := text.FittingIn(&in.room, body, lineCosts)
	c := set.convertIn(pc, body[:fits], lines, in.ids)
	c.around.opt = in.opt
	if fits < len(body) {
		_, count := text.LinesFrom(body, fits)
		in.rest, in.why = doc.RestLeftOut(lines.line(fits), count)
	}
	return c.all(), append(problems, c.found()...)
}

// placeOf returns the line of the page of a line of a text, counted from 1.
func placeOf(places []int, line int) int {
	if line < 1 || len(places) == 0 {
		return 0
	}
	return places[min(line, len(places))-1]
}

// found returns the faults found in the page: those that the tree shows, then those
// that the parsers noted.
func (c *converter) found() []doc.Problem {
	problems := c.problems
	for _, n := range c.page.notes {
		problems = append(problems, doc.Problem{Line: c.lines.line(n.offset), Severity: n.severity, Code: n.code, Text: n.text})
	}
	return problems
}

// maxProblems is how many Problems of one page, or of one part of it, are kept.
const maxProblems = 1000

// sortProblems puts Problems in the order of their lines and says how many were left out.
func sortProblems(problems []doc.Problem) []doc.Problem {
	slices.SortStableFunc(problems, func(a, b doc.Problem) int { return a.Line - b.Line })
	if n := len(problems) - maxProblems; n > 0 {
		last := problems[maxProblems]
		problems = append(problems[:maxProblems], doc.Problem{Line: last.Line, Severity: doc.Info, Code: "more-problems",
			Text: fmt.Sprintf("from here on %d more problems are not listed", n)})
	}
	return problems
}

// oneParagraph reads a short text, such as a title. It is false if the text is
// anything but one paragraph.
func oneParagraph(src string) ([]doc.Inline, bool) {
	body := text.Normalize([]byte(src))
	c := dialectSet(0).convertIn(parser.NewContext(), body, newLineMap(body, 1, nil), html.NewIDs())
	blocks := c.blocks(c.root, 0)
	if len(blocks) != 1 {
		return nil, len(blocks) == 0
	}
	switch b := blocks[0].(type) {
	case *doc.Paragraph:
		return b.Text, true
	case *doc.Figure:
		if b.Caption == nil && b.Legend == nil {
			return []doc.Inline{&b.Image}, true
		}
	default: // more than a paragraph
	}
	return nil, false
}

// convertIn parses a text with goldmark and returns what turns the tree into blocks. pc
// holds the state of the page around the text. What would take too much memory is not
// parsed; the rest says so.
func (s dialectSet) convertIn(pc parser.Context, body []byte, lines lineMap, ids *html.IDs) *converter {
	c := &converter{lines: lines, page: pageOf(pc), pc: pc, ids: ids}
	c.around = &around{top: c, set: s}
	c.myst, c.pymdownx = s.has("myst"), s.has("pymdownx")
	if fits := fitting(body); fits < len(body) {
		_, count := text.LinesFrom(body, fits)
		var problem doc.Problem
		c.rest, problem = doc.RestLeftOut(lines.line(fits), count)
		c.problems = append(c.problems, problem)
		body = body[:fits]
	}
	c.src = body
	c.root = s.grammar().Parse(gmtext.NewReader(body), parser.WithContext(pc))
	c.scanHTML()
	return c
}
