package text

import "strings"

// ReplaceMarks returns s with what begins at a mark replaced. At each mark that is not inside of
// what was replaced before, f gets the rest of s from the mark on, and returns what stands for
// its first n bytes. With an n of 0 the mark itself stays, whatever with is.
func ReplaceMarks(s string, mark byte, f func(rest string) (with string, n int)) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, mark)
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		with, n := f(s)
		if n == 0 {
			with, n = s[:1], 1
		}
		b.WriteString(with)
		s = s[n:]
	}
	b.WriteString(s)
	return b.String()
}
