package reader

import (
	"errors"
	"strings"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/ask"
	"lectern/reader/keys"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// run is a series of questions in progress, with its state on the screen.
type run struct {
	*study.Run
	at     int       // the question on the screen
	form   *ask.Form // the answer that is being given
	hints  int       // shown for this question
	since  time.Time // when this question was first shown
	away   bool      // the student went to look at the lesson behind the question
	review bool      // the student looks at the verdicts again, from the summary
	sel    int       // selected question of the summary; -1 for none

	flags map[string]bool // the questions of an exam that are to be looked at again, by ID
	ended bool            // it is handed in
	end   reviewEnd       // of a review that came to its end
}

// title says what the questions are about.
func (r *run) title() string {
	switch {
	case r.Lesson != nil:
		return lessonTitle(r.Lesson)
	case r.Review():
		return words.T("Review")
	case r.Pretest():
		return typeset.Clean(r.Title)
	case r.Scope == study.AgainScope:
		return words.T("Once more")
	}
	return words.T("The whole course")
}

// question returns the question on the screen.
func (r *run) question() *quiz.Question { return r.Questions[r.at] }

// outcome returns the result of the question on the screen.
func (r *run) outcome() *quiz.Outcome { return &r.Outcomes[r.at] }

// askHere starts or goes on with the questions of what is shown.
func (m *Model) askHere() {
	if m.questionWaits() {
		m.comeBack()
		return
	}
	m.ask(study.LessonPlan(m.spread().last()))
}

// ask starts a run, or goes on with one that was left, if it may begin.
func (m *Model) ask(p study.Plan) {
	if err := m.May(p); err != nil {
		m.say(refusal(p, err))
		return
	}
	m.Leave(false)
	m.do(StartRun{p})
}

// refusal says why a run may not begin.
func refusal(p study.Plan, why error) string {
	var used study.AttemptsUsed
	switch {
	case errors.As(why, &used):
		return words.N("These questions can be taken once, and you have taken them.",
			"These questions can be taken %[1]d times, and you have taken them %[1]d times.", used.Allowed, used.Allowed)
	case errors.Is(why, study.ErrNoneWrong):
		return words.T("There are no wrong ones.")
	case errors.Is(why, study.ErrWrongUsed):
		return words.T("No attempt is left at the wrong ones.")
	case p.Lesson != nil:
		return words.T("No questions belong to this lesson.")
	}
	return words.T("This course has no questions.")
}

// begin shows a run that has just been started or resumed.
func (m *Model) begin(begun *study.Run) {
	m.EndVisit()
	m.run = &run{Run: begun, sel: -1}
	m.contents.focus = false
	m.over = nil
	if next, more := begun.Next(0); more {
		m.show(m.withTexts(next))
		return
	}
	m.finish()
}

// withTexts returns the index of the first of the description texts directly before question i, or i if there are none.
func (m *Model) withTexts(i int) int {
	for i > 0 && !m.run.Questions[i-1].Kind.Asks() {
		i--
	}
	return i
}

// show puts a question on the screen, from its first word: where it is longer than the screen,
// the first key leads to what is in focus.
func (m *Model) show(i int) {
	r := m.run
	r.at, r.hints, r.since, r.away, r.review = i, 0, m.Now(), false, false
	r.form = m.asked().Form()
	m.stage, m.top, m.link = atQuestion, 0, 0
}

// following returns the next question after this one that has no answer.
func (r *run) following() (i int, found bool) {
	for i := r.at + 1; i < len(r.Questions); i++ {
		if !r.Outcomes[i].Answered {
			return i, true
		}
	}
	return 0, false
}

// forward shows the question after this one, or ends the run.
func (m *Model) forward() {
	if i, found := m.run.following(); found {
		m.show(i)
		return
	}
	if i, more := m.run.Next(0); more {
		m.show(i)
		return
	}
	m.finish()
}

// submit grades the answer, saves it and then shows the verdict.
func (m *Model) submit(a quiz.Answer) {
	r := m.run
	if m.outOfTime() {
		return
	}
	if m.AsksConfidence(r.Run, r.at, a) {
		m.lay(newSureSheet(a))
		return
	}
	m.take(a, 0)
}

// take has an answer saved, and goes on.
func (m *Model) take(a quiz.Answer, sure study.Confidence) {
	r := m.run
	m.AnswerSure(r.Run, r.at, a, r.hints, r.since, sure)
	switch {
	case r.Sealed() && m.records:
		m.say(words.T("✓ Saved."))
	case r.Sealed():
		m.say(m.keptOrNot())
	}
	if !r.Reveals() && r.Settings.Reveal != "" {
		m.forward()
		if m.message == "" {
			m.say(m.keptOrNot())
		}
		return
	}
	if !r.Reveals() {
		m.forward()
		return
	}
	m.stage, m.top = atVerdict, 0
}

// finish ends the run with its score.
func (m *Model) finish() {
	if m.run.Sealed() {
		if m.stage != atQuestion {
			m.show(0)
		}
		m.showAnswers()
		return
	}
	m.run.ended = true
	m.Finish(m.run.Run)
	m.endReview()
	m.stage, m.top, m.run.sel = atSummary, 0, -1
}

// questionWaits reports whether reading on leads back to a question that the student
// left to look at the text. A question of a lesson waits at that lesson only, because
// who reads elsewhere comes to the questions there; others wait everywhere.
func (m *Model) questionWaits() bool {
	r := m.run
	return r != nil && r.away && (r.Lesson == nil || m.spread().holds(r.Lesson))
}

// comeBack returns from the lesson to the question.
func (m *Model) comeBack() {
	r := m.run
	r.away = false
	m.EndVisit()
	m.top = 0
	switch {
	case r.review || r.outcome().Answered && r.Reveals():
		m.stage = atVerdict
	default:
		m.stage = atQuestion
		m.reveal()
	}
}

// dropRun leaves a run, unfinished or not; it can be resumed from the record. The
// questions of a lesson follow the lesson again, but how an exam goes on is said.
func (m *Model) dropRun() {
	if left := m.leftRun(); left != "" {
		m.say(left)
	}
	m.run = nil
	m.EndVisit()
	m.stage = atLesson
}

// leftAt is the name of the setting that says which lesson's questions were on the screen
// when the student quit.
const leftAt = "questions"

// endOfSession ends the session and notes whether it ends among the questions of a lesson. An
// exam is not noted: it goes on when it is asked for, which is said below the last screen.
func (m *Model) endOfSession() {
	m.takeUnsaid()
	m.parting = m.leftRun()
	at := ""
	if r := m.run; r != nil && r.Lesson != nil && !r.away && (m.stage == atQuestion || m.stage == atVerdict) {
		at = m.Course.Manifest.ID + " " + r.Lesson.ID
	}
	if at != m.left {
		m.left = at
		m.Remember(leftAt, at)
	}
	m.End()
}

// goOnAsking goes on with the questions at which the student quit, if they are still
// where the student reads and not all answered elsewhere meanwhile.
func (m *Model) goOnAsking() {
	course, id, found := strings.Cut(m.left, " ")
	if !found || course != m.Course.Manifest.ID {
		return
	}
	l := m.Course.Lesson(id)
	if l == nil || l.Page != m.Lesson.Page || m.Unanswered(l) == 0 && !m.Known.Scores[l.Scope()].Left {
		return
	}
	m.ask(study.LessonPlan(l))
}

// teach opens the lesson that the question on the screen is about. The questions of
// a lesson stand at the place where the student reads; from others they look in only.
func (m *Model) teach() {
	r := m.run
	if r.Pretest() {
		m.say(words.T("The text comes after these questions. %s leaves all that are left.", m.keys.Say(m.mode(), keys.SkipAll)))
		return
	}
	l := m.lessonOf(r.question())
	if l == nil {
		l = m.Lesson
	}
	r.away = true
	if r.Lesson == nil {
		m.Visit(l)
		m.arrive()
	} else if !m.spread().holds(l) {
		m.open(l, doc.Position{})
	}
	m.stage = atLesson
	questions, next := m.keys.Say(m.mode(), keys.Questions), m.keys.Say(m.mode(), keys.Next)
	if r.Exam() {
		m.say(words.T("The exam waits: %s, or %s at the end, leads back to it.", questions, next))
		return
	}
	m.say(words.T("%s, or %s at the end, leads back to the question.", questions, next))
}

// lessonOf finds the lesson that a question belongs to.
func (m *Model) lessonOf(q *quiz.Question) *lessons.Lesson {
	if m.run.Lesson != nil {
		return m.run.Lesson
	}
	for _, l := range m.Course.Lessons() {
		for _, other := range l.Questions {
			if other.ID == q.ID {
				return l
			}
		}
	}
	if q.Section != "" { // of a bank of the exam: its category names the lesson that answers it
		return m.Course.Lesson(q.Section)
	}
	return nil
}

// keptAll reports whether the answers of the run are in the record.
func (m *Model) keptAll() bool { return m.records && (m.run == nil || m.run.Kept()) }

// keptOrNot says what became of an answer.
func (m *Model) keptOrNot() string {
	if m.keptAll() {
		return words.T("Your answer is kept.")
	}
	return words.T("Your answer is not saved.")
}

// updateVerdict handles input while the verdict on an answer is shown.
func (m *Model) updateVerdict(in keys.Input) {
	switch in.Action {
	case keys.Leave:
		if !m.run.review {
			if next := m.keys.Say(m.mode(), keys.Next); m.keptAll() {
				m.say(words.T("Your answer is kept: %s goes on.", next))
			} else {
				m.say(words.T("Your answer is not saved; %s goes on.", next))
			}
			return
		}
		m.stage, m.top = atSummary, 0
	case keys.Next:
		if m.run.review {
			m.stage, m.top = atSummary, 0
			return
		}
		m.forward()
	case keys.GoOn:
		m.goOnPaper(m.updateVerdict)
	case keys.Easy:
		m.callEasy()
	case keys.Teach:
		m.teach()
	default:
		m.scrollRows(in)
	}
}

// goOnPaper turns a page of what is in front, and at its end does what Next does there.
func (m *Model) goOnPaper(update func(keys.Input)) {
	if m.more().below {
		update(keys.Input{Action: keys.PageDown})
		return
	}
	update(keys.Input{Action: keys.Next})
}
