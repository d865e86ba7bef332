package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/text"
)

// A dialect is what the Markdown of one tool has beyond CommonMark, GFM and what
// this package reads on every page. Only what could mean something else on the page of
// another tool needs one; the rest is part of the grammar.
//
// To add a dialect: write a function that returns it in a file of its own, as
// obsidian.go, and give it a row in dialects. Its nodes say themselves what becomes of
// them (blockNode, inlineNode). Cases go to testdata/dialect-NAME.txtar.
type dialect struct {
	// name is by what kinds of folder name it; tool is what Problems call it.
	name, tool string
	// signs reports whether the beginning of a page shows that it is written for the
	// tool, wherever it lies; nil if only its folder can.
	signs func(start *opening, opt Options) bool
	// later reports whether a page shows it further down, where that would show answers; nil
	// if nothing does.
	later func(src []byte) bool
	// rewrite takes what is no text of the page out of it, or replaces it by Markdown,
	// before the page is parsed; nil if there is nothing to.
	rewrite func(r *rewriting)
	// noIndented says that indentation makes no code.
	noIndented bool
	// blocks and inlines are added to the grammar; nil for none.
	blocks, inlines func() []util.PrioritizedValue
}

// dialects is the table of them, in the order in which they rewrite a page. It is made once, for it is
// asked on every page.
func dialects() []dialect {
	t := &dialectTable
	t.once.Do(func() {
		t.rows = []dialect{quarto(), hugo(), mdx(), vitepress(), carpentries(), liquid(), kramdown(), obsidian(), myst(), pymdownx(), liaScript()}
	})
	return t.rows
}

var dialectTable struct {
	once sync.Once
	rows []dialect
}

// Dialects returns the names of all dialects.
func Dialects() []string {
	var names []string
	for _, d := range dialects() {
		names = append(names, d.name)
	}
	return names
}

// dialectSet is a set of dialects: a bit for each row of the table.
type dialectSet uint32

// maxSigns is how many bytes at its beginning tell in which dialects a page is written.
// Of a large page no more is known when its first lesson is shown.
const maxSigns = 16 << 10

// dialectsOf returns in which dialects a page is written: those that its folder names,
// and those that the page itself shows.
func dialectsOf(src []byte, opt Options) dialectSet {
	start := src[:min(len(src), 2*maxSigns)]
	if bytes.IndexByte(start, '\r') >= 0 {
		start = text.Normalize(start)
	}
	start = start[:min(len(start), maxSigns)]
	var set dialectSet
	o := &opening{text: start}
	for i, d := range dialects() {
		if d.signs != nil && d.signs(o, opt) {
			set |= 1 << i
		}
		for _, name := range opt.Dialects {
			if name == d.name {
				set |= 1 << i
			}
		}
	}
	return set
}

// opening is the beginning of a page, in which dialects look for their signs.
type opening struct {
	text []byte
	code codeMap // nil until a dialect asks
}

// sign reports whether a pattern matches a line somewhere but in code. Only lines with one
// of the marks are looked at, for this is asked of every page.
func (o *opening) sign(pattern func() *regexp.Regexp, marks ...string) bool {
	return o.signAt(pattern, func(int) bool { return true }, marks...)
}

// signAt is sign for marks of which not all may be one, by their places.
func (o *opening) signAt(pattern func() *regexp.Regexp, mayBe func(at int) bool, marks ...string) bool {
	for _, mark := range marks {
		for at := 0; ; {
			i := bytes.Index(o.text[at:], []byte(mark))
			if i < 0 {
				break
			}
			if at += i; !mayBe(at) {
				at += len(mark)
				continue
			}
			from := bytes.LastIndexByte(o.text[:at], '\n') + 1
			to := len(o.text)
			if n := bytes.IndexByte(o.text[at:], '\n'); n >= 0 {
				to = at + n + 1
			}
			for _, m := range pattern().FindAllIndex(o.text[from:to], 20) {
				if o.code == nil { // which is the same for all of them
					o.code = append(codeOf(o.text, true), region{len(o.text), len(o.text)})
				}
				if o.code.end(from+m[1]-1) == 0 {
					return true
				}
			}
			at = to
		}
	}
	return false
}

// maxLater is up to which size, in bytes, a page is looked through for signs further down: of a larger one its
// beginning, which is all that is known at first, decides.
const maxLater = 512 << 10

