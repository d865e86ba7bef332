// Package sheet holds the contents of a screen that is not a lesson: rows of spans with
// the row in focus, texts wrapped at a width, and the fields that are typed into.
// It knows no terminal.
package sheet

import (
	"strings"

	"lectern/reader/typeset"
)

// Row is one line of a screen that is not a lesson.
type Row struct {
	Spans []typeset.Span
	Pick  int    // what a click on it picks; -1 for nothing
	URL   string // the hyperlink of the whole row
}

// Sheet is a list of rows, with the focus and cursor in them.
type Sheet struct {
	Rows               []Row
	More               int             // rows behind those, which are made when they are drawn: a list may have tens of thousands
	Make               func(i int) Row // makes the i-th of them, from 0
	First, Last        int             // the rows of the choice in focus; last < first for none
	CursorRow, CursorX int             // where the cursor stands; cursorRow < 0 to leave that to first
	Pinned             int             // how many rows stay at the top when the others scroll
}

func New() *Sheet { return &Sheet{Last: -1, CursorRow: -1} }

// Count is how many rows there are.
func (s *Sheet) Count() int { return len(s.Rows) + s.More }

// At returns a row.
func (s *Sheet) At(i int) Row {
	if i < len(s.Rows) {
		return s.Rows[i]
	}
	return s.Make(i - len(s.Rows))
}

// Add appends a line of spans that no click picks.
func (s *Sheet) Add(spans ...typeset.Span) { s.Pick(-1, spans...) }

// Pick appends a line of spans.
func (s *Sheet) Pick(pick int, spans ...typeset.Span) {
	s.Rows = append(s.Rows, Row{Spans: spans, Pick: pick})
}

// Gap appends a blank line unless there is one.
func (s *Sheet) Gap() {
	if n := len(s.Rows); n > 0 && len(s.Rows[n-1].Spans) > 0 {
		s.Add()
	}
}

// Words appends a text wrapped at w.
func (s *Sheet) Words(role typeset.Role, text string, w int) {
	for _, line := range Wrap(text, w) {
		s.Add(typeset.Span{Text: line, Role: role})
	}
}

// Lines appends set lines, the first behind head, the others under it.
func (s *Sheet) Lines(pick int, head []typeset.Span, lines []typeset.Line) {
	indent := 0
	for _, sp := range head {
		indent += typeset.Width(sp.Text)
	}
	if len(lines) == 0 {
		s.Pick(pick, head...)
		return
	}
	for i, l := range lines {
		lead := head
		if i > 0 {
			lead = []typeset.Span{{Text: strings.Repeat(" ", indent)}}
		}
		s.Pick(pick, append(append([]typeset.Span{}, lead...), l.Spans...)...)
	}
}

// FocusOn finds the rows that a pick stands on; none for -1, which rows of text have.
func (s *Sheet) FocusOn(pick int) {
	s.First, s.Last = 0, -1
	for i, r := range s.Rows {
		if pick >= 0 && r.Pick == pick {
			if s.Last < s.First {
				s.First = i
			}
			s.Last = i
		}
	}
}

// Revealed returns the top row nearest to top with which rows first to last are on the screen.
func Revealed(top, first, last, h, rows int) int {
	if last < first {
		return max(0, min(top, rows-h))
	}
	if last >= top+h {
		top = last - h + 1
	}
	if first < top {
		top = first
	}
	return max(0, top)
}
