package markdown

import (
	"github.com/yuin/goldmark/ast"
	gmtext "github.com/yuin/goldmark/text"
)

// The kinds of the nodes that this package adds to goldmark's tree.
var (
	kindAdmonition  = ast.NewNodeKind("LecternAdmonition")
	kindTitle       = ast.NewNodeKind("LecternTitle")
	kindFootnote    = ast.NewNodeKind("LecternFootnote")
	kindFootnoteRef = ast.NewNodeKind("LecternFootnoteRef")
	kindQuiz        = ast.NewNodeKind("LecternQuiz")
	kindMath        = ast.NewNodeKind("LecternMath")
	kindMathBlock   = ast.NewNodeKind("LecternMathBlock")
)

type (
	// admonitionNode holds the blocks of an admonition. Its title, if the
	// source writes one, is its first child, a titleNode.
	admonitionNode struct {
		ast.BaseBlock
		word    string // the kind, as written
		bare    bool   // it is not seen itself, only what stands in it
		untitle bool   // the source says that there is to be no title
		fence   byte   // the character of the fence that closes it; 0 if its indentation does
		length  int    // of that fence
		options bool   // the lines that come may be options
	}

	// titleNode is the title of an admonition: one line of running text.
	titleNode struct{ ast.BaseBlock }

	// footnoteNode is the body of a footnote.
	footnoteNode struct {
		ast.BaseBlock
		label string
	}

	// footnoteRefNode points at a footnote.
	footnoteRefNode struct {
		ast.BaseInline
		label string
	}

	// quizNode asks for the questions of a file.
	quizNode struct {
		ast.BaseBlock
		path string
	}

	// mathNode is a formula in running text, with its marks.
	mathNode struct {
		ast.BaseInline
		parts []gmtext.Segment
	}

	// mathBlockNode is a formula of several lines that stands alone.
	mathBlockNode struct {
		ast.BaseBlock
		formula formula
		end     int // offset of the end of its last line
	}
)

func (*admonitionNode) Kind() ast.NodeKind  { return kindAdmonition }
func (*titleNode) Kind() ast.NodeKind       { return kindTitle }
func (*footnoteNode) Kind() ast.NodeKind    { return kindFootnote }
func (*footnoteRefNode) Kind() ast.NodeKind { return kindFootnoteRef }
func (*quizNode) Kind() ast.NodeKind        { return kindQuiz }
func (*mathNode) Kind() ast.NodeKind        { return kindMath }
func (*mathBlockNode) Kind() ast.NodeKind   { return kindMathBlock }

// IsRaw says that the lines of a formula hold no running text.
func (*mathBlockNode) IsRaw() bool { return true }

// Dump writes a node for debugging, as every goldmark node can.
func (n *admonitionNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Word": n.word}, nil)
}

// Dump writes a node for debugging.
func (n *titleNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump writes a node for debugging.
func (n *footnoteNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Label": n.label}, nil)
}

// Dump writes a node for debugging.
func (n *footnoteRefNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Label": n.label}, nil)
}

// Dump writes a node for debugging.
func (n *quizNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Path": n.path}, nil)
}

// Dump writes a node for debugging.
func (n *mathNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump writes a node for debugging.
func (n *mathBlockNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// newTitle makes a title of a part of the source.
func newTitle(seg gmtext.Segment) *titleNode {
	n := &titleNode{}
	n.Lines().Append(seg)
	return n
}
