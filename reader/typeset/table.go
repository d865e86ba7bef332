package typeset

import (
	"iter"
	"strings"

	"lectern/lessons/doc"
)

const (
	between    = 3 // cells between the contents of two columns: " │ "
	tableDepth = 2 // tables in tables beyond this are taken apart

	easeWidth = 32 // up to which a column of a table that scrolls sideways is as wide as its words would like
)

func lines(text string) iter.Seq[string] { return strings.SplitSeq(text, "\n") }

// table is drawn in a frame; where its words do not fit, it is taken apart into
// records: each cell on lines of its own behind the words at the head of its column.
//
// A place in it counts row by row and cell by cell, whichever way it is set.
// Each row counts one for the rule above it and one for itself, each cell its
// contents and its label; the end counts one.
type table struct{ *doc.Table }

func (table) measure(_ *setter, w *want, indent int) { w.add(longWord, plainWidth, indent) }

func (t table) set(s *setter) {
	n := len(s.lines)
	if len(t.Caption) > 0 {
		width := s.width
		s.width = min(s.width, max(1, s.opt.Width)) // words stay in the column
		s.styled(t.Caption, look{role: CaptionRole, style: Bold})
		s.width = width
	}
	g := newGrid(t.Table)
	if len(g.cells) == 0 {
		return
	}
	if len(s.lines) == n {
		s.settle()
	}
	s.tables++
	defer func() { s.tables-- }()
	if g.ok && s.tables <= tableDepth && !s.opt.Records {
		if widths, ok := s.columns(g); ok {
			s.framedTable(g, widths)
			return
		}
	}
	s.records(g)
}

// columns chooses the widths of the columns; ok is false where the table does
// not fit.
func (s *setter) columns(g *grid) ([]int, bool) {
	frame := between*g.n + 1
	avail := s.textWidth() - frame
	if avail < g.n && !s.whole {
		return nil, false
	}
	cols := s.measureCells(g)
	if s.whole || s.column == besideColumn {
		need, ease := 0, 0
		for _, w := range cols {
			need += w.min
			ease += max(w.min, min(w.max, easeWidth))
		}
		switch {
		case s.whole && need > avail: // it scrolls sideways anyway, so it need not be cramped
			avail = ease
		case !s.whole && need <= avail: // no wider than is good for its words
			avail = min(avail, max(ease, s.opt.Width-s.rest.width-frame))
		}
	}
	return share(cols, avail)
}

// units is what a row adds to the count.
func (g *grid) units(row int) int {
	n := 2
	for _, c := range g.cells[g.first[row]:g.first[row+1]] {
		n += units(c.label) + c.in.units
	}
	return n
}

// contents sets a cell in a flow of its own.
func (s *setter) contents(c *placed, width int) {
	lk := look{}
	if c.head {
		lk = look{role: TableHead, style: Bold}
	}
	c.in = s.inside(width, lk, func() { s.blocks(c.cell.Blocks) })
}

// framedTable draws the table.
func (s *setter) framedTable(g *grid, widths []int) {
	f := newFrame(g, widths)
	for i := range g.cells {
		c := &g.cells[i]
		s.contents(c, f.width(c))
		if i > g.first[c.row] {
			prev := g.cells[i-1]
			c.before = prev.before + units(prev.label) + prev.in.units
		}
	}
	f.arrange()
	start := s.count
	for r := range g.rows {
		if f.ruled[r] {
			s.count = start
			s.begin()
			cut, rest := f.drawRule(s, r-1)
			s.end(0, cut, rest)
		}
		if r == g.heads && r > 0 && s.tables == 1 {
			s.head = len(s.lines)
		}
		tall := f.tallest(r)
		for k := range f.heights[r] {
			s.count = start + 1
			switch {
			case k == 0 && !f.ruled[r]:
				s.count = start
			case k > 0 && tall != nil:
				s.count += tall.before + units(tall.label) + tall.in.lines[k].Offset
			}
			s.begin()
			cut, rest := f.drawRow(s, r, k)
			s.end(0, cut, rest)
		}
		start += g.units(r)
	}
	s.count = start
	s.begin()
	f.drawRule(s, g.rows-1)
	s.end(0, 0, "")
	s.count = start + 1
}

// records sets a table taken apart.
func (s *setter) records(g *grid) {
	s.taken++
	if n := len(s.apart); n == 0 || s.apart[n-1] != s.block {
		s.apart = append(s.apart, s.block)
	}
	start := s.count
	head := g.linksInHead() || !g.labelsSuffice()
	n := len(s.lines)
	for r := range g.rows {
		at := start + 1
		s.count = start
		if r > 0 && len(s.lines) > n {
			s.space(true)
		}
		from := len(s.lines)
		for i := g.first[r]; i < g.first[r+1]; i++ {
			c := &g.cells[i]
			if c.head && !head {
				s.skip(c)
			} else {
				s.record(c, at, from)
			}
			at += units(c.label) + c.in.units
		}
		if len(s.lines) == from && r >= g.heads {
			s.count = start
			s.drawn("–")
		}
		start = at + 1
	}
	if len(s.lines) == n {
		s.drawn("–")
	}
	s.gap.set = false // before a last row that shows nothing, as one of the head without cells
	s.count = start + 1
}

// record sets one cell of a table that is taken apart; its place counts from at.
func (s *setter) record(c *placed, at, from int) {
	if s.gap.set { // the blank line stands for the rule above the row
		s.count = at - 1
		s.flushGap()
	}
	s.count = at
	if c.head {
		base := s.base
		s.base = look{role: TableHead, style: Bold}
		s.blocks(c.cell.Blocks)
		s.base = base
	} else if len(c.cell.Blocks) > 0 {
		marker := []Span{{Text: c.label, Role: TableHead, Style: Bold, Added: true}}
		s.nest(marker, 2, func() { s.blocks(c.cell.Blocks) })
	}
	s.gap.set = false // as at the end of a cell in a frame
	c.in.units = max(s.count-at-units(c.label), 0)
}

// skip counts a cell of the head without showing it: the labels of the records replace it.
func (s *setter) skip(c *placed) {
	s.probe(func() int {
		s.contents(c, s.textWidth())
		return 0
	})
}

// linksInHead reports whether the head must be shown itself, for its links.
func (g *grid) linksInHead() bool {
	found := false
	for _, c := range g.cells {
		if !c.head {
			break
		}
		doc.WalkInlines(c.cell.Blocks, func(in doc.Inline) {
			switch in := in.(type) {
			case *doc.Link, *doc.FootnoteRef:
				found = true
			case *doc.Image:
				found = found || in.Target != ""
			default: // leads nowhere
			}
		})
	}
	return found
}

// labelsSuffice reports whether every word of the head is the label of a cell
// that is shown.
func (g *grid) labelsSuffice() bool {
	used := map[int]bool{}
	for _, c := range g.cells {
		if !c.head && len(c.cell.Blocks) > 0 {
			used[c.col] = true
		}
	}
	for _, c := range g.cells {
		if !c.head {
			break
		}
		found := len(c.cell.Blocks) == 0
		for k := c.col; k < c.col+c.cols; k++ {
			found = found || used[k]
		}
		if !found {
			return false
		}
	}
	return true
}
