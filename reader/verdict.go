package reader

import (
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/words"
)

// updateVerdict does what is asked after an answer.
func (m *Model) updateVerdict(in keys.Input) {
	switch in.Action {
	case keys.Next:
		if m.run.review {
			m.stage, m.top = atSummary, 0
			return
		}
		m.forward()
	case keys.Teach:
		m.teach()
	default:
		m.scrollRows(in)
	}
}

// updateSummary does what is asked at the end of a run.
func (m *Model) updateSummary(in keys.Input) {
	r := m.run
	switch in.Action {
	case keys.Next:
		if r.sel >= 0 && r.Reveals() {
			r.at, r.review = r.sel, true
			m.stage, m.top = atVerdict, 0
			return
		}
		m.goOnAfter()
	case keys.Pick:
		if in.Arg < len(r.Questions) {
			r.sel = in.Arg
			if in.Click && r.Reveals() {
				r.at, r.review = r.sel, true
				m.stage, m.top = atVerdict, 0
			}
		}
	case keys.Down:
		r.sel = min(r.sel+1, len(r.Questions)-1)
		m.reveal()
	case keys.Up:
		r.sel = max(r.sel-1, -1)
		m.reveal()
	case keys.Teach:
		if r.sel >= 0 {
			r.at, r.review = r.sel, true
			m.teach()
			return
		}
		m.dropRun()
	case keys.Again:
		m.again()
	case keys.AllAgain:
		m.allAgain()
	default:
		m.scrollRows(in)
	}
}

// goOnAfter leaves the summary for the lesson after the questions.
func (m *Model) goOnAfter() {
	if m.run.Lesson == nil {
		m.dropRun()
		return
	}
	m.Lesson = m.run.Lesson
	m.nextLesson()
}

// again asks the wrong ones of the run once more, or those of the whole course.
func (m *Model) again() {
	var p study.Plan
	var err error
	if m.run != nil {
		p, err = m.Again(m.run.Run)
	} else {
		p, err = m.WrongPlan()
	}
	if err != nil {
		m.say(refusal(p, err))
		return
	}
	m.ask(p)
}

// allAgain asks all the questions of the run once more.
func (m *Model) allAgain() {
	switch r := m.run; {
	case r.Lesson != nil:
		m.ask(study.LessonPlan(r.Lesson))
	case r.Scope == lessons.CourseScope:
		m.ask(study.ExamPlan(m.Course))
	default:
		m.say(words.T("These were wrong ones from all over the course."))
	}
}

// updateEnd does what is asked at the end of the course.
func (m *Model) updateEnd(in keys.Input) {
	switch in.Action {
	case keys.Back, keys.Leave:
		m.open(m.Course.Last(), doc.Position{})
	case keys.Again:
		m.run = nil
		m.again()
	case keys.Questions:
		m.open(m.Course.Last(), doc.Position{})
		m.askHere()
	default:
		m.scrollRows(in)
	}
}
