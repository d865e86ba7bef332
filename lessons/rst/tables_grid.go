package rst

import (
	"container/heap"
	"slices"
	"strings"
)

// isGridTop matches the top and bottom border of a grid table.
func isGridTop(line string) bool { return isGridLine(line, '-') }

func isGridLine(line string, dash byte) bool {
	line = strings.TrimRight(line, " ")
	n := len(line)
	if n < 4 || line[:2] != "+"+string(dash) || line[n-2:] != string(dash)+"+" {
		return false
	}
	for i := 0; i < n; i++ {
		if line[i] != dash && line[i] != '+' {
			return false
		}
	}
	return true
}

// gridTable reads a grid table (RST spec, "Grid Tables").
func (s *scanner) gridTable(line string) bool {
	if !isGridTop(line) {
		return false
	}
	end := s.i
	for end < len(s.in.text) && s.in.text[end] != "" && strings.IndexByte("+|", s.in.text[end][0]) >= 0 {
		end++
	}
	block := s.in.slice(s.i, end)
	if n := len(block.text); !isGridTop(block.text[n-1]) {
		n--
		for n > 2 && !isGridTop(block.text[n-1]) {
			n--
		}
		if n <= 2 {
			s.i = end
			s.malformed(block, "it has no bottom border")
			return true
		}
		block = block.slice(0, n)
	}
	s.i += len(block.text)
	s.unindented("table", s.i == len(s.in.text) || s.in.text[s.i] == "")
	g := grid{rows: make([]row, len(block.text))}
	for i, line := range block.text {
		g.rows[i] = newRow(line)
	}
	if why := g.parse(); why != "" {
		s.malformed(block, why)
		return true
	}
	widths, rows, head, why := g.table(block.first)
	if why != "" {
		s.malformed(block, why)
		return true
	}
	s.emit(s.table(block.first, widths, rows, head))
	return true
}

// grid finds the cells of a grid table. It begins at the top left corner,
// traces the cell there, and goes on at that cell's other corners, top to
// bottom.
type grid struct {
	rows          []row
	right, bottom int
	head          int   // row of the line between head and body, 0 if there is none
	done          []int // last row, by column, that belongs to a cell found
	cells         []box
	rowSeps       map[int]bool // rows and columns in which cells begin and end
	colSeps       map[int]bool
	steps         int // characters that tracing may still look at
}

// box is a cell by the positions of its borders.
type box struct{ top, left, bottom, right int }

// parse returns what is wrong with the table, "" if nothing is.
func (g *grid) parse() string {
	width := g.rows[0].width()
	for i, r := range g.rows {
		if c := r.at(width - 1); r.width() != width || c != '+' && c != '|' {
			return "its right border is not straight"
		}
		if !isGridLine(r.s, '=') {
			continue
		}
		if g.head > 0 || i == 0 || i == len(g.rows)-1 {
			return "a line of = stands where it may not"
		}
		g.head = i
		g.rows[i] = row{s: strings.ReplaceAll(r.s, "=", "-")}
	}
	g.right, g.bottom = width-1, len(g.rows)-1
	// Tracing looks at each character a few times. A table made so that its
	// cells are hard to find is given up.
	g.steps = 100*width*len(g.rows) + 100_000
	g.done = slices.Repeat([]int{-1}, width)
	g.rowSeps, g.colSeps = map[int]bool{0: true}, map[int]bool{0: true}
	return g.trace()
}

func (g *grid) trace() string {
	corners := cornerHeap{{0, 0}}
	for len(corners) > 0 {
		c := heap.Pop(&corners).(corner)
		if c.row == g.bottom || c.col == g.right || c.row <= g.done[c.col] {
			continue
		}
		b, ok := g.cellAt(c.row, c.col)
		if g.steps < 0 {
			return "its cells are too intricate"
		}
		if !ok {
			continue
		}
		for col := b.left; col < b.right; col++ {
			if g.done[col] != b.top-1 {
				return "its cells overlap"
			}
			g.done[col] = b.bottom - 1
		}
		g.note(b)
		g.cells = append(g.cells, b)
		heap.Push(&corners, corner{b.top, b.right})
		heap.Push(&corners, corner{b.bottom, b.left})
	}
	for col := range g.right {
		if g.done[col] != g.bottom-1 {
			return "its cells do not fill it"
		}
	}
	return ""
}

