package ask

import (
	"slices"
	"strings"

	"lectern/lessons/quiz"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Verdict says in words and with a sign how right an answer was; saved, that it is kept where it is not graded.
func Verdict(out *quiz.Outcome, saved bool) typeset.Span {
	g := out.Grade
	switch {
	case out.Answer.DontKnow && !g.Graded:
		return typeset.Span{Text: words.T("– You don't know yet."), Role: sheet.PartlyVerdict}
	case out.Answer.DontKnow:
		return typeset.Span{Text: words.T("– You don't know yet. Here is the answer."), Role: sheet.PartlyVerdict}
	case !g.Graded && !saved:
		return typeset.Span{Text: words.T("✓ Answered, not graded and not saved"), Role: sheet.RightVerdict}
	case !g.Graded:
		return typeset.Span{Text: words.T("✓ Kept, not graded"), Role: sheet.RightVerdict}
	case g.Right:
		return typeset.Span{Text: words.T("✓ Right"), Role: sheet.RightVerdict}
	case g.Credit > 0:
		return typeset.Span{Text: words.T("◐ Partly right: %s", words.Percent(g.Credit)), Role: sheet.PartlyVerdict}
	}
	return typeset.Span{Text: words.T("✗ Not quite"), Role: sheet.WrongVerdict}
}

// rightSign shows whether something is right.
func rightSign(right bool) typeset.Span {
	if right {
		return typeset.Span{Text: "✓ ", Role: sheet.RightRole}
	}
	return typeset.Span{Text: "✗ ", Role: sheet.WrongRole}
}

// choiceSign shows whether a choice is right, or was given and is wrong.
func choiceSign(part quiz.PartGrade) typeset.Span {
	if part.Right || part.Given {
		return rightSign(part.Right)
	}
	return typeset.Span{Text: "  ", Role: typeset.MutedRole}
}

// withNote puts a muted note behind the last line, or on a line of its own.
func withNote(lines []typeset.Line, note string, w int) []typeset.Line {
	if note == "" {
		return lines
	}
	sp := typeset.Span{Text: "  " + note, Role: typeset.MutedRole}
	out := slices.Clone(lines)
	if n := len(out); n > 0 && headWidth(out[n-1].Spans)+typeset.Width(sp.Text) <= w {
		out[n-1].Spans = append(slices.Clone(out[n-1].Spans), sp)
		return out
	}
	sp.Text = note
	return append(out, typeset.Line{Spans: []typeset.Span{sp}})
}

// feedback adds a feedback text below the item that it comments on.
func feedback(s *sheet.Sheet, t quiz.Text, indent, w int) {
	if t.Empty() {
		return
	}
	lines := SetText(t, w-indent)
	for i := range lines {
		for j := range lines[i].Spans {
			if lines[i].Spans[j].Role == typeset.Body {
				lines[i].Spans[j].Role = typeset.CaptionRole
			}
		}
	}
	s.Lines(-1, []typeset.Span{{Text: strings.Repeat(" ", indent)}}, lines)
}

// givenText draws a text that was typed, behind its label; its lines stay lines.
func givenText(s *sheet.Sheet, head []typeset.Span, text string, w int) {
	if text == "" {
		text = words.T("(nothing)")
	}
	var lines []typeset.Line
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, sheet.WrapSpan(typeset.Span{Text: typeset.Clean(line)}, w-headWidth(head))...)
	}
	s.Lines(-1, head, lines)
}

// yours is the label in front of the student's answer.
func yours() []typeset.Span {
	return []typeset.Span{{Text: words.T("Yours:"), Role: typeset.LabelRole}, {Text: " "}}
}

// solution draws the feedback for what was given, and what would have been right.
func solution(s *sheet.Sheet, out *quiz.Outcome, w int) {
	for _, t := range out.Grade.Feedback {
		feedback(s, t, 2, w)
	}
	if out.Grade.Right || !out.Grade.Graded || len(out.Grade.Solution) == 0 {
		return
	}
	s.Gap()
	s.Add(typeset.Span{Text: words.T("Right answer"), Role: typeset.LabelRole})
	for _, line := range out.Grade.Solution {
		s.Lines(-1, []typeset.Span{rightSign(true)}, sheet.WrapSpan(typeset.Span{Text: typeset.Clean(words.Say(line))}, w-2))
	}
}
