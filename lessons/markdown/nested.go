package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

const (
	// maxNesting is how many containers (quotes, lists, list items …) may
	// stand inside each other. No page that people wrote comes near it; without
	// a bound a line of a million ">" makes a tree that deep.
	maxNesting = 64

	// maxOpenLines bounds the work that goldmark keeps for one top-level block:
	// it notes every line once for each container that is open. A blank line, or
	// any line between two fences, costs a page one byte and the parser a note
	// for each of 64 containers. Beyond the bound the block ends and another begins.
	maxOpenLines = 1 << 20
)

// page is the state that the parsers of one page share, through its parser.Context.
type page struct {
	notes     []note              // faults found while parsing, by offset
	footnotes map[string]bool     // normalised labels of the footnotes that are defined
	elsewhere map[string]bool     // those that other parts of the page define; only read
	openLines int                 // notes that goldmark keeps for the open top-level block
	load      inlineLoad          // see guard.go
	unclosed  map[ast.Node]bool   // fences that have met no closing fence
	starts    map[ast.Node]int    // offsets of blocks that do not begin where goldmark says; see placed
	path      string              // Options.Path
	find      func(string) string // Options.Find
	heads     map[int]string      // by line of the page: headings before a dialect changed them; see oldAnchor
	closing   int                 // offset of the last line that closes a fence of colons; see colonsClose
	depth     int                 // of what is around the text, if it stands in a directive
	spans     map[int]spanEnd     // where the brackets end that belong to no link, by offset
	pairs     map[int]pairEnd     // where marks close that enclose running text, by offset
	once      map[string]bool     // codes of faults that are told once a page
	shorts    []abbreviated       // what abbreviations stand for
	noEnd     map[string]int      // offsets up to which a formula that opens with a mark is known not to end
}

// note is a Problem whose place is known as a byte offset, not yet as a line.
type note struct {
	offset   int
	severity doc.Severity
	code     string
	text     string
}

// pageKey finds the page in a parser.Context.
var pageKey = parser.NewContextKey()

func pageOf(pc parser.Context) *page {
	return pc.ComputeIfAbsent(pageKey, func() any {
		return &page{footnotes: map[string]bool{}, unclosed: map[ast.Node]bool{}, starts: map[ast.Node]int{}, once: map[string]bool{}, noEnd: map[string]int{}, closing: -2}
	}).(*page)
}

// tell records a fault.
func (p *page) tell(offset int, severity doc.Severity, code, text string) {
	p.notes = append(p.notes, note{offset, severity, code, text})
}

// tellOnce records a fault, unless one with the same code is already recorded.
func (p *page) tellOnce(offset int, severity doc.Severity, code, text string) {
	if !p.once[code] {
		p.once[code] = true
		p.tell(offset, severity, code, text)
	}
}

// nested bounds how deep the containers of a BlockParser go: beyond the bound
// their marks are text.
type nested struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (n nested) Open(parent ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	// There are never fewer open blocks than parents, and counting those is free.
	// In a list goldmark's parser of lists opens nothing, but must be asked: it
	// takes back a note that says so, and otherwise refuses the next list.
	if around := pageOf(pc).depth; around+len(pc.OpenedBlocks()) >= maxNesting && parent.Kind() != ast.KindList {
		depth := around
		for p := parent; p != nil; p = p.Parent() {
			depth++
		}
		if depth >= maxNesting {
			_, seg := r.PeekLine()
			pageOf(pc).tellOnce(seg.Start, doc.Warning, "too-deep",
				"quotes or lists are nested too deep; what is deeper is shown as text")
			return nil, parser.NoChildren
		}
	}
	node, state := n.BlockParser.Open(parent, r, pc)
	if node != nil && parent.Kind() == ast.KindDocument {
		pageOf(pc).openLines = 0 // the top-level block before it is closed now
	}
	return node, state
}

// Continue implements parser.BlockParser.
func (n nested) Continue(node ast.Node, r gmtext.Reader, pc parser.Context) parser.State {
	page := pageOf(pc)
	page.openLines++
	if parent := node.Parent(); parent != nil && parent.Kind() == ast.KindDocument && page.openLines > maxOpenLines {
		fenced, ok := node.(*admonitionNode)
		if line, _ := r.PeekLine(); util.IsBlank(line) || ok && fenced.fence != 0 {
			page.openLines = 0
			return parser.Close
		}
	}
	return n.BlockParser.Continue(node, r, pc)
}

