package markdown

import (
	"bytes"
	"sort"

	"lectern/lessons/doc"
	"lectern/lessons/html"
)

// region is a part of a text, in bytes.
type region struct{ from, to int }

// codeMap knows which parts of a text are code, in which no syntax of a dialect applies:
// what is between fences, indented code, and code in running text. It is in order.
type codeMap []region

// end returns where the code ends in which a byte of the text stands; 0 if it is in none.
func (m codeMap) end(at int) int {
	i := sort.Search(len(m), func(i int) bool { return m[i].to > at })
	if i < len(m) && m[i].from <= at {
		return m[i].to
	}
	return 0
}

// find returns the next place at or behind an offset at which a mark stands outside of
// code, -1 if there is none.
func (m codeMap) find(text []byte, mark string, at int) int {
	for at < len(text) {
		i := bytes.Index(text[at:], []byte(mark))
		if i < 0 {
			return -1
		}
		at += i
		end := m.end(at)
		if end == 0 {
			return at
		}
		at = end
	}
	return -1
}

// codeScan is a scan of a text for code, after the lines read so far.
type codeScan struct {
	text      []byte
	found     codeMap
	fence     fenceTracker
	paragraph int   // where the paragraph began that is open; -1 for none
	items     []int // columns at which the text of the open list items begins
	blank     bool  // the line before is blank, or code by its indentation
}

// codeOf returns which parts of a text are code. indented says whether indentation alone
// makes code, as it does in all dialects but MDX.
func codeOf(text []byte, indented bool) codeMap {
	s := codeScan{text: text, paragraph: -1, blank: true}
	for at := 0; at < len(text); {
		end := len(text)
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		s.line(at, end, indented)
		at = end
	}
	s.endParagraph(len(text))
	return s.found
}

func (s *codeScan) line(at, end int, indented bool) {
	line := s.text[at:end]
	if s.fence.next(line) {
		s.endParagraph(at)
		s.add(at, end)
		s.blank = false
		return
	}
	body := bytes.TrimLeft(line, " \t>")
	if len(bytes.TrimSpace(body)) == 0 {
		s.endParagraph(at)
		s.blank = true
		return
	}
	column := 0
	for _, b := range line[:len(line)-len(body)] {
		if column++; b == '\t' {
			column = (column + 3) / 4 * 4
		}
	}
	if s.blank {
		for len(s.items) > 0 && s.items[len(s.items)-1] > column {
			s.items = s.items[:len(s.items)-1]
		}
		outer := 0
		if len(s.items) > 0 {
			outer = s.items[len(s.items)-1]
		}
		if indented && column >= outer+4 {
			s.add(at, end)
			return
		}
	}
	s.blank = false
	mark := containerMark(body)
	opens := mark == 0 && (bytes.HasPrefix(body, []byte("!!!")) || bytes.HasPrefix(body, []byte("???")) ||
		bytes.HasPrefix(body, []byte("===")) || bytes.HasPrefix(body, []byte("[^")))
	switch {
	case opens:
		s.endParagraph(at)
		s.push(column + 4)
	case mark > 0:
		s.endParagraph(at)
		rest := bytes.TrimLeft(body[mark:], " ")
		inner := column + len(body) - len(rest)
		if len(rest) == 0 || len(body)-len(rest)-mark > 4 {
			inner = column + mark + 1
		}
		s.push(inner)
	case body[0] == '#' || body[0] == '|':
		s.endParagraph(at)
	}
	if s.paragraph < 0 {
		s.paragraph = at
	}
}

// push notes that the text of an item begins at a column.
func (s *codeScan) push(column int) {
	for len(s.items) > 0 && s.items[len(s.items)-1] >= column {
		s.items = s.items[:len(s.items)-1]
	}
	if len(s.items) < maxNesting {
		s.items = append(s.items, column)
	}
}

// add notes that a part of the text is code.
func (s *codeScan) add(from, to int) {
	if n := len(s.found); n > 0 && s.found[n-1].to == from {
		s.found[n-1].to = to
		return
	}
	s.found = append(s.found, region{from, to})
}

// endParagraph finds the code in the paragraph that ends: a run of backticks up to the
// next run of that length (CommonMark "Code spans").
func (s *codeScan) endParagraph(end int) {
	start := s.paragraph
	s.paragraph = -1
	if start < 0 || bytes.IndexByte(s.text[start:end], '`') < 0 {
		return
	}
	var runs []region
	for i := start; i < end; i++ {
		if s.text[i] == '\\' {
			i++
		} else if s.text[i] == '`' {
			n := runLength(s.text[i:end], end-i)
			runs = append(runs, region{i, i + n})
			i += n - 1
		}
	}
	next := make([]int, len(runs)) // the run that closes each, 0 for none
	last := map[int]int{}
	for i := len(runs) - 1; i >= 0; i-- {
		n := runs[i].to - runs[i].from
		next[i], last[n] = last[n], i
	}
	for i := 0; i < len(runs); i++ {
		if j := next[i]; j > 0 {
			s.add(runs[i].from, runs[j].to)
			i = j
		}
	}
}

// headLines returns the headings of a text that have marks in them, by the lines of the
// page on which they stand.
func headLines(body []byte, lines lineMap) map[int]string {
	heads := map[int]string{}
	var fence fenceTracker
	n := -1
	for line := range bytes.Lines(body) {
		n++
		if fence.next(line) || line[0] != '#' || len(line) > maxDirective || !bytes.ContainsAny(line, "{[<%=^!") {
			continue
		}
		if level := runLength(line, 7); level < 7 && level < len(line) && line[level] == ' ' {
			heads[lines.at(n)] = string(bytes.TrimSpace(line[level:]))
		}
	}
	return heads
}

// oldAnchor returns the text of a heading, with the anchor that it would have had if no
// dialect had read it, where that is another one: records and links may know it.
func (c *converter) oldAnchor(h *doc.Heading) []doc.Inline {
	source, ok := c.page.heads[int(h.At)]
	if !ok {
		return h.Text
	}
	text, ok := oneParagraph(source)
	if !ok {
		return h.Text
	}
	if old := html.Slug(doc.InlineText(text)); old != h.ID {
		return append(h.Text, &doc.Target{ID: old})
	}
	return h.Text
}
