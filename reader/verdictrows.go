package reader

import (
	"fmt"
	"strings"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// verdictSheet draws what an answer was worth: all choices with mine and the right
// ones marked, the feedback of each, and the general feedback.
func (m *Model) verdictSheet(w int) *sheet.Sheet {
	s := sheet.New()
	r := m.run
	q, out := r.question(), r.outcome()
	m.questionHead(s, q, asks(q.Kind), w)
	s.Add(verdict(q, out))
	s.Gap()
	m.promptRows(s, q, w)
	s.Gap()
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.TrueFalse:
		m.markedChoices(s, w)
	case quiz.Match:
		m.markedPairs(s, w)
	case quiz.Order:
		m.markedOrder(s, w)
	default:
		m.markedTexts(s, w)
	}
	if !q.General.Empty() {
		s.Gap()
		s.Lines(-1, []typeset.Span{{Text: "│ ", Role: typeset.FrameRole}}, setText(q.General, w-2))
		barBelow(s)
	}
	return s
}

// barBelow draws the bar of the last text added down all of its lines.
func barBelow(s *sheet.Sheet) {
	for i := len(s.Rows) - 1; i >= 0; i-- {
		sp := s.Rows[i].Spans
		if len(sp) == 0 || sp[0].Text != "  " || sp[0].Role != typeset.Body {
			return
		}
		sp[0] = typeset.Span{Text: "│ ", Role: typeset.FrameRole}
	}
}

// verdict says in words and with a sign how right an answer was.
func verdict(q *quiz.Question, out *quiz.Outcome) typeset.Span {
	g := out.Grade
	switch {
	case out.Answer.DontKnow:
		return typeset.Span{Text: "– You don't know yet. Here is the answer.", Role: sheet.PartlyRole}
	case !g.Graded:
		return typeset.Span{Text: "✓ Your text is kept.", Role: sheet.RightRole}
	case g.Right:
		return typeset.Span{Text: "✓ Right", Role: sheet.RightRole}
	case g.Credit > 0:
		return typeset.Span{Text: fmt.Sprintf("◐ Partly right: %s", words.Percent(g.Credit)), Role: sheet.PartlyRole}
	}
	return typeset.Span{Text: "✗ Not quite", Role: sheet.WrongRole}
}

// markSign shows by a sign whether something is right, or was given and is wrong.
func markSign(mk quiz.PartGrade) typeset.Span {
	switch {
	case mk.Right:
		return typeset.Span{Text: "✓ ", Role: sheet.RightRole}
	case mk.Given:
		return typeset.Span{Text: "✗ ", Role: sheet.WrongRole}
	}
	return typeset.Span{Text: "  "}
}

func (m *Model) markedChoices(s *sheet.Sheet, w int) {
	r := m.run
	q, out := r.question(), r.outcome()
	order := r.Order(r.at)
	letters := choiceLetters(m.keys, keys.InChoice, len(order))
	if q.Kind == quiz.TrueFalse {
		order, letters = []int{0, 1}, []string{"t", "f"}
	}
	for i, at := range order {
		if at >= len(out.Grade.Parts) {
			continue
		}
		mk := out.Grade.Parts[at]
		box := choiceHead(false, mk.Given, q.Kind != quiz.Multi, letterAt(letters, i))[1:]
		head := append([]typeset.Span{markSign(mk)}, box...)
		lines := emphasized(setText(q.Choices[at].Text, w-headWidth), mk.Given || mk.Right)
		if note := givenNote(mk); note != "" {
			lines = appendNote(lines, note, w-headWidth)
		}
		s.Lines(-1, head, lines)
		feedback(s, mk.Feedback, headWidth, w)
	}
}

// givenNote says in words what the signs say.
func givenNote(mk quiz.PartGrade) string {
	switch {
	case mk.Given && mk.Right:
		return "yours, right"
	case mk.Given:
		return "yours"
	case mk.Right:
		return "right"
	}
	return ""
}

// appendNote puts a muted note behind the last line, or on a line of its own.
func appendNote(lines []typeset.Line, note string, w int) []typeset.Line {
	sp := typeset.Span{Text: "  ← " + note, Role: typeset.MutedRole}
	if n := len(lines); n > 0 {
		used := 0
		for _, x := range lines[n-1].Spans {
			used += typeset.Width(x.Text)
		}
		if used+typeset.Width(sp.Text) <= w {
			out := append([]typeset.Line{}, lines...)
			out[n-1].Spans = append(append([]typeset.Span{}, out[n-1].Spans...), sp)
			return out
		}
	}
	sp.Text = "← " + note
	return append(append([]typeset.Line{}, lines...), typeset.Line{Spans: []typeset.Span{sp}})
}

