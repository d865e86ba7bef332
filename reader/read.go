package reader

import (
	"fmt"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/typeset"
)

// readAfter is how long the end of a lesson stands on the screen until the lesson
// counts as read without being left forward.
const readAfter = 5 * time.Second

// set returns the lesson's page at the width of the column.
func (m *Model) set() *typeset.Page {
	text := m.layout().text
	w, room := max(1, text.w), pictureRoom(text.h)
	if m.page == nil || m.pageOf != m.lesson || m.page.Width != w || m.room != room {
		m.page = typeset.Set(m.lesson.Blocks(), typeset.Options{
			Width: w, Drawing: m.drawing, Picture: m.shown(room), LinkTitle: m.titleOf, Numbers: true,
		})
		m.pageOf, m.room = m.lesson, room
	}
	return m.page
}

// titleOf returns the words for a link of the lesson that states none.
func (m *Model) titleOf(target, ref string) (string, bool) {
	title, ok := m.lesson.Page.LinkTitle(target, ref)
	m.untitled = m.untitled || !ok
	return title, ok
}

// firstLine is the line of the lesson that stands at the top of the screen.
func (m *Model) firstLine() int {
	p := m.set()
	return max(0, min(p.LineAt(m.place), m.lastTop()))
}

// lastTop is the line at the top when the end of the lesson is at the bottom.
func (m *Model) lastTop() int { return max(0, len(m.set().Lines)-m.layout().text.h) }

// scroll puts a line of the lesson at the top of the screen.
func (m *Model) scroll(line int) {
	line = max(0, min(line, m.lastTop()))
	if line == m.firstLine() {
		return
	}
	m.place = m.set().At(line)
	m.do(SavePlace{m.here()})
}

// atEndOfText reports whether the last line of the lesson is on the screen.
func (m *Model) atEndOfText() bool { return m.firstLine() >= m.lastTop() }

// seeEnd notes when the end of the lesson first stood on the screen.
func (m *Model) seeEnd() {
	if m.layout().small || m.stage != atLesson || !m.atEndOfText() {
		return
	}
	if m.endAt.IsZero() {
		m.endAt = m.now
	}
}

// open shows a lesson at a place.
func (m *Model) open(l *lessons.Lesson, at doc.Position) {
	if l == nil {
		return
	}
	if l != m.lesson {
		m.leaveLesson(false)
		m.endAt = time.Time{}
	}
	m.lesson, m.place, m.link, m.stage = l, at, 0, atLesson
	m.block = noBlock
	m.last = m.now
	m.contents.follow = true
	m.do(SavePlace{m.here()})
}

// leaveLesson hands the time spent in the lesson to the record. A lesson is read
// once its end has been on the screen and it was left forward, or its end stood
// there for some seconds.
func (m *Model) leaveLesson(forward bool) {
	seen := !m.endAt.IsZero()
	finished := seen && (forward || m.now.Sub(m.endAt) >= readAfter)
	st := m.known.lessons[m.lesson.ID]
	if m.spent < 0.5 && (!finished || st.Read) {
		return
	}
	m.do(SaveReading{m.lesson.ID, m.spent, finished})
	st.Seconds += m.spent
	st.Read = st.Read || finished
	m.known.lessons[m.lesson.ID] = st
	m.known.turn++
	m.spent = 0
}

// updateLesson does what is asked while reading.
func (m *Model) updateLesson(in keys.Input) {
	h := m.layout().text.h
	line := m.firstLine()
	switch in.Action {
	case keys.Down:
		m.scroll(line + m.takeNumber(1))
	case keys.Up:
		m.scroll(line - m.takeNumber(1))
	case keys.HalfDown:
		m.scroll(line + max(1, h/2)*m.takeNumber(1))
	case keys.HalfUp:
		m.scroll(line - max(1, h/2)*m.takeNumber(1))
	case keys.PageDown:
		m.scroll(line + max(1, h-1)*m.takeNumber(1))
	case keys.PageUp:
		m.scroll(line - max(1, h-1)*m.takeNumber(1))
	case keys.ParaDown:
		m.walkParagraphs(m.takeNumber(1))
	case keys.ParaUp:
		m.walkParagraphs(-m.takeNumber(1))
	case keys.GoOn:
		if m.atEndOfText() {
			m.next()
		} else {
			m.scroll(line + max(1, h-1))
		}
	case keys.Top, keys.Bottom:
		m.topOrBottom(in.Action)
	case keys.Digit:
		m.digit(in.Arg)
	case keys.Next:
		m.next()
	case keys.Back:
		m.back()
	case keys.Questions:
		m.askHere()
	default:
		m.updateText(in)
	}
}

