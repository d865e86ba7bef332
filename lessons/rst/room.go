package rst

import "bytes"

// About what the blocks and the outline made of a page take, in bytes, measured
// with pages that hold nothing else, while they are printed.
const (
	sectionCost    = 1450
	containerCost  = 800 // an item, a field, an option, a directive
	definitionCost = 1400
	blockCost      = 450 // a paragraph, a row
	quoteCost      = 300 // a block that is indented, besides
	lineCost       = 250 // a further line of a paragraph
	markCost       = 300 // of emphasis, code, a role, a substitution
	nameCost       = 450 // a reference
	addressCost    = 900 // that is a link as it stands
)

// lineCosts says what a line of a page takes, for text.Fitting.
func lineCosts(line []byte, blank bool) int {
	rest := bytes.TrimSpace(line)
	if len(rest) == 0 {
		return 0
	}
	sum := len(line)
	for range usualLimits().depth {
		n := containerMark(rest)
		if n == 0 {
			break
		}
		sum += containerCost
		blank = true
		rest = bytes.TrimLeft(rest[n:], " \t")
	}
	switch {
	case len(rest) == 0:
		return sum
	case isAdornment(string(rest)):
		return sum + sectionCost
	case !blank && (line[0] == ' ' || line[0] == '\t'):
		sum += definitionCost // the line before may be its term
	case blank:
		sum += blockCost
		if line[0] == ' ' || line[0] == '\t' {
			sum += quoteCost
		}
	default:
		sum += lineCost
	}
	for i, b := range rest {
		switch b {
		case '*', '`', '|':
			sum += markCost
		case '_':
			if i+1 == len(rest) || rest[i+1] == ' ' || rest[i+1] == '_' {
				sum += nameCost
			}
		case '/':
			if i > 0 && rest[i-1] == '/' {
				sum += addressCost
			}
		case '@':
			sum += addressCost
		}
	}
	return sum
}

// containerMark returns the length of the mark of an item, a field, an option, a
// line of a line block or an explicit construct at the start of text; 0 if it
// begins with none.
func containerMark(text []byte) int {
	if len(text) < 2 {
		return 0
	}
	switch c := text[0]; {
	case (c == '-' || c == '*' || c == '+' || c == '|') && (text[1] == ' ' || text[1] == '\t'):
		return 1
	case c == '.' && text[1] == '.':
		return 2
	case c == ':':
		if end := bytes.IndexByte(text[1:], ':'); end > 0 {
			return end + 2
		}
	case c == '-' || c == '/':
		if isAlnum(rune(text[1])) || text[1] == '-' {
			return 2
		}
	case c == '(' || isAlnum(rune(c)) || c == '#':
		n := 1
		for n < len(text) && n < 10 && (isAlnum(rune(text[n])) || text[n] == '#') {
			n++
		}
		if n+1 < len(text) && (text[n] == '.' || text[n] == ')') && text[n+1] == ' ' {
			return n + 1
		}
	}
	return 0
}
