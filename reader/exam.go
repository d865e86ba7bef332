package reader

import (
	"fmt"
	"strings"
	"time"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/handin"
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
		m.do(Enrol{})
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
	wide := 11
	for _, name := range []string{words.T("Pass mark"), words.T("Time"), words.T("Attempts"), words.T("Answers")} {
		wide = max(wide, typeset.Width(name)+2)
	}
	term := func(name, value string) {
		head := []typeset.Span{{Text: typeset.Pad(name, wide), Role: typeset.MutedRole}}
		s.Lines(-1, head, sheet.WrapSpan(typeset.Span{Text: value}, max(1, w-wide)))
	}
	term(words.T("Pass mark"), passTerm(t))
	if t.Limit > 0 {
		term(words.T("Time"), words.T("%s; it runs on when you leave", words.Duration(t.Limit.Seconds())))
	}
	term(words.T("Attempts"), attemptsTerm(t))
	term(words.T("Answers"), revealTerm(t))
	gap()
	key := m.keys.Say(keys.InLesson, keys.Exam)
	if t.Resumes {
		s.Words(typeset.Body, words.T("It goes on where you left it."), w)
	}
	if m.records {
		s.Words(typeset.Body, words.T("Leave it when you like: answers are kept, and %s goes on.", key), w)
	} else {
		s.Words(typeset.Body, words.T("No answer is saved. Until you quit, %s goes on.", key), w)
	}
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
	left, limited := m.run.Left(m.Now())
	limited = limited && !m.run.ended
	switch {
	case limited && narrow:
		return words.T("Exam %d/%d · %s", at, n, words.Duration(left.Seconds()))
	case limited:
		return words.T("Exam · question %d of %d · %s left", at, n, words.Duration(left.Seconds()))
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
	if r.Answered() > 0 {
		return words.T("You left the exam at question %d of %d. %s goes on there.", at+1, len(r.Questions), key)
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

// enrol begins the exam once it is known who takes it. Who that is matters where answers are handed in.
func (a *app) enrol(who study.Identity) {
	m, d := a.model, a.cfg.Desk
	if m.Course.ExamBuild() != "" && d != nil {
		if who == nil && len(study.Missing(d.Asked(), d.Known())) > 0 {
			m.lay(&handInSheet{form: handin.Enrols(typeset.Clean(m.Course.Manifest.Title), d.Asked(), d.Known())})
			return
		}
		m.ExamID = d.Enrol(who)
	}
	m.ask(study.ExamPlan(m.Course))
}

// answerSheet is the overlay with the questions of an exam that is handed in: which are answered, which
// are open, which are flagged.
type answerSheet struct {
	list
	warned bool // of the open ones
}

func (o *answerSheet) mode() keys.Mode     { return keys.InAnswers }
func (o *answerSheet) title() string       { return words.T("Answer sheet") }
func (o *answerSheet) length(m *Model) int { return len(m.run.Questions) }

// showAnswers lays the answer sheet over the question.
func (m *Model) showAnswers() {
	switch r := m.run; {
	case r == nil || !r.Sealed():
		m.say(words.T("Only an exam that is handed in has an answer sheet."))
	case r.ended:
		m.stage, m.top = atSummary, 0
	default:
		o := &answerSheet{}
		o.at = r.at
		m.lay(o)
		m.keepInView(o)
	}
}

func (o *answerSheet) open(m *Model) {
	m.lift()
	m.show(o.at)
}

func (o *answerSheet) update(m *Model, in keys.Input) {
	if in.Action == keys.Flag {
		m.flag(o.at)
		return
	}
	m.updateList(o, in)
}

// handIn ends the exam. What is open is told once before.
func (o *answerSheet) handIn(m *Model) {
	if n := m.run.Open(); n > 0 && !o.warned {
		o.warned = true
		m.say(words.N("One question has no answer. %[1]s once more hands in all the same.",
			"%[2]d questions have no answer. %[1]s once more hands in all the same.", n, m.keys.Say(keys.InAnswers, keys.HandIn), n))
		return
	}
	m.endExam()
}

func (o *answerSheet) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	r := m.run
	answered := r.Answered()
	s.Words(sheet.TitleRole, words.T("%d of %d answered. %s opens a question, %s hands in for good.", answered, answered+r.Open(),
		m.keys.Say(keys.InAnswers, keys.Open), m.keys.Say(keys.InAnswers, keys.HandIn)), w)
	s.Pinned = len(s.Rows)
	for i, q := range r.Questions {
		state, role := words.Sense("state", "open"), sheet.PartlyRole
		switch {
		case !q.Kind.Asks():
			state = ""
		case r.Outcomes[i].Answered:
			state, role = words.T("answered"), typeset.MutedRole
		}
		if r.flags[q.ID] {
			state = words.T("flagged, %s", state)
		}
		cursor, text := typeset.Span{Text: "  "}, typeset.Body
		if i == o.at {
			cursor, text = typeset.Span{Text: "▸ ", Role: sheet.KeyRole}, sheet.TitleRole
		}
		num := fmt.Sprintf("%2d  ", i+1)
		room := max(0, w-2-typeset.Width(num)-typeset.Width(state)-2)
		s.Pick(i, cursor, typeset.Span{Text: num, Role: typeset.MutedRole},
			typeset.Span{Text: typeset.Pad(typeset.Fit(typeset.Clean(lessons.PromptLine(q)), room), room) + "  ", Role: text},
			typeset.Span{Text: state, Role: role})
	}
	s.FocusOn(o.at)
	return s
}

// flagsSetting is the name of the setting that keeps the flags of an exam.
const flagsSetting = "flags"

// flag flags a question of an exam, or takes the flag away.
func (m *Model) flag(i int) {
	r := m.run
	if !r.Sealed() {
		m.say(words.T("Only an exam that is handed in has flags."))
		return
	}
	if r.flags == nil {
		r.flags = map[string]bool{}
	}
	id := r.Questions[i].ID
	if r.flags[id] = !r.flags[id]; r.flags[id] {
		m.say(words.T("Flagged: the answer sheet (%s) shows it.", m.keys.Say(keys.InChoice, keys.Answers)))
	} else {
		m.say(words.T("The flag is gone."))
	}
	kept := []string{r.Questions[i].Sealed}
	for _, q := range r.Questions {
		if r.flags[q.ID] {
			kept = append(kept, q.ID)
		}
	}
	m.Remember(flagsSetting, strings.Join(kept, "\n"))
}

// recallFlags takes the flags from the record.
func (a *app) recallFlags() {
	r := a.model.run
	if r == nil || !r.Sealed() || a.cfg.Record == nil {
		return
	}
	kept, err := a.cfg.Record.Setting(flagsSetting)
	if err != nil {
		return
	}
	build, ids, _ := strings.Cut(kept, "\n")
	if build != r.Questions[0].Sealed {
		return
	}
	r.flags = map[string]bool{}
	for id := range strings.SplitSeq(ids, "\n") {
		r.flags[id] = true
	}
}

// endExam ends an exam that is handed in, and has its results written.
func (m *Model) endExam() {
	m.run.ended = true
	m.Finish(m.run.Run)
	m.over = nil
	m.stage, m.top, m.run.sel = atSummary, 0, -1
	m.do(HandIn{Now: true})
}

// outOfTime ends the exam whose time is over, and reports whether it is.
func (m *Model) outOfTime() bool {
	r := m.run
	if r == nil || r.ended || !r.Over(m.Now()) {
		return false
	}
	if r.Sealed() {
		m.endExam()
	} else {
		r.ended = true
		m.Finish(r.Run)
		m.over = nil
		m.stage, m.top, r.sel = atSummary, 0, -1
	}
	m.say(words.T("The time is over."))
	return true
}

// beatEvery is how often the time of an exam is looked at, and kept in the record.
const beatEvery = 20 * time.Second

// beat looks at the time of the exam that is under way: it shows how that passes, and ends the exam.
func (a *app) beat() {
	m := a.model
	if m.run == nil || m.run.ended {
		return
	}
	a.doing(func(m *Model) {
		m.Tick(a.cfg.Now(), m.reads())
		a.keeper().Beat(m.Session, m.run.Run)
		m.outOfTime()
	})
}
