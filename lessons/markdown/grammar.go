package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// grammar returns the one goldmark parser of the process: CommonMark, the GFM
// constructs and those of this package. It keeps no state between pages (that
// is in the parser.Context of each), so goroutines may share it.
var grammar = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(transformers()...),
	)
})

// structure is grammar without running text. It is for learning what a text
// defines, which is a matter of blocks alone.
var structure = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithParagraphTransformers(transformers()...),
	)
})

// plainGrammar is what running text was before roles, signs and spans were read.
var plainGrammar = sync.OnceValue(func() parser.Parser {
	var inlines []util.PrioritizedValue
	for _, p := range inlineParsers() {
		switch p.Value.(type) {
		case roleParser, emojiParser, spanParser:
		default:
			inlines = append(inlines, p)
		}
	}
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(inlines...),
	)
})

// transformers lists the parsers that may turn a paragraph into something else.
func transformers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(referenceTransformer{}, 100),
		util.Prioritized(tableTransformer{}, 200),
	}
}

// indentedPriority is the place of indented code, by which a dialect without it finds it.
const indentedPriority = 500

// blockParsers lists the parsers that may open a block, the lowest number first. Containers
// are wrapped in nested, which bounds how deep they go.
func blockParsers() []util.PrioritizedValue {
	p := func(b parser.BlockParser, priority int) util.PrioritizedValue {
		return util.Prioritized(placed{b}, priority)
	}
	return []util.PrioritizedValue{
		p(quizParser{}, 50),
		p(quizBlockParser{}, 52),
		p(alertParser{}, 55),
		p(mathBlockParser{}, 58),
		p(nested{mkdocsParser{}}, 60),
		p(directiveParser{}, 65),
		p(nested{colonFenceParser{}}, 70),
		p(nested{admonishParser{}}, 80),
		p(headingIDs{parser.NewSetextHeadingParser()}, 100),
		p(nested{extension.NewDefinitionListParser()}, 101),
		p(extension.NewDefinitionDescriptionParser(), 102), // only ever inside its list
		p(parser.NewThematicBreakParser(), 200),
		p(nested{parser.NewListParser()}, 300),
		p(parser.NewListItemParser(), 400), // only ever inside its list
		p(parser.NewCodeBlockParser(), indentedPriority),
		p(headingIDs{parser.NewATXHeadingParser()}, 600),
		p(fenceParser{parser.NewFencedCodeBlockParser()}, 700),
		p(nested{parser.NewBlockquoteParser()}, 800),
		p(parser.NewHTMLBlockParser(), 900),
		p(nested{footnoteParser{}}, 950),
		p(parser.NewParagraphParser(), 1000),
	}
}

// inlineParsers lists the parsers of pieces of running text. Those with a
// quadratic corner are wrapped in guards.
func inlineParsers() []util.PrioritizedValue {
	p := util.Prioritized
	return []util.PrioritizedValue{
		p(extension.NewTaskCheckBoxParser(), 0),
		p(mathParser{}, 50),
		p(roleParser{}, 60),
		p(emojiParser{}, 70),
		p(codeSpanGuard{parser.NewCodeSpanParser()}, 100),
		p(footnoteRefParser{}, 101),
		p(spanParser{}, 150),
		p(newLinkGuard(parser.NewLinkParser()), 200),
		p(parser.NewAutoLinkParser(), 300),
		p(parser.NewRawHTMLParser(), 400),
		p(newDelimiterGuard(emphasisParser{}), 500),
		p(newBareParser(), 999),
	}
}

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
