package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/doc"
	"lectern/lessons/text"
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
type delimiterGuard struct {
	parser.InlineParser
	bare bareParser // addresses of mail may hold marks
}

func newDelimiterGuard(p parser.InlineParser) delimiterGuard {
	return delimiterGuard{p, newBareParser()}
}

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
	if address := g.bare.mailAround(parent, block, pc); address != nil {
		return address
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

// About what goldmark's tree and the blocks made of it take, in bytes, measured
// with pages that hold nothing else, while they are printed.
const (
	headingCost    = 1600
	admonitionCost = 6000
	blockCost      = 1000 // a paragraph, a row, the text of an item
	containerCost  = 600  // a quote, an item
	indentCost     = 65   // of an item, for each column
	lineCost       = 480  // a further line of a paragraph
	breakCost      = 250  // that its author asked for
	markCost       = 580  // of emphasis, code or mathematics
	linkCost       = 1400 // or a footnote
	imageCost      = 300  // besides, of a picture
	spanCost       = 1900 // with attributes
	angleCost      = 800  // an HTML tag or an address in angle brackets
	cellCost       = 1000 // of a table
	addressCost    = 1400 // that is a link as it stands
)

// maxByteCost is what no byte of a page takes more than, by lineCosts.
const maxByteCost = 5000

// fitting returns how much of a page can be read within its room; see text.Fitting. Most pages are so
// small that anything fits that may stand in them.
func fitting(src []byte) int {
	if len(src) <= text.Room(0)/maxByteCost {
		return len(src)
	}
	return text.Fitting(src, lineCosts)
}

// partCosts says what a line of a page takes that is read in parts: its headings
// are kept in mind, and the lessons that they begin.
func partCosts(line []byte, _ bool) int {
	if line[0] == '#' {
		return headingCost
	}
	return 0
}

// lineCosts says what a line of a page takes, for text.Fitting.
func lineCosts(line []byte, blank bool) int {
	rest := bytes.TrimSpace(line)
	if len(rest) == 0 {
		return 0
	}
	sum := len(line)
	// What begins a block inside blocks: "> - 1. text".
	indent := len(line) - len(bytes.TrimLeft(line, " \t"))
	for range maxNesting {
		n := containerMark(rest)
		if n == 0 {
			break
		}
		sum += containerCost + indentCost*indent
		blank = true
		rest = bytes.TrimLeft(rest[n:], " \t")
	}
	switch {
	case len(rest) == 0:
		return sum
	case bytes.HasPrefix(rest, []byte(":::")), bytes.HasPrefix(rest, []byte("```{")), bytes.HasPrefix(rest, []byte("///")), bytes.HasPrefix(rest, []byte("!!!")), bytes.HasPrefix(rest, []byte("???")):
		sum += admonitionCost
	case rest[0] == '#', rest[0] == '=':
		sum += headingCost
	case blank:
		sum += blockCost
	default:
		sum += lineCost
	}
	if bytes.HasSuffix(line, []byte("  \n")) {
		sum += breakCost
	}
	if rest[0] != '|' && bytes.IndexByte(rest, '|') > 0 {
		sum += cellCost // the first cell of a row has no mark before it
	}
	for i, b := range rest {
		if !costly[b] {
			continue
		}
		switch {
		case b == '*', b == '_', b == '~', b == '`', b == '$':
			sum += markCost
		case b == '<':
			sum += angleCost
		case b == '|':
			sum += cellCost
		case b == '@':
			sum += addressCost
		case i > 0 && (b == '+' || b == '=') && rest[i-1] == b:
			sum += markCost
		case i == 0: // the rest are marks of two characters
		case b == '/' && rest[i-1] == '/':
			sum += addressCost
		case b == '[' && rest[i-1] == '!':
			sum += imageCost
		case b == '{' && rest[i-1] == ']':
			sum += spanCost
		case b == '^' && rest[i-1] == '[', rest[i-1] == ']' && (b == '(' || b == '[' || b == ':'):
			sum += linkCost
		}
	}
	return sum
}

// costly are the bytes that lineCosts counts; most of a page is none of them.
var costly = [256]bool{'*': true, '_': true, '~': true, '`': true, '$': true, '<': true, '|': true, '@': true, '+': true, '=': true,
	'/': true, '[': true, '{': true, '^': true, '(': true, ':': true}

// containerMark returns the length of the mark of a quote, an item or a definition
// at the start of text; 0 if it begins with none. A rule ("---") is no mark.
func containerMark(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	switch text[0] {
	case '>':
		return 1
	case '-', '*', '+', ':':
		if len(text) == 1 || text[1] == ' ' || text[1] == '\t' {
			return 1
		}
		return 0
	}
	digits := len(text) - len(bytes.TrimLeft(text, "0123456789"))
	if digits > 0 && digits < len(text) && (text[digits] == '.' || text[digits] == ')') {
		return digits + 1
	}
	return 0
}
