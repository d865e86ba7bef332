package typeset

import (
	"sort"

	"lectern/lessons/doc"
)

const (
	longWord     = 18 // a word in a table longer than this may be divided
	longHeadWord = 30 // and a word in its head
	plainWidth   = 30 // what a picture or a table in a cell would like
)

// want is the width that contents need, so that no word is divided, and the
// one that they would like. Kinds of blocks give exact ones for running text,
// lists and code and guess for the rest: a wrong guess costs looks and no words.
type want struct{ min, max int }

func (w *want) add(min, max, indent int) {
	if min > w.min-indent {
		w.min = min + indent
	}
	if max > w.max-indent {
		w.max = max + indent
	}
}

// measureText measures running text: its longest unbreakable part, and its longest line.
func (s *setter) measureText(text []doc.Inline, w *want, indent int) {
	s.probe(func() int {
		g := s.gather(text, look{}, false)
		sg := newSegmenter(g)
		line := 0
		for {
			seg, ok := sg.next()
			if !ok {
				break
			}
			line += seg.width
			w.add(seg.width, line, indent)
			line += seg.end - seg.word
			if seg.must {
				line = 0
			}
		}
		return 0
	})
}

// measureCells measures the cells of a grid and what its columns need.
func (s *setter) measureCells(g *grid) []want {
	cols := make([]want, g.n)
	for i := range g.cells {
		c := &g.cells[i]
		var w want
		s.measure(c.cell.Blocks, &w, 0)
		long := longWord
		if c.head {
			long = longHeadWord
		}
		c.min, c.max = min(max(w.min, 1), long), max(w.max, 1)
		if c.cols == 1 {
			cols[c.col].add(c.min, c.max, 0)
		}
	}
	for i := range cols {
		cols[i].add(1, 1, 0)
	}
	for _, c := range g.cells { // what spanning cells need beyond their columns
		if c.cols > 1 {
			spread(cols[c.col:c.col+c.cols], c)
		}
	}
	return cols
}

func spread(cols []want, c placed) {
	lo, hi := c.min-between*(len(cols)-1), c.max-between*(len(cols)-1)
	for _, w := range cols {
		lo -= w.min
		hi -= w.max
	}
	for i := range cols {
		left := len(cols) - i
		if lo > 0 {
			n := (lo + left - 1) / left
			cols[i].min += n
			lo -= n
		}
		if hi > 0 {
			n := (hi + left - 1) / left
			cols[i].max += n
			hi -= n
		}
		cols[i].max = max(cols[i].max, cols[i].min)
	}
}

// share divides avail cells among columns. Each gets what it needs; what is
// left raises the narrow ones first, up to a common level or to what they would
// like. ok is false where avail is less than all need.
func share(cols []want, avail int) (widths []int, ok bool) {
	widths = make([]int, len(cols))
	need, like := 0, 0
	for i, w := range cols {
		widths[i] = w.min
		need += w.min
		like += w.max
	}
	if like <= avail {
		for i, w := range cols {
			widths[i] = w.max
		}
		return widths, true
	}
	if need > avail {
		return widths, false
	}
	at := func(level int) (sum int) {
		for _, w := range cols {
			sum += max(w.min, min(w.max, level))
		}
		return sum
	}
	level := sort.Search(avail+1, func(l int) bool { return at(l) > avail }) - 1
	left := avail - at(level)
	for i, w := range cols {
		widths[i] = max(w.min, min(w.max, level))
		if left > 0 && w.max > level && w.min <= level {
			widths[i]++
			left--
		}
	}
	return widths, true
}
