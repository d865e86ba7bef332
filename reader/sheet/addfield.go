package sheet

import (
	"strings"

	"lectern/reader/typeset"
)

// AddField draws a field that the student types into, with the cursor in it.
func (s *Sheet) AddField(f *Field, w int, active bool) {
	inner := max(4, w-2)
	lines, row, col := f.Wrapped(inner)
	start := len(s.Rows)
	for i, l := range lines {
		sign := "  "
		if i == 0 {
			sign = "› "
		}
		s.Add(typeset.Span{Text: sign, Role: KeyRole},
			typeset.Span{Text: l + strings.Repeat(" ", max(0, inner-typeset.Width(l))), Role: FieldRole})
	}
	if active {
		s.CursorRow, s.CursorX = start+row, 2+col
	}
}
