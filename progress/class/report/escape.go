package report

import (
	"strconv"
	"strings"
	"unicode"
)

// markup is HTML that this package wrote.
type markup string

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// escape makes a text one that means itself, between tags and in quoted attributes alike. What
// controls a terminal or turns text around is left out.
func escape(s string) string {
	return entities.Replace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s))
}

// clip shortens a text to n characters.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// percent writes a percentage for people.
func percent(x float64) string { return strconv.FormatFloat(x+0, 'f', 1, 64) + " %" }
