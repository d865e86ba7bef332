package reader

import (
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
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

// overSheet returns the rows of an overlay at a width.
func (m *Model) overSheet(o *overlay, w int) *sheet.Sheet {
	s := sheet.New()
	switch o.kind {
	case overHelp:
		return m.helpSheet(w)
	case overProgress:
		return m.progressSheet(w)
	case overLinks:
		s.Rows = m.linkRows(o, w)
	case overHits:
		return m.hitSheet(o, w)
	case overAddress:
		s.Rows = m.addressRows(o, w)
	case overGoto:
		return m.gotoSheet(o, w)
	case overBlock:
		m.blockRows(s, o, w)
	case overNotes:
		s.Rows = m.noteRows(o, w)
	case overAside:
		s.Rows = m.asideRows(o, w)
	case overNote:
		s.AddField(&o.field, w, true)
		return s
	}
	s.FocusOn(o.at)
	return s
}

// title is what stands in the frame of an overlay.
func (o *overlay) title() string {
	switch o.kind {
	case overLinks:
		return "Links of this lesson"
	case overHits:
		return "Hits"
	case overHelp:
		return "Keys"
	case overProgress:
		return "Progress"
	case overAddress:
		return "Link"
	case overGoto:
		return "Go to a lesson"
	case overNotes:
		return "Notes, bookmarks, links"
	case overNote:
		return "Note"
	case overAside:
		return typeset.Clean(o.text)
	}
	return ""
}

// overRect says where in the body an overlay lies: the inside of its frame.
func (m *Model) overRect(o *overlay, rows int) rect {
	l := m.layout()
	b := l.body
	switch o.kind {
	case overHelp, overProgress:
		return column(b, defaultColumn)
	case overBlock:
		return rect{b.x + 1, b.y, max(1, b.w-2), b.h}
	}
	w := min(b.w, defaultColumn+4)
	extra := 2
	if o.kind == overNote {
		rows = max(rows, 5)
	}
	if o.hasField() {
		extra = 4
	}
	h := max(3, min(b.h, rows+extra))
	top := b.y + max(0, (b.h-h)/3)
	if o.kind == overAside {
		top, h = m.beside(o.line, h)
	}
	return rect{b.x + (b.w-w)/2 + 2, top + 1, max(1, w-4), h - 2}
}

// framed reports whether an overlay has a frame; the others take the whole body.
func (o *overlay) framed() bool {
	switch o.kind {
	case overHelp, overProgress, overBlock:
		return false
	}
	return true
}

// hasField reports whether an overlay is a list below a field that says what is on it.
func (o *overlay) hasField() bool { return o.kind == overGoto || o.kind == overHits }

// overWidth is the width of an overlay's rows.
func (m *Model) overWidth(o *overlay) int { return m.overRect(o, 1).w }

// overHeight is how many rows of an overlay are on the screen.
func (m *Model) overHeight(o *overlay, rows int) int {
	h := m.overRect(o, rows).h
	if o.hasField() {
		h -= 2
	}
	return max(1, h)
}

// scrolled returns top and the number of rows and of rows on the screen of what is in front.
func (m *Model) scrolled() (top *int, rows, height int) {
	if o := m.front(); o != nil {
		n := m.overSheet(o, m.overWidth(o)).Count()
		return &o.top, n, m.overHeight(o, n)
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

// keepInView scrolls a list so that its selected row is on the screen.
func (m *Model) keepInView(o *overlay) {
	if m.layout().small {
		return
	}
	s := m.overSheet(o, m.overWidth(o))
	o.top = sheet.Revealed(o.top, s.First, s.Last, m.overHeight(o, s.Count()), s.Count())
}