// updateText does what concerns links, searches and the look of the text.
func (m *Model) updateText(in keys.Input) {
	switch in.Action {
	case keys.LinkNext:
		m.walkLinks(m.takeNumber(1))
	case keys.LinkPrev:
		m.walkLinks(-m.takeNumber(1))
	case keys.Links:
		m.listLinks()
	case keys.Open:
		m.openHere(in)
	case keys.FindNext:
		m.toHit(m.find.at + m.takeNumber(1))
	case keys.FindPrev:
		m.toHit(m.find.at - m.takeNumber(1))
	case keys.AllHits:
		m.listHits()
	case keys.Goto:
		m.lay(&lessonFinder{})
	case keys.WayBack:
		m.wayBack()
	case keys.WayOn:
		m.wayOn()
	case keys.Leave:
		m.link, m.block = 0, noBlock
		m.endFind()
	case keys.Enlarge:
		m.enlarge(in.Arg, in.Text)
	case keys.Pictures:
		m.switchPictures()
	default:
		m.updateDesk(in)
	}
}

// updateDesk does what concerns notes, marks and the look of the text.
func (m *Model) updateDesk(in keys.Input) {
	switch in.Action {
	case keys.Copy:
		m.copyHere()
	case keys.KeepLink:
		l, d, _ := m.destination(m.link)
		m.readLater(d.Address, l.Text)
	case keys.Bookmark:
		m.bookmark()
	case keys.WriteNote:
		m.writeNote()
	case keys.Notes:
		m.listNotes()
	case keys.SetMark, keys.GoMark:
		m.mark(in)
	case keys.Wider:
		m.widen(columnStep)
	case keys.Narrower:
		m.widen(-columnStep)
	case keys.Themes:
		m.nextTheme()
	}
}

// topOrBottom goes to the top or the end of the lesson and, from there, of the
// course; or to the lesson whose number was typed.
func (m *Model) topOrBottom(a keys.Action) {
	n, line := m.takeNumber(0), m.firstLine()
	switch {
	case n > 0:
		m.openNumber(n)
	case a == keys.Top && line > 0:
		m.scroll(0)
	case a == keys.Top:
		m.toEdge(m.course.First(), "first")
	case line < m.lastTop():
		m.scroll(m.lastTop())
	default:
		m.toEdge(m.course.Last(), "last")
		m.scroll(m.lastTop())
	}
}

// toEdge opens the first or the last lesson of the course.
func (m *Model) toEdge(l *lessons.Lesson, which string) {
	said := "This is the " + which + " lesson."
	if l.ID != m.lesson.ID {
		m.jump(l, doc.Position{})
		// Who only wanted the end of a lesson that is on the screen already is helped back.
		if back := m.keys.KeysOf(keys.InLesson, keys.WayBack); len(back) > 0 {
			said += " " + back[0] + " goes back."
		}
	}
	m.say(said)
}

// openNumber opens a lesson by its number in the course.
func (m *Model) openNumber(n int) {
	l := m.course.At(n)
	if l == nil {
		all, _ := m.course.Count()
		m.say(fmt.Sprintf("There is no lesson %d; the last one is %d.", n, all))
		return
	}
	m.jump(l, doc.Position{})
}

// digit adds a digit to the number that is being typed.
func (m *Model) digit(d int) {
	if n := m.number*10 + d; n < 1_000_000 {
		m.number = n
	}
}

// next goes on from the lesson: to its questions if it has unanswered ones, else to the lesson after it.
func (m *Model) next() {
	m.leaveLesson(true)
	if m.run != nil && m.run.away {
		m.comeBack()
		return
	}
	if m.unanswered(m.lesson) > 0 && m.canAsk(m.lesson) {
		m.askLesson(m.lesson)
		return
	}
	m.nextLesson()
}

// nextLesson opens the lesson after this one, or shows the end of the course.
func (m *Model) nextLesson() {
	m.run = nil
	if l := m.course.Next(m.lesson); l != nil {
		m.open(l, doc.Position{})
		return
	}
	m.leaveLesson(true)
	m.stage, m.top = atEnd, 0
	m.do(Refresh{})
}

// back goes to the lesson before.
func (m *Model) back() {
	if l := m.course.Prev(m.lesson); l != nil {
		m.open(l, doc.Position{})
		return
	}
	m.say("This is the first lesson.")
}

// jump opens a place and remembers the way back.
func (m *Model) jump(l *lessons.Lesson, at doc.Position) {
	m.way = append(m.way[:m.wayAt], spot{m.lesson, m.place})
	m.wayAt = len(m.way)
	m.open(l, at)
}

// wayBack returns to where the last jump was taken from.
func (m *Model) wayBack() {
	if m.wayAt == 0 {
		m.say("There is no way back from here.")
		return
	}
	s := m.way[m.wayAt-1]
	m.way[m.wayAt-1] = spot{m.lesson, m.place}
	m.wayAt--
	m.open(s.lesson, s.place)
}

// wayOn takes a jump again that wayBack undid.
func (m *Model) wayOn() {
	if m.wayAt == len(m.way) {
		m.say("There is no way forward from here.")
		return
	}
	s := m.way[m.wayAt]
	m.way[m.wayAt] = spot{m.lesson, m.place}
	m.wayAt++
	m.open(s.lesson, s.place)
}
