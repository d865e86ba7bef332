package reader

import (
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/words"
)

// firstLine is the line of the spread that stands at the top of the screen.
func (m *Model) firstLine() int {
	s := m.spread()
	line := s.lineOf(m.Lesson, m.At)
	if m.At == (doc.Position{}) && m.Lesson.ID == s.lessons[0].ID {
		line = min(m.lead, s.lead)
	}
	return max(0, min(line, m.lastTop()))
}

// lastTop is the line at the top when the end of the spread is at the bottom.
func (m *Model) lastTop() int { return max(0, len(m.set().Lines)-m.layout().text.h) }

// scroll puts a line of the spread at the top of the screen. Several lessons are
// shown together only if they fit, so that the open one is never left by it.
func (m *Model) scroll(line int) {
	line = max(0, min(line, m.lastTop()))
	if line == m.firstLine() {
		return
	}
	m.lead = line
	_, at := m.spread().place(line)
	m.Move(at)
}

// atEndOfText reports whether the last line of the spread is on the screen.
func (m *Model) atEndOfText() bool { return m.firstLine() >= m.lastTop() }

// seeLessons tells the session which lessons are on the screen, and whether their end is.
func (m *Model) seeLessons() {
	if m.layout().small || !m.reads() {
		return
	}
	m.Show(m.spread().lessons...)
	if m.atEndOfText() {
		m.SeeEnd()
	}
}

// open shows a lesson at a place.
func (m *Model) open(l *lessons.Lesson, at doc.Position) {
	if l != nil {
		m.Open(l, at)
		m.arrive()
	}
}

// jump opens a place and remembers the way back.
func (m *Model) jump(l *lessons.Lesson, at doc.Position) {
	m.Jump(l, at)
	m.arrive()
}

// arrive shows the place that the session went to.
func (m *Model) arrive() {
	m.link, m.stage, m.block, m.lead, m.stopped = 0, atLesson, noBlock, 0, ""
	m.toPlace()
	m.caches.was = m.spread()
	m.contents.follow = true
	m.find.away = m.find.on // unless it was a hit that was gone to
}

