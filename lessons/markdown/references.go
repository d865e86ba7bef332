package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/text"
)

// referenceTransformer takes the link reference definitions from the start of a
// paragraph ("[label]: address"). goldmark does that by moving the rest of the
// paragraph up for each, so it gets the paragraph in pieces: a list of 50,000
// definitions is otherwise 50,000 moves of 50,000 lines.
type referenceTransformer struct{}

// referencePiece is how many lines are looked at together. A definition is
// seldom longer than two.
const referencePiece = 100

// Transform implements parser.ParagraphTransformer.
func (referenceTransformer) Transform(node *ast.Paragraph, r gmtext.Reader, pc parser.Context) {
	lines := node.Lines()
	if first := lines.At(0); !bytes.Contains(first.Value(r.Source()), []byte{'['}) {
		return
	}
	if lines.Len() <= referencePiece {
		parser.LinkReferenceParagraphTransformer.Transform(node, r, pc)
		return
	}
	rest := lines.Sliced(0, lines.Len())
	for len(rest) > 0 {
		cut := pieceEnd(rest, r.Source())
		piece := ast.NewParagraph()
		own := gmtext.NewSegments()
		own.AppendAll(rest[:cut])
		piece.SetLines(own)
		node.Parent().InsertBefore(node.Parent(), node, piece)
		parser.LinkReferenceParagraphTransformer.Transform(piece, r, pc)
		if piece.Parent() != nil {
			// Not all of it is definitions: the paragraph proper begins here.
			piece.Parent().RemoveChild(piece.Parent(), piece)
			left := gmtext.NewSegments()
			left.AppendAll(piece.Lines().Sliced(0, piece.Lines().Len()))
			left.AppendAll(rest[cut:])
			node.SetLines(left)
			return
		}
		rest = rest[cut:]
	}
	node.SetLines(gmtext.NewSegments())
	node.Parent().RemoveChild(node.Parent(), node)
}

// pieceEnd returns how many lines to look at: up to one that begins a definition.
func pieceEnd(lines []gmtext.Segment, source []byte) int {
	for i := referencePiece; i < len(lines); i++ {
		if bytes.HasPrefix(bytes.TrimLeft(lines[i].Value(source), " "), []byte{'['}) {
			return i
		}
	}
	return len(lines)
}

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
type footnoteParser struct{ ending }

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

// footnoteRefParser reads references to footnotes. All bodies are known before
// any running text is parsed; a label that none has stays text.
type footnoteRefParser struct{}

// Trigger implements parser.InlineParser.
func (footnoteRefParser) Trigger() []byte { return []byte{'[', '!'} }

// Parse implements parser.InlineParser.
func (footnoteRefParser) Parse(_ ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	shout := line[0] == '!' // which stands before the mark of a note and makes no picture of it
	if shout {
		line = line[1:]
	}
	label, length := footnoteLabel(line)
	if label == "" {
		return nil
	}
	page, key := pageOf(pc), labelKey(label)
	if !page.footnotes[key] && !page.elsewhere[key] {
		return nil
	}
	if shout {
		block.Advance(1)
		return ast.NewTextSegment(seg.WithStop(seg.Start + 1))
	}
	block.Advance(length)
	return &footnoteRefNode{label: label}
}

// bareParser reads addresses that stand in the text as they are (GFM, "Autolinks"), as goldmark's
// own parser does. That one looks at every blank for an address behind it, and each of
// these looks costs goldmark as much as any other mark. So this one looks only where an address
// shows itself, at ":", "." and "@", and goes back to where it begins.
type bareParser struct{ parser.InlineParser }

func newBareParser() bareParser { return bareParser{extension.NewLinkifyParser()} }

// Trigger implements parser.InlineParser.
func (bareParser) Trigger() []byte { return []byte{':', '.', '@'} }

// Parse implements parser.InlineParser.
func (p bareParser) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	_, seg := block.PeekLine()
	src, at := block.Source(), seg.Start
	switch src[at] {
	case '@':
		return p.mail(at, parent, block, pc)
	case ':':
		for _, word := range [...]string{"https", "http", "ftp"} {
			if bytes.HasSuffix(src[:at], []byte(word)) {
				return p.from(at-len(word), parent, block, pc)
			}
		}
	case '.':
		if bytes.HasSuffix(src[:at], []byte("www")) {
			return p.from(at-len("www"), parent, block, pc)
		}
	}
	return nil
}

// from reads the address that begins at an offset, before the place of the reader; nil if none may
// begin there. What of it was already read as text is taken back.
func (p bareParser) from(start int, parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.Position()
	text, ok := parent.LastChild().(*ast.Text)
	if !ok || text.Segment.Stop != seg.Start || !mayBegin(start, text.Segment.Start, block.Source()) {
		return nil
	}
	back := seg
	back.Start = start
	block.SetPosition(line, back)
	node := p.InlineParser.Parse(parent, block, pc)
	if node == nil {
		block.SetPosition(line, seg)
		return nil
	}
	node.(*ast.AutoLink).SetPos(start)
	if text.Segment.Stop = start; text.Segment.Start == start {
		parent.RemoveChild(parent, text)
	}
	return node
}

