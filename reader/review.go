package reader

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// reviews is what the screen knows of reviews.
type reviews struct {
	outlook   study.Outlook // as of the last look; zero before
	tells     bool          // the student is to be told what is due
	wrongOnly bool          // the student's choice
}

type (
	// LookDue finds what is due, beside the loop.
	LookDue struct{}
	// StartReview finds what is due, beside the loop, and begins a review or goes on with the one of today.
	StartReview struct{}
)

func (LookDue) effect()     {}
func (StartReview) effect() {}

// startReview asks for a review, or goes back to the one that was only left to look at the text.
func (m *Model) startReview() {
	switch {
	case m.questionWaits() && m.run.Review():
		m.lift()
		m.comeBack()
	case !m.records:
		m.say(words.T("Nothing is being saved, so there is nothing to review."))
	default:
		m.Leave(false)
		m.do(StartReview{})
	}
}

// recall learns beside the loop what the student remembers, as the record has it, and hands the model to then.
func (a *app) recall(then func(*Model)) {
	rec, course, turn, now := a.cfg.Record, a.model.Course, a.model.Known.Turn, a.cfg.Now()
	if rec == nil {
		return
	}
	a.background(func() {
		course.Lessons() // all pages are parsed here rather than on the loop
		memory, err := study.Recall(rec, now)
		a.later(func() {
			switch m := a.model; {
			case err != nil:
				a.failed(err)
			case m.Known.Turn != turn || m.Course != course: // something was answered meanwhile
				a.recall(then)
			default:
				m.Memory = memory
				a.doing(then)
			}
		})
	})
}

// lookDue finds what is due; say has it said.
func (a *app) lookDue(say bool) {
	if len(a.model.Known.Answers) == 0 {
		return // and no page is parsed for it
	}
	a.recall(func(m *Model) {
		if m.look(); say {
			m.sayDue()
		}
	})
}

// beginReview begins a review.
func (a *app) beginReview(m *Model) {
	r, err := a.keeper().Review(m.Session, study.ReviewTerms{Limit: study.ReviewLimit, WrongOnly: m.reviews.wrongOnly})
	switch {
	case errors.Is(err, study.ErrNothingDue):
		m.look()
		m.say(words.Due(0) + " " + words.NextDue(m.DaysTo(m.reviews.outlook)))
	case errors.Is(err, study.ErrNothingKnown):
		m.say(words.NothingToReview())
	case err != nil:
		a.failed(err)
	default:
		m.begin(r)
	}
}

// look counts what is due.
func (m *Model) look() { m.reviews.outlook = m.Outlook(m.reviews.wrongOnly) }

// lookDueAtStart has it said once a day how many questions are due. It costs nothing where nothing was answered.
func (a *app) lookDueAtStart() {
	if a.model.reviews.tells {
		a.later(func() { a.lookDue(true) })
	}
}

// sayDue says how many questions are due, unless the student is at something else.
func (m *Model) sayDue() {
	n := m.reviews.outlook.Due
	if n == 0 || m.stage != atLesson || m.textMode() != keys.InLesson || len(m.over) > 0 || m.message != "" || m.number > 0 {
		return
	}
	m.say(words.DueBy(n, m.keys.Say(keys.InLesson, keys.Review)))
	m.reviews.tells = false
	m.ToldDue()
}

// reviewLine says at the end of the course what is due; "" where nothing is.
func (m *Model) reviewLine() string {
	n := m.reviews.outlook.Due
	if n == 0 {
		return ""
	}
	return words.N("One question is due: %[1]s asks it.", "%[2]d questions are due: %[1]s asks them.", n, m.keys.Say(keys.InEnd, keys.Review), n)
}

// reviewState says on the progress screen what is due; "" where nothing is known.
func (m *Model) reviewState() string {
	o := m.reviews.outlook
	switch days := m.DaysTo(o); {
	case o.Due > 0:
		return words.N("1 due: %[1]s asks it", "%[2]d due: %[1]s asks them", o.Due, m.keys.Say(keys.InProgress, keys.Review), o.Due)
	case days == 0:
		return ""
	case days == 1:
		return words.T("next tomorrow")
	default:
		return words.N("next in %d day", "next in %d days", days, days)
	}
}

// questionNumber says which question of the run is on the screen.
func (m *Model) questionNumber() string {
	r := m.run
	if r.Repeats(r.at) {
		return onceMore(len(r.Questions) - r.at)
	}
	return words.T("Question %d of %d", r.at+1, r.asked())
}

// asked is how many questions a run says to have: a review does not count those that it asks once more.
func (r *run) asked() int {
	if r.Review() {
		return r.Asked()
	}
	return len(r.Questions)
}

// onceMore heads a question that a review asks again; left counts it and those behind it.
func onceMore(left int) string {
	return words.N("Once more, the last one", "Once more, %d left", left, left)
}

// verdictNumber is questionNumber behind a verdict.
func (m *Model) verdictNumber() string {
	r := m.run
	if r.Repeats(r.at) {
		return words.T(" · once more")
	}
	return words.T(" · question %d of %d", r.at+1, r.asked())
}

// nextRows say when the question of a review comes again, whether it may be called easy, and which
// lesson taught it.
func (m *Model) nextRows(s *sheet.Sheet, w int) {
	r := m.run
	days, known := m.Next(r.question().ID)
	if r.Scope != study.ReviewScope || r.review || !known {
		return
	}
	next := typeset.Span{Text: words.Next(days, r.Waits(r.at)), Role: sheet.TitleRole}
	if r.MayCallEasy(r.at) {
		easy := typeset.Span{Text: "  " + words.T("%s if it was easy.", m.keys.Say(keys.InVerdict, keys.Easy)), Role: typeset.MutedRole}
		if typeset.Width(next.Text)+typeset.Width(easy.Text) <= w {
			s.Add(next, easy)
		} else {
			s.Add(next)
		}
	} else {
		s.Lines(-1, nil, sheet.WrapSpan(next, w))
	}
	if l := m.lessonOf(r.question()); l != nil {
		s.Add(typeset.Span{Text: typeset.Fit(words.T("%s leads to its lesson, “%s”.", m.keys.Say(keys.InVerdict, keys.Teach), lessonTitle(l)), w), Role: typeset.MutedRole})
	}
}

