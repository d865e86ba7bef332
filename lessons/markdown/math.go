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

// Formulas are shown as their source: in TeX "*", "_", "<" and "\" are no markup.
// What begins and ends one is what Pandoc takes for it ("Math", and the
// extensions tex_math_single_backslash and tex_math_double_backslash): $…$, $$…$$,
// \(…\), \[…\] and the two with a second backslash, as mdBook wants them written;
// and an environment, \begin{name}…\end{name}, which MathJax shows by itself.
//
// Within a paragraph they are a mathNode (mathParser). A formula of several lines
// that stands alone is a block (mathBlockParser): its lines may look like items of
// a list or like an underline.

// maxEnvironment is how long the name of an environment may be, in bytes.
const maxEnvironment = 40

// formula is how a kind of formula is written.
type formula struct {
	open, close string
	// skip is how much of both marks is not shown, because it is none of
	// TeX's: the second backslash.
	skip int
	// doubtful says that Markdown's escapes look the same, so that what is
	// inside must look like a formula.
	doubtful bool
}

// formulaAt returns the kind of formula that may begin with a line; false for none.
// A single "$" has rules of its own.
func formulaAt(line []byte) (formula, bool) {
	for _, f := range formulas {
		if bytes.HasPrefix(line, []byte(f.open)) {
			return f, true
		}
	}
	name, ok := bytes.CutPrefix(line, []byte(`\begin{`))
	if !ok {
		return formula{}, false
	}
	end := bytes.IndexByte(name[:min(len(name), maxEnvironment)], '}')
	if end < 1 || bytes.ContainsAny(name[:end], "{\\$`<\n ") {
		return formula{}, false
	}
	env := string(name[:end+1])
	return formula{open: `\begin{` + env, close: `\end{` + env}, true
}

var formulas = []formula{
	{open: `$$`, close: `$$`},
	{open: `\\(`, close: `\\)`, skip: 1},
	{open: `\\[`, close: `\\]`, skip: 1},
	{open: `\(`, close: `\)`, doubtful: true},
	{open: `\[`, close: `\]`, doubtful: true},
}

// nests reports whether the same formula may stand inside this one.
func (f formula) nests() bool { return f.open[0] == '\\' && len(f.open) > 3 }

// next returns where the next mark of the formula is in a text: one that closes it, one
// that opens the same inside it, or none (-1). Backslashes escape.
func (f formula) next(text []byte) (at int, closes bool) {
	for i := 0; i < len(text); i++ {
		switch rest := text[i:]; {
		case rest[0] != '\\' && rest[0] != '$':
		case bytes.HasPrefix(rest, []byte(f.close)):
			return i, true
		case bytes.HasPrefix(rest, []byte(f.open)):
			return i, false
		case rest[0] == '\\':
			i++
		}
	}
	return -1, false
}

// mathParser reads formulas in running text.
type mathParser struct{}

// Trigger implements parser.InlineParser.
func (mathParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse implements parser.InlineParser.
func (mathParser) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 2 || line[0] == '\\' && bytes.IndexByte([]byte(`\([b`), line[1]) < 0 {
		return nil // most backslashes
	}
	load := loadOf(parent, pc)
	if load.exhausted() {
		tellAbsurd(pc, seg.Start)
		return nil
	}
	node := readFormula(block)
	if node == nil {
		load.failed(seg.Start)
		return nil
	}
	return node
}

// readFormula reads the formula that begins at the reader; nil if there is none.
func readFormula(block gmtext.Reader) *mathNode {
	line, _ := block.PeekLine()
	if f, ok := formulaAt(line); ok {
		return f.parse(block)
	}
	if line[0] != '$' || len(line) < 2 || util.IsSpace(line[1]) {
		return nil
	}
	return dollars(block)
}

// formulaLength returns the length of the formula that begins at an offset of a line,
// 0 if there is none.
func formulaLength(line []byte, at int) int {
	r := gmtext.NewReader(line)
	r.Advance(at)
	if readFormula(r) == nil {
		return 0
	}
	_, end := r.Position()
	return end.Start - at
}