// laterIn returns the dialects that a page shows behind its beginning.
func laterIn(src []byte) dialectSet {
	var set dialectSet
	if len(src) <= maxSigns || len(src) >= maxLater {
		return set
	}
	for i, d := range dialects() {
		if d.later != nil && d.later(src) {
			set |= 1 << i
		}
	}
	return set
}

// indentedText is a parser of paragraphs that may be indented.
type indentedText struct{ parser.BlockParser }

// CanAcceptIndentedLine implements parser.BlockParser.
func (indentedText) CanAcceptIndentedLine() bool { return true }

// Open implements parser.BlockParser. What is not indented is left to the other parsers.
func (i indentedText) Open(parent ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	if pc.BlockIndent() < tabStop {
		return nil, parser.NoChildren
	}
	return i.BlockParser.Open(parent, r, pc)
}

// each calls f for the dialects of the set.
func (s dialectSet) each(f func(d dialect)) {
	if s == 0 {
		return
	}
	for i, d := range dialects() {
		if s&(1<<i) != 0 {
			f(d)
		}
	}
}

// has reports whether the set holds the dialect of that name.
func (s dialectSet) has(name string) (found bool) {
	s.each(func(d dialect) { found = found || d.name == name })
	return found
}

// grammars caches the parser of each set but the empty one, whose parser is grammar.
var grammars sync.Map // dialectSet -> parser.Parser

// grammar returns the parser of pages in these dialects.
func (s dialectSet) grammar() parser.Parser {
	if s == 0 {
		return grammar()
	}
	if p, ok := grammars.Load(s); ok {
		return p.(parser.Parser)
	}
	blocks, inlines := blockParsers(), inlineParsers()
	s.each(func(d dialect) {
		if d.blocks != nil {
			blocks = append(blocks, d.blocks()...)
		}
		if d.noIndented {
			blocks = slices.DeleteFunc(blocks, func(v util.PrioritizedValue) bool { return v.Priority == indentedPriority })
			// Without code by indentation no parser takes such a line, and goldmark would end the page there.
			blocks = append(blocks, util.Prioritized(placed{indentedText{parser.NewParagraphParser()}}, indentedPriority))
		}
		if d.inlines != nil {
			inlines = append(inlines, d.inlines()...)
		}
	})
	p, _ := grammars.LoadOrStore(s, parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(transformers()...),
	))
	return p.(parser.Parser)
}

// rewrite lets the dialects of a page change its text. Without one it costs nothing.
func (s dialectSet) rewrite(r *rewriting) {
	s.each(func(d dialect) {
		if d.rewrite != nil {
			d.rewrite(r)
			r.apply()
		}
	})
}

// tell records a fault on a line of the text, counted from 0.
func (r *rewriting) tell(line int, severity doc.Severity, code, text string) {
	r.problems = append(r.problems, doc.Problem{Line: r.lines.at(line), Severity: severity, Code: code, Text: text})
}

// foreign records that something of the tool is left out or shown as plain text, once for
// each kind of it.
func (r *rewriting) foreign(line int, tool, what string) {
	if code, text := foreignSyntax(tool, what); !r.once[text] {
		r.once[text] = true
		r.tell(line, doc.Info, code, text)
	}
}

// leftOut is foreign for what is not shown at all.
func (r *rewriting) leftOut(line int, tool, what string) {
	if text := what + " of " + tool + " is left out"; !r.once[text] {
		r.once[text] = true
		r.tell(line, doc.Info, "foreign-syntax", text)
	}
}

// foreign is rewriting.foreign for parsers; offset is where it stands.
func (p *page) foreign(offset int, tool, what string) {
	if code, text := foreignSyntax(tool, what); !p.once[text] {
		p.once[text] = true
		p.tell(offset, doc.Info, code, text)
	}
}

// foreignSyntax words what is told of the syntax of a tool that means nothing here.
func foreignSyntax(tool, what string) (code, text string) {
	return "foreign-syntax", what + " of " + tool + " is shown by its text alone"
}

// leftOut is foreign for what is not shown at all.
func (p *page) leftOut(offset int, tool, what string) {
	if text := what + " of " + tool + " is left out"; !p.once[text] {
		p.once[text] = true
		p.tell(offset, doc.Info, "foreign-syntax", text)
	}
}

// blockNode is a node of a dialect that knows which blocks it becomes.
type blockNode interface {
	blocks(c *converter, at doc.At, depth int) []doc.Block
}

// inlineNode is a node of a dialect that adds itself to running text.
type inlineNode interface {
	inline(c *converter, b *html.Run, depth int)
}
