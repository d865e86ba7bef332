package quiz

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/text"
)

// fold returns a form that is equal for texts that a person would call the same: Unicode NFC,
// trimmed, runs of white space one space, curly quotes and typographic hyphens
// the plain ones, invisible characters gone, and without caseSensitive the case
// folded.
func fold(s string, caseSensitive bool) string {
	s = norm.NFC.String(s)
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u2018' || r == '\u2019':
			return '\''
		case r == '\u201C' || r == '\u201D':
			return '"'
		case r >= '\u2010' && r <= '\u2015' || r == '\u2212':
			return '-'
		case r == '\u200B' || r == '\u2060' || r == '\uFEFF' || r == '\u00AD':
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	s = text.OneLine(s)
	if !caseSensitive {
		s = foldCase(s)
	}
	return s
}

// Words returns a text in one line for people: without HTML tags and entities
// where its format has them. Markdown stays as it is written.
func (t Text) Words() string {
	s := t.Source
	if t.Format == HTML || t.Format == Moodle {
		s = html.UnescapeString(stripTags(s))
	}
	return text.OneLine(s)
}

// stripTags takes HTML tags out of a text. A "<" that begins no tag is text.
func stripTags(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := -1
		if len(s) > 1 && (isLetter(s[1]) || s[1] == '/' || s[1] == '!') {
			if end = strings.IndexByte(s, '>'); end < 0 {
				break // no tag ends any more, so the rest is text
			}
		}
		if end < 0 {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		b.WriteByte(' ')
		s = s[end+1:]
	}
	b.WriteString(s)
	return b.String()
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
