package reader

import (
	"fmt"
	"slices"
	"strconv"

	"lectern/reader/terminal"
)

// columnStep is how much + and - change the width of the text.
const columnStep = 4

// setColumn takes the width of the text column from the record.
func (m *Model) setColumn(width string) {
	if n, err := strconv.Atoi(width); err == nil {
		m.column = max(leastColumn, min(mostColumn, n))
	}
}

// widen changes the width of the text column and keeps it.
func (m *Model) widen(by int) {
	w := m.column + by
	if by < 0 && m.layout().text.w < m.column {
		w = m.layout().text.w + by // what is wider than the window shows no change
	}
	m.column = max(leastColumn, min(mostColumn, w))
	m.Remember("width", strconv.Itoa(m.column))
	m.say(fmt.Sprintf("The text is at most %d wide.", m.column))
}

// nextTheme goes to the next theme and keeps it.
func (m *Model) nextTheme() {
	names := terminal.ThemeNames()
	m.theme = names[(slices.Index(names, m.theme)+1)%len(names)]
	m.Remember("theme", m.theme)
	m.say("Theme: " + m.theme)
}
