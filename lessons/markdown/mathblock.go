package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// mathBlockParser reads a formula of several lines that stands alone: "$$" and the
// other marks of formulas.
//
// It looks for the end before it begins, so that nothing changes where there is
// none. Blank lines belong to the formula only where its marks stand on lines of
// their own. It ends at the latest before what may be a heading, and holds nothing
// that looks like a fence or raw HTML: pages are cut at headings, by looking at
// lines alone (parts.go).
type mathBlockParser struct{ ending }

// Trigger implements parser.BlockParser.
func (mathBlockParser) Trigger() []byte { return []byte{'$', '\\'} }

// Open implements parser.BlockParser.
func (mathBlockParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	f, ok := formulaAt(line[pos:])
	if !ok || f.open == `\(` || f.open == `\\(` {
		return nil, parser.NoChildren
	}
	first := line[pos+len(f.open):]
	if at, _ := f.next(first); at >= 0 {
		return nil, parser.NoChildren // of one line, or not of this kind
	}
	page := pageOf(pc)
	if seg.Start < page.noEnd[f.open] {
		return nil, parser.NoChildren // looked for in vain before
	}
	end, ok := f.end(r.Source()[seg.Stop:], util.IsBlank(first))
	if !ok {
		page.noEnd[f.open] = seg.Stop + end
		return nil, parser.NoChildren
	}
	if rest := r.Source()[seg.Stop : seg.Stop+end]; f.doubtful && !looksLikeTeX(first) && !looksLikeTeX(rest[:bytes.LastIndex(rest, []byte(f.close))]) {
		return nil, parser.NoChildren
	}
	node := &mathBlockNode{formula: f, end: seg.Stop + end}
	node.Lines().Append(gmtext.NewSegment(seg.Start-seg.Padding+pos, seg.Stop))
	r.AdvanceToEOL()
	return node, parser.NoChildren
}

// end returns where the last line of a formula ends in the lines after its first one. It
// is false if it does not end, and returns how far that is certain. Only blanks and
// a full stop or comma stand behind the last mark.
func (f formula) end(rest []byte, alone bool) (end int, ok bool) {
	depth := 0
	for at := 0; at < len(rest); {
		next := bytes.IndexByte(rest[at:], '\n') + at + 1
		if next == at {
			next = len(rest)
		}
		line := rest[at:next]
		body := bytes.Trim(line, " \t\n>")
		if len(body) == 0 && !alone || hidesBorder(line, body) {
			return at, false
		}
		for from := 0; from < len(line); {
			i, closes := f.next(line[from:])
			switch {
			case i < 0:
				from = len(line)
			case closes && depth == 0:
				behind := bytes.Trim(line[from+i+len(f.close):], " \t\n.,;")
				if len(behind) > 0 && equationLabel(behind) != "" {
					return next, true
				}
				if len(behind) > 0 || alone && f.open[0] == '$' && string(bytes.TrimRight(body, " .,;")) != f.close {
					return at, false
				}
				return next, true
			case !f.nests():
				return at, false
			case closes:
				depth--
				from += i + len(f.close)
			default:
				depth++
				from += i + len(f.open)
			}
		}
		at = next
	}
	return len(rest), false
}

// equationLabel reads the label behind a formula, "(label)", as MyST writes it; "" for none.
func equationLabel(behind []byte) string {
	if n := len(behind); n < 3 || n > maxMystLabel || behind[0] != '(' || behind[n-1] != ')' || bytes.ContainsAny(behind[1:n-1], "() \\$") {
		return ""
	}
	return string(behind[1 : len(behind)-1])
}

// hidesBorder reports whether a line may be a heading, a fence or raw HTML.
func hidesBorder(line, body []byte) bool {
	if line[0] == '#' || len(body) == 0 {
		return len(body) > 0
	}
	for _, mark := range []string{"```", "~~~", ":::", "{{"} {
		if bytes.HasPrefix(body, []byte(mark)) {
			return true
		}
	}
	return body[0] == '<' && rawHTMLOpen().Match(body)
}

// Continue implements parser.BlockParser.
func (mathBlockParser) Continue(node ast.Node, r gmtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	if line == nil || seg.Start >= node.(*mathBlockNode).end {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// mathBlock converts a formula of several lines: it is the block that a fence with
// the word "math" makes, without the marks around it. An environment is part of the formula.
func (c *converter) mathBlock(n *mathBlockNode, at doc.At) []doc.Block {
	label := ""
	lines := strings.TrimRight(string(n.Lines().Value(c.src)), " \t\n")
	if f := n.formula; !f.nests() {
		lines = strings.TrimLeft(strings.TrimPrefix(lines, f.open), " \t")
		if i := strings.LastIndex(lines, f.close); i >= 0 {
			if label = equationLabel([]byte(strings.TrimSpace(lines[i+len(f.close):]))); label != "" {
				lines = lines[:i+len(f.close)]
			}
			lines = strings.TrimRight(lines[:i], " \t\n") + lines[i+len(f.close):]
		}
	}
	lines = text.ExpandTabs(strings.Trim(lines, "\n"), tabStop)
	code := &doc.Code{At: at, Lang: "math", Text: strings.TrimRight(lines, " \n")}
	if label == "" {
		return []doc.Block{code}
	}
	return []doc.Block{&doc.Anchor{At: at, ID: c.ids.Unique("equation-" + doc.Slug(label))}, code}
}
