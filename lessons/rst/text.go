package rst

import (
	"strings"

	"lectern/lessons/doc"
)

// text reads an element whose first line has no marker: a title, a definition
// list or a paragraph, as the second line decides.
func (s *scanner) text() {
	second, ok := s.next(1)
	switch {
	case !ok || second == "":
		s.paragraph(1)
	case second[0] == ' ':
		s.definitions()
	case isAdornment(second) && s.underlined(second):
	default:
		s.paragraph(s.textLines())
	}
}

// textLines counts the lines of text from the current one, to a blank or an
// indented line.
func (s *scanner) textLines() int {
	n := 1
	for s.i+n < len(s.in.text) {
		line := s.in.text[s.i+n]
		if line == "" {
			return n
		}
		if line[0] == ' ' {
			s.problem(doc.Info, s.line()+n, 0, "indentation", "unexpected indentation, read as a block quote")
			return n
		}
		n++
	}
	return n
}

// paragraph reads n lines as a paragraph, and the literal block below it if the
// text ends with "::" (RST spec, "Literal Blocks").
func (s *scanner) paragraph(n int) {
	line := s.line()
	text := paragraphText(s.in.text[s.i : s.i+n])
	s.i += n
	text, literal := cutLiteralMark(text)
	if inlines := s.inline(text, line); len(inlines) > 0 {
		s.emit(&doc.Paragraph{At: s.at(line), Text: inlines})
	}
	if literal {
		s.literal()
	}
}

// cutLiteralMark handles the three forms of "::": alone it vanishes, after a
// space it vanishes with the space, after text it leaves one colon.
func cutLiteralMark(text string) (string, bool) {
	if !strings.HasSuffix(text, "::") {
		return text, false
	}
	before := text[:len(text)-2]
	slashes := len(before) - len(strings.TrimRight(before, `\`))
	switch {
	case slashes%2 == 1:
		return text, false
	case before == "":
		return "", true
	case strings.HasSuffix(before, " ") || strings.HasSuffix(before, "\n"):
		return strings.TrimRight(before, " \n"), true
	}
	return text[:len(text)-1], true
}

// literal reads the block that "::" announced: indented, or each line quoted
// with the same character.
func (s *scanner) literal() {
	block, next, blank := s.in.indented(s.i)
	if len(block.text) > 0 {
		s.i = next
		s.emit(&doc.Code{At: s.at(block.first), Lang: s.lang, Text: block.join()})
		s.unindented("literal block", blank)
		return
	}
	for s.i < len(s.in.text) && s.in.text[s.i] == "" {
		s.i++
	}
	from := s.i
	line, ok := s.next(0)
	if !ok || !isPunct(line[0]) {
		s.problem(doc.Info, s.line(), 0, "no-literal-block", "a literal block is announced with :: but none follows")
		return
	}
	for s.i < len(s.in.text) && strings.HasPrefix(s.in.text[s.i], line[:1]) {
		s.i++
	}
	s.emit(&doc.Code{At: s.at(s.in.first + from), Lang: s.lang, Text: s.in.slice(from, s.i).join()})
	if s.i < len(s.in.text) && s.in.text[s.i] != "" {
		s.problem(doc.Info, s.line(), 0, "literal-quoting", "a quoted literal block ends without a blank line")
	}
}

// doctest reads an interactive session, which a blank line ends.
func (s *scanner) doctest(line string) bool {
	if !strings.HasPrefix(line, ">>>") {
		return false
	}
	if _, ok := spacesAfter(line, 3); !ok {
		return false
	}
	from := s.i
	for s.i < len(s.in.text) && s.in.text[s.i] != "" {
		s.i++
	}
	s.emit(&doc.Code{At: s.at(s.in.first + from), Kind: doc.Doctest, Text: s.in.slice(from, s.i).join()})
	return true
}
