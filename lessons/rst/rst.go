// Package rst reads reStructuredText: the whole of the specification of
// docutils (https://docutils.sourceforge.io/docs/ref/rst/), and of what Sphinx
// adds the directives and roles that published pages use.
//
// In goes one page as bytes, of any encoding that package text knows, and a
// function that reads the files it includes. Out comes a doc.Document: title,
// metadata, blocks and Problems. Nothing is read, fetched or run otherwise, and
// nothing is kept between two calls, which may run at the same time.
//
// Parse never fails. What is wrong in a page is shown as text wherever that is
// possible, and said in a Problem. Pages are not trusted: nesting, the size of
// what is generated (contents, substitutions, table cells) and includes are
// limited (usualLimits), and every step is linear in the size of the page.
//
// A page is read alone: what other pages define (Sphinx's "doc", "ref", "term")
// becomes a doc.Link with a Ref, which the course resolves.
//
// Reading goes in three steps, each in files of its own:
//
//   - lines.go cuts the source into lines and finds indented blocks;
//   - body.go tells the body elements apart by their first line and calls the
//     file of that construct (lists.go, tables_grid.go, explicit.go ...), which
//     calls inline.go for its running text. References, footnotes and
//     substitutions become placeholders (pending.go);
//   - finish.go numbers footnotes and sections, gives out anchors, and puts
//     links, texts and contents lists in place of the placeholders.
//
// To add a directive:
//
//  1. write a function of type directiveFunc in the file of its family
//     (directive_*.go);
//  2. name it in the table of directive_table.go, with what it accepts;
//  3. add a txtar case to testdata: the source as page.rst, then empty files dump,
//     text and problems; go test -run TestGolden -update fills them, and TestGolden
//     holds them.
//
// door.go lets pages of another format (MyST) end in the same directives and roles.
//
// To add a role, name it in lookupRole (roles.go) and add it to testdata/inline.txtar
// or testdata/sphinx.txtar.
package rst

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Options say where a page lies and what its directives may do.
type Options struct {
	// File is the page's path inside the course, with slashes. Included
	// files are looked for beside it.
	File string

	// Read returns the content of a file inside the course, for the
	// directives that include one. Parse calls it only with clean relative
	// paths that stay inside the course. Nil: nothing is included.
	Read func(path string) ([]byte, error)

	// Site is what Sphinx's settings say of all pages; nil for pages of no such site.
	Site *Site

	// Numbers tell the numbers of figures in the course; nil for a page that stands alone.
	Numbers *Numbers

	// Now is what the "date" directive shows; the zero time means the clock.
	Now time.Time
}

// limits bound what a page can make the parser do.
type limits struct {
	depth        int // body elements inside one another; deeper ones are shown as text
	includeDepth int // files that include one another, the page first
	includeBytes int // all that one page includes
	cells        int // of the tables of one page
	room         int // memory that the markup of a page of no size may take
}

// usualLimits are far above what people write.
func usualLimits() limits {
	return limits{depth: 100, includeDepth: 16, includeBytes: 8 << 20, cells: 250_000, room: text.Room(0)}
}

const (
	// maxProblems is how many Problems of one page are kept: a binary file
	// that was named .rst has one a line.
	maxProblems = 500

	// maxMessage is how many characters a Problem's text may have: it quotes the page.
	maxMessage = 300
)

// Parse reads one page. It never fails and never panics: src may be anything.
// A page that is not UTF-8 is read as package text reads it, with a Problem.
func Parse(src []byte, opt Options) *doc.Document { return parse(src, opt, usualLimits()) }

// parse is Parse within limits that a test may lower.
func parse(src []byte, opt Options, within limits) *doc.Document {
	p := newParser(opt, within)
	src, note := text.Decode(src)
	p.noteEncoding("", note)
	p.room = within.room + text.Room(len(src)) - text.Room(0)
	fits := text.FittingIn(&p.room, src, lineCosts)
	in, size := pageLines(src[:fits], 8)
	p.size = size
	prolog := p.siteText(true)
	headers, end := headersAt(in.text)
	blocks := append(p.headerFields(headers), p.body(in.slice(end, len(in.text)), body{titles: true})...)
	blocks = p.belowTitle(prolog, blocks)
	if fits < len(src) {
		rest, problem := doc.RestLeftOut(text.LinesFrom(src, fits))
		blocks = append(blocks, rest)
		p.doc.Problems = append(p.doc.Problems, problem)
	}
	p.doc.Size = p.size
	blocks = append(blocks, p.siteText(false)...)
	return p.finish(blocks)
}

