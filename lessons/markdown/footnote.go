package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Footnotes stay where the source writes them and keep their labels. goldmark's
// own extension moves them to the end, numbers them anew, drops those that
// nothing points at, and looks through all of them for each reference.

// maxLabel is how long the label of a footnote may be, in bytes.
const maxLabel = 200

// footnoteLabel reads "[^label]" at the start of a line and returns the label
// and the length of all of it, or "".
func footnoteLabel(line []byte) (label string, length int) {
	if len(line) < 4 || line[0] != '[' || line[1] != '^' {
		return "", 0
	}
	for i := 2; i < len(line) && i < maxLabel; i++ {
		switch line[i] {
		case '\n', '[':
			return "", 0
		case ']':
			if util.IsBlank(line[2:i]) {
				return "", 0
			}
			return string(line[2:i]), i + 1
		}
	}
	return "", 0
}

// labelKey normalizes a label: labels with the same key mean the same footnote.
func labelKey(label string) string { return util.ToLinkReference([]byte(label)) }

// footnoteParser opens the body of a footnote: "[^label]: text", with further
// lines and blocks indented by four.
type footnoteParser struct{}

// Trigger implements parser.BlockParser.
func (footnoteParser) Trigger() []byte { return []byte{'['} }

// Open implements parser.BlockParser.
func (footnoteParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	label, length := footnoteLabel(line[pos:])
	if label == "" || pos+length >= len(line) || line[pos+length] != ':' {
		return nil, parser.NoChildren
	}
	pageOf(pc).footnotes[labelKey(label)] = true
	// The blanks after the colon are not the indentation of code.
	body := pos + length + 1
	body += len(line[body:]) - len(bytes.TrimLeft(line[body:], " \t"))
	r.Advance(min(body, len(line)-1))
	return &footnoteNode{label: label}, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (footnoteParser) Continue(node ast.Node, r gmtext.Reader, pc parser.Context) parser.State {
	return mkdocsParser{}.Continue(node, r, pc)
}

// Close implements parser.BlockParser.
func (footnoteParser) Close(ast.Node, gmtext.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (footnoteParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (footnoteParser) CanAcceptIndentedLine() bool { return false }

// footnoteRefParser reads references to footnotes. All bodies are known before
// any running text is parsed; a label that none has stays text.
type footnoteRefParser struct{}

// Trigger implements parser.InlineParser.
func (footnoteRefParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (footnoteRefParser) Parse(_ ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	label, length := footnoteLabel(line)
	if label == "" {
		return nil
	}
	page, key := pageOf(pc), labelKey(label)
	if !page.footnotes[key] && !page.elsewhere[key] {
		return nil
	}
	block.Advance(length)
	return &footnoteRefNode{label: label}
}
