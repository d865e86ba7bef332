package typeset

import (
	"strings"

	"github.com/rivo/uniseg"
)

// First returns the first n characters of s as people see them, with their accents.
func First(s string, n int) string {
	rest, state := s, -1
	for ; n > 0 && rest != ""; n-- {
		_, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
	}
	return s[:len(s)-len(rest)]
}

// Fit shortens s to a number of columns, with an ellipsis for what is left out.
func Fit(s string, columns int) string {
	if Width(s) <= columns {
		return s
	}
	if columns < 1 {
		return ""
	}
	kept, used, rest, state := 0, 0, s, -1
	for rest != "" {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used+w > columns-1 {
			break
		}
		kept += len(cluster)
		used += w
	}
	return s[:kept] + "…"
}

// Width returns how many columns a text takes.
func Width(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return uniseg.StringWidth(s)
		}
	}
	return len(s)
}

// DropColumns leaves out the first n columns of a text; half of a wide character becomes a space.
func DropColumns(s string, n int) string {
	state := -1
	for n > 0 && s != "" {
		var w int
		_, s, w, state = uniseg.FirstGraphemeClusterInString(s, state)
		if n -= w; n < 0 {
			return " " + s
		}
	}
	return s
}

// Pad fills s with blanks to a number of columns.
func Pad(s string, w int) string { return s + strings.Repeat(" ", max(0, w-Width(s))) }
