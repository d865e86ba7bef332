package reader

import (
	"fmt"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// updateSummary handles input at the end of a run.
func (m *Model) updateSummary(in keys.Input) {
	r := m.run
	if r.Pretest() {
		m.updatePretestEnd(in)
		return
	}
	switch in.Action {
	case keys.Next:
		if r.sel >= 0 && r.Reveals() {
			r.at, r.review = r.sel, true
			m.stage, m.top = atVerdict, 0
			return
		}
		m.leaveQuestions()
	case keys.GoOn:
		m.goOnPaper(m.updateSummary)
	case keys.Pick:
		if in.Arg < r.asked() {
			r.sel = in.Arg
			if in.Click && r.Reveals() {
				r.at, r.review = r.sel, true
				m.stage, m.top = atVerdict, 0
			}
		}
	case keys.Down:
		r.sel = min(r.sel+1, r.asked()-1)
		m.reveal()
	case keys.Up:
		r.sel = max(r.sel-1, -1)
		m.reveal()
	case keys.Teach:
		switch {
		case r.sel >= 0:
			r.at, r.review = r.sel, true
			m.teach()
		case r.Lesson == nil:
			m.say(words.T("Choose a question first: %s or %s.", m.keys.Say(m.mode(), keys.Down), m.keys.Say(m.mode(), keys.Up)))
		default:
			m.dropRun()
		}
	case keys.Leave:
		if r.sel < 0 {
			m.leaveQuestions()
			return
		}
		r.sel = -1
	case keys.Again:
		m.again()
	case keys.AllAgain:
		m.allAgain()
	default:
		m.scrollRows(in)
	}
}

// leaveQuestions goes on reading, at the lesson after that of the questions. What has no
// answer stays open.
func (m *Model) leaveQuestions() {
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
	if m.run != nil && m.run.Review() {
		m.say(words.T("A review asked that already. %s asks what is due.", m.keys.Say(keys.InSummary, keys.Review)))
		return
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
	case r.Exam():
		m.startExam()
	case r.Review():
		m.startReview()
	default:
		m.say(words.T("These were wrong ones from all over the course."))
	}
}

// summarySheet draws the end of a run: the score, the pass mark, and each question with its sign.
func (m *Model) summarySheet(w int) *sheet.Sheet {
	if m.run.Review() {
		return m.reviewSheet(w)
	}
	if m.run.Pretest() {
		return m.pretestEnd(w)
	}
	s := sheet.New()
	r := m.run
	score, most := r.Score()
	s.Add(typeset.Span{Text: words.T("Your answers"), Role: typeset.HeadingRole}, typeset.Span{Text: typeset.Fit(" · "+r.title(), max(0, w-12)), Role: typeset.MutedRole})
	s.Gap()
	if most > 0 {
		s.Add(typeset.Span{Text: words.T("%s of %s points", words.Points(score), words.Points(most)), Role: sheet.TitleRole},
			typeset.Span{Text: "   " + words.Percent(score/most)})
		s.Add(sheet.Bar(score/most, min(w, 40))...)
		if pass := r.Settings.Pass; pass > 0 {
			s.Gap()
			if r.Passed() {
				s.Words(sheet.RightRole, words.T("✓ Passed. The pass mark is %s %%.", words.Points(pass)), w)
			} else {
				s.Words(typeset.Body, words.T("– The pass mark is %s %%. Another try is a good way to get there.", words.Points(pass)), w)
			}
		}
	} else if m.keptAll() {
		s.Words(typeset.Body, words.T("Your answers are kept."), w)
	} else {
		s.Words(typeset.Body, words.T("Your answers are not saved."), w)
	}
	s.Gap()
	for i, q := range r.Questions {
		m.summaryRow(s, i, q, w)
	}
	if p, err := m.Again(r.Run); err == nil {
		n := len(p.Questions)
		s.Gap()
		s.Words(typeset.MutedRole, words.N(
			"%s asks the one that was not quite right again. %s and %s choose a question to look at, %s leads to its lesson.",
			"%s asks those that were not quite right again. %s and %s choose a question to look at, %s leads to its lesson.", n,
			m.keys.Say(keys.InSummary, keys.Again), m.keys.Say(keys.InSummary, keys.Down), m.keys.Say(keys.InSummary, keys.Up),
			m.keys.Say(keys.InSummary, keys.Teach)), w)
	}
	if r.Exam() && m.handsIn(keys.InSummary) {
		s.Gap()
		s.Words(typeset.Body, words.T("%s hands in your results.", m.keys.Say(keys.InSummary, keys.HandIn)), w)
	}
	if r.sel >= 0 {
		s.FocusOn(r.sel)
	}
	return s
}

func (m *Model) summaryRow(s *sheet.Sheet, i int, q *quiz.Question, w int) {
	r := m.run
	out := r.Outcomes[i]
	sign := typeset.Span{Text: "· ", Role: typeset.MutedRole}
	switch {
	case out.Answered && q.Sealed != "":
		sign = typeset.Span{Text: "• "}
	case !out.Answered || !q.Graded():
	case !r.Reveals():
		sign = typeset.Span{Text: "• "}
	case out.Grade.Right:
		sign = typeset.Span{Text: "✓ ", Role: sheet.RightRole}
	case out.Grade.Credit > 0:
		sign = typeset.Span{Text: "◐ ", Role: sheet.PartlyRole}
	default:
		sign = typeset.Span{Text: "✗ ", Role: sheet.WrongRole}
	}
	cursor, role := typeset.Span{Text: "  "}, typeset.Body
	if i == r.sel {
		cursor, role = typeset.Span{Text: "▸ ", Role: sheet.KeyRole}, sheet.TitleRole
	}
	note := ""
	if out.Hints > 0 {
		note = "  " + words.N("1 hint", "%d hints", out.Hints, out.Hints)
	}
	if credit, ok := m.Before(q.ID); ok && out.Answered && r.Reveals() {
		note += "  " + words.T("before: %s", words.Percent(credit))
	}
	num := fmt.Sprintf("%2d  ", i+1)
	s.Pick(i, cursor, sign, typeset.Span{Text: num, Role: typeset.MutedRole},
		typeset.Span{Text: typeset.Fit(typeset.Clean(lessons.PromptLine(q)), w-4-typeset.Width(num)-typeset.Width(note)), Role: role},
		typeset.Span{Text: note, Role: typeset.MutedRole})
}

// updateEnd handles input at the end of the course.
func (m *Model) updateEnd(in keys.Input) {
	switch in.Action {
	case keys.Back, keys.Leave:
		m.open(m.Course.Last(), doc.Position{})
	case keys.Again:
		m.run = nil
		m.EndVisit()
		m.again()
	case keys.Questions:
		m.open(m.Course.Last(), doc.Position{})
		m.askHere()
	default:
		m.scrollRows(in)
	}
}

// endMode tells the end of a course with questions, which can be asked again there, from one without.
func (m *Model) endMode() keys.Mode {
	if e := m.exam(); e.complete && !e.there {
		return keys.InBareEnd
	}
	return keys.InEnd
}

// endSheet draws the end of the course.
func (m *Model) endSheet(w int) *sheet.Sheet {
	s := sheet.New()
	s.Words(typeset.HeadingRole, words.T("The end of %s", typeset.Clean(m.Course.Manifest.Title)), w)
	s.Gap()
	read, all, _ := m.readShare()
	if read >= all {
		s.Words(typeset.Body, words.T("You have read every lesson. Well done."), w)
	} else {
		s.Words(typeset.Body, words.T("You have read %d of %d lessons. The contents (%s) show which ones are left.",
			read, all, m.keys.Say(keys.InEnd, keys.Contents)), w)
	}
	if t := m.totals(); t.Most > 0 {
		share := t.Score / t.Most
		s.Gap()
		s.Add(typeset.Span{Text: words.T("%s of %s points", words.Points(t.Score), words.Points(t.Most)), Role: sheet.TitleRole},
			typeset.Span{Text: "   " + words.Percent(share)})
		s.Add(sheet.Bar(share, min(w, 40))...)
		s.Gap()
		if t.Left > 0 {
			s.Words(typeset.Body, words.N("One question waits for an answer; ?2 in the contents means that a lesson has two of them.",
				"%d questions wait for an answer; ?2 in the contents means that a lesson has two of them.", t.Left, t.Left), w)
		}
		wrong := m.wrongOnes()
		switch n := len(wrong.may); {
		case n > 0:
			s.Words(typeset.Body, words.N("%[1]s asks the one that was not quite right once more.",
				"%[1]s asks the %[2]d that were not quite right once more.", n, m.keys.Say(keys.InEnd, keys.Again), n), w)
		case len(wrong.all) > 0:
			s.Words(typeset.Body, words.T("No attempt is left at what was not quite right."), w)
		case t.Left == 0:
			s.Words(typeset.Body, words.T("Every answer was right."), w)
		}
		m.passLine(s, t, w)
	}
	if e := m.exam(); e.Best != nil {
		s.Gap()
		s.Words(typeset.Body, words.T("Exam: %s, %s.", examPoints(e), words.Percent(e.Share(e.Best))), w)
	} else if e.there {
		s.Gap()
		s.Words(typeset.Body, words.T("%s begins the exam.", m.keys.Say(keys.InEnd, keys.Exam)), w)
	}
	if line := m.reviewLine(); line != "" {
		s.Gap()
		s.Words(typeset.Body, line, w)
	}
	if m.handsIn(keys.InEnd) {
		s.Gap()
		s.Words(typeset.Body, words.T("%s hands in your results.", m.keys.Say(keys.InEnd, keys.HandIn)), w)
	}
	s.Gap()
	back, quit := m.keys.Say(keys.InEnd, keys.Back), m.keys.Say(keys.InEnd, keys.Quit)
	if m.records {
		s.Words(typeset.MutedRole, words.T("Your place and your answers are kept. %s goes back to the last lesson, %s quits.", back, quit), w)
	} else {
		s.Words(typeset.MutedRole, words.T("Nothing is saved. %s goes back to the last lesson, %s quits.", back, quit), w)
	}
	return s
}

// passLine says whether the course's pass mark is reached.
func (m *Model) passLine(s *sheet.Sheet, t study.Totals, w int) {
	pass := m.Course.Manifest.Pass
	switch {
	case pass <= 0 || t.Most <= 0:
	case m.Passed(t):
		s.Words(sheet.RightRole, words.T("✓ Passed. The pass mark is %s %%.", words.Points(pass)), w)
	default:
		s.Words(typeset.Body, words.T("– The pass mark is %s %%.", words.Points(pass)), w)
	}
}

// examPoints says what the best exam got and, where there is a pass mark, whether that passes.
func examPoints(e examSum) string {
	score, most := words.Points(*e.Best), words.Points(e.Max)
	switch {
	case e.Pass <= 0:
		return words.T("%s of %s points", score, most)
	case e.Passed:
		return words.T("%s of %s points, passed", score, most)
	}
	return words.T("%s of %s points, not yet passed", score, most)
}
