package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/text"
)

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
type quizParser struct{}

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

// Continue implements parser.BlockParser.
func (quizParser) Continue(ast.Node, gmtext.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser.
func (quizParser) Close(ast.Node, gmtext.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (quizParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (quizParser) CanAcceptIndentedLine() bool { return false }