// mayBegin reports whether an address may begin at an offset of a text that begins at first: there, or
// behind one of the characters that GFM names.
func mayBegin(start, first int, src []byte) bool {
	switch {
	case start <= first:
		return start == first
	case bytes.IndexByte([]byte(" *_~(`"), src[start-1]) < 0:
		return false
	case src[start-1] == ' ':
		return true
	}
	escapes := 0
	for at := start - 2; at >= first && src[at] == '\\'; at-- {
		escapes++
	}
	return escapes%2 == 0
}

// maxMailName is how long what stands before the "@" of an address may be.
const maxMailName = 64

// mail reads the address of mail whose "@" stands at an offset at or behind the place of the
// reader; nil if there is none. It begins at the first place at which it may.
func (p bareParser) mail(at int, parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	_, seg := block.Position()
	text, ok := parent.LastChild().(*ast.Text)
	if !ok || text.Segment.Stop != seg.Start {
		return nil
	}
	src, start := block.Source(), at
	for start > max(text.Segment.Start, at-maxMailName) && inMailName(src[start-1]) {
		start--
	}
	for ; start < seg.Start; start++ {
		if !util.IsPunct(src[start]) && mayBegin(start, text.Segment.Start, src) {
			return p.from(start, parent, block, pc)
		}
	}
	return nil
}

// mailAround is mail for an address that holds the mark at the reader: "first_last@example.com".
func (p bareParser) mailAround(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	n := 0
	for n < min(len(line), maxMailName+1) && inMailName(line[n]) {
		n++
	}
	if n == len(line) || line[n] != '@' {
		return nil
	}
	return p.mail(seg.Start+n, parent, block, pc)
}

// inMailName reports whether a byte may stand before the "@" of an address of mail.
func inMailName(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || isDigit(c) || bytes.IndexByte([]byte("!#$%&'*+-./=?^_`{|}~"), c) >= 0
}

// What books of R Markdown have beyond it (Xie, "bookdown", "Cross-references", "Special headers").
var (
	bookRef     = text.Pattern(`\\@ref\(([^()\s\x60<>]{1,100})\)`)
	bookHeading = text.Pattern(`(?m)^#{1,6}[ \t]+(\((?:PART|APPENDIX)\\?\*?\)[ \t]+)?[^\n]*?([ \t]*\{-[^{}\n]*\})?[ \t]*$`)
)

// plainBrackets keeps brackets that are escaped from being taken for marks of a formula, which they are not in
// Pandoc's Markdown unless one asks for it ("tex_math_single_backslash").
func (r *rewriting) plainBrackets() {
	if !bytes.Contains(r.text, []byte(`\[`)) && !bytes.Contains(r.text, []byte(`\(`)) {
		return
	}
	code := codeOf(r.text, true)
	for i := 0; i+1 < len(r.text); i++ {
		if r.text[i] != '\\' {
			continue
		}
		if c := r.text[i+1]; bytes.IndexByte([]byte("[]()"), c) >= 0 && code.end(i) == 0 {
			r.replace(i, i+2, "&#"+strconv.Itoa(int(c))+";")
		}
		i++ // what is escaped escapes nothing
	}
}

// bookdown shows references by the title of their section, or by the name of their figure, and takes
// the marks off headings that have no number.
func (r *rewriting) bookdown() {
	if !bytes.Contains(r.text, []byte(`\@ref(`)) && !bytes.Contains(r.text, []byte("{-")) && !bytes.Contains(r.text, []byte("(PART")) {
		return
	}
	code := codeOf(r.text, true)
	for _, m := range bookRef().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[0]) > 0 {
			continue
		}
		name := string(r.text[m[2]:m[3]])
		said := "{ref}`" + name + "`"
		if _, thing, ok := strings.Cut(name, ":"); ok {
			r.foreignAt(m[0], "bookdown", "a reference to a figure, table or equation")
			said = plainText(thing)
		}
		r.replace(m[0], m[1], said)
	}
	for _, m := range bookHeading().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[0]) > 0 {
			continue
		}
		if m[2] >= 0 {
			r.replace(m[2], m[3], "")
		}
		if m[4] < 0 {
			continue
		}
		anchor := ""
		if id := kramdownID().FindSubmatch(append([]byte{' '}, r.text[m[4]:m[5]]...)); id != nil {
			anchor = " {#" + string(id[1]) + "}"
		}
		r.replace(m[4], m[5], anchor)
	}
}
