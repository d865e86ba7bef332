package typeset

import (
	"slices"

	"lectern/lessons/doc"
)

// Running text is easier to read in a narrow column, but a table that is taken apart
// or code that is cut at the edge of one is harder. So a table, code or a drawing
// that does not fit the column takes what it needs of the room beside it
// (Options.Left and Right): first at the right, so that it begins where the text
// does, then at the left.

// set sets one block.
func (s *setter) set(b doc.Block) {
	switch b.(type) {
	case *doc.Table, *doc.Code, *doc.Figure:
		s.setWide(b)
	default:
		kindOf(b).set(s)
	}
}

// setWide sets a block in the column, or wider if it would be lessened there.
func (s *setter) setWide(b doc.Block) {
	before := *s
	before.ids = slices.Clone(s.ids) // the array behind them is used again
	kindOf(b).set(s)
	room := s.opt.Right
	if s.rest.width == 0 && !s.pending {
		room += s.opt.Left // else what stands at the left of the text would move, too
	}
	need := s.needed(len(before.lines), before.taken)
	if need == 0 || room <= 0 || s.column != wholeColumn {
		return
	}
	*s = before
	before.ids = slices.Clone(s.ids)
	s.column = besideColumn
	s.width = min(need, s.opt.Width+room)
	kindOf(b).set(s)
	if s.taken > before.taken { // a table that does not fit there either is easier to read in the column
		*s = before
		kindOf(b).set(s)
		return
	}
	s.width, s.column = before.width, before.column
	s.moveLeft(len(before.lines))
}

// needed is how wide what was set from a line on would have to be to be shown
// whole; 0 if it is, and a width beyond any for a table that was taken apart.
func (s *setter) needed(from, taken int) int {
	if s.taken > taken {
		return 1 << 20
	}
	need := 0
	for _, l := range s.lines[from:] {
		if l.Cut > 0 {
			need = max(need, l.Width()+l.Cut)
		}
	}
	return need
}

// moveLeft moves lines to the left as far as they reach beyond the room at the right.
func (s *setter) moveLeft(from int) {
	out := 0
	for _, l := range s.lines[from:] {
		out = max(out, l.Width()-s.opt.Width-s.opt.Right)
	}
	for i := range s.lines[from:] {
		s.lines[from+i].Out = out
	}
}

// column says where a flow is set.
type column uint8

const (
	noColumn     column = iota // in a cell or a frame
	wholeColumn                // between the margins of the page
	besideColumn               // in the column and the room beside it
)