// feedback sets a feedback text under what it is about.
func feedback(s *sheet.Sheet, t quiz.Text, indent, w int) {
	if t.Empty() {
		return
	}
	lines := setText(t, w-indent)
	for i := range lines {
		for j := range lines[i].Spans {
			if lines[i].Spans[j].Role == typeset.Body {
				lines[i].Spans[j].Role = typeset.CaptionRole
			}
		}
	}
	s.Lines(-1, []typeset.Span{{Text: strings.Repeat(" ", indent)}}, lines)
}

func (m *Model) markedPairs(s *sheet.Sheet, w int) {
	q, out := m.run.question(), m.run.outcome()
	for i, at := range leftSides(q) {
		if i >= len(out.Grade.Parts) {
			break
		}
		mk := out.Grade.Parts[i]
		given := -1
		if i < len(out.Answer.Choices) {
			given = out.Answer.Choices[i]
		}
		sign := typeset.Span{Text: "✗ ", Role: sheet.WrongRole}
		if mk.Right {
			sign = typeset.Span{Text: "✓ ", Role: sheet.RightRole}
		}
		s.Lines(-1, []typeset.Span{sign}, setText(q.Pairs[at].Left, w-2))
		if given >= 0 && given < len(q.Pairs) {
			note := "← yours"
			if mk.Right {
				note = "← yours, right"
			}
			s.Lines(-1, []typeset.Span{{Text: "    → ", Role: typeset.MutedRole}},
				sheet.WrapSpan(typeset.Span{Text: typeset.Clean(q.Pairs[given].Right) + "  " + note}, w-6))
		}
		if !mk.Right {
			s.Lines(-1, []typeset.Span{{Text: "    → ", Role: typeset.MutedRole}},
				sheet.WrapSpan(typeset.Span{Text: typeset.Clean(q.Pairs[at].Right) + "  ← right", Role: sheet.RightRole}, w-6))
		}
		feedback(s, mk.Feedback, 6, w)
	}
}

func (m *Model) markedOrder(s *sheet.Sheet, w int) {
	q, out := m.run.question(), m.run.outcome()
	for i, at := range out.Answer.Choices {
		if at < 0 || at >= len(q.Choices) || i >= len(out.Grade.Parts) {
			continue
		}
		sign := typeset.Span{Text: "✗ ", Role: sheet.WrongRole}
		if out.Grade.Parts[i].Right {
			sign = typeset.Span{Text: "✓ ", Role: sheet.RightRole}
		}
		head := []typeset.Span{sign, {Text: fmt.Sprintf("%2d ", i+1), Role: typeset.MutedRole}}
		s.Lines(-1, head, setText(q.Choices[at].Text, w-5))
	}
	if !out.Grade.Right {
		s.Gap()
		s.Add(typeset.Span{Text: "The right order", Role: typeset.LabelRole})
		for i, c := range q.Choices {
			s.Lines(-1, []typeset.Span{{Text: fmt.Sprintf("  %2d ", i+1), Role: typeset.MutedRole}}, setText(c.Text, w-5))
		}
	}
}

// markedTexts shows what was typed, gap for gap, and what would have been right.
func (m *Model) markedTexts(s *sheet.Sheet, w int) {
	q, out := m.run.question(), m.run.outcome()
	if q.Kind == quiz.Description {
		return
	}
	if !out.Answer.DontKnow {
		for i, text := range out.Answer.Texts {
			label := "Yours: "
			if q.Kind == quiz.Cloze {
				label = fmt.Sprintf("[%d] ", i+1)
			}
			head := []typeset.Span{{Text: label, Role: typeset.LabelRole}}
			if q.Kind == quiz.Cloze && i < len(out.Grade.Parts) {
				sign := typeset.Span{Text: "✗ ", Role: sheet.WrongRole}
				if out.Grade.Parts[i].Right {
					sign = typeset.Span{Text: "✓ ", Role: sheet.RightRole}
				}
				head = append([]typeset.Span{sign}, head...)
			}
			if text == "" {
				text = "(nothing)"
			}
			s.Lines(-1, head, sheet.WrapSpan(typeset.Span{Text: typeset.Clean(text)}, w-8))
		}
	}
	for _, t := range out.Grade.Feedback {
		feedback(s, t, 2, w)
	}
	if len(out.Grade.Solution) > 0 && !out.Grade.Right && q.Kind.Graded() {
		s.Gap()
		s.Add(typeset.Span{Text: "Right answer", Role: typeset.LabelRole})
		for _, line := range out.Grade.Solution {
			s.Lines(-1, []typeset.Span{{Text: "✓ ", Role: sheet.RightRole}}, sheet.WrapSpan(typeset.Span{Text: typeset.Clean(line)}, w-2))
		}
	}
}
