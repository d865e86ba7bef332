package reader

import (
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/reader/keys"
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
	if m.run.lesson == nil {
		m.dropRun()
		return
	}
	m.lesson = m.run.lesson
	m.nextLesson()
}

// again asks the wrong ones of the run once more. The others keep their credit,
// so that the score is again that of all of them.
func (m *Model) again() {
	r := m.run
	if r == nil {
		m.againEverywhere()
		return
	}
	wrong := r.Wrong()
	switch {
	case len(wrong) == 0:
		m.say("There are no wrong ones.")
		return
	case !r.Settings.MayBegin(m.known.scores[r.Scope].Attempts):
		m.say(attemptsUsed(r.Settings.Attempts))
		return
	}
	score, most := r.total()
	for i, q := range r.Questions {
		for _, w := range wrong {
			if w == q {
				score -= r.Outcomes[i].Grade.Credit * q.Points
				most -= q.Points
			}
		}
	}
	settings := r.Settings
	settings.Pool = 0
	m.do(StartRun{plan{
		scope: r.Scope, title: r.title, lesson: r.lesson, questions: wrong, settings: settings, fresh: true,
		keptScore: score, keptMost: most,
	}})
}

// allAgain asks all the questions of the run once more.
func (m *Model) allAgain() {
	r := m.run
	switch {
	case !r.Settings.MayBegin(m.known.scores[r.Scope].Attempts):
		m.say(attemptsUsed(r.Settings.Attempts))
	case r.lesson != nil:
		m.askLesson(r.lesson)
	case r.Scope == lessons.CourseScope:
		m.startExam()
	default:
		m.say("These were wrong ones from all over the course.")
	}
}

// wrongOnes returns the questions of the course whose last answer was not wholly right.
func (m *Model) wrongOnes() []*quiz.Question {
	var out []*quiz.Question
	for _, l := range m.course.Lessons() {
		for _, q := range l.Questions {
			if a, ok := m.known.answers[q.ID]; ok && q.Kind.Graded() && a.Credit < 1-1e-9 {
				out = append(out, q)
			}
		}
	}
	return out
}

// againEverywhere asks the wrong ones of the whole course once more.
func (m *Model) againEverywhere() {
	wrong := m.wrongOnes()
	if len(wrong) == 0 {
		m.say("There are no wrong ones.")
		return
	}
	m.do(StartRun{plan{
		scope: againScope, title: "Once more", questions: wrong, fresh: true,
	}})
}

// updateEnd does what is asked at the end of the course.
func (m *Model) updateEnd(in keys.Input) {
	switch in.Action {
	case keys.Back, keys.Leave:
		m.open(m.course.Last(), doc.Position{})
	case keys.Again:
		m.run = nil
		m.again()
	case keys.Questions:
		m.open(m.course.Last(), doc.Position{})
		m.askHere()
	default:
		m.scrollRows(in)
	}
}
