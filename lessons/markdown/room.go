package markdown

import "bytes"

// About what goldmark's tree and the blocks made of it take, in bytes, measured
// with pages that hold nothing else, while they are printed.
const (
	headingCost    = 1600
	admonitionCost = 6000
	blockCost      = 1000 // a paragraph, a row, the text of an item
	containerCost  = 600  // a quote, an item
	indentCost     = 65   // of an item, for each column
	lineCost       = 480  // a further line of a paragraph
	breakCost      = 250  // that its author asked for
	markCost       = 580  // of emphasis, code or mathematics
	linkCost       = 1400 // or a footnote
	angleCost      = 800  // an HTML tag or an address in angle brackets
	cellCost       = 1000 // of a table
	addressCost    = 1400 // that is a link as it stands
)

// partCosts says what a line of a page takes that is read in parts: its headings
// are kept in mind, and the lessons that they begin.
func partCosts(line []byte, _ bool) int {
	if line[0] == '#' {
		return headingCost
	}
	return 0
}

// lineCosts says what a line of a page takes, for text.Fitting.
func lineCosts(line []byte, blank bool) int {
	rest := bytes.TrimSpace(line)
	if len(rest) == 0 {
		return 0
	}
	sum := len(line)
	// What begins a block inside blocks: "> - 1. text".
	indent := len(line) - len(bytes.TrimLeft(line, " \t"))
	for range maxNesting {
		n := containerMark(rest)
		if n == 0 {
			break
		}
		sum += containerCost + indentCost*indent
		blank = true
		rest = bytes.TrimLeft(rest[n:], " \t")
	}
	switch {
	case len(rest) == 0:
		return sum
	case bytes.HasPrefix(rest, []byte(":::")), bytes.HasPrefix(rest, []byte("```{")), bytes.HasPrefix(rest, []byte("///")), bytes.HasPrefix(rest, []byte("!!!")), bytes.HasPrefix(rest, []byte("???")):
		sum += admonitionCost
	case rest[0] == '#', rest[0] == '=':
		sum += headingCost
	case blank:
		sum += blockCost
	default:
		sum += lineCost
	}
	if bytes.HasSuffix(line, []byte("  \n")) {
		sum += breakCost
	}
	if rest[0] != '|' && bytes.IndexByte(rest, '|') > 0 {
		sum += cellCost // the first cell of a row has no mark before it
	}
	for i, b := range rest {
		switch {
		case b == '*', b == '_', b == '~', b == '`', b == '$':
			sum += markCost
		case b == '<':
			sum += angleCost
		case b == '|':
			sum += cellCost
		case b == '@':
			sum += addressCost
		case i > 0 && (b == '+' || b == '=') && rest[i-1] == b:
			sum += markCost
		case i == 0: // the rest are marks of two characters
		case b == '/' && rest[i-1] == '/':
			sum += addressCost
		case b == '^' && rest[i-1] == '[', rest[i-1] == ']' && (b == '{' || b == '(' || b == '[' || b == ':'):
			sum += linkCost
		}
	}
	return sum
}

// containerMark returns the length of the mark of a quote, an item or a definition
// at the start of text; 0 if it begins with none. A rule ("---") is no mark.
func containerMark(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	switch text[0] {
	case '>':
		return 1
	case '-', '*', '+', ':':
		if len(text) == 1 || text[1] == ' ' || text[1] == '\t' {
			return 1
		}
		return 0
	}
	digits := len(text) - len(bytes.TrimLeft(text, "0123456789"))
	if digits > 0 && digits < len(text) && (text[digits] == '.' || text[digits] == ')') {
		return digits + 1
	}
	return 0
}
