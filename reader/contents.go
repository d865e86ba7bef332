package reader

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
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

// followLesson moves the panel's cursor to the open lesson.
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
			if e.number == m.number && e.number > 0 {
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

// openEntry opens the lesson, or the section of a lesson, of the selected row.
func (m *Model) openEntry(rows []entry) {
	c := &m.contents
	c.at = max(0, min(c.at, len(rows)-1))
	e := rows[c.at]
	if e.exam {
		m.closeContents()
		m.startExam()
		return
	}
	l := e.lesson
	if l == nil && e.page != nil {
		l = e.page.Lessons()[0]
	}
	if l == nil && e.folded {
		m.fold(rows)
		return
	}
	if l == nil && c.at+1 < len(rows) && !rows[c.at+1].exam {
		// A part opens at its first page.
		c.at++
		m.openEntry(rows)
		return
	}
	m.closeContents()
	m.dropRun()
	if l != nil {
		m.jump(l, doc.Position{Block: e.block})
	}
}

// closeContents goes back to the text; beside it the panel stays open.
func (m *Model) closeContents() {
	m.contents.focus = false
	if m.w < panelBeside {
		m.contents.open = false
	}
}

// timeLeft says how much of the course is read and how long the rest takes.
func (m *Model) timeLeft() string {
	read, all, complete := m.readShare()
	if all == 0 || !complete {
		return words.T("reading the course …")
	}
	if read == all {
		return words.T("all read")
	}
	share := words.Percent(float64(read) / float64(all))
	left, core := m.minutesLeft()
	if core > 0 {
		return words.T("%s read, %s left, %s of it core •", share, words.Duration(left*60), words.Duration(core*60))
	}
	return words.T("%s read, %s left", share, words.Duration(left*60))
}

// contentsSheet draws the panel's rows at a width. Signs tell the state, so that
// it can be read without colour: ✓ read, ▸ here, ? questions not answered yet.
func (m *Model) contentsSheet(w int) *sheet.Sheet {
	s, rows := sheet.New(), m.entries()
	digits := len(strconv.Itoa(m.contentsRows().highest))
	s.More, s.Make = len(rows), func(i int) sheet.Row { return m.contentsRow(i, rows[i], w, digits) }
	s.First, s.Last = m.contents.at, min(m.contents.at, len(rows)-1)
	return s
}

// contentsTop is the first row of the panel on the screen, of which h rows are there.
func (m *Model) contentsTop(h int) int {
	n, at := len(m.entries()), m.contents.at
	return max(0, min(sheet.Revealed(m.contents.top, at, at, h, n), n-h))
}

func (m *Model) contentsRow(i int, e entry, w, digits int) sheet.Row {
	read, here, role := " ", " ", typeset.Body
	note, number := "", ""
	switch {
	case e.exam:
		if m.exam().Passed {
			read = "✓"
		}
		note = m.examNote(w)
	case e.page == nil:
		role = typeset.SubheadingRole
	case e.lesson == nil:
		role = typeset.SubheadingRole
	case e.section():
		number = strings.Repeat(" ", digits+1)
	default:
		if m.entryRead(e) {
			read = "✓"
		}
		if m.spread().holds(e.lesson) {
			here, role = "▸", sheet.HereRole
		}
		note = m.entryNote(e, w)
		if here == " " && e.lesson.Core() {
			here = "•"
		}
	}
	if m.contents.focus && i == m.contents.at {
		role = sheet.SelectedRole
	}
	if e.number > 0 {
		number = fmt.Sprintf("%*d ", digits, e.number)
	}
	indent := min(e.depth*2, w/4)
	left := read + here + fmt.Sprintf("%*s", indent, "") + number
	room := w - typeset.Width(left) - typeset.Width(note) - 1
	title := e.titleAt(room)
	gap := max(1, w-typeset.Width(left)-typeset.Width(title)-typeset.Width(note))
	return sheet.Row{Pick: i, Spans: []typeset.Span{
		{Text: left + title, Role: role},
		{Text: fmt.Sprintf("%*s", gap, ""), Role: blankOf(role)},
		{Text: note, Role: noteRole(role)},
	}}
}

// entryNote is the note at the right of a row: the questions that are left,
// the best score, the minutes; where there is little room, fewer of them.
func (m *Model) entryNote(e entry, w int) string {
	return fitNote(m.questionsLeft(e), m.bestScore(e), fmt.Sprintf("%.0fm", math.Ceil(m.minutes(e))), w)
}

// examNote is the note at the right of the exam's row: how many questions it asks until it was
// taken once, then the best score.
func (m *Model) examNote(w int) string {
	left, best, e := "", "", m.exam()
	if e.Best != nil {
		best = words.Percent(e.Share(e.Best))
	} else {
		left = "?" + strconv.Itoa(e.asks)
	}
	return fitNote(left, best, "", w)
}

// fitNote joins the parts of a note, as many as fit.
func fitNote(left, best, minutes string, w int) string {
	switch {
	case w >= 44:
		return fmt.Sprintf("%4s %5s %4s", left, best, minutes)
	case left == "":
		left = best
	}
	if w >= 32 {
		return strings.TrimSpace(fmt.Sprintf("%s %4s", left, minutes))
	}
	return left
}

func blankOf(role typeset.Role) typeset.Role {
	if role == sheet.SelectedRole {
		return role
	}
	return typeset.Body
}

func noteRole(role typeset.Role) typeset.Role {
	if role == sheet.SelectedRole {
		return role
	}
	return typeset.MutedRole
}

// entryRead reports whether all lessons of an entry are read.
func (m *Model) entryRead(e entry) bool {
	for _, l := range e.lessonsOf() {
		if !m.Known.State(l).Read {
			return false
		}
	}
	return true
}

// minutes is how long the lessons of an entry take to read.
func (m *Model) minutes(e entry) float64 {
	sum, pace := 0.0, m.pace()
	for _, l := range e.lessonsOf() {
		sum += l.Minutes(pace)
	}
	return sum
}

// questionsLeft is "?3" for questions not yet answered, "" if there are none.
func (m *Model) questionsLeft(e entry) string {
	left := 0
	for _, l := range e.lessonsOf() {
		if len(l.Questions) == 0 {
			continue
		}
		left += m.Unanswered(l)
	}
	if left == 0 {
		return ""
	}
	return "?" + strconv.Itoa(left)
}

// bestScore is the mean of the best scores of an entry's lessons, of those that have one.
func (m *Model) bestScore(e entry) string {
	best, taken := 0.0, 0
	for _, l := range e.lessonsOf() {
		if r := m.Result(l); r.Best != nil {
			best += r.Share(r.Best)
			taken++
		}
	}
	if taken == 0 {
		return ""
	}
	return words.Percent(best / float64(taken))
}
