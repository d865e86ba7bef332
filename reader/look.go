package reader

import "strconv"

// setColumn takes the width of the text column from the record.
func (m *Model) setColumn(width string) {
	if n, err := strconv.Atoi(width); err == nil {
		m.column = max(leastColumn, min(mostColumn, n))
	}
}