// cellAt traces the smallest cell whose top left corner is given.
func (g *grid) cellAt(top, left int) (box, bool) {
	if g.rows[top].at(left) != '+' {
		return box{}, false
	}
	for right := left + 1; right <= g.right; right++ {
		g.steps--
		switch g.rows[top].at(right) {
		case '+':
			if bottom, ok := g.down(top, left, right); ok {
				return box{top, left, bottom, right}, true
			}
		case '-':
		default:
			return box{}, false
		}
	}
	return box{}, false
}

// down follows the right border of a cell to its bottom.
func (g *grid) down(top, left, right int) (bottom int, ok bool) {
	for bottom = top + 1; bottom <= g.bottom && g.steps > 0; bottom++ {
		g.steps--
		switch g.rows[bottom].at(right) {
		case '+':
			if g.back(top, left, bottom, right) {
				return bottom, true
			}
		case '|':
		default:
			return 0, false
		}
	}
	return 0, false
}

// back checks the bottom and the left border of a cell.
func (g *grid) back(top, left, bottom, right int) bool {
	r := g.rows[bottom]
	for col := right - 1; col > left; col-- {
		g.steps--
		if c := r.at(col); c != '+' && c != '-' {
			return false
		}
	}
	if r.at(left) != '+' {
		return false
	}
	for line := bottom - 1; line > top; line-- {
		g.steps--
		if c := g.rows[line].at(left); c != '+' && c != '|' {
			return false
		}
	}
	return true
}

// note keeps the corners on the borders of a cell: rows and columns of the table
// begin there.
func (g *grid) note(b box) {
	for col := b.left + 1; col <= b.right; col++ {
		if g.rows[b.top].at(col) == '+' || g.rows[b.bottom].at(col) == '+' {
			g.colSeps[col] = true
		}
	}
	for line := b.top + 1; line <= b.bottom; line++ {
		if g.rows[line].at(b.left) == '+' || g.rows[line].at(b.right) == '+' {
			g.rowSeps[line] = true
		}
	}
}

// table puts the cells in rows and columns. first is the line of the top border.
func (g *grid) table(first int) (widths []int, rows [][]cell, head int, why string) {
	lineOf, colOf := sortedKeys(g.rowSeps), sortedKeys(g.colSeps)
	rowIndex, colIndex := indexes(lineOf), indexes(colOf)
	for i := 1; i < len(colOf); i++ {
		widths = append(widths, colOf[i]-colOf[i-1]-1)
	}
	if g.head > 0 {
		n, ok := rowIndex[g.head]
		if !ok {
			return nil, nil, 0, "the line of = does not divide its rows"
		}
		head = n
	}
	slices.SortFunc(g.cells, func(a, b box) int {
		if a.top != b.top {
			return a.top - b.top
		}
		return a.left - b.left
	})
	rows = make([][]cell, len(lineOf)-1)
	covered := 0
	for _, b := range g.cells {
		i, k := rowIndex[b.top], colIndex[b.left]
		c := cell{rows: rowIndex[b.bottom] - i - 1, cols: colIndex[b.right] - k - 1}
		c.text = rectangle(g.rows, b.top+1, b.left+1, b.bottom, b.right, first)
		covered += (c.rows + 1) * (c.cols + 1)
		rows[i] = append(rows[i], c)
	}
	if covered != len(rows)*len(widths) {
		return nil, nil, 0, "its cells do not fill it"
	}
	return widths, rows, head, ""
}

func sortedKeys(m map[int]bool) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func indexes(list []int) map[int]int {
	m := make(map[int]int, len(list))
	for i, v := range list {
		m[v] = i
	}
	return m
}

// corner is a place where a cell may begin; the heap gives the topmost first.
type corner struct{ row, col int }

type cornerHeap []corner

func (h cornerHeap) Len() int { return len(h) }
func (h cornerHeap) Less(i, j int) bool {
	if h[i].row != h[j].row {
		return h[i].row < h[j].row
	}
	return h[i].col < h[j].col
}
func (h cornerHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *cornerHeap) Push(x any)   { *h = append(*h, x.(corner)) }
func (h *cornerHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

var _ heap.Interface = (*cornerHeap)(nil)
