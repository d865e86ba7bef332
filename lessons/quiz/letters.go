package quiz

import (
	"slices"
	"strings"
	"unicode"
)

// Letter returns the letter of place i (0 is a); after z come numbers from 27.
func Letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return place(i)
}

// placeFrom reads a letter or number as a place below n.
func placeFrom(s string, n int) (int, bool) {
	s = strings.ToLower(strings.Trim(s, "()[].:"))
	if len(s) == 1 && s[0] >= 'a' && s[0] <= 'z' {
		i := int(s[0] - 'a')
		return i, i < n
	}
	i := 0
	if s == "" || len(s) > 4 {
		return 0, false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
		i = 10*i + int(r-'0')
	}
	return i - 1, i >= 1 && i <= n
}

// parseOne reads one letter or number, or the text of a choice.
func parseOne(line string, order []int, texts []string) ([]int, bool) {
	if i, ok := placeFrom(line, len(order)); ok {
		return []int{order[i]}, true
	}
	want := fold(line, false)
	for i, t := range texts {
		if t != "" && fold(t, false) == want {
			return []int{i}, true
		}
	}
	return nil, false
}

// places reads a list of letters or numbers, with or without separators between them.
// Digits that stand together are one number where so many choices exist, else
// several.
func places(line string, n int) ([]int, bool) {
	var out []int
	for _, f := range strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '+' || r == '>' }) {
		if i, ok := placeFrom(f, n); ok {
			out = append(out, i)
			continue
		}
		for _, r := range strings.Trim(f, "()[].") {
			i, ok := placeFrom(string(r), n)
			if !ok {
				return nil, false
			}
			out = append(out, i)
		}
	}
	return out, len(out) > 0
}

// parseSeveral reads any number of letters, in any order.
func parseSeveral(line string, order []int, texts []string) ([]int, bool) {
	if line == "-" || strings.EqualFold(line, "none") {
		return []int{}, true
	}
	found, ok := places(line, len(order))
	if !ok {
		return parseOne(line, order, texts)
	}
	out := make([]int, len(found))
	for i, p := range found {
		out[i] = order[p]
	}
	slices.Sort(out)
	return slices.Compact(out), true
}
