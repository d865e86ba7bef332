package quiz

import (
	"strings"
	"unicode"
)

// foldCase makes two texts equal that differ only in the case of their letters:
// each letter becomes the first of those that are it in another case (Unicode's
// simple case folding), and the letters of Latin that are two in capitals become
// two (Unicode, CaseFolding.txt, status F). golang.org/x/text/cases does the
// latter for Greek and Armenian too, and brings the names of all languages along.
func foldCase(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - ('a' - 'A')
		}
		if r < 0x80 {
			return r
		}
		first := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			first = min(first, other)
		}
		return first
	}, twoLetters.Replace(s))
}

// twoLetters are the letters that stand for two in capitals.
var twoLetters = strings.NewReplacer("ß", "ss", "ẞ", "ss", "ŉ", "ʼn",
	"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")
