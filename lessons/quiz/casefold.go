package quiz

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// foldCase returns a form that is equal for texts that differ only in the case of their letters:
// each letter becomes the first of those that are it in another case (Unicode's
// simple case folding), and the letters that are several in capitals become
// several (CaseFolding.txt, status F): most of those by their decomposition, the
// others by the table below. golang.org/x/text/cases does the same, and brings
// the names of all languages along.
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
	}, ligatures.Replace(norm.NFD.String(s)))
}

// ligatures are the letters that are several in capitals and have no decomposition.
var ligatures = strings.NewReplacer("ß", "ss", "ẞ", "ss", "ŉ", "ʼn",
	"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	"ẚ", "aʾ", "և", "եւ", "ﬓ", "մն", "ﬔ", "մե", "ﬕ", "մի", "ﬖ", "վն", "ﬗ", "մխ")
