package markdown

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasisParser reads the marks "*", "_" and "~". Which of them may open and close is
// CommonMark's rule ("Emphasis and strong emphasis") with the amendment for Chinese,
// Japanese and Korean: those put no blanks between words, so that the rule takes
// "**重点。**下文" for marks that close nothing. Beside such a character punctuation
// stands as beside a blank, and punctuation of these scripts is as a letter.
type emphasisParser struct {
	loose bool // as in kramdown: "**" closes behind any sign but a blank
}

// Trigger implements parser.InlineParser.
func (emphasisParser) Trigger() []byte { return []byte{'*', '_', '~'} }

// Parse implements parser.InlineParser.
func (p emphasisParser) Parse(_ ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	length := runLength(line, len(line))
	if line[0] == '~' && (length > 2 || before == '~') {
		return nil
	}
	after := ' '
	if length < len(line) {
		after = util.ToRune(line, length)
	}
	open, closing := flanking(line[0], before, after)
	if p.loose && line[0] == '*' && length == 2 {
		closing = !util.IsSpaceRune(before)
	}
	var made parser.DelimiterProcessor = marks{}
	if line[0] == '~' {
		made = strikes{}
	}
	node := parser.NewDelimiter(open, closing, length, line[0], made)
	node.Segment = seg.WithStop(seg.Start + length)
	block.Advance(length)
	pc.PushDelimiter(node)
	return node
}

// flanking reports whether a run of a mark between two characters may open and may
// close emphasis.
func flanking(mark byte, before, after rune) (open, closing bool) {
	b, a := flankOf(before), flankOf(after)
	left := !a.blank && (!a.punct || b.blank || b.punct || b.cjk)
	right := !b.blank && (!b.punct || a.blank || a.punct || a.cjk)
	if mark != '_' {
		return left, right
	}
	return left && (!right || util.IsPunctRune(before)), right && (!left || util.IsPunctRune(after))
}

// flank is what counts of a character beside a mark.
type flank struct{ blank, punct, cjk bool }

func flankOf(r rune) flank {
	f := flank{blank: util.IsSpaceRune(r), cjk: r >= 0x1100 && unicode.Is(cjk, r)}
	f.punct = !f.cjk && util.IsPunctRune(r)
	return f
}

// cjk are the characters of Chinese, Japanese and Korean with their punctuation, and the
// selectors of variants that stand behind them.
var cjk = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x11ff, Stride: 1}, // Hangul Jamo
		{Lo: 0x20a9, Hi: 0x20a9, Stride: 1}, // the sign of the won
		{Lo: 0x2329, Hi: 0x232a, Stride: 1}, // wide angle brackets
		{Lo: 0x2e80, Hi: 0x303e, Stride: 1}, // radicals, ideographic description, symbols and punctuation
		{Lo: 0x3041, Hi: 0x4dbf, Stride: 1}, // kana, Bopomofo, Jamo, enclosed and compatibility characters, extension A
		{Lo: 0x4e00, Hi: 0xa4cf, Stride: 1}, // unified ideographs, Yi
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1}, // Hangul Jamo
		{Lo: 0xac00, Hi: 0xd7ff, Stride: 1}, // Hangul
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1}, // compatibility ideographs
		{Lo: 0xfe00, Hi: 0xfe02, Stride: 1}, // selectors
		{Lo: 0xfe10, Hi: 0xfe19, Stride: 1}, // vertical forms
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1}, // compatibility and small forms
		{Lo: 0xff01, Hi: 0xffee, Stride: 1}, // full and half width
	},
	R32: []unicode.Range32{
		{Lo: 0x16fe0, Hi: 0x18cff, Stride: 1}, // ideographic symbols, Tangut, Khitan
		{Lo: 0x1aff0, Hi: 0x1b2ff, Stride: 1}, // kana, Nushu
		{Lo: 0x1f200, Hi: 0x1f265, Stride: 1}, // enclosed ideographs
		{Lo: 0x20000, Hi: 0x3fffd, Stride: 1}, // ideographs
		{Lo: 0xe0100, Hi: 0xe01ef, Stride: 1}, // selectors
	},
}

// marks tells goldmark which marks belong together, and what they make.
type marks struct{}

// IsDelimiter implements parser.DelimiterProcessor.
func (marks) IsDelimiter(c byte) bool { return c == '*' || c == '_' || c == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (marks) CanOpenCloser(opener, closer *parser.Delimiter) bool { return opener.Char == closer.Char }

// OnMatch implements parser.DelimiterProcessor.
func (marks) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// strikes is marks for "~".
type strikes struct{ marks }

// OnMatch implements parser.DelimiterProcessor.
func (strikes) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