// updateLesson handles input while a lesson is read.
func (m *Model) updateLesson(in keys.Input) {
	switch in.Action {
	case keys.Down, keys.Up, keys.HalfDown, keys.HalfUp, keys.PageDown, keys.PageUp:
		m.scrollLesson(in)
	case keys.ParaDown:
		m.walkParagraphs(m.takeNumber(1))
	case keys.ParaUp:
		m.walkParagraphs(-m.takeNumber(1))
	case keys.GoOn:
		if m.atEndOfText() {
			m.next()
		} else {
			m.scroll(m.firstLine() + m.page())
		}
	case keys.Top, keys.Bottom:
		m.topOrBottom(in.Action)
	case keys.First, keys.Last:
		m.toEdge(in.Action)
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

// updateText handles input about links, searches and the look of the text.
func (m *Model) updateText(in keys.Input) {
	switch in.Action {
	case keys.LinkNext:
		m.walkLinks(m.takeNumber(1))
	case keys.LinkPrev:
		m.walkLinks(-m.takeNumber(1))
	case keys.Open:
		m.openHere(in)
	case keys.FindNext:
		m.stepHit(m.takeNumber(1))
	case keys.FindPrev:
		m.stepHit(-m.takeNumber(1))
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

// updateDesk handles input about bookmarks, marks and the look of the text.
func (m *Model) updateDesk(in keys.Input) {
	switch in.Action {
	case keys.Copy:
		m.copyHere()
	case keys.KeepLink:
		l, d, _ := m.destination(m.link)
		m.readLater(d.Address, l.Text)
	case keys.Bookmark:
		m.bookmark()
	case keys.SetMark, keys.GoMark:
		m.mark(in)
	case keys.Wider:
		m.widen(columnStep)
	case keys.Narrower:
		m.widen(-columnStep)
	case keys.Themes:
		m.nextTheme()
	case keys.Languages:
		m.nextLanguage()
	}
}

// page is how many lines a page down goes on: one of the page before stays in sight.
func (m *Model) page() int { return max(1, m.layout().text.h-1) }

// scrollLesson scrolls the lesson. A key that would scroll beyond its end or top
// says how to go on; see pastEdge.
func (m *Model) scrollLesson(in keys.Input) {
	step := 1
	switch in.Action {
	case keys.Down, keys.Up:
		step = max(1, in.Arg)
	case keys.HalfDown, keys.HalfUp:
		step = max(1, m.layout().text.h/2)
	case keys.PageDown, keys.PageUp:
		step = m.page()
	}
	line, down := m.firstLine(), scrollsDown(in.Action)
	step *= m.takeNumber(1)
	switch {
	case down && m.atEndOfText() || !down && line == 0:
		m.pastEdge(in, down)
	case down:
		m.scroll(line + step)
	default:
		m.scroll(line - step)
	}
}

func scrollsDown(a keys.Action) bool {
	return a == keys.Down || a == keys.HalfDown || a == keys.PageDown
}

// pastEdge is for a key that asks to scroll on from the end of the lesson, or back
// from its top: it says what leads on. Pressed again, a key that scrolls by pages
// or half pages goes on itself, backward to the end of the lesson before, so that
// it reads on as a pager's does. A key for lines and the wheel never do: they
// repeat while they are held or turned, and would run through the course.
func (m *Model) pastEdge(in keys.Input, down bool) {
	pages := in.Action != keys.Down && in.Action != keys.Up
	if !down && m.inFirst() {
		m.say(words.T("This is the top of the first lesson."))
		return
	}
	if pages && m.stopped == in.Action {
		m.stopped = ""
		if down {
			m.next()
		} else {
			m.back()
			m.scroll(m.lastTop())
		}
		return
	}
	m.stopped = in.Action
	m.say(m.edgeText(down))
}

// edgeText says that the end or the top of the lesson is on the screen, and which key
// leads on. It fits one line of a small window: the last line of the text stays in sight.
func (m *Model) edgeText(down bool) string {
	mode := m.mode()
	on := m.keys.Say(mode, keys.GoOn)
	switch n := m.Unanswered(m.spread().last()); {
	case !down:
		return words.T("The top of the lesson: %s goes back.", m.keys.Say(mode, keys.Back))
	case m.questionWaits():
		return words.T("The end: %s leads back to the question.", on)
	case n > 0:
		return words.N("%d question follows: %s goes on.", "%d questions follow: %s goes on.", n, n, on)
	}
	return words.T("The end of the lesson: %s goes on.", on)
}

// digit adds a digit to the number that is being typed.
func (m *Model) digit(d int) {
	if n := m.number*10 + d; n < 1_000_000 {
		m.number = n
	}
}

// next goes on from what is shown: to its questions if it has unanswered ones, else to the lesson after it.
func (m *Model) next() {
	m.Leave(true)
	if m.questionWaits() {
		m.comeBack()
		return
	}
	if last := m.spread().last(); m.Unanswered(last) > 0 {
		m.ask(study.LessonPlan(last))
		return
	}
	m.nextLesson()
}

// nextLesson opens the lesson after what is shown, or shows the end of the course.
// Questions that wait at another lesson keep what was typed there.
func (m *Model) nextLesson() {
	m.EndVisit()
	l := m.Course.Next(m.spread().last())
	if r := m.run; l == nil || r != nil && !r.away {
		m.run = nil
	}
	if l != nil {
		m.open(l, doc.Position{})
		return
	}
	m.Leave(true)
	m.stage, m.top = atEnd, 0
	m.do(Refresh{})
	m.do(LookDue{})
}

// back goes to the lesson before what is shown, and to those that are shown with it.
func (m *Model) back() {
	if l := m.Course.Prev(m.spread().lessons[0]); l != nil {
		m.open(m.together(l)[0], doc.Position{})
		return
	}
	m.say(words.T("This is the first lesson."))
}

// wayBack returns to where the last jump was taken from.
func (m *Model) wayBack() {
	if !m.Back() {
		m.say(words.T("There is no way back from here."))
		return
	}
	m.arrive()
}

// wayOn repeats a jump that wayBack undid.
func (m *Model) wayOn() {
	if !m.Forward() {
		m.say(words.T("There is no way forward from here."))
		return
	}
	m.arrive()
}
