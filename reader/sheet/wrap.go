package sheet

import (
	"strings"

	"github.com/rivo/uniseg"

	"lectern/reader/typeset"
)

// Wrap breaks a text of our own at spaces; a word that is too long for any line is broken hard.
func Wrap(text string, w int) []string {
	w = max(1, w)
	var out []string
	for _, para := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(para) {
			switch {
			case line == "":
				line = word
			case typeset.Width(line)+1+typeset.Width(word) <= w, typeset.Width(word) > w && typeset.Width(line) < w/2:
				line += " " + word
			default:
				out = append(out, line)
				line = word
			}
			if typeset.Width(line) > w {
				parts := WrapHard(line, w)
				last := len(parts) - 1
				out = append(out, parts[:last]...)
				line = parts[last]
			}
		}
		out = append(out, line)
	}
	return out
}

// WrapHard breaks a text after every w columns, for addresses, which have no spaces.
func WrapHard(text string, w int) []string {
	var out []string
	var b strings.Builder
	used, state := 0, -1
	for text != "" {
		var c string
		var cw int
		c, text, cw, state = uniseg.FirstGraphemeClusterInString(text, state)
		if used > 0 && used+cw > w {
			out = append(out, b.String())
			b.Reset()
			used = 0
		}
		b.WriteString(c)
		used += cw
	}
	return append(out, b.String())
}

// WrapSpan wraps one span.
func WrapSpan(sp typeset.Span, w int) []typeset.Line {
	var out []typeset.Line
	for _, part := range Wrap(sp.Text, w) {
		out = append(out, typeset.Line{Spans: []typeset.Span{{Text: part, Role: sp.Role, Style: sp.Style}}})
	}
	return out
}