// parser is the state of reading one page.
type parser struct {
	opt    Options
	limits limits
	doc    *doc.Document
	size   int // bytes of source read so far, includes too
	room   int // memory that what is still to be included may take

	quiet   bool // what is read is no text of the page: its faults are not the page's
	crowded bool // something that is included is not shown, because there is no room

	told map[string]bool // kinds of what only a program of another tool can show

	// While an included file is read, file is its path, and blocks get the
	// line of the page's directive that included it.
	file       string
	fixed      int
	includes   []string             // open includes, the page first
	included   int                  // bytes included
	companions map[string]companion // files included so far, by their paths
	cells      int                  // of tables

	sections sections
	targets  targets
	notes    notes
	subs     substitutions
	roles    map[string]role // roles that the page defines
	fallback *role           // the default role; nil: title reference
	lang     string          // language of literal blocks (Sphinx "highlight")

	numbering   *numbering       // set by "sectnum"
	targetNotes bool             // set by "target-notes"
	headers     *doc.Definitions // with which the page begins; nil if with none
	header      []doc.Block
	footer      []doc.Block

	pending      int  // placeholders in running text made so far
	placeholders bool // and that blocks hold some
	dropped      int  // Problems above the limit

	settler settler
	host    *Host // reads nested text in a page of another format; nil in one of this

	// What waits for the end.
	figures       []figureTarget
	glossaryTerms []glossaryTerm
	objects       []objectTarget
	numberRefs    int              // references by number
	numbered      map[any]Numbered // by the anchor before, or the heading
	inside        string           // the class whose description is read
	cellSpans     map[int]cell     // in a flat-table: spans of cells, by line

	placed *page // the page's outline, when it is known
	listed int   // entries of contents lists made
}

func newParser(opt Options, within limits) *parser {
	p := &parser{opt: opt, limits: within, doc: &doc.Document{}, includes: []string{opt.File}, companions: map[string]companion{}}
	p.settler = p.newSettler()
	p.targets.byName = map[string]*target{}
	p.subs.defs = map[string]*substitution{}
	p.subs.folded = map[string]string{}
	return p
}

// at is the block position for a line of the file being read.
func (p *parser) at(line int) doc.At {
	if p.fixed > 0 {
		return doc.At(p.fixed)
	}
	return doc.At(line)
}

// problem notes a fault at a line of the file being read.
func (p *parser) problem(sev doc.Severity, line, column int, code, format string, args ...any) {
	p.problemIn(p.file, sev, line, column, code, format, args...)
}

func (p *parser) problemIn(file string, sev doc.Severity, line, column int, code, format string, args ...any) {
	if p.quiet {
		return
	}
	if len(p.doc.Problems) >= maxProblems {
		p.dropped++
		return
	}
	p.doc.Problems = append(p.doc.Problems, doc.Problem{
		File: file, Line: line, Column: column, Severity: sev, Code: code, Text: text.Clip(fmt.Sprintf(format, args...), maxMessage),
	})
}

// noteEncoding reports that a file is not UTF-8, once for each file.
func (p *parser) noteEncoding(file string, note *text.Note) {
	if note == nil {
		return
	}
	same := func(q doc.Problem) bool { return q.File == file && q.Code == "encoding" }
	if !slices.ContainsFunc(p.doc.Problems, same) {
		p.problemIn(file, doc.Warning, note.Line, 0, "encoding", "%s", note.Text)
	}
}

// sortProblems puts the Problems in the order of their lines, those of the
// page before those of included files, and says how many were left out.
func (p *parser) sortProblems() {
	slices.SortStableFunc(p.doc.Problems, func(a, b doc.Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	if p.dropped > 0 {
		p.doc.Problems = append(p.doc.Problems, doc.Problem{
			Severity: doc.Info, Code: "more-problems", Text: fmt.Sprintf("%d more problems are not listed", p.dropped),
		})
	}
}
