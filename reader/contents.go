package reader

import (
	"lectern/lessons/doc"
	"lectern/reader/keys"
)

// contents is the contents panel.
type contents struct {
	open, focus bool
	at          int          // the selected row
	top         int          // first row on the screen
	follow      bool         // the panel should show the open lesson again
	folds       map[int]bool // what the student folded (true) and unfolded, by place in the outline
	folded      int          // counts the changes of folds
}

// toggleContents opens the panel and goes into it, or closes it.
func (m *Model) toggleContents() {
	c := &m.contents
	if c.open && c.focus {
		c.open, c.focus = false, false
		return
	}
	c.open, c.focus, c.follow = true, true, true
	m.followLesson()
}

// followLesson puts the panel's cursor on the open lesson.
func (m *Model) followLesson() {
	c := &m.contents
	if !c.follow {
		return
	}
	for i, e := range m.entries() {
		if e.lesson == m.Lesson || e.lesson == nil && e.page == m.Lesson.Page {
			c.at = i
			if e.lesson == m.Lesson {
				break
			}
		}
	}
	c.follow = false
}

// updateContents moves in the panel and opens what is selected.
func (m *Model) updateContents(in keys.Input) {
	c := &m.contents
	rows := m.entries()
	page := max(1, m.layout().panel.h-3)
	switch in.Action {
	case keys.Down:
		c.at += m.takeNumber(1)
	case keys.Up:
		c.at -= m.takeNumber(1)
	case keys.PageDown:
		c.at += page
	case keys.PageUp:
		c.at -= page
	case keys.Top, keys.Bottom:
		if n := m.takeNumber(0); n > 0 {
			m.closeContents()
			m.openNumber(n)
			return
		}
		c.at = 0
		if in.Action == keys.Bottom {
			c.at = len(rows) - 1
		}
	case keys.Digit:
		m.digit(in.Arg)
		for i, e := range rows {
			if e.number == m.number && e.lesson != nil {
				c.at = i
			}
		}
	case keys.Pick:
		c.at = in.Arg
		if in.Click {
			m.openEntry(rows)
			return
		}
	case keys.Open:
		m.number = 0
		m.openEntry(rows)
		return
	case keys.Fold:
		c.at = max(0, min(c.at, len(rows)-1))
		m.fold(rows)
		return
	case keys.Leave:
		c.focus = false
	}
	c.at = max(0, min(c.at, len(rows)-1))
}

// openEntry opens the lesson of the selected row.
func (m *Model) openEntry(rows []entry) {
	c := &m.contents
	c.at = max(0, min(c.at, len(rows)-1))
	e := rows[c.at]
	l := e.lesson
	if l == nil && e.page != nil {
		l = e.page.Lessons()[0]
	}
	if l == nil && e.folded {
		m.fold(rows)
		return
	}
	if l == nil && c.at+1 < len(rows) {
		// A part opens at its first page.
		c.at++
		m.openEntry(rows)
		return
	}
	m.closeContents()
	m.dropRun()
	if l != nil {
		m.jump(l, doc.Position{})
	}
}

// closeContents goes back to the text; beside it the panel stays open.
func (m *Model) closeContents() {
	m.contents.focus = false
	if m.w < panelBeside {
		m.contents.open = false
	}
}
