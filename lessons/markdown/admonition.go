package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/text"
)

// Admonitions as people write them: GitHub and Obsidian ("> [!NOTE]"), MkDocs
// ("!!! note" with an indented body, also its tabs), mdbook-admonish (a fence)
// and Docusaurus, VitePress and Quarto (":::note").

// alertAttribute is set on a block quote that is an alert; its value is the word.
const alertAttribute = "lectern-alert"

var alertMark = text.Pattern(`^\[!([A-Za-z][\w-]*)\][+-]?(?:[ \t\x{a0}]+|\n|$)`)

// alertParser makes an alert of a quote whose first line is "[!WORD]".
type alertParser struct{ oneLine }

// Trigger implements parser.BlockParser.
func (alertParser) Trigger() []byte { return []byte{'['} }

// Open implements parser.BlockParser. It marks the quote and returns what
// stands behind the mark as the title, which may be empty.
func (alertParser) Open(parent ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	quote, ok := parent.(*ast.Blockquote)
	pos := pc.BlockOffset()
	if !ok || quote.HasChildren() || pos < 0 {
		return nil, parser.NoChildren
	}
	line, seg := r.PeekLine()
	m := alertMark().FindSubmatchIndex(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	quote.SetAttributeString(alertAttribute, strings.ToLower(string(line[pos+m[2]:pos+m[3]])))
	rest := gmtext.NewSegment(seg.Start-seg.Padding+pos+m[1], seg.Stop)
	rest = rest.TrimRightSpace(r.Source())
	r.AdvanceToEOL()
	if rest.IsEmpty() {
		return &titleNode{}, parser.NoChildren
	}
	return newTitle(rest), parser.NoChildren
}

var (
	// Python-Markdown "Admonition": !!! type class... "title"; pymdownx
	// "Details": ??? and ???+.
	mkdocsHead = text.Pattern(`^(?:!!!|\?\?\?\+?)[ \t]*([A-Za-z][\w-]*)((?:[ \t]+[\w-]+)*)(?:[ \t]+"(.*)")?[ \t]*\n?$`)
	// pymdownx "Tabbed": === "title".
	mkdocsTab = text.Pattern(`^===[!+]?[ \t]+"(.*)"[ \t]*\n?$`)
)

// mkdocsParser opens the admonitions whose body is indented by four.
type mkdocsParser struct{ ending }

// Trigger implements parser.BlockParser.
func (mkdocsParser) Trigger() []byte { return []byte{'!', '?', '='} }

// Open implements parser.BlockParser.
func (mkdocsParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) > 4096 {
		return nil, parser.NoChildren
	}
	node := &admonitionNode{}
	start, end := -1, -1
	if m := mkdocsHead().FindSubmatchIndex(line[pos:]); m != nil {
		node.word = string(line[pos+m[2] : pos+m[3]])
		start, end = m[6], m[7]
		// Further words are names of classes and are not shown. A line that
		// no body follows is rather a sentence.
		if m[5] > m[4] && start < 0 && !indentedNext(r.Source()[seg.Stop:]) {
			return nil, parser.NoChildren
		}
	} else if m := mkdocsTab().FindSubmatchIndex(line[pos:]); m != nil {
		node.word = "tab"
		start, end = m[2], m[3]
	} else {
		return nil, parser.NoChildren
	}
	if start >= 0 && start == end {
		node.untitle = true // MkDocs: an empty title takes the head line away
	} else if start >= 0 {
		base := seg.Start - seg.Padding + pos
		node.AppendChild(node, newTitle(gmtext.NewSegment(base+start, base+end)))
	}
	r.AdvanceToEOL()
	return node, parser.HasChildren
}

// indentedNext reports whether a body can follow: a line that is blank, indented
// or inside a quote.
func indentedNext(rest []byte) bool {
	return len(rest) > 0 && bytes.IndexByte([]byte(" \t\n>"), rest[0]) >= 0
}

// Continue implements parser.BlockParser.
func (mkdocsParser) Continue(_ ast.Node, r gmtext.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, r.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// fenced holds what all admonitions between two fences have in common.
type fenced struct{ ending }

// Continue implements parser.BlockParser: the body goes on until a fence of at
// least the length of the first one.
func (fenced) Continue(node ast.Node, r gmtext.Reader, pc parser.Context) parser.State {
	n := node.(*admonitionNode)
	line, _ := r.PeekLine()
	mark := bytes.TrimLeft(line, " ")
	if len(line)-len(mark) < 4 && len(mark) > 0 && mark[0] == n.fence {
		length := runLength(mark, len(mark))
		if util.IsBlank(mark[length:]) && length >= n.length && !closesInner(n, length, pc) {
			r.AdvanceToEOL()
			return parser.Close
		}
	}
	return parser.Continue | parser.HasChildren
}

// closesInner reports whether a closing fence is that of a block inside n.
func closesInner(n *admonitionNode, length int, pc parser.Context) bool {
	open := pc.OpenedBlocks()
	for i := len(open) - 1; i >= 0 && open[i].Node != ast.Node(n); i-- {
		if in, ok := open[i].Node.(*admonitionNode); ok && in.fence == n.fence && length >= in.length {
			return true
		}
	}
	return false
}

// openFence reads the fence at the reader: its character, its length, and what
// stands behind it with the offset of that in the source.
func openFence(r gmtext.Reader, pc parser.Context) (mark byte, length int, info []byte, at int) {
	line, seg := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return 0, 0, nil, 0
	}
	length = runLength(line[pos:], len(line))
	info = line[pos+length:]
	at = seg.Start - seg.Padding + pos + length
	space := len(info) - len(bytes.TrimLeft(info, " \t"))
	return line[pos], length, bytes.TrimSpace(info), at + space
}

// admonishParser opens the fences of mdbook-admonish:
//
//	```admonish warning title="Mind the gap"
type admonishParser struct{ fenced }

var (
	admonishInfo  = text.Pattern(`^admonish(?:[ \t]+([A-Za-z][\w-]*)(?:[ \t]|$))?`)
	admonishTitle = text.Pattern(`(?:^|[ \t])(?:title=)?(?:"([^"]*)"|'([^']*)')`)
)

// Trigger implements parser.BlockParser.
func (admonishParser) Trigger() []byte { return []byte{'`', '~'} }

// Open implements parser.BlockParser.
func (admonishParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	mark, length, info, at := openFence(r, pc)
	if length < 3 || len(info) > 4096 || !bytes.HasPrefix(info, []byte("admonish")) {
		return nil, parser.NoChildren
	}
	m := admonishInfo().FindSubmatchIndex(info)
	if m == nil || (m[2] < 0 && len(info) > len("admonish") && info[len("admonish")] != ' ') {
		return nil, parser.NoChildren
	}
	node := &admonitionNode{word: "note", fence: mark, length: length}
	if m[2] >= 0 {
		node.word = string(info[m[2]:m[3]])
	}
	if t := admonishTitle().FindSubmatchIndex(info); t != nil {
		start, end := t[2], t[3]
		if start < 0 {
			start, end = t[4], t[5]
		}
		if start == end {
			node.untitle = true
		} else {
			node.AppendChild(node, newTitle(gmtext.NewSegment(at+start, at+end)))
		}
	}
	r.AdvanceToEOL()
	return node, parser.HasChildren
}
