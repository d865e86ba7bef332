package markdown

import (
	"bytes"
	"sort"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// decode returns a file as the parsers want it, and a Problem if it is not UTF-8.
func decode(src []byte, file string) ([]byte, []doc.Problem) {
	src, note := text.Decode(src)
	if note != nil {
		return text.Normalize(src), []doc.Problem{{File: file, Line: note.Line, Severity: doc.Warning, Code: "encoding", Text: note.Text}}
	}
	return text.Normalize(src), nil
}

// lineMap tells on which line of the page a byte of the text that is parsed
// stands. The text differs from the page: front matter is cut off, files are
// included.
type lineMap struct {
	starts []int // offset of each line of the text
	origin []int // line of the page for each line of the text; nil when first+i is right
	first  int   // line of the page on which the text begins
	last   int   // of the page, if that is not known by origin; 0 for no bound
	fixed  bool  // all of the text stands on line first
}

// newLineMap makes the map of a text that begins on line first of the page.
// origin is nil, or holds the page's line of each line of the text.
func newLineMap(body []byte, first int, origin []int) lineMap {
	starts := make([]int, 1, bytes.Count(body, []byte{'\n'})+1)
	for i := 0; ; {
		n := bytes.IndexByte(body[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		starts = append(starts, i)
	}
	return lineMap{starts: starts, origin: origin, first: first}
}

// line returns the line of the page for an offset of the text; 0 for none.
func (m lineMap) line(offset int) int {
	if offset < 0 {
		return 0
	}
	return m.at(sort.SearchInts(m.starts, offset+1) - 1)
}

// at returns the line of the page for line i of the text, counted from 0.
func (m lineMap) at(i int) int {
	switch {
	case i < len(m.origin):
		return m.origin[i]
	case m.fixed:
		return m.first
	case m.last > 0:
		return min(m.first+i, m.last)
	}
	return m.first + i
}

// eachLine calls f for every line of a text, without its newline, until f
// returns false.
func eachLine(b []byte, f func(line []byte) bool) {
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte{'\n'})
		if !f(line) {
			return
		}
		b = rest
	}
}

// fenceTracker knows, line by line, whether a line stands in a fenced code
// block. It looks at the fences alone, so a fence inside a quote counts as well.
type fenceTracker struct {
	mark   byte // of the open fence; 0 when none is open
	length int
}

// next takes one line and reports whether it belongs to a fence or what is
// between two.
func (f *fenceTracker) next(line []byte) bool {
	s := bytes.TrimLeft(line, " \t>")
	if len(s) < 3 || (s[0] != '`' && s[0] != '~') {
		return f.mark != 0
	}
	n := runLength(s, len(s))
	rest := bytes.TrimRight(s[n:], " \t\n")
	switch {
	case f.mark == 0:
		if n >= 3 && (s[0] == '~' || bytes.IndexByte(rest, '`') < 0) {
			f.mark, f.length = s[0], n
			return true
		}
		return false
	case s[0] == f.mark && n >= f.length && len(rest) == 0:
		f.mark = 0
	}
	return true
}
