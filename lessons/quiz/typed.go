package quiz

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/text"
)

// fold makes two texts that a person would call the same equal: Unicode NFC,
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
	s = oneLine(s)
	if !caseSensitive {
		s = foldCase(s)
	}
	return s
}

// maxTyped is how much of a typed answer is compared: far more than any answer
// to a question of this kind.
const maxTyped = 10_000

// matches reports whether a typed text is what a short answer's pattern asks
// for (formats.md a.6): `*` stands for any run of characters, `\*` for a star,
// and the pattern holds for the whole text.
func (a *Accepted) matches(typed string) bool {
	if len(typed) > maxTyped {
		return false
	}
	text := fold(typed, a.CaseSensitive)
	parts := wildcards(fold(a.Text, a.CaseSensitive))
	if len(parts) == 1 {
		return text == parts[0]
	}
	rest, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	last := parts[len(parts)-1]
	// The first place where each part fits is as good as any later one.
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(rest, p)
		if i < 0 {
			return false
		}
		rest = rest[i+len(p):]
	}
	return strings.HasSuffix(rest, last)
}

// wildcards cuts a pattern at its stars; `\*` is a star in the text.
func wildcards(pattern string) []string {
	const star = "\x00"
	parts := strings.Split(strings.ReplaceAll(pattern, `\*`, star), "*")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(p, star, "*")
	}
	return parts
}

// patternWords writes a short answer's pattern for people: a wildcard as "…".
func patternWords(pattern string) string {
	return strings.Join(wildcards(pattern), "…")
}

// Words returns a text in one line for people: without HTML tags and entities
// where its format has them. Markdown stays as it is written.
func (t Text) Words() string {
	s := t.Source
	if t.Format == HTML || t.Format == Moodle {
		s = html.UnescapeString(stripTags(s))
	}
	return oneLine(s)
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

// oneLine folds every run of white space into one space, and trims.
func oneLine(s string) string { return text.OneLine(s) }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