// callEasy takes the answer on the screen as one that was easy.
func (m *Model) callEasy() {
	r := m.run
	if !r.MayCallEasy(r.at) {
		m.say(words.T("Only an answer of a review that was right at once can be called easy."))
		return
	}
	m.CallEasy(r.Run, r.at)
}

// leftReview says how the review goes on that is in progress; "" if there is none.
func (m *Model) leftReview() string {
	r := m.run
	if r == nil || !r.Review() || r.ended || !m.records {
		return ""
	}
	at, more := r.Next(0)
	if _, answered := r.Remembered(); answered == 0 || !more {
		return ""
	}
	key := m.keys.Say(keys.InLesson, keys.Review)
	if r.Scope == study.CramScope {
		return ""
	}
	if r.Repeats(at) {
		return words.T("You left the review. %s asks once more today what was not right.", key)
	}
	return words.T("You left the review at question %d of %d. %s goes on there today.", at+1, r.Asked(), key)
}

// leftRun says how an exam, a review or a pre-test goes on that is left; "" where that need not be said.
func (m *Model) leftRun() string { return cmp.Or(m.leftExam(), m.leftReview(), m.leftPretest()) }

// reviewEnd is how things stand at the end of a review.
type reviewEnd struct {
	outlook study.Outlook
	missed  []*lessons.Lesson
}

// endReview finds how things stand.
func (m *Model) endReview() {
	if m.run.Review() && m.Memory != nil {
		m.look()
		m.run.end = reviewEnd{m.reviews.outlook, m.Missed(m.run.Run)}
	}
}

// reviewSheet draws the end of a review: what was remembered, what comes when, what to read again.
func (m *Model) reviewSheet(w int) *sheet.Sheet {
	s := sheet.New()
	r, o := m.run, m.run.end.outlook
	gap := s.Gap
	if m.layout().text.h < roomyHeight {
		gap = func() {}
	}
	known, of := r.Remembered()
	s.Add(typeset.Span{Text: words.T("The end of the review"), Role: typeset.HeadingRole})
	gap()
	s.Add(typeset.Span{Text: words.Remembered(known, of), Role: sheet.TitleRole}, typeset.Span{Text: "  " + words.Percent(float64(known)/float64(max(1, of)))})
	s.Add(sheet.Bar(float64(known)/float64(max(1, of)), min(w, 40))...)
	gap()
	if o.Due > 0 {
		s.Words(typeset.Body, words.N("One more question is due: %[1]s asks it.", "%[2]d more questions are due: %[1]s asks them.",
			o.Due, m.keys.Say(keys.InSummary, keys.Review), o.Due), w)
	} else {
		s.Words(typeset.Body, words.NextDue(m.DaysTo(o)), w)
	}
	gap()
	m.dayBars(s, o, w)
	if len(r.end.missed) > 0 {
		gap()
		s.Add(typeset.Span{Text: words.T("To read again"), Role: typeset.LabelRole})
		for _, l := range r.end.missed {
			s.Add(typeset.Span{Text: "  " + typeset.Fit(lessonTitle(l), max(0, w-2))})
		}
	}
	s.Gap()
	for i, q := range r.Questions[:r.Asked()] {
		m.summaryRow(s, i, q, w)
	}
	s.Gap()
	s.Words(typeset.MutedRole, words.T("%s and %s choose a question to look at, %s leads to its lesson.",
		m.keys.Say(keys.InSummary, keys.Down), m.keys.Say(keys.InSummary, keys.Up), m.keys.Say(keys.InSummary, keys.Teach)), w)
	if r.sel >= 0 {
		s.FocusOn(r.sel)
	}
	return s
}

// dayBars draws how many questions are due on each of the next days.
func (m *Model) dayBars(s *sheet.Sheet, o study.Outlook, w int) {
	most := 0
	for _, n := range o.Days {
		most = max(most, n)
	}
	if most == 0 {
		return
	}
	height, cell := 1, max(2, min(4, w/len(o.Days)))
	if m.layout().text.h >= roomyHeight {
		height = 3
	}
	levels := []rune(" " + plotLevels)
	full := len(levels) - 1
	for row := height - 1; row >= 0; row-- {
		var b strings.Builder
		for _, n := range o.Days {
			level := (n*height*full + most - 1) / most // of what there is at least something is seen
			b.WriteString(typeset.Pad(strings.Repeat(string(levels[max(0, min(full, level-row*full))]), cell-1), cell))
		}
		s.Add(typeset.Span{Text: b.String(), Role: sheet.BarRole})
	}
	var counts strings.Builder
	for _, n := range o.Days {
		text := ""
		if n > 0 {
			text = fmt.Sprint(n)
		}
		if typeset.Width(text) >= cell && cell < 3 {
			text = "+"
		}
		counts.WriteString(typeset.Pad(text, cell))
	}
	s.Add(typeset.Span{Text: typeset.Fit(counts.String(), w), Role: typeset.MutedRole})
	first, last := words.T("today"), words.N("in %d day", "in %d days", len(o.Days)-1, len(o.Days)-1)
	if room := len(o.Days)*cell - typeset.Width(last); room > typeset.Width(first) {
		s.Add(typeset.Span{Text: typeset.Pad(first, room) + last, Role: typeset.MutedRole})
	}
}
