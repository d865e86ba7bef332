package liascript

import "strings"

// maxGap is how long what stands between the brackets of a gap may be, in bytes.
const maxGap = 2000

// Gap is a gap in running text.
type Gap struct {
	From, To int    // where it stands in the text, with its brackets
	Inner    string // what stands between them
}

// GapsIn returns the gaps of a text. What stands in code, a link or a formula is none.
func GapsIn(text string, link func(name string) bool) []Gap {
	var out []Gap
	for i := 0; i < len(text); {
		switch {
		case text[i] == '\\':
			i += 2
			continue
		case text[i] == '`':
			run := text[i : i+len(text[i:])-len(strings.TrimLeft(text[i:], "`"))]
			if end := strings.Index(text[i+len(run):], run); end >= 0 {
				i += end + 2*len(run)
			} else {
				i += len(run)
			}
			continue
		case text[i] == '[':
			inner, after, ok := Bracketed(text[i:])
			if ok && !(i > 0 && text[i-1] == '!') && !strings.HasPrefix(after, "(") && !strings.HasPrefix(after, "[") && !(link != nil && link(inner)) {
				to := len(text) - len(after)
				out = append(out, Gap{i, to, inner})
				i = to
				continue
			}
		}
		i++
	}
	return out
}

// hasGap reports whether there is a gap in a line.
func hasGap(line string, link func(name string) bool) bool {
	return strings.Contains(line, "]]") && len(GapsIn(line, link)) > 0
}

// Bracketed reads the gap at the start of a text: "[[inner]]" or "[->[inner]]".
func Bracketed(text string) (inner, after string, ok bool) {
	rest, ok := strings.CutPrefix(text, "[[")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "[->["); !ok {
			return "", "", false
		}
	}
	for i := 0; i < min(len(rest), maxGap); i++ {
		switch rest[i] {
		case '\\':
			i++
		case '[':
			if strings.HasPrefix(rest[i:], "[[") {
				return "", "", false
			}
		case ']':
			if strings.HasPrefix(rest[i:], "](") {
				return "", "", false // a link in brackets
			}
			if !strings.HasPrefix(rest[i:], "]]") {
				continue
			}
			inner = rest[:i]
			plain := strings.TrimSpace(strings.ReplaceAll(inner, "_", " "))
			return inner, rest[i+2:], plain != "" && plain != "?" && plain != "!" && plain[0] != '^'
		}
	}
	return "", "", false
}

// Split cuts what stands between brackets at each bar that has no backslash before it.
func Split(inner string) []string {
	var out []string
	from := 0
	for i := 0; i < len(inner); i++ {
		switch inner[i] {
		case '\\':
			i++
		case '|':
			out = append(out, inner[from:i])
			from = i + 1
		}
	}
	return append(out, inner[from:])
}
