package table

import "iter"

// grid finds the cells of a table without changing it. A unit is a byte, or two of UTF-16.
type grid struct {
	units     []uint16
	separator uint16
}

// cell is where a cell stands, with its quotes.
type cell struct{ start, end int }

// rows returns the cells of each row, in order. A quote that never ends closes with the table.
func (g *grid) rows() iter.Seq[[]cell] {
	return func(yield func([]cell) bool) {
		var row []cell
		start, quoted := 0, false
		for i := 0; i < len(g.units); i++ {
			switch u := g.units[i]; {
			case u == '"' && (quoted || blank(g.units[start:i])):
				quoted = !quoted
			case quoted:
			case u == g.separator:
				row = append(row, cell{start, i})
				start = i + 1
			case u == '\n' || u == '\r':
				row = append(row, cell{start, i})
				if u == '\r' && i+1 < len(g.units) && g.units[i+1] == '\n' {
					i++
				}
				start = i + 1
				if !yield(row) {
					return
				}
				row = nil
			case u == '"' && i > start && g.units[start] == '"': // the second of two that stand for one
				quoted = true
			}
		}
		if start < len(g.units) || len(row) > 0 {
			yield(append(row, cell{start, len(g.units)}))
		}
	}
}

func blank(units []uint16) bool {
	for _, u := range units {
		if u != ' ' {
			return false
		}
	}
	return true
}

// separator returns what stands between the cells of the first line that has more than one: the most
// frequent of those that may be.
func separator(units []uint16) uint16 {
	counts := map[uint16]int{}
	quoted := false
	for _, u := range units {
		switch {
		case u == '"':
			quoted = !quoted
		case quoted:
		case u == ',' || u == ';' || u == '\t':
			counts[u]++
		case (u == '\n' || u == '\r') && len(counts) > 0:
			return most(counts)
		}
	}
	return most(counts)
}

func most(counts map[uint16]int) uint16 {
	best := uint16(',')
	for _, u := range [...]uint16{';', '\t'} {
		if counts[u] > counts[best] {
			best = u
		}
	}
	return best
}
