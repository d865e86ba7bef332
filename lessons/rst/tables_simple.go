package rst

import (
	"math"
	"strings"
)

// isSimpleTop matches the top border of a simple table: two or more columns.
func isSimpleTop(line string) bool {
	return isSimpleBorder(line) && strings.Contains(strings.TrimRight(line, " "), " ")
}

func isSimpleBorder(line string) bool {
	return line != "" && line[0] == '=' && strings.Trim(line, "= ") == ""
}

func isSimpleSpan(line string) bool {
	return line != "" && line[0] == '-' && strings.Trim(line, "- ") == ""
}

// simpleTable reads a simple table (RST spec, "Simple Tables").
func (s *scanner) simpleTable(line string) bool {
	if !isSimpleTop(line) {
		return false
	}
	end, why := s.simpleEnd(len(line))
	block := s.in.slice(s.i, end)
	s.i = end
	if why != "" {
		s.malformed(block, why)
		return true
	}
	s.unindented("table", s.i == len(s.in.text) || s.in.text[s.i] == "")
	t := newSimple(block, s.limits.cells-s.cells)
	if why := t.parse(); why != "" {
		s.malformed(block, why)
		return true
	}
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		widths[i] = c.to - c.from
	}
	rows, head := make([][]cell, len(t.rows)), 0
	for i, r := range t.rows {
		rows[i] = r.cells
		if t.head > 0 && r.start <= t.head {
			head = i + 1
		}
	}
	if head == len(rows) {
		head = 0
	}
	s.emit(s.table(block.first, widths, rows, head))
	return true
}

// simpleEnd finds the line behind the table that begins at the current one: the
// second border below it ends it, or the first one with a blank line below.
func (s *scanner) simpleEnd(width int) (end int, why string) {
	found := 0
	for i := s.i + 1; i < len(s.in.text); i++ {
		line := s.in.text[i]
		if !isSimpleBorder(line) {
			continue
		}
		if len(line) != width {
			return i + 1, "a border is not as long as the top border"
		}
		found++
		end = i + 1
		if found == 2 || end == len(s.in.text) || s.in.text[end] == "" {
			return end, ""
		}
	}
	if found > 0 {
		return end, "it has no bottom border, or no blank line below that"
	}
	// Only what can be its first rows is taken for the table.
	end = s.i + 1
	for end < len(s.in.text) && s.in.text[end] != "" {
		end++
	}
	return end, "it has no bottom border"
}

// span is a run of columns of a simple table.
type span struct{ from, to int }

type simpleRow struct {
	start int // line of the table at which it begins
	cells []cell
}

type simple struct {
	block   lines
	lines   []row
	columns []span
	edge    int // where the last column's border ends
	head    int // line of the border between head and body, 0 if there is none
	rows    []simpleRow
	spare   int // cells that the table may still have
}

// newSimple prepares a table that may have so many cells, but no more than its
// size lets expect.
func newSimple(block lines, cells int) *simple {
	t := &simple{block: block, lines: make([]row, len(block.text)), spare: 10_000}
	for i, line := range block.text {
		t.lines[i] = newRow(line)
		t.spare += 2 * len(line)
	}
	t.spare = min(t.spare, cells)
	return t
}

// parse returns what is wrong with the table, "" if nothing is.
func (t *simple) parse() string {
	last := len(t.lines) - 1
	for i, r := range t.lines {
		if !isSimpleBorder(r.s) {
			continue
		}
		if i > 0 && i < last {
			if t.head > 0 {
				return "it has two borders between head and body"
			}
			t.head = i
		}
		t.lines[i] = row{s: strings.ReplaceAll(r.s, "=", "-")}
	}
	t.columns, _ = t.spans(t.lines[0].s)
	t.edge = t.columns[len(t.columns)-1].to
	first := t.columns[0]
	start, text := 1, false
	for i := 1; i <= last; i++ {
		r := t.lines[i]
		switch {
		case isSimpleSpan(r.s):
			if why := t.row(start, i, r.s); why != "" {
				return why
			}
			start, text = i+1, false
		case strings.TrimSpace(r.slice(first.from, first.to)) != "":
			// Text in the first column begins a row.
			if text && i != start {
				if why := t.row(start, i, ""); why != "" {
					return why
				}
			}
			start, text = i, true
		case !text:
			start = i + 1
		}
	}
	return ""
}

// spans reads the columns off a border or an underline of dashes.
func (t *simple) spans(line string) ([]span, bool) {
	var cols []span
	for i := 0; i < len(line); {
		if line[i] == ' ' {
			i++
			continue
		}
		end := i
		for end < len(line) && line[end] == '-' {
			end++
		}
		cols = append(cols, span{i, end})
		i = end
	}
	if t.columns != nil {
		if cols[len(cols)-1].to != t.edge {
			return nil, false
		}
		cols[len(cols)-1].to = t.columns[len(t.columns)-1].to
	}
	return cols, true
}

// row reads lines start to end as one row, whose cells are divided as the
// underline says, or as the table's columns.
func (t *simple) row(start, end int, underline string) string {
	if start == end && underline == "" {
		return ""
	}
	cols := append([]span(nil), t.columns...)
	if underline != "" {
		var ok bool
		if cols, ok = t.spans(underline); !ok {
			return "an underline does not reach the last column"
		}
	}
	if t.spare -= len(cols); t.spare < 0 {
		return "it has too many cells"
	}
	r := simpleRow{start: start, cells: make([]cell, len(cols))}
	if !t.margins(start, end, cols) {
		return "text stands in the margin between two columns"
	}
	k := 0
	for i, c := range cols {
		// Only the last of cols ends as far right as the last column, so k is
		// below the number of columns here.
		if c.from != t.columns[k].from {
			return "an underline does not fit the columns"
		}
		to := c.to
		if i == len(cols)-1 {
			// The last column has no end; its border's must still be one.
			to = t.columns[len(t.columns)-1].to
		}
		for k < len(t.columns) && t.columns[k].to != to {
			k++
			r.cells[i].cols++
		}
		if k == len(t.columns) {
			return "an underline does not fit the columns"
		}
		k++
		r.cells[i].text = rectangle(t.lines, start, c.from, end, c.to, t.block.first)
	}
	t.rows = append(t.rows, r)
	return ""
}

// margins checks that nothing stands between the columns, and makes the last
// one as wide as its text.
func (t *simple) margins(start, end int, cols []span) bool {
	for i := range cols {
		next := math.MaxInt
		if i+1 < len(cols) {
			next = cols[i+1].from
		}
		for _, r := range t.lines[start:end] {
			if strings.TrimSpace(r.slice(cols[i].to, next)) == "" {
				continue
			}
			if i+1 < len(cols) {
				return false
			}
			cols[i].to = max(cols[i].to, r.width())
			last := &t.columns[len(t.columns)-1]
			last.to = max(last.to, r.width())
		}
	}
	return true
}
