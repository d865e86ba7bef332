package rst

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"lectern/lessons/text"
)

// lines is a run of source lines without line ends, without trailing space
// and with tabs expanded. Line i stands at line first+i of its file.
type lines struct {
	text  []string
	first int
}

func (l lines) slice(from, to int) lines { return lines{l.text[from:to], l.first + from} }

// trim leaves out blank lines at both ends.
func (l lines) trim() lines {
	for len(l.text) > 0 && l.text[0] == "" {
		l = l.slice(1, len(l.text))
	}
	return l.trimEnd()
}

func (l lines) trimEnd() lines {
	n := len(l.text)
	for n > 0 && l.text[n-1] == "" {
		n--
	}
	return l.slice(0, n)
}

// join returns the lines as one string that does not share memory with the
// source, so that a kept paragraph does not keep its page.
func (l lines) join() string { return joinClone(l.text) }

func joinClone(text []string) string {
	if len(text) == 1 {
		return strings.Clone(text[0])
	}
	return strings.Join(text, "\n")
}

// splitLines cuts text at LF, expands tabs to multiples of tab
// columns, turns vertical tabs and form feeds into spaces (RST spec,
// "Whitespace"), and takes white space off the ends of lines.
func splitLines(text string, tab int) lines {
	return lines{appendLines(make([]string, 0, strings.Count(text, "\n")+1), text, tab), 1}
}

func appendLines(out []string, text string, tab int) []string {
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		out = append(out, cleanLine(line, tab))
		text = rest
	}
	return out
}

// linePiece is about how many bytes of a page share one string.
const linePiece = 32 << 10

// pageLines is text.Normalize and splitLines for a page. Its lines lie in many short
// strings, so that those that were read can be freed while the rest is (see
// scanner.forget). size is the length of the text.
func pageLines(src []byte, tab int) (in lines, size int) {
	out := make([]string, 0, bytes.Count(src, []byte{'\n'})+1)
	for len(src) > 0 {
		end := min(linePiece, len(src))
		if n := bytes.IndexByte(src[end:], '\n'); n >= 0 {
			end += n + 1
		} else {
			end = len(src)
		}
		piece := string(text.Normalize(src[:end]))
		size += len(piece)
		out = appendLines(out, piece, tab)
		src = src[end:]
	}
	return lines{out, 1}, size
}

func cleanLine(s string, tab int) string {
	if strings.ContainsAny(s, "\v\f") {
		s = strings.Map(func(r rune) rune {
			if r == '\v' || r == '\f' {
				return ' '
			}
			return r
		}, s)
	}
	if strings.IndexByte(s, '\t') >= 0 {
		s = text.ExpandTabs(s, tab)
	}
	return trimRight(s)
}

// trimRight takes white space of any script off the end.
func trimRight(s string) string {
	if n := len(s); n == 0 || s[n-1] > ' ' && s[n-1] < utf8.RuneSelf {
		return s
	}
	return strings.TrimRightFunc(s, isSpace)
}

// indentOf counts the spaces at the start of a line.
func indentOf(s string) int {
	n := 0
	for n < len(s) && s[n] == ' ' {
		n++
	}
	return n
}

// cut leaves out the first n bytes of s, or all of it when it is shorter.
func cut(s string, n int) string {
	if n >= len(s) {
		return ""
	}
	return s[n:]
}

// blockRule says how to take an indented block out of lines.
type blockRule struct {
	firstByte  int  // bytes to leave out of the first line, when first
	first      bool // the first line belongs to the block whatever its indent is
	known      int  // indent that every later line must have; -1: take the least one found
	untilBlank bool // the block ends at a blank line
	keep       bool // leave the indent of later lines in place
}

// take returns the indented block that begins at line i and the index of the
// line after it. blank tells whether the block ends as it should, with a blank
// line or at the end of the input. Blank lines at its start are left out
// unless the rule keeps the first line.
func (l lines) take(i int, r blockRule) (block lines, next int, blank bool) {
	end, indent := i, r.known
	if r.first {
		end++
	}
	blank = true
	for ; end < len(l.text); end++ {
		line := l.text[end]
		if line == "" {
			if r.untilBlank {
				break
			}
			continue
		}
		n := indentOf(line)
		if n == 0 || r.known >= 0 && n < r.known {
			blank = end > i && l.text[end-1] == ""
			break
		}
		if r.known < 0 && (indent < 0 || n < indent) {
			indent = n
		}
	}
	out := make([]string, end-i)
	for j := range out {
		line := l.text[i+j]
		switch {
		case j == 0 && r.first:
			out[j] = cut(line, r.firstByte)
		case r.keep || indent <= 0:
			out[j] = line
		default:
			out[j] = cut(line, indent)
		}
	}
	return lines{out, l.first + i}, end, blank
}

// indented takes a block whose indent is not known beforehand.
func (l lines) indented(i int) (block lines, next int, blank bool) {
	block, next, blank = l.take(i, blockRule{known: -1})
	return block.trim(), next, blank
}
