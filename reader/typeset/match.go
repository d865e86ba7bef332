package typeset

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/text"
)

// Match is the part of one hit that stands on one line: cells Start up to End
// of the line. A hit that runs over several lines has a Match for each, with
// the same Hit.
type Match struct {
	Hit        int // from 0, in the order of the page
	Line       int
	Start, End int
}

// stretch is a run of a text that stands on one line, and its place on the page.
type stretch struct {
	from       int // byte of the stream's text at which it begins
	line, cell int
	text       string // as shown; "" for a space at which a line was broken
	cut        bool   // it is in the part of the line that is cut off: all of it is at one cell
}

// stream is the text of one paragraph or table cell, joined again from the lines of the page.
type stream struct {
	folded []byte // text in the case that is compared
	shown  []stretch
}

// finder collects the matches of one query on a page.
type finder struct {
	query   string
	fold    bool
	open    map[int]*stream // by Span.Cell
	matches []Match
	hits    int
}

// Matches finds every place where the text of the page holds query, in order.
// White space in the query matches any run of it and the end of a line; markup,
// link numbers and what else this package added are looked through. Letters
// match in both cases unless the query has a capital. Hits do not overlap.
func (p *Page) Matches(query string) []Match {
	query = text.OneLine(Clean(query))
	f := finder{query: query, fold: query == strings.ToLower(query), open: map[int]*stream{}}
	if query == "" {
		return nil
	}
	for i, l := range p.Lines {
		col := 0
		for _, sp := range l.Spans {
			if !sp.Added {
				f.add(i, col, sp)
			}
			col += textWidth(sp.Text)
		}
		if l.Rest != "" {
			f.add(i, max(col-1, 0), Span{Text: l.Rest, Join: Tight, Cell: -1})
		}
	}
	for _, key := range f.keys() {
		f.search(f.open[key])
	}
	return f.sorted()
}

func (f *finder) keys() []int {
	keys := make([]int, 0, len(f.open))
	for k := range f.open {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	return keys
}

// add appends a span to the stream that it continues.
func (f *finder) add(line, col int, sp Span) {
	cut := sp.Cell == -1
	if cut {
		sp.Cell = 0
	}
	st := f.open[sp.Cell]
	if st == nil {
		st = &stream{}
		f.open[sp.Cell] = st
	}
	switch sp.Join {
	case Fresh:
		f.search(st)
		st.folded, st.shown = st.folded[:0], st.shown[:0]
	case Spaced:
		st.folded = append(st.folded, ' ')
	}
	for text := sp.Text; ; {
		part, rest := text, ""
		if i := strings.Index(text, "  "); i >= 0 { // of a run of spaces in code only the first counts
			part, rest = text[:i+1], strings.TrimLeft(text[i+1:], " ")
		}
		st.shown = append(st.shown, stretch{from: len(st.folded), line: line, cell: col, text: part, cut: cut})
		st.folded = f.appendFolded(st.folded, part)
		if rest == "" {
			return
		}
		if !cut {
			col += textWidth(text[:len(text)-len(rest)])
		}
		text = rest
	}
}

// appendFolded appends text, in small letters if case does not matter.
// Characters whose small form has another length stay as they are, so that
// places in the text stay where they are.
func (f *finder) appendFolded(dst []byte, text string) []byte {
	if !f.fold {
		return append(dst, text...)
	}
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if low := unicode.ToLower(r); utf8.RuneLen(low) == size {
			dst = utf8.AppendRune(dst, low)
		} else {
			dst = append(dst, text[i:i+size]...)
		}
		i += size
	}
	return dst
}

// search adds the hits in a stream that is complete.
func (f *finder) search(st *stream) {
	text := string(st.folded)
	for at := 0; ; {
		i := strings.Index(text[at:], f.query)
		if i < 0 {
			return
		}
		from := at + i
		at = from + len(f.query)
		f.hit(st, from, at)
	}
}

// hit adds the Matches of text[from:to].
func (f *finder) hit(st *stream, from, to int) {
	i := sort.Search(len(st.shown), func(i int) bool { return st.shown[i].from > from }) - 1
	begun := false
	for ; i >= 0 && i < len(st.shown) && st.shown[i].from < to; i++ {
		p := &st.shown[i]
		a, b := max(from-p.from, 0), min(to-p.from, len(p.text))
		if a >= b {
			continue
		}
		m := Match{Hit: f.hits, Line: p.line, Start: p.cell, End: p.cell + 1}
		if !p.cut {
			m.Start = p.cell + textWidth(p.text[:a])
			m.End = m.Start + max(textWidth(p.text[a:b]), 1)
		}
		if n := len(f.matches) - 1; begun && f.matches[n].Line == m.Line && f.matches[n].End >= m.Start {
			f.matches[n].End = max(f.matches[n].End, m.End)
			continue
		}
		begun = true
		f.matches = append(f.matches, m)
	}
	if begun {
		f.hits++
	}
}

// sorted numbers the hits in the order in which they begin on the page; the
// texts of a table's cells are finished in another one.
func (f *finder) sorted() []Match {
	first := make([]Match, f.hits)
	for i := len(f.matches) - 1; i >= 0; i-- {
		first[f.matches[i].Hit] = f.matches[i]
	}
	sort.SliceStable(first, func(i, j int) bool {
		a, b := first[i], first[j]
		return a.Line < b.Line || a.Line == b.Line && a.Start < b.Start
	})
	rank := make([]int, f.hits)
	for i, m := range first {
		rank[m.Hit] = i
	}
	for i := range f.matches {
		f.matches[i].Hit = rank[f.matches[i].Hit]
	}
	sort.SliceStable(f.matches, func(i, j int) bool { return f.matches[i].Hit < f.matches[j].Hit })
	return f.matches
}