// ending is embedded by parsers of blocks with which the usual is done: they may follow a
// paragraph without a blank line, are not indented, and need nothing done at their end.
type ending struct{}

// Close implements parser.BlockParser.
func (ending) Close(ast.Node, gmtext.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (ending) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (ending) CanAcceptIndentedLine() bool { return false }

// oneLine is embedded by those whose block is one line.
type oneLine struct{ ending }

// Continue implements parser.BlockParser.
func (oneLine) Continue(ast.Node, gmtext.Reader, parser.Context) parser.State { return parser.Close }

// placed wraps a block parser to know where its blocks begin. Where a container
// takes only some columns of a tab, goldmark counts those that are left as
// bytes: the block behind the tab begins up to three bytes late, which for one
// as short as "-" is on the next line.
type placed struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p placed) Open(parent ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := r.Position()
	node, state := p.BlockParser.Open(parent, r, pc)
	if node != nil && at.Padding > 0 {
		pageOf(pc).starts[node] = at.Start
	}
	return node, state
}

// headingIDs wraps a parser of headings and takes the attributes from their end:
// "## Title {#id .class}" (Pandoc, mdBook, Docusaurus) and "{: #id }" (kramdown,
// MkDocs). goldmark's own option scans the rest of the line for every "{".
type headingIDs struct{ parser.BlockParser }

var attributeList = text.Pattern(`^\{:?[ \t]*(?:[#.][^\s{}]+|[\w-]+=(?:"[^"{}]*"|[^\s{}"]+))(?:[ \t]+(?:[#.][^\s{}]+|[\w-]+=(?:"[^"{}]*"|[^\s{}"]+)))*[ \t]*\}$`)

// Close implements parser.BlockParser.
func (h headingIDs) Close(node ast.Node, r gmtext.Reader, pc parser.Context) {
	h.BlockParser.Close(node, r, pc)
	lines := node.Lines()
	if node.Parent() == nil || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	line := bytes.TrimRight(last.Value(r.Source()), " \t\r\n")
	brace := bytes.LastIndexByte(line, '{')
	if brace < 0 || len(line)-brace > 500 || line[len(line)-1] != '}' || (brace > 0 && line[brace-1] == '\\') {
		return
	}
	list := line[brace:]
	if !attributeList().Match(list) {
		return
	}
	for _, f := range attributesOf(bytes.Trim(list, "{:}")) {
		if f.Name == "name" && f.Value != "" {
			node.SetAttributeString("id", f.Value)
		}
	}
	last.Stop = last.Start + brace - last.Padding
	last = last.TrimRightSpace(r.Source())
	lines.Set(lines.Len()-1, last)
}

// fenceParser wraps the parser of fenced code to know which fence is never closed.
type fenceParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (f fenceParser) Open(parent ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := f.BlockParser.Open(parent, r, pc)
	if node != nil {
		pageOf(pc).unclosed[node] = true
	}
	return node, state
}

// Continue implements parser.BlockParser.
func (f fenceParser) Continue(node ast.Node, r gmtext.Reader, pc parser.Context) parser.State {
	state := f.BlockParser.Continue(node, r, pc)
	if state&parser.Close != 0 {
		delete(pageOf(pc).unclosed, node)
	}
	return state
}

// quizParser reads the line by which mdbook-quiz asks for a bank: {{#quiz path}}.
type quizParser struct{ oneLine }

var quizLine = text.Pattern(`^\{\{\s*#quiz\s+([^{}]*[^{}\s])\s*\}\}\s*$`)

// Trigger implements parser.BlockParser.
func (quizParser) Trigger() []byte { return []byte{'{'} }

// Open implements parser.BlockParser.
func (quizParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) > 4096 {
		return nil, parser.NoChildren
	}
	m := quizLine().FindSubmatch(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	r.AdvanceToEOL()
	return &quizNode{path: string(m[1])}, parser.NoChildren
}
