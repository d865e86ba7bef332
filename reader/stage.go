package reader

import (
	"lectern/reader/keys"
	"lectern/reader/sheet"
)

// stageSheet returns the rows of what fills the body when it is not a lesson.
func (m *Model) stageSheet(w int) *sheet.Sheet {
	switch m.stage {
	case atQuestion:
		return m.questionSheet(w)
	case atVerdict:
		return m.verdictSheet(w)
	case atSummary:
		return m.summarySheet(w)
	case atEnd:
		return m.endSheet(w)
	}
	return sheet.New()
}

// scrolled returns top and the number of rows and of rows on the screen of what is in front.
func (m *Model) scrolled() (top *int, rows, height int) {
	if o := m.front(); o != nil {
		n := o.sheet(m, m.widthOf(o)).Count()
		return o.top(), n, m.heightOf(o, n)
	}
	r := m.layout().text
	return &m.top, m.stageSheet(r.w).Count(), max(1, r.h)
}

// scrollRows scrolls what is in front.
func (m *Model) scrollRows(in keys.Input) {
	if m.layout().small {
		return
	}
	top, rows, h := m.scrolled()
	t := *top
	switch in.Action {
	case keys.Down:
		t++
	case keys.Up:
		t--
	case keys.HalfDown:
		t += max(1, h/2)
	case keys.HalfUp:
		t -= max(1, h/2)
	case keys.PageDown:
		t += max(1, h-1)
	case keys.PageUp:
		t -= max(1, h-1)
	case keys.Top:
		t = 0
	case keys.Bottom:
		t = rows
	}
	*top = max(0, min(t, rows-h))
}

// reveal scrolls a question or a summary so that what the student is at is on the screen.
func (m *Model) reveal() {
	r := m.layout().text
	if m.layout().small {
		return
	}
	s := m.stageSheet(r.w)
	first, last := s.First, s.Last
	if s.CursorRow >= 0 {
		first, last = s.CursorRow, s.CursorRow
	}
	if first <= last && last < r.h && m.top > 0 && first < r.h {
		m.top = 0 // where the whole of it fits, the prompt stays on the screen
	}
	m.top = sheet.Revealed(m.top, first, last, r.h, s.Count())
}
