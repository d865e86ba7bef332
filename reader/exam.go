package reader

import (
	"fmt"

	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// examSheet is the overlay that stands before an exam: what it asks, and what leaving it does.
type examSheet struct{ window }

func (o *examSheet) mode() keys.Mode { return keys.InExam }
func (o *examSheet) title() string   { return words.T("Exam") }

// startExam shows the sheet, goes back to an exam that was only left to look at the text, or
// says why there is no exam to begin.
func (m *Model) startExam() {
	if m.questionWaits() && m.run.Exam() {
		m.comeBack()
		return
	}
	p := study.ExamPlan(m.Course)
	if err := m.May(p); err != nil {
		m.say(refusal(p, err))
		return
	}
	m.lay(&examSheet{})
}

func (o *examSheet) update(m *Model, in keys.Input) {
	if in.Action == keys.Submit {
		m.lift()
		m.ask(study.ExamPlan(m.Course))
		return
	}
	m.scrollOrLeave(in)
}

// sheet draws the terms of the exam. In a low window there are no blank lines between them.
func (o *examSheet) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	gap := func() {
		if !m.layout().status.empty() {
			s.Gap()
		}
	}
	t := m.Terms(study.ExamPlan(m.Course))
	s.Words(sheet.TitleRole, examAsks(t), w)
	gap()
	term := func(name, value string) {
		head := []typeset.Span{{Text: fmt.Sprintf("%-11s", name), Role: typeset.MutedRole}}
		s.Lines(-1, head, sheet.WrapSpan(typeset.Span{Text: value}, w-11))
	}
	term(words.T("Pass mark"), passTerm(t))
	term(words.T("Attempts"), attemptsTerm(t))
	term(words.T("Answers"), revealTerm(t))
	gap()
	key := m.keys.Say(keys.InLesson, keys.Exam)
	if t.Resumes {
		s.Words(typeset.Body, words.T("It goes on where you left it."), w)
	}
	s.Words(typeset.Body, words.T("Leave it when you like: answers are kept, and %s goes on.", key), w)
	s.Words(typeset.Body, words.T("Your place in the text stays."), w)
	return s
}

func passTerm(t study.Terms) string {
	if t.Pass <= 0 {
		return words.T("none")
	}
	return words.T("%s %%", words.Points(t.Pass))
}

// attemptsTerm says how many attempts are left. One that was left is none of them.
func attemptsTerm(t study.Terms) string {
	switch {
	case t.Allowed == 0:
		return words.T("as many as you like")
	case t.Resumes:
		return words.T("%d of %d left after this", t.Left, t.Allowed)
	}
	return words.T("%d of %d left", t.Left, t.Allowed)
}

func revealTerm(t study.Terms) string {
	switch {
	case t.Reveal == "never":
		return words.T("not shown")
	case t.Reveal == "after-pass" && t.Pass > 0:
		return words.T("shown once you pass")
	case t.Reveal == "at-end", t.Reveal == "after-pass":
		return words.T("shown at the end")
	}
	return words.T("shown after each question")
}

// inExam reports whether the screen shows a question of an exam, a verdict in it, or its end.
func (m *Model) inExam() bool {
	return m.run != nil && m.run.Exam() && m.stage != atLesson && m.stage != atEnd
}

// examPlace says where in the exam the student is, for the header.
func (m *Model) examPlace(narrow bool) string {
	at, n := m.run.at+1, len(m.run.Questions)
	switch {
	case m.stage == atSummary:
		return words.T("Exam")
	case narrow:
		return words.T("Exam %d/%d", at, n)
	}
	return words.T("Exam · question %d of %d", at, n)
}

// leftExam says how the exam goes on that is in progress; "" if there is none.
func (m *Model) leftExam() string {
	r := m.run
	if r == nil || !r.Exam() || r.Done() {
		return ""
	}
	key := m.keys.Say(keys.InLesson, keys.Exam)
	at, _ := r.Next(0)
	for _, o := range r.Outcomes {
		if o.Answered {
			return words.T("You left the exam at question %d of %d. %s goes on there.", at+1, len(r.Questions), key)
		}
	}
	return words.T("You left the exam before its first answer, which is no attempt. %s begins it.", key)
}

// examSum is how the exam went, how many questions it asks, and whether there is one.
type examSum struct {
	study.ExamResult
	asks     int
	there    bool
	complete bool // all pages are parsed
}

// exam sums up the exam. There is none while pages are still being parsed, and where there are no questions.
func (m *Model) exam() examSum {
	if _, complete := m.Course.Count(); !complete {
		return examSum{}
	}
	// The questions of thousands of pages are gathered once, not whenever an answer is new.
	p := m.caches.exam.get(sumKey{course: m.Course, revision: m.Course.Revision()}, func() study.Plan { return study.ExamPlan(m.Course) })
	e := examSum{asks: m.Terms(p).Questions, complete: true}
	e.ExamResult, e.there = m.Exam(p)
	return e
}

// examAsks says which questions an exam asks.
func examAsks(t study.Terms) string {
	switch all := t.Questions == t.Of; {
	case t.Own && all:
		return words.N("The question that only the exam asks", "All %d questions that only the exam asks", t.Of, t.Of)
	case t.Own:
		return words.T("%d of the %d questions that only the exam asks", t.Questions, t.Of)
	case all:
		return words.N("The question of the course", "All %d questions of the course", t.Of, t.Of)
	}
	return words.T("%d of the %d questions of the course", t.Questions, t.Of)
}
