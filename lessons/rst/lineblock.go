package rst

import (
	"cmp"
	"slices"
	"strings"

	"lectern/lessons/doc"
)

// verseSource is one line of a line block before its nesting is known.
type verseSource struct {
	indent int // -1 for an empty line, which takes the indent of the one before
	text   string
	line   int
}

// lineBlock reads lines that begin with a bar; a line that begins with a space
// goes on with the one above (RST spec, "Line Blocks").
func (s *scanner) lineBlock(line string) bool {
	if _, ok := barOf(line); !ok {
		return false
	}
	at := s.line()
	var verse []verseSource
	for {
		line, ok := s.next(0)
		if !ok || line == "" {
			break
		}
		i, ok := barOf(line)
		if !ok {
			s.problem(doc.Info, s.line(), 0, "no-blank-line", "a line block ends without a blank line")
			break
		}
		v := verseSource{indent: i - 2, line: s.line()}
		if i == len(line) {
			v.indent = -1
		}
		block, _ := s.firstKnown(i, true)
		v.text = strings.TrimSpace(block.join())
		verse = append(verse, v)
	}
	s.emit(s.verse(verse, at))
	return true
}

func barOf(line string) (text int, ok bool) {
	if line[0] != '|' {
		return 0, false
	}
	return spacesAfter(line, 1)
}

// verse makes a line block of lines with indents of any size. The nesting of a
// line is one more than that of the nearest line around it that is indented
// less, the deeper of the two when there is one on both sides.
func (s *scanner) verse(src []verseSource, line int) *doc.LineBlock {
	b := &doc.LineBlock{At: s.at(line), Lines: make([]doc.VerseLine, len(src))}
	last := 0
	for i := range src {
		if src[i].indent < 0 {
			src[i].indent = last
		}
		last = src[i].indent
		b.Lines[i].Text = s.inline(src[i].text, src[i].line)
	}
	left, right := smaller(src, false), smaller(src, true)
	order := make([]int, len(src))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(src[a].indent, src[b].indent) })
	for _, i := range order {
		up := left[i]
		if r := right[i]; up < 0 || r >= 0 && src[r].indent > src[up].indent {
			up = r
		}
		if up >= 0 {
			b.Lines[i].Indent = b.Lines[up].Indent + 1
		}
	}
	return b
}

// smaller finds for each line the nearest line before it (after it, when back)
// with less indent, -1 if there is none.
func smaller(src []verseSource, back bool) []int {
	out := make([]int, len(src))
	var stack []int
	for k := range src {
		i := k
		if back {
			i = len(src) - 1 - k
		}
		for len(stack) > 0 && src[stack[len(stack)-1]].indent >= src[i].indent {
			stack = stack[:len(stack)-1]
		}
		out[i] = -1
		if len(stack) > 0 {
			out[i] = stack[len(stack)-1]
		}
		stack = append(stack, i)
	}
	return out
}
