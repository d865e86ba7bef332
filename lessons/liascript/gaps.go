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

// GapsInDrawing is GapsIn for the lines of a drawing, where backquotes and backslashes are strokes.
func GapsInDrawing(text string) []Gap {
	gaps := GapsIn(strokes.Replace(text), nil)
	for i, g := range gaps {
		gaps[i].Inner = strings.TrimSuffix(text[g.To-2-len(g.Inner):g.To], "]]")
	}
	return gaps
}

var strokes = strings.NewReplacer("`", " ", `\`, " ")

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

// Check finds the first call of a macro that grades, as @Algebrite.check2(1.618, 0.001): where it stands
// in a text, and what stands between its parentheses. A macro is a script under a name, so what it says is
// no text of the page; it may hold what is right.
func Check(text string) (from, to int, args string, ok bool) {
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '@')
		if i < 0 {
			return 0, 0, "", false
		}
		from = at + i
		at = from + 1
		for at < len(text) && (text[at] == '.' || text[at] == '_' || '0' <= text[at] && text[at] <= '9' || 'a' <= text[at]|0x20 && text[at]|0x20 <= 'z') {
			at++
		}
		name := strings.ToLower(text[from:at])
		if !strings.Contains(name, "check") || at == len(text) || text[at] != '(' {
			continue
		}
		line, _, _ := strings.Cut(text[at:min(len(text), at+maxGap)], "\n")
		if end := closing(line, ')'); end > 0 {
			return from, at + end + 1, line[1:end], true
		}
	}
}
