package reader

import (
	"time"

	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/words"
)

// update carries out an input of the student. The rules of the screen are behind it,
// those of a session in lessons/study; it knows nothing of the terminal. now is when the key came.
func update(m *Model, in keys.Input, now time.Time) []Effect {
	m.out = nil
	if in.Action == keys.Hover {
		m.hover = in.Arg // the pointer asks for nothing
		return nil
	}
	m.hover = 0
	m.Lesson = m.Lesson.Whole() // it may be one of the opening of a large page
	m.Tick(now, m.reads())
	m.message, m.waiting = "", ""
	if m.outOfTime() {
		m.settle()
		return m.out
	}
	if in.Action != m.stopped {
		m.stopped = ""
	}
	if in.Action != keys.Digit && in.Action != keys.Top && in.Action != keys.Bottom && in.Action != keys.Open && !isMotion(in.Action) {
		m.number = 0
	}
	m.carryOut(in)
	m.settle()
	m.paged = in.Action == keys.GoOn
	return m.out
}

// carryOut changes the model as an input asks: the same everywhere, or by what is in front.
func (m *Model) carryOut(in keys.Input) {
	if !m.common(in) {
		m.dispatch(in)
	}
}

// dispatch hands an input to the overlay or stage in front.
func (m *Model) dispatch(in keys.Input) {
	if o := m.front(); o != nil {
		o.update(m, in)
		return
	}
	if in.Panel {
		m.updateContents(in)
		return
	}
	switch m.mode() {
	case keys.InContents:
		m.updateContents(in)
	case keys.InVerdict:
		m.updateVerdict(in)
	case keys.InSummary:
		m.updateSummary(in)
	case keys.InEnd, keys.InBareEnd:
		m.updateEnd(in)
	case keys.InLesson, keys.InSearch, keys.InReadOn:
		m.updateLesson(in)
	default:
		m.updateQuestion(in)
	}
}

// common handles the input that means the same everywhere.
func (m *Model) common(in keys.Input) bool {
	switch in.Action {
	case keys.Quit:
		m.endOfSession()
		m.do(Stop{})
	case keys.Pause:
		m.keepTyped()
		m.do(Save{study.SavePlace{Place: m.Place()}})
		m.do(Suspend{})
	case keys.Redraw:
		m.do(Repaint{})
	case keys.QuitTwice:
		m.waiting = keys.QuitTwice
		m.say(words.T("%s once more quits.", m.keys.Say(m.mode(), keys.QuitTwice)))
	case keys.Unknown:
		if m.stage == atQuestion && len(m.over) == 0 && !m.contents.focus && m.run.form.Begins(in.Text) {
			m.reveal()
			return true
		}
		m.sayUnknown(in.Text)
	case keys.Contents:
		m.toggleContents()
	case keys.Review:
		m.startReview()
	default:
		return m.layFor(in.Action)
	}
	return true
}

// sayUnknown says of a key that it does nothing here, so that nobody takes the program
// for hung or presses it again, and where the keys that mean something are listed.
func (m *Model) sayUnknown(key string) {
	name := keys.Label(key)
	if m.mode() == keys.InHelp {
		m.say(words.T("“%s” does nothing here; %s closes.", name, m.keys.SayBoth(keys.InHelp, keys.Leave)))
		return
	}
	m.say(words.T("“%s” does nothing here; %s helps.", name, m.keys.Say(m.mode(), keys.Help)))
}

// isMotion reports whether a number typed before an action says how often it is done.
func isMotion(a keys.Action) bool {
	switch a {
	case keys.Down, keys.Up, keys.PageDown, keys.PageUp, keys.HalfDown, keys.HalfUp, keys.ParaDown, keys.ParaUp, keys.FindNext, keys.FindPrev, keys.LinkNext, keys.LinkPrev:
		return true
	}
	return false
}

// takeNumber returns the number typed before a command and clears it; least if there was none.
func (m *Model) takeNumber(least int) int {
	n := max(m.number, least)
	m.number = 0
	return n
}

// resize takes over a new window size.
func (m *Model) resize(w, h int) {
	m.keepingSight(func() { m.w, m.h = w, h })
	m.settle()
}

// settle brings the model into a consistent state after a change, so that drawing changes nothing.
func (m *Model) settle() {
	m.followSpread()
	m.offerPretest()
	m.seeLessons()
	if l := m.layout(); !l.panel.empty() {
		m.followLesson()
		m.contents.top = m.contentsTop(l.panel.h - 2)
	}
}

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

// scrolled returns, for what is in front, its top row, how many rows it has and how many fit on the screen.
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
		t += max(1, in.Arg)
	case keys.Up:
		t -= max(1, in.Arg)
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

// reveal scrolls a question or a summary so that the focused rows are on the screen.
func (m *Model) reveal() {
	r := m.layout().text
	if m.layout().small {
		return
	}
	s := m.stageSheet(r.w)
	first, last := s.First, s.Last
	if s.CursorRow >= 0 {
		// With what the field stands in, where both fit.
		if first > s.CursorRow || last < s.CursorRow || s.CursorRow-first >= r.h {
			first = s.CursorRow
		}
		last = s.CursorRow
	}
	if first <= last && last < r.h && m.top > 0 && first < r.h {
		m.top = 0 // where the whole of it fits, the prompt stays on the screen
	}
	m.top = sheet.Revealed(m.top, first, last, r.h, s.Count())
}
