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

	// Now is what the "date" directive shows; the zero time means the clock.
	Now time.Time
}

// limits bound what a page can make the parser do.
type limits struct {
	depth        int // body elements inside one another; deeper ones are shown as text
	includeDepth int // files that include one another, the page first
	includeBytes int // all that one page includes
}

// usualLimits are far above what people write.
func usualLimits() limits { return limits{depth: 100, includeDepth: 16, includeBytes: 8 << 20} }

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
	in, size := pageLines(src, 8)
	p.size = size
	blocks := p.body(in, body{titles: true})
	return p.finish(blocks)
}

// parser is the state of reading one page.
type parser struct {
	opt    Options
	limits limits
	doc    *doc.Document
	size   int // bytes of source read so far, includes too

	// While an included file is read, file is its path, and blocks get the
	// line of the page's directive that included it.
	file     string
	fixed    int
	includes []string // open includes, the page first
	included int      // bytes included

	sections sections
	targets  targets
	notes    notes
	subs     substitutions
	roles    map[string]role // roles that the page defines
	fallback *role           // the default role; nil: title reference
	lang     string          // language of literal blocks (Sphinx "highlight")

	numbering   *numbering // set by "sectnum"
	targetNotes bool       // set by "target-notes"
	header      []doc.Block
	footer      []doc.Block

	pending      int  // placeholders in running text made so far
	placeholders bool // and that blocks hold some
	dropped      int  // Problems above the limit

	settler settler

	// What waits for the end.
	figures       []figureTarget
	glossaryTerms []glossaryTerm
	objects       []objectTarget
	cellSpans     map[int]cell // in a flat-table: spans of cells, by line

	placed *page // the page's outline, when it is known
	listed int   // entries of contents lists made
}

func newParser(opt Options, within limits) *parser {
	p := &parser{opt: opt, limits: within, doc: &doc.Document{}, includes: []string{opt.File}}
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
