package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// row is one line of a table, accessed by column: a wide character
// takes two columns, a combining one none.
type row struct {
	s     string
	units []string // one a column, when the line is not plain ASCII
}

func newRow(s string) row {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return row{s, unitsOf(s)}
		}
	}
	return row{s: s}
}

func unitsOf(s string) []string {
	var units []string
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		j := i + n
		for j < len(s) {
			next, m := utf8.DecodeRuneInString(s[j:])
			if !isCombining(next) {
				break
			}
			j += m
		}
		units = append(units, s[i:j])
		if isWide(r) {
			units = append(units, "")
		}
		i = j
	}
	return units
}

func (r row) width() int {
	if r.units != nil {
		return len(r.units)
	}
	return len(r.s)
}

// at returns the character in a column if it is ASCII, and 0 if it is not or the column is outside.
func (r row) at(col int) byte {
	switch {
	case col < 0 || col >= r.width():
		return 0
	case r.units == nil:
		return r.s[col]
	case len(r.units[col]) == 1:
		return r.units[col][0]
	}
	return 0
}

// slice returns the text between the columns from and to.
func (r row) slice(from, to int) string {
	w := r.width()
	from, to = min(from, w), min(to, w)
	if r.units != nil {
		return strings.Join(r.units[from:to], "")
	}
	return r.s[from:to]
}

// cell is one cell of a table while it is cut out of its lines.
type cell struct {
	rows, cols int // extra rows and columns that it covers
	text       lines
}

// rectangle cuts lines top to bottom, columns left to right, out of a table and
// takes off the indent that all have.
func rectangle(rows []row, top, left, bottom, right, first int) lines {
	out := make([]string, 0, bottom-top)
	indent := -1
	for _, r := range rows[top:bottom] {
		line := trimRight(r.slice(left, right))
		if line != "" {
			if n := indentOf(line); indent < 0 || n < indent {
				indent = n
			}
		}
		out = append(out, line)
	}
	if indent > 0 {
		for i := range out {
			out[i] = cut(out[i], indent)
		}
	}
	return lines{out, first + top}
}

// table makes a table of its cells; head is the number of head rows, widths are
// the columns' as written.
func (s *scanner) table(at int, widths []int, rows [][]cell, head int) *doc.Table {
	t := &doc.Table{At: s.at(at), Columns: make([]doc.Column, len(widths))}
	for i, w := range widths {
		t.Columns[i].Width = w
	}
	for i, cells := range rows {
		s.cells += len(cells)
		r := doc.Row{Cells: make([]doc.Cell, len(cells))}
		for k, c := range cells {
			r.Cells[k] = doc.Cell{RowSpan: c.rows, ColSpan: c.cols, Blocks: s.body(c.text, s.ctx.inner())}
		}
		if i < head {
			t.Head = append(t.Head, r)
		} else {
			t.Body = append(t.Body, r)
		}
	}
	return t
}

// malformed shows the lines of a malformed table unchanged.
func (s *scanner) malformed(block lines, why string) {
	s.problem(doc.Warning, block.first, 0, "malformed-table", "the table is malformed (%s), shown as it is written", why)
	s.emit(&doc.Code{At: s.at(block.first), Kind: doc.Drawing, Text: block.trimEnd().join()})
}
