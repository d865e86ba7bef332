package typeset

import (
	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// maxColumns is how many columns a table may have to be drawn as one; nobody
// has a screen for more.
const maxColumns = 64

// placed is a table cell with its position in the grid.
type placed struct {
	cell       *doc.Cell
	row, col   int
	rows, cols int // that it covers, at least 1
	head       bool

	min, max int    // widths that its words need, and that it would like
	in       inside // its contents at the width of its columns
	before   int    // the count of the cells before it in its row
	label    string // what its column is called, for the table taken apart
}

// grid is a table with each cell at its place.
type grid struct {
	columns []doc.Column
	cells   []placed
	first   []int // index of the first cell that begins in each row
	heads   int   // rows of the head
	rows    int
	n       int     // columns
	owner   []int32 // the cell at row*n+col; -1 for a hole
	ok      bool    // it has at most maxColumns columns
}

// newGrid places the cells of a table. Spans that reach out of the table or
// over another cell are cut short.
func newGrid(t *doc.Table) *grid {
	g := &grid{columns: t.Columns, heads: len(t.Head), rows: len(t.Head) + len(t.Body), n: len(t.Columns), ok: true}
	if g.n > maxColumns {
		g.ok = false
	}
	var busy []int // for each column the row at which it is free again
	for r := range g.rows {
		g.first = append(g.first, len(g.cells))
		row, end := g.row(t, r)
		col := 0
		for i := range row.Cells {
			for col < len(busy) && busy[col] > r {
				col++
			}
			p := placed{cell: &row.Cells[i], row: r, col: col, head: r < g.heads}
			p.rows = min(max(p.cell.RowSpan, 0), end-r-1) + 1
			p.cols = g.span(p.cell, busy, r, col)
			for len(busy) < col+p.cols {
				busy = append(busy, 0)
			}
			for c := col; c < col+p.cols; c++ {
				busy[c] = r + p.rows
			}
			col += p.cols
			g.cells = append(g.cells, p)
		}
		if len(busy) > maxColumns {
			g.ok = false
			busy = busy[:0] // rows one by one: places do not matter any more
		}
	}
	g.first = append(g.first, len(g.cells))
	g.n = max(g.n, len(busy), 1)
	if g.ok {
		g.own()
	}
	g.label()
	return g
}

// row returns a row and the row at which its part of the table ends.
func (g *grid) row(t *doc.Table, r int) (row *doc.Row, end int) {
	if r < g.heads {
		return &t.Head[r], g.heads
	}
	return &t.Body[r-g.heads], g.rows
}

// span returns how many columns a cell covers.
func (g *grid) span(cell *doc.Cell, busy []int, r, col int) int {
	most := min(max(cell.ColSpan, 0), maxColumns) + 1
	if len(g.columns) > 0 {
		most = min(most, max(len(g.columns)-col, 1))
	}
	n := 1
	for n < most && (col+n >= len(busy) || busy[col+n] <= r) {
		n++
	}
	return n
}

func (g *grid) own() {
	g.owner = make([]int32, g.rows*g.n)
	for i := range g.owner {
		g.owner[i] = -1
	}
	for i, c := range g.cells {
		for r := c.row; r < c.row+c.rows; r++ {
			for k := c.col; k < c.col+c.cols; k++ {
				g.owner[r*g.n+k] = int32(i)
			}
		}
	}
}

// at returns the cell that covers a place, or -1.
func (g *grid) at(row, col int) int32 { return g.owner[row*g.n+col] }

// bar reports whether a vertical rule stands at the left of column col in a row.
func (g *grid) bar(row, col int) bool {
	if row < 0 || row >= g.rows {
		return false
	}
	if col == 0 || col == g.n {
		return true
	}
	a := g.at(row, col-1)
	return a < 0 || a != g.at(row, col)
}

// line reports whether a rule stands below a row at a column.
func (g *grid) line(row, col int) bool {
	if row < 0 || row >= g.rows-1 {
		return true
	}
	a := g.at(row, col)
	return a < 0 || a != g.at(row+1, col)
}

// label gives each cell of the body the words at the head of its column.
func (g *grid) label() {
	words := map[int]string{}
	for _, c := range g.cells {
		if !c.head {
			break
		}
		t := text.OneLine(Clean(doc.PlainText(c.cell.Blocks)))
		for k := c.col; k < c.col+c.cols && t != ""; k++ {
			if words[k] != "" {
				words[k] += " / "
			}
			words[k] += t
		}
	}
	for i := range g.cells {
		c := &g.cells[i]
		switch {
		case c.head:
		case words[c.col] != "":
			c.label = words[c.col] + ": "
		default:
			c.label = "– "
		}
	}
}
