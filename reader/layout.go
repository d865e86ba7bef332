package reader

import (
	"slices"
	"strconv"

	"lectern/reader/terminal"
	"lectern/reader/words"
)

// The smallest window in which there is something to read, and the widths of the parts.
const (
	minWidth, minHeight = 20, 6

	defaultColumn = 76 // of the text
	minColumn     = 30
	maxColumn     = 160

	panelBeside = 100 // from this window width on the contents stand beside the text
	minPanel    = 36
	maxPanel    = 64
	overPanel   = 62 // the widest that the contents lie over the text
)

// rect is a part of the window.
type rect struct{ x, y, w, h int }

func (r rect) empty() bool { return r.w <= 0 || r.h <= 0 }

// layout holds the positions of the parts of the screen. It depends on the Model alone.
type layout struct {
	small  bool // nothing fits
	header rect
	rule   rect // a line below the header; empty on low windows
	body   rect // all between header and footer
	panel  rect // the contents; empty when closed
	over   bool // the panel lies over the text
	text   rect // the text column inside the body
	left   int  // columns at the left of the text, and at its right, that tables and code may take
	right  int
	status rect // a line for messages; empty on low windows, where messages take the footer's place
	footer rect
}

// layout places the parts in the window.
func (m *Model) layout() layout {
	w, h := m.w, m.h
	l := layout{small: w < minWidth || h < minHeight}
	if l.small {
		return l
	}
	l.header = rect{0, 0, w, 1}
	l.footer = rect{0, h - 1, w, 1}
	top, bottom := 1, h-1
	if h >= 16 {
		l.rule = rect{0, 1, w, 1}
		top = 2
		l.status = rect{0, h - 2, w, 1}
		bottom = h - 2
	}
	if h >= 24 {
		top++ // a blank line between the rule and the text
	}
	l.body = rect{0, top, w, bottom - top}
	field := l.body
	if m.contents.open {
		if w >= panelBeside {
			pw := max(minPanel, min(w-m.column-8, maxPanel)) // of the room that the text leaves
			l.panel = rect{0, l.body.y, pw, l.body.h}
			field.x, field.w = pw, w-pw
		} else if m.contents.focus {
			l.over = true
			pw := min(w, overPanel)
			l.panel = rect{(w - pw) / 2, l.body.y, pw, min(l.body.h, len(m.entries())+2)} // with its frame
		}
	}
	l.text = column(field, m.column)
	margin := marginOf(field)
	l.left, l.right = l.text.x-field.x-margin, field.x+field.w-l.text.x-l.text.w-margin
	return l
}

// column centres the text column in an area, with margins of two columns, or of one where there is little room.
func column(field rect, most int) rect {
	margin := marginOf(field)
	w := max(1, min(most, field.w-2*margin))
	return rect{field.x + (field.w-w)/2, field.y, w, field.h}
}

// marginOf is how many columns stay free at both sides of an area.
func marginOf(field rect) int {
	if field.w < 60 {
		return 1
	}
	return 2
}

// columnStep is how much + and - change the width of the text.
const columnStep = 4

// setColumn takes the width of the text column from the record.
func (m *Model) setColumn(width string) {
	if n, err := strconv.Atoi(width); err == nil {
		m.column = max(minColumn, min(maxColumn, n))
	}
}

// widen changes the width of the text column and keeps it.
func (m *Model) widen(by int) {
	w := m.column + by
	if by < 0 && m.layout().text.w < m.column {
		w = m.layout().text.w + by // what is wider than the window shows no change
	}
	m.keepingSight(func() { m.column = max(minColumn, min(maxColumn, w)) })
	m.Remember("width", strconv.Itoa(m.column))
	m.say(words.T("The text is at most %d wide.", m.column))
}

// nextTheme goes to the next theme and keeps it.
func (m *Model) nextTheme() {
	names := terminal.ThemeNames()
	m.theme = names[(slices.Index(names, m.theme)+1)%len(names)]
	m.Remember("theme", m.theme)
	m.say(words.T("Theme: %s", m.theme))
}

// nextLanguage speaks the next language and keeps it. What was computed in the old one is let go.
func (m *Model) nextLanguage() {
	l := words.NextLanguage()
	words.Speak(l.Code)
	m.Remember(words.Setting, l.Code)
	m.keepingSight(func() {
		m.reset++
		*m.caches = caches{pictures: m.caches.pictures}
	})
	m.say(words.T("Language: %s", l.Name))
}
