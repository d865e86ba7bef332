package reader

import "time"

// idle is the longest that one pause between two keys counts as reading.
const idle = 3 * time.Minute

// update does what the student asked for. Every rule of behaviour is behind it;
// it knows nothing of the terminal. now is when the key came.
func update(m *Model, in Input, now time.Time) []Effect {
	m.out = nil
	if in.Action == Hover {
		m.hover = in.Arg // the pointer asks for nothing
		return nil
	}
	m.hover = 0
	m.lesson = m.lesson.Whole() // it may be one of the opening of a large page
	m.tick(now)
	m.message = ""
	if m.waiting != "" {
		m.waiting = ""
	}
	if in.Action != Digit && in.Action != Top && in.Action != Bottom && in.Action != Open && !isMotion(in.Action) {
		m.number = 0
	}
	m.carryOut(in)
	m.seeEnd()
	return m.out
}

// carryOut does what an input asks for.
func (m *Model) carryOut(in Input) {
	if !m.common(in) {
		m.dispatch(in)
	}
}

// dispatch hands an input to what is in front.
func (m *Model) dispatch(in Input) {
	switch m.mode() {
	case InList, InField, InNote, InHelp, InProgress, InAddress, InBlock, InAside:
		m.updateOverlay(in)
	case InContents:
		m.updateContents(in)
	case InVerdict:
		m.updateVerdict(in)
	case InSummary:
		m.updateSummary(in)
	case InEnd:
		m.updateEnd(in)
	case InLesson, InSearch:
		m.updateLesson(in)
	default:
		m.updateQuestion(in)
	}
}

// common does what is the same wherever the student is.
func (m *Model) common(in Input) bool {
	switch in.Action {
	case Quit:
		m.leaveLesson(false)
		m.do(SavePlace{m.here()})
		m.do(Stop{})
	case Pause:
		m.do(SavePlace{m.here()})
		m.do(Suspend{})
	case Redraw:
		m.do(Repaint{})
	case Help:
		m.lay(overlay{kind: overHelp})
	case Progress:
		m.leaveLesson(false)
		m.do(Refresh{})
		m.lay(overlay{kind: overProgress})
	case Contents:
		m.toggleContents()
	case Find:
		m.startFind()
	case Exam:
		m.over = nil
		m.startExam()
	default:
		return false
	}
	return true
}

// tick counts the time since the last key towards the lesson, if it is being read.
func (m *Model) tick(now time.Time) {
	m.now = now
	if m.stage == atLesson && now.After(m.last) {
		m.spent += min(now.Sub(m.last), idle).Seconds()
	}
	m.last = now
}

// isMotion reports whether a number typed before an action says how often it is done.
func isMotion(a Action) bool {
	switch a {
	case Down, Up, PageDown, PageUp, HalfDown, HalfUp, ParaDown, ParaUp, FindNext, FindPrev, LinkNext, LinkPrev:
		return true
	}
	return false
}

// takeNumber returns the number typed before, and forgets it; least if there was none.
func (m *Model) takeNumber(least int) int {
	n := max(m.number, least)
	m.number = 0
	return n
}

// resize is told the window's size.
func (m *Model) resize(w, h int) {
	if w == m.w && h == m.h {
		return
	}
	m.w, m.h = w, h
	m.seeEnd()
}
