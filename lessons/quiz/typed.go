package quiz

import (
	"html"
	"strings"

	"lectern/lessons/text"
)

// fold returns a form that is equal for texts that a person would call the same
// answer. Accents count, and 2⁸ is not 28.
func fold(s string, caseSensitive bool) string {
	return text.Folding{Case: caseSensitive, Accents: true, Powers: true}.String(s)
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
	return text.ReplaceMarks(s, '<', func(rest string) (string, int) {
		if len(rest) < 2 || !isLetter(rest[1]) && rest[1] != '/' && rest[1] != '!' {
			return "", 0
		}
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return rest, len(rest) // no tag ends any more, so the rest is text
		}
		return " ", end + 1
	})
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
