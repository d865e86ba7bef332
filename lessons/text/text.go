// Package text turns the bytes of a file into text, and holds the few things that
// every reader of files does with a text.
//
// Decode takes any bytes and always returns UTF-8. Every file of a course goes
// through it: pages, question banks, tables, included files, course.toml and the
// other settings. So a file is read the same way whatever its kind, and what had
// to be assumed about it is said in the same words.
package text

import (
	"regexp"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// OneLine makes every run of white space one space, and trims both ends.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Composed returns a text in the form in which a letter and its accents are one character where
// there is one (Unicode, NFC), so that what looks alike is alike.
func Composed(s string) string { return norm.NFC.String(s) }

// Clip cuts a text that a message quotes: when it has more than n characters,
// the first n are followed by an ellipsis.
func Clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}

// ClipLine is Clip for a text on one line.
func ClipLine(s string, n int) string { return Clip(OneLine(s), n) }

// ExpandTabs replaces each tab by spaces up to the next column that is a multiple of
// stop. It leaves the tabs alone if stop is 0.
func ExpandTabs(s string, stop int) string {
	if stop <= 0 || strings.IndexByte(s, '\t') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 2*stop)
	column := 0
	for _, r := range s {
		switch r {
		case '\t':
			for n := stop - column%stop; n > 0; n-- {
				b.WriteByte(' ')
				column++
			}
		case '\n':
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteRune(r)
			column++
		}
	}
	return b.String()
}

// Pattern returns a function that compiles a regular expression at its first
// call. Most courses need few of the program's expressions, and compiling all of
// them would be a part of the time before the first screen.
func Pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
