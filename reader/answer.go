package reader

import (
	"fmt"
	"strings"

	"lectern/lessons/quiz"
	"lectern/reader/ask"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// updateQuestion handles input while a question waits for its answer.
func (m *Model) updateQuestion(in keys.Input) {
	r := m.run
	if r == nil {
		m.dropRun()
		return
	}
	if m.broughtToSight(in) {
		return
	}
	switch in.Action {
	case keys.Toggle:
		if m.paged && !in.Click { // who reads on with this key did not know that a question comes
			m.say(words.T("A question: %s once more chooses.", m.keys.Say(m.mode(), keys.Toggle)))
			return
		}
		r.form.Fill(in)
	case keys.Right:
		if m.paged && !in.Click && m.mode()&(keys.InPairs|keys.InGapChoice) != 0 {
			m.say(words.T("A question: the same key once more changes the partner."))
			return
		}
		r.form.Fill(in)
	case keys.Submit:
		m.trySubmit()
	case keys.NewLine:
		ends, told := r.form.NewLine()
		m.say(told)
		if ends {
			m.trySubmit()
		}
	case keys.Skip:
		m.skip()
		return
	case keys.SkipAll:
		m.leaveQuestions()
		return
	case keys.Back:
		if r.Sealed() {
			m.showAnswers()
			return
		}
		m.teach()
		return
	case keys.Flag:
		m.flag(r.at)
		return
	case keys.DontKnow:
		if r.question().Kind.Asks() {
			m.submit(quiz.Answer{DontKnow: true})
		}
		return
	case keys.Hint:
		m.hint()
	case keys.Leave:
		r.form.Leave()
	case keys.PageDown, keys.PageUp:
		m.scrollRows(in)
		return
	case keys.Editor:
		if f := r.form.Field(); f != nil {
			m.do(EditText{f.Text()})
		}
	default:
		r.form.Fill(in)
	}
	if m.stage == atQuestion {
		m.reveal()
	}
}

// skip leaves the question on the screen for later, and shows the next one without an answer.
// Behind the last one it does what SkipAll does.
func (m *Model) skip() {
	i, found := m.run.following()
	if !found && m.run.Sealed() {
		m.showAnswers()
		return
	}
	if !found {
		m.leaveQuestions()
		return
	}
	if m.run.question().Kind.Asks() {
		m.say(words.T("Left for later. %s leaves all that are left.", m.keys.Say(m.mode(), keys.SkipAll)))
	}
	m.show(i)
}

// broughtToSight scrolls to what a key would choose, or move from, if that is not on the screen,
// and reports whether it did: nobody chooses what they have not seen.
func (m *Model) broughtToSight(in keys.Input) bool {
	chooses := in.Action == keys.Toggle || in.Action == keys.Down || in.Action == keys.Up
	changes := (in.Action == keys.Left || in.Action == keys.Right) && m.mode()&(keys.InPairs|keys.InGapChoice) != 0
	if in.Click || !chooses && !changes {
		return false
	}
	top := m.top
	if m.reveal(); m.top != top {
		return true
	}
	if in.Action == keys.Toggle && m.stageSheet(m.layout().text.w).Last < 0 && m.more().below { // no choice is in focus yet
		m.scrollRows(keys.Input{Action: keys.PageDown})
		return true
	}
	return false
}

// trySubmit submits the answer. If the form is incomplete it first warns, once.
func (m *Model) trySubmit() {
	if !m.run.question().Kind.Asks() {
		m.forward()
		return
	}
	a, given, lacks := m.run.form.Submit()
	switch {
	case given:
		m.submit(a)
	case lacks != "":
		m.say(lacks)
	}
}

// hint shows one more hint.
func (m *Model) hint() {
	r := m.run
	switch n := len(r.question().Hints); {
	case !r.GivesHints():
		m.say(words.T("There are no hints before you read; a guess is fine."))
	case n == 0:
		m.say(words.T("This question has no hints."))
	case r.hints == n:
		m.say(words.T("That was the last hint."))
	default:
		r.hints++
	}
}

// asked returns the question on the screen as package ask takes it.
func (m *Model) asked() ask.Question {
	q := ask.Question{Question: m.run.question(), Order: m.run.Order(m.run.at), Keys: m.keys, Unsaved: !m.records}
	q.Drawing, q.Picture = m.pictured(q.Question)
	return q
}

// questionSheet draws the question on the screen with the answer so far.
func (m *Model) questionSheet(w int) *sheet.Sheet {
	s := sheet.New()
	q := m.asked()
	m.questionHead(s, q, w)
	q.PromptRows(s, w)
	s.Gap()
	m.run.form.Rows(s, w)
	m.hintRows(s, w)
	return s
}

// questionHead returns the heading of a question: its number, how many there are, and what to do.
func (m *Model) questionHead(s *sheet.Sheet, q ask.Question, w int) {
	r := m.run
	number, asks := m.questionNumber(), " · "+q.Asks()
	if typeset.Width(number+asks) > w && !r.Repeats(r.at) {
		number = fmt.Sprintf("%d/%d", r.at+1, r.asked())
	}
	s.Add(typeset.Span{Text: number, Role: typeset.HeadingRole},
		typeset.Span{Text: typeset.Fit(asks, max(0, w-typeset.Width(number))), Role: typeset.MutedRole})
	if a, ok := m.Known.Answers[q.ID]; ok && a.TextHash != "" && a.TextHash != q.TextHash() {
		s.Words(typeset.MutedRole, words.T("This question has changed since you last answered it."), w)
	}
	if o := r.outcome(); r.Sealed() && o.Answered {
		s.Words(typeset.MutedRole, words.T("Your answer: %s. Another one takes its place.", typeset.Clean(q.Response(o.Answer))), w)
	}
	if how := q.Counts(); how != "" {
		s.Words(typeset.MutedRole, how, w)
	}
	s.Gap()
}

// hintRows shows the hints asked for.
func (m *Model) hintRows(s *sheet.Sheet, w int) {
	hints := m.run.question().Hints
	for i := range m.run.hints {
		s.Gap()
		label := words.T("Hint %d of %d:", i+1, len(hints)) + " "
		s.Lines(-1, []typeset.Span{{Text: label, Role: typeset.LabelRole}}, ask.SetText(hints[i], w-typeset.Width(label)))
	}
}

// verdictSheet draws the verdict on an answer. What counts comes first: what was given
// and what is right, with the feedback of both, and the feedback for all. The
// question stands above it where all of that fits the window, else below. Last come the other choices.
func (m *Model) verdictSheet(w int) *sheet.Sheet {
	s, h := sheet.New(), m.layout().text.h
	gap := s.Gap
	q, out := m.asked(), m.run.outcome()
	if h < roomyHeight {
		gap = func() {}
	}
	m.verdictHead(s, out, w)
	m.nextRows(s, w)
	prompt, counts := sheet.New(), whatCounts(q, out, w)
	q.PromptRows(prompt, w)
	if s.Count()+counts.Count() > h {
		q.Brief = true
		counts = whatCounts(q, out, w)
	}
	above := s.Count()+prompt.Count()+counts.Count()+2 <= h
	if above {
		gap()
		s.Rows = append(s.Rows, prompt.Rows...)
	}
	gap()
	s.Rows = append(s.Rows, counts.Rows...)
	if !above {
		s.Gap()
		s.Add(typeset.Span{Text: words.T("The question"), Role: typeset.LabelRole})
		s.Rows = append(s.Rows, prompt.Rows...)
	}
	q.OtherRows(s, out, w)
	return s
}

// whatCounts draws what was given and what is right, and the feedback for all.
func whatCounts(q ask.Question, out *quiz.Outcome, w int) *sheet.Sheet {
	s := sheet.New()
	q.VerdictRows(s, out, w)
	for _, t := range q.Remarks(out.Grade) {
		s.Gap()
		s.Lines(-1, []typeset.Span{{Text: "│ ", Role: typeset.FrameRole}}, ask.SetText(t, w-2))
		barBelow(s)
	}
	return s
}

// roomyHeight is the number of rows from which on blank lines are worth their room.
const roomyHeight = 14

// verdictHead says how right the answer was, and which question it was where there is room.
func (m *Model) verdictHead(s *sheet.Sheet, out *quiz.Outcome, w int) {
	verdict := ask.Verdict(out, m.keptAll())
	where := typeset.Span{Text: m.verdictNumber(), Role: typeset.MutedRole}
	if typeset.Width(verdict.Text)+typeset.Width(where.Text) <= w {
		after := strings.TrimPrefix(where.Text, " ")
		verdict.Text += where.Text[:len(where.Text)-len(after)] // so that its colour ends behind the letters
		where.Text = after
		s.Add(verdict, where)
		return
	}
	s.Lines(-1, nil, sheet.WrapSpan(verdict, w))
}

// barBelow continues the bar of the text added last along all of its lines.
func barBelow(s *sheet.Sheet) {
	for i := len(s.Rows) - 1; i >= 0; i-- {
		sp := s.Rows[i].Spans
		if len(sp) == 0 || sp[0].Text != "  " || sp[0].Role != typeset.Body {
			return
		}
		sp[0] = typeset.Span{Text: "│ ", Role: typeset.FrameRole}
	}
}