// parse reads the formula that begins at the reader; nil if it does not end, or if it
// is none. Another one that begins inside it shows that this one is not closed.
func (f formula) parse(block gmtext.Reader) *mathNode {
	node := &mathNode{}
	line, seg := block.PeekLine()
	node.add(seg, f.skip, len(f.open))
	depth, from := 0, len(f.open)
	seems := !f.doubtful
	for line != nil {
		at, closes := f.next(line[from:])
		stop := len(line)
		if at >= 0 {
			stop = from + at
		}
		node.add(seg, from, stop)
		seems = seems || looksLikeTeX(line[from:stop])
		switch {
		case at < 0:
			block.AdvanceLine()
			line, seg = block.PeekLine()
			from = 0
			continue
		case !closes && !f.nests():
			return nil
		case !closes:
			depth++
			from = stop + len(f.open)
		default:
			from = stop + len(f.close)
			if depth--; depth < 0 {
				node.add(seg, stop+f.skip, from)
				if !seems {
					return nil
				}
				block.Advance(from)
				return node
			}
		}
		node.add(seg, stop, from)
	}
	return nil
}

// looksLikeTeX reports whether a text between \( and \) is rather a formula than words
// in brackets that someone escaped: "\(see below\)", "\[1\]".
func looksLikeTeX(text []byte) bool {
	if bytes.ContainsAny(text, `\^_=+<>{}`) {
		return true
	}
	letters, longest := 0, 0
	for _, c := range text {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80:
			letters++
		default:
			letters = 0
		}
		longest = max(longest, letters)
	}
	return longest == 1
}

// dollars reads $…$ at the reader; nil if it is no formula (Pandoc, "Math"): no
// blank stands behind the first "$" nor before the last, and no digit behind that,
// so that prices are none. What is more: "US$)" and "5$/month" do not begin one, and
// "$a or b/$c", with a letter behind and blanks inside, is two variables of a shell.
// Dollars in code do not count.
func dollars(block gmtext.Reader) *mathNode {
	line, seg := block.PeekLine()
	if before := block.PrecendingCharacter(); isWord(before) && bytes.IndexByte([]byte(")],.;:!?/"), line[1]) >= 0 {
		return nil
	}
	node := &mathNode{}
	blanks := false
	for from := 1; line != nil; from = 0 {
		for i := from; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case ' ', '\t', '\n':
				blanks = true
			case '`':
				i += codeLength(line[i:]) - 1
			case '$':
				end := i + 1
				if util.IsSpace(before(line, i)) {
					return nil
				}
				if end < len(line) && (isDigit(line[end]) || blanks && isWord(rune(line[end]))) {
					return nil
				}
				node.add(seg, 0, end)
				block.Advance(end)
				return node
			}
		}
		node.add(seg, 0, len(line))
		block.AdvanceLine()
		line, seg = block.PeekLine()
	}
	return nil
}

// before returns the byte before an offset of a line; a newline where it begins.
func before(line []byte, at int) byte {
	if at == 0 {
		return '\n'
	}
	return line[at-1]
}

// codeLength returns the length of the code span that a line begins with, or of its
// backticks if that does not end on the line.
func codeLength(line []byte) int {
	n := runLength(line, len(line))
	for i := n; i < len(line); {
		if line[i] != '`' {
			i++
			continue
		}
		m := runLength(line[i:], len(line))
		if m == n {
			return i + m
		}
		i += m
	}
	return n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isWord reports whether a character is a letter or digit of ASCII.
func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'
}

// add appends a part of a line to the formula.
func (n *mathNode) add(seg gmtext.Segment, from, to int) {
	if from >= to {
		return
	}
	from, to = from-seg.Padding, to-seg.Padding
	if from < 0 {
		n.parts = append(n.parts, gmtext.NewSegmentPadding(seg.Start, seg.Start+max(to, 0), -from))
		return
	}
	n.parts = append(n.parts, gmtext.NewSegment(seg.Start+from, seg.Start+to))
}

// value returns the text of a formula.
func (n *mathNode) value(src []byte) []byte {
	var b []byte
	for _, seg := range n.parts {
		b = append(b, seg.Value(src)...)
	}
	return b
}

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
