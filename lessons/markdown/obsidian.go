package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/html"
)

// obsidian is the Markdown of Obsidian's vaults (Obsidian Help, "Obsidian Flavored
// Markdown").
func obsidian() dialect {
	return dialect{
		name: "obsidian", tool: "Obsidian",
		signs:   func(start []byte) bool { return bytes.Contains(start, []byte("![[")) },
		rewrite: hideComments,
		inlines: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{util.Prioritized(delimiterGuard{markedParser{}}, 490)}
		},
	}
}

// obsidianQueries are the words behind a fence whose lines Obsidian, or a plugin that many
// vaults use, shows the result of.
var obsidianQueries = map[string]string{"query": "a search", "dataview": "a Dataview query", "dataviewjs": "a Dataview script", "tasks": "a list of tasks"}

// hideComments takes out what stands between two "%%", in a line or over several, and
// outside code. It tells which queries are shown by their text.
func hideComments(r *rewriting) {
	mark := []byte("%%")
	out := make([]byte, 0, len(r.text))
	var fence fenceTracker
	hidden, n := false, -1
	for line := range bytes.Lines(r.text) {
		n++
		if !hidden && fence.next(line) {
			if what := obsidianQueries[string(bytes.TrimLeft(bytes.TrimSpace(line), "`~ "))]; what != "" {
				r.foreign(n, "Obsidian", what)
			}
			out = append(out, line...)
			continue
		}
		text := bytes.TrimSuffix(line, []byte{'\n'})
		for {
			before, after, found := bytes.Cut(text, mark)
			if !hidden {
				out = append(out, before...)
			}
			if !found {
				break
			}
			hidden, text = !hidden, after
		}
		out = append(out, line[len(bytes.TrimSuffix(line, []byte{'\n'})):]...)
	}
	r.text = out
}

// markedParser reads "==text==", which Obsidian and others set as with a highlighter.
type markedParser struct{}

// Trigger implements parser.InlineParser.
func (markedParser) Trigger() []byte { return []byte{'='} }

// Parse implements parser.InlineParser.
func (markedParser) Parse(_ ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	if runLength(line, len(line)) != 2 {
		return nil
	}
	after := ' '
	if len(line) > 2 {
		after = util.ToRune(line, 2)
	}
	open, closing := flanking('=', before, after)
	node := parser.NewDelimiter(open, closing, 2, '=', highlights{})
	node.Segment = seg.WithStop(seg.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}

// highlights makes the node of a pair of "==".
type highlights struct{ marks }

// IsDelimiter implements parser.DelimiterProcessor.
func (highlights) IsDelimiter(c byte) bool { return c == '=' }

// OnMatch implements parser.DelimiterProcessor.
func (highlights) OnMatch(int) ast.Node { return &styledNode{style: doc.Marked} }

// styledNode is running text in a style that goldmark has no node for.
type styledNode struct {
	ast.BaseInline
	style doc.Style
}

var kindStyled = ast.NewNodeKind("LecternStyled")

// Kind implements ast.Node.
func (*styledNode) Kind() ast.NodeKind { return kindStyled }

// Dump implements ast.Node.
func (n *styledNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *styledNode) inline(c *converter, b *html.Run, depth int) {
	b.Add(&doc.Styled{Style: n.style, Content: c.run(n, depth+1)})
}
