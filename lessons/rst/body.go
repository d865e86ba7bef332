package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// body says where body elements stand, which decides which elements are allowed.
type body struct {
	titles bool // section titles and transitions may stand here
	depth  int  // how many elements are open
}

// inner is where the content of an element stands that is read with b.
func (b body) inner() body { return body{depth: b.depth + 1} }

// scanner reads the body elements of one run of lines, top to bottom.
type scanner struct {
	*parser
	in  lines
	i   int // the line being looked at
	ctx body
	out []doc.Block

	gone int // lines that were forgotten

	// The target read last and how many blocks there were then: while there
	// are no more, it is the element right before.
	lastTarget *target
	lastOut    int
}

// body reads the body elements of in.
func (p *parser) body(in lines, ctx body) []doc.Block {
	in = in.trim()
	if len(in.text) == 0 {
		return nil
	}
	if p.host != nil {
		return p.hosted(in)
	}
	if ctx.depth > p.limits.depth {
		return p.tooDeep(in)
	}
	s := &scanner{parser: p, in: in, ctx: ctx}
	s.run()
	return s.out
}

// tooDeep shows lines as one paragraph of plain text.
func (p *parser) tooDeep(in lines) []doc.Block {
	p.problem(doc.Warning, in.first, 0, "nesting-too-deep", "more than %d elements inside one another, the rest is shown as text", p.limits.depth)
	return []doc.Block{&doc.Paragraph{At: p.at(in.first), Text: []doc.Inline{&doc.Text{Value: in.join()}}}}
}

func (s *scanner) emit(b ...doc.Block) { s.out = append(s.out, b...) }

// line returns the number of the current line.
func (s *scanner) line() int { return s.in.first + s.i }

// next returns the line n lines further; ok is false behind the end.
func (s *scanner) next(n int) (line string, ok bool) {
	if s.i+n >= len(s.in.text) {
		return "", false
	}
	return s.in.text[s.i+n], true
}

// blankNext reports whether a blank line or the end follows the current line.
func (s *scanner) blankNext() bool {
	line, ok := s.next(1)
	return !ok || line == ""
}

func (s *scanner) run() {
	for s.i < len(s.in.text) {
		s.forget()
		line := s.in.text[s.i]
		switch {
		case line == "":
			s.i++
		case line[0] == ' ':
			s.quote()
		case !s.marked(line):
			s.text()
		}
	}
}

// forget lets go of the lines of the page that no element looks back at, so that
// a large page is not in memory twice, as source and as blocks.
func (s *scanner) forget() {
	const lookBack = 4 // lines; elements look at the one before them
	if !s.ctx.titles || s.ctx.depth > 0 {
		return // these lines are a part of someone else's
	}
	for ; s.gone < s.i-lookBack; s.gone++ {
		s.in.text[s.gone] = ""
	}
}

// marked reads the element that the current line's first characters announce.
// The order of the tests is the specification's. It returns false for a line
// of text.
func (s *scanner) marked(line string) bool {
	if !startsElement(line) {
		return false
	}
	return s.bullet(line) || s.enumerator(line) || s.field(line) || s.option(line) || s.doctest(line) ||
		s.lineBlock(line) || s.gridTable(line) || s.simpleTable(line) || s.explicit(line) || s.anonymous(line) ||
		s.adornment(line)
}

// startsElement reports whether a line may begin an element. Most lines can only be text.
func startsElement(line string) bool {
	c := line[0]
	if isPunct(c) || isDigitByte(c) || c >= utf8.RuneSelf {
		return true
	}
	// Letters may be enumerators: "a." "iv)".
	i := 0
	for i < len(line) && isAlphaByte(line[i]) {
		i++
	}
	return i < len(line) && (line[i] == '.' || line[i] == ')')
}

// list reads elements one after another as long as item takes them. item gets
// each line that may begin one and returns false, without moving, when it does
// not; the first of them is number n of the list. List reports whether no two
// items had a blank line between them.
func (s *scanner) list(n int, item func(line string) bool) (tight bool) {
	tight = true
	for {
		i := s.i
		for i < len(s.in.text) && s.in.text[i] == "" {
			i++
		}
		if i == len(s.in.text) {
			return tight
		}
		from := s.i
		s.i = i
		if !item(s.in.text[i]) {
			s.i = from
			return tight
		}
		// The block of an item takes the blank lines below it along, so a
		// blank line between two items is the line before the second.
		if n > 0 && s.in.text[i-1] == "" {
			tight = false
		}
		n++
	}
}

// unindented notes an element that ends without a blank line.
func (s *scanner) unindented(what string, blank bool) {
	if !blank {
		s.problem(doc.Info, s.line(), 0, "no-blank-line", "%s ends without a blank line", what)
	}
}

// explicitEnd notes an explicit markup block that ends without a blank line,
// unless another such block follows.
func (s *scanner) explicitEnd(what string, blank bool) {
	if line, ok := s.next(0); blank || ok && (strings.HasPrefix(line, "..") || strings.HasPrefix(line, "__")) {
		return
	}
	s.unindented(what, false)
}

// spacesAfter returns where the text behind a marker that ends at i begins;
// ok is false unless a space or the end of the line follows the marker.
func spacesAfter(line string, i int) (text int, ok bool) {
	if i == len(line) {
		return i, true
	}
	if line[i] != ' ' {
		return 0, false
	}
	return i + indentOf(line[i:]), true
}

// itemBlock takes the block of a list item whose text begins at byte i of the
// current line, columns wide, and moves behind it.
func (s *scanner) itemBlock(i, width int) (lines, bool) {
	rule := blockRule{firstByte: i, first: true, known: width}
	if i >= len(s.in.text[s.i]) {
		rule.known = -1
	}
	return s.takeBlock(rule)
}

// takeBlock takes a block that begins at the current line and moves behind it.
func (s *scanner) takeBlock(rule blockRule) (lines, bool) {
	block, next, blank := s.in.take(s.i, rule)
	s.i = next
	return block, blank
}

// firstKnown takes the block whose first line's text begins at byte i of the
// current line and whose further lines are indented at all.
func (s *scanner) firstKnown(i int, untilBlank bool) (lines, bool) {
	return s.takeBlock(blockRule{firstByte: i, first: true, known: -1, untilBlank: untilBlank})
}

// paragraphText returns lines as the text of one paragraph.
func paragraphText(l []string) string { return strings.TrimRight(joinClone(l), " \n") }
