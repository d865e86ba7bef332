package reader

import (
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// pretestSheet is the overlay that offers the questions of a page or part before it is read. It hides the text.
type pretestSheet struct {
	screenful
	plan study.Plan
}

func (o *pretestSheet) mode() keys.Mode { return keys.InPretest }

// offerPretest lays the sheet where the student comes to what has a pre-test.
func (m *Model) offerPretest() {
	if m.stage != atLesson || m.run != nil || len(m.over) > 0 || m.contents.focus || m.layout().small {
		return
	}
	if p, offered := m.OfferPretest(m.spread().lessons[0]); offered {
		m.lay(&pretestSheet{plan: p})
		m.Show() // the text is behind it, and not seen
	}
}

// reads reports whether the text is before the student.
func (m *Model) reads() bool {
	_, hidden := m.front().(*pretestSheet)
	return m.stage == atLesson && !hidden
}

func (o *pretestSheet) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Submit:
		m.lift()
		m.ask(o.plan)
	case keys.Skip:
		m.lift()
		m.SkipPretest(o.plan)
		m.say(words.T("The questions come after the text."))
	default:
		m.scrollOrLeave(in)
	}
}

func (o *pretestSheet) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	pretestHead(s, typeset.Clean(o.plan.Title), w)
	s.Words(typeset.Body, words.PretestAsks(m.Terms(o.plan).Questions, !o.plan.Untold), w)
	return s
}

func pretestHead(s *sheet.Sheet, title string, w int) {
	head := words.T("Before you read")
	s.Add(typeset.Span{Text: typeset.Fit(head, w), Role: typeset.HeadingRole},
		typeset.Span{Text: typeset.Fit(" · "+title, max(0, w-typeset.Width(head))), Role: typeset.MutedRole})
	s.Gap()
}

// inPretest reports whether the screen shows a question before the text, or the end of such questions.
func (m *Model) inPretest() bool {
	return m.run != nil && m.run.Pretest() && (m.stage == atQuestion || m.stage == atSummary)
}

// pretestEnd draws the end of a pre-test, which tells nothing of how it was.
func (m *Model) pretestEnd(w int) *sheet.Sheet {
	s := sheet.New()
	pretestHead(s, m.run.title(), w)
	s.Words(typeset.Body, words.PretestKept(m.run.Answered(), m.records, !m.run.Untold), w)
	s.Gap()
	s.Words(typeset.Body, words.T("%s opens the text.", m.keys.Say(keys.InSummary, keys.Next)), w)
	return s
}

// updatePretestEnd handles input at the end of a pre-test: whatever leads on opens the text.
func (m *Model) updatePretestEnd(in keys.Input) {
	switch in.Action {
	case keys.Next, keys.GoOn, keys.Leave, keys.Teach:
		m.dropRun()
	case keys.Again, keys.AllAgain:
		m.say(words.T("The same questions come after the text."))
	default:
		m.scrollRows(in)
	}
}

// leftPretest says how a pre-test goes on that is left; "" if there is none.
func (m *Model) leftPretest() string {
	if r := m.run; r == nil || !r.Pretest() || r.ended {
		return ""
	}
	return words.T("What you left out comes after the text.")
}

// gains draws how questions went before the text and after.
func (m *Model) gains(s *sheet.Sheet, w int) {
	all := m.Gains()
	if len(all) == 0 {
		return
	}
	s.Gap()
	s.Add(typeset.Span{Text: typeset.Fit(words.T("Before reading and after"), w), Role: sheet.TitleRole})
	for _, g := range all {
		s.Words(typeset.Body, words.Gain(typeset.Clean(g.Unit.Title), g.Before, g.After, g.Questions, g.Waiting), w)
	}
}
