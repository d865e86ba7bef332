package typeset

import (
	"strings"

	"lectern/lessons/doc"
)

// frame draws a table as a grid, once its columns have widths and its cells are set.
type frame struct {
	*grid
	widths  []int
	heights []int  // lines of each row
	ruled   []bool // a rule stands above the row
	y       []int  // the line of the frame at which each row begins
	double  bool   // the rule below the head is a double one, since others are there too
}

func newFrame(g *grid, widths []int) *frame { return &frame{grid: g, widths: widths} }

// width returns how wide the contents of a cell may be.
func (f *frame) width(c *placed) int {
	n := between * (c.cols - 1)
	for _, w := range f.widths[c.col : c.col+c.cols] {
		n += w
	}
	return n
}

// arrange decides on the rules and the heights of the rows. Between the rows of
// the body stand rules only if a row has several lines. A cell over several
// rows that is higher than they are stretches the first of them, the one that
// its contents are counted in.
func (f *frame) arrange() {
	f.ruled = make([]bool, f.rows)
	f.heights = make([]int, f.rows)
	f.y = make([]int, f.rows)
	all := false
	for i := range f.cells {
		c := &f.cells[i]
		all = all || c.rows > 1 || !c.head && len(c.in.lines) > 1
	}
	for r := range f.rows {
		f.ruled[r] = all || r == 0 || r == f.heads
	}
	f.double = all && f.heads > 0
	for r := f.rows - 1; r >= 0; r-- {
		f.heights[r] = 1
		for _, c := range f.cells[f.first[r]:f.first[r+1]] {
			n := len(c.in.lines)
			for k := r + 1; k < r+c.rows && n > 0; k++ {
				n -= f.heights[k] + btoi(f.ruled[k])
			}
			f.heights[r] = max(f.heights[r], n)
		}
	}
	y := 0
	for r := range f.rows {
		y += btoi(f.ruled[r])
		f.y[r] = y
		y += f.heights[r]
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// tallest is the cell that begins in a row and has the most lines; nil if the
// row has no contents. Places on the row's lines are places in it.
func (f *frame) tallest(row int) *placed {
	var t *placed
	for i := f.first[row]; i < f.first[row+1]; i++ {
		c := &f.cells[i]
		if len(c.in.lines) > 0 && (t == nil || len(c.in.lines) > len(t.in.lines)) {
			t = c
		}
	}
	return t
}

// drawRow appends line k of a row.
func (f *frame) drawRow(s *setter, row, k int) (cut int, rest string) {
	for col := 0; col < f.n; {
		lead := " "
		if f.bar(row, col) {
			lead = "│ "
		}
		s.cur = append(s.cur, Span{Text: lead, Role: FrameRole, Added: true})
		i := f.at(row, col)
		if i < 0 {
			s.cur = append(s.cur, blanks(f.widths[col]+1))
			col++
			continue
		}
		c := &f.cells[i]
		n, r := f.drawText(s, int(i), f.y[row]+k-f.y[c.row])
		cut += n
		rest = join(rest, r)
		col = c.col + c.cols
	}
	s.cur = append(s.cur, Span{Text: "│", Role: FrameRole, Added: true})
	return cut, rest
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// drawText appends one line of a cell's contents, filled up to its width and the
// space before the next bar.
func (f *frame) drawText(s *setter, cell, line int) (cut int, rest string) {
	c := &f.cells[cell]
	width := f.width(c)
	if line >= len(c.in.lines) {
		s.cur = append(s.cur, blanks(width+1))
		return 0, ""
	}
	for _, a := range c.in.anchors {
		if a.line == line {
			s.anchors = append(s.anchors, anchor{a.id, len(s.lines)})
		}
	}
	l := c.in.lines[line]
	left, right := 0, max(width-l.Width(), 0)
	switch f.align(c) {
	case doc.AlignRight:
		left, right = right, 0
	case doc.AlignCenter:
		left = right / 2
		right -= left
	}
	if left > 0 {
		s.cur = append(s.cur, blanks(left))
	}
	for _, sp := range l.Spans {
		sp.Cell = c.col + 1 // no two cells on a line have the same
		s.cur = append(s.cur, sp)
	}
	s.cur = append(s.cur, blanks(right+1))
	return l.Cut, l.Rest
}

func (f *frame) align(c *placed) doc.Align {
	if c.col < len(f.columns) && c.cols == 1 {
		return f.columns[c.col].Align
	}
	return doc.AlignDefault
}

// drawRule appends the rule below a row; -1 is the one at the top. Contents of
// a cell that reaches over the rule go on in it.
func (f *frame) drawRule(s *setter, row int) (cut int, rest string) {
	var b strings.Builder
	double := f.double && row == f.heads-1
	flush := func() {
		if b.Len() > 0 {
			s.cur = append(s.cur, Span{Text: b.String(), Role: FrameRole, Added: true})
			b.Reset()
		}
	}
	for col := 0; col < f.n; {
		b.WriteRune(f.joint(row, col, double))
		if f.line(row, col) {
			stroke := "─"
			if double {
				stroke = "═"
			}
			b.WriteString(strings.Repeat(stroke, f.widths[col]+2))
			col++
			continue
		}
		i := f.at(row, col)
		c := &f.cells[i]
		flush()
		s.cur = append(s.cur, blanks(1))
		n, r := f.drawText(s, int(i), f.y[row+1]-1-f.y[c.row])
		cut += n
		rest = join(rest, r)
		col = c.col + c.cols
	}
	b.WriteRune(f.joint(row, f.n, double))
	flush()
	return cut, rest
}

// The joints by the strokes that meet in them: up 1, down 2, left 4, right 8.
var (
	joints       = [16]rune{' ', '╵', '╷', '│', '╴', '┘', '┐', '┤', '╶', '└', '┌', '├', '─', '┴', '┬', '┼'}
	doubleJoints = [16]rune{' ', '╵', '╷', '│', '═', '╛', '╕', '╡', '═', '╘', '╒', '╞', '═', '╧', '╤', '╪'}
)

func (f *frame) joint(row, col int, double bool) rune {
	k := btoi(f.bar(row, col)) + 2*btoi(f.bar(row+1, col))
	if col > 0 {
		k += 4 * btoi(f.line(row, col-1))
	}
	if col < f.n {
		k += 8 * btoi(f.line(row, col))
	}
	if double {
		return doubleJoints[k]
	}
	return joints[k]
}
