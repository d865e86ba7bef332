package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/doc"
)

// goldmark follows CommonMark's algorithms without all of their bounds: an
// emphasis mark that closes nothing looks at every mark before it, and a
// bracket, a backtick or a title that is never closed is looked for up to the
// end of the paragraph, each time. The guards of this file keep the work linear.
// Text that people wrote stays far below their limits, and what is above them
// is shown as it was typed, with a Problem.
const (
	// maxDelimiters is how many emphasis marks may wait for their partners.
	// When there are more, those that have found none become text.
	maxDelimiters = 500

	// maxRun is the longest run of "*", "_" or "~" that may be emphasis: a run
	// of n nests n/2 deep.
	maxRun = 40

	// maxBrackets is how many "[" may wait for their "]".
	maxBrackets = 200

	// maxVain is how many times the length of a paragraph may be searched in vain.
	maxVain = 64
)

// inlineLoad measures how much work one block of running text has caused.
type inlineLoad struct {
	block      ast.Node
	delimiters int      // waiting for their partners
	settled    ast.Node // what is up to here holds no delimiters
	brackets   int      // waiting for their partners
	vain       int      // bytes looked at without a find
	lines      int
	size       int
	end        int // offset of the end of the block
	searched   bool
	spans      bool // when searched: it may hold spans (attributes.go)
}

// loadOf returns the load of the block that is being parsed.
func loadOf(parent ast.Node, pc parser.Context) *inlineLoad {
	l := &pageOf(pc).load
	if l.block != parent {
		*l = inlineLoad{block: parent}
		if lines := parent.Lines(); lines.Len() > 0 {
			l.end = lines.At(lines.Len() - 1).Stop
			l.size = l.end - lines.At(0).Start
			l.lines = lines.Len()
		}
	}
	return l
}

// exhausted reports whether searching must stop in this block.
func (l *inlineLoad) exhausted() bool { return l.vain > maxVain*(l.size+1024) }

// failed counts a search from an offset to the end of the block that found nothing.
func (l *inlineLoad) failed(from int) { l.vain += l.end - from }

func tellAbsurd(pc parser.Context, offset int) {
	pageOf(pc).tellOnce(offset, doc.Warning, "absurd-markup",
		"a paragraph has so many marks that open and never close that some of them are shown as text")
}

// plainRun reads a run of one repeated character as plain text.
func plainRun(block gmtext.Reader) ast.Node {
	line, seg := block.PeekLine()
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	block.Advance(n)
	return ast.NewTextSegment(seg.WithStop(seg.Start + n))
}

// delimiterGuard wraps a parser of emphasis marks.
type delimiterGuard struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (g delimiterGuard) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	limit := maxRun
	if line[0] == '~' {
		limit = 2 // GFM: one or two tildes
	}
	if len(line) > limit && runLength(line, limit+1) > limit {
		return plainRun(block)
	}
	load := loadOf(parent, pc)
	if load.delimiters >= maxDelimiters {
		if pc.IsInLinkLabel() {
			// The marks inside the brackets belong to a link that may yet
			// come; they cannot be settled now.
			tellAbsurd(pc, seg.Start)
			return nil
		}
		parser.ProcessDelimiters(load.settled, pc)
		load.settled = parent.LastChild()
		load.delimiters = 0
	}
	node := g.InlineParser.Parse(parent, block, pc)
	if node != nil {
		load.delimiters++
	}
	return node
}

// runLength counts how often the first byte repeats, up to limit.
func runLength(line []byte, limit int) int {
	n := 1
	for n < len(line) && n < limit && line[n] == line[0] {
		n++
	}
	return n
}

// codeSpanGuard wraps the parser of code spans.
type codeSpanGuard struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (g codeSpanGuard) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	_, seg := block.PeekLine()
	load := loadOf(parent, pc)
	if load.exhausted() {
		tellAbsurd(pc, seg.Start)
		return plainRun(block)
	}
	node := g.InlineParser.Parse(parent, block, pc)
	if _, isText := node.(*ast.Text); isText {
		load.failed(seg.Start)
	}
	return node
}

// linkParser is the interface of goldmark's link parser: brackets that stay open at the
// end of a block are settled by CloseBlock.
type linkParser interface {
	parser.InlineParser
	parser.CloseBlocker
}

// linkGuard wraps the parser of links and images.
type linkGuard struct{ linkParser }

func newLinkGuard(p parser.InlineParser) linkGuard { return linkGuard{p.(linkParser)} }

// Parse implements parser.InlineParser.
func (g linkGuard) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	load := loadOf(parent, pc)
	if load.exhausted() {
		tellAbsurd(pc, seg.Start)
		return nil
	}
	if line[0] != ']' {
		if load.brackets >= maxBrackets {
			tellAbsurd(pc, seg.Start)
			return nil
		}
		node := g.linkParser.Parse(parent, block, pc)
		if node != nil {
			load.brackets++
		}
		return node
	}
	load.brackets = max(0, load.brackets-1)
	load.vain += load.lines // goldmark finds the label by counting lines
	node := g.linkParser.Parse(parent, block, pc)
	if node == nil && len(line) > 1 && (line[1] == '(' || line[1] == '[') {
		load.failed(seg.Start)
	}
	return node
}
