package ask

import (
	"slices"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// choices is the common part of the kinds that are answered by choosing.
type choices struct {
	plain
	at     int    // the place that the cursor is on; -1 for none
	chosen []bool // by the author's index
	round  bool   // only one can be chosen: the boxes are round
	names  []string
}

// newChoices returns choices with nothing chosen and the cursor on none of them.
func newChoices(q Question) choices {
	return choices{plain: plain{q}, at: -1, chosen: make([]bool, len(q.Choices)), names: letterNames(q.Keys, keys.InChoice, len(q.Order))}
}

func (f *choices) mode() keys.Mode   { return keys.InChoice }
func (f *choices) letters() []string { return f.names }

// move moves among the choices and reports whether it did anything, and whether
// the input chooses the one that the cursor is on now.
func (f *choices) move(in keys.Input) (moved, chooses bool) {
	switch in.Action {
	case keys.Down:
		f.at = min(f.at+1, len(f.Order)-1)
	case keys.Up:
		f.at = max(f.at-1, 0)
	case keys.Pick:
		if in.Arg >= len(f.Order) {
			return false, false
		}
		f.at, chooses = in.Arg, true
	case keys.Toggle:
		f.at, chooses = max(f.at, 0), true
	default:
		return false, false
	}
	return f.at >= 0 && f.at < len(f.Order), chooses
}

// one makes the selection follow the cursor, as radio buttons do.
func (f *choices) one(in keys.Input) {
	if moved, _ := f.move(in); moved {
		clear(f.chosen)
		f.chosen[f.Order[f.at]] = true
	}
}

func (f *choices) answer() (a quiz.Answer, lacks string) {
	if a.Choices = ticked(f.chosen); len(a.Choices) > 0 {
		return a, ""
	}
	mode := f.mode()
	return a, words.T("Nothing is chosen yet. A letter or %s chooses; %s says that you don't know.",
		f.Keys.Say(mode, keys.Toggle), f.Keys.Say(mode, keys.DontKnow))
}

// ticked returns the author's indexes of the chosen choices.
func ticked(chosen []bool) []int {
	var out []int
	for i, on := range chosen {
		if on {
			out = append(out, i)
		}
	}
	return out
}

func (f *choices) rows(s *sheet.Sheet, w int, _ bool) {
	for i, at := range f.Order {
		head := choiceHead(i == f.at, f.chosen[at], f.round, letterAt(f.names, i))
		s.Lines(i, head, emphasized(f.setChoice(f.Choices[at].Text, w-choiceIndent), i == f.at))
	}
	s.FocusOn(f.at)
}

// verdict shows mine and then the right ones that I did not choose. Where there is little room
// these have their feedback among the others.
func (f *choices) verdict(s *sheet.Sheet, out *quiz.Outcome, w int) {
	f.judged(s, out, w, true, func(part quiz.PartGrade) bool { return part.Given })
	f.judged(s, out, w, !f.Brief, func(part quiz.PartGrade) bool { return part.Right && !part.Given })
}

// others shows the choices that are neither mine nor right.
func (f *choices) others(s *sheet.Sheet, out *quiz.Outcome, w int) {
	other := func(part quiz.PartGrade) bool { return !part.Given && (f.Brief || !part.Right) }
	if slices.ContainsFunc(out.Grade.Parts, other) {
		s.Gap()
		s.Add(typeset.Span{Text: words.T("The other choices"), Role: typeset.LabelRole})
		f.judged(s, out, w, true, other)
	}
}

// judged draws some of the choices with their signs, and with their feedback if that is told.
func (f *choices) judged(s *sheet.Sheet, out *quiz.Outcome, w int, told bool, which func(quiz.PartGrade) bool) {
	for i, at := range f.Order {
		if at >= len(out.Grade.Parts) || !which(out.Grade.Parts[at]) {
			continue
		}
		part := out.Grade.Parts[at]
		head := choiceHead(false, part.Given, f.round, letterAt(f.names, i))
		head[0] = choiceSign(part)
		missed := f.missed(part, out)
		if missed {
			head[0].Role = sheet.PartlyRole // not the colour of what was answered rightly
		}
		for i := 1; i < len(head); i++ { // only what counts is in colour
			head[i].Role = head[0].Role
		}
		note, room := choiceNote(part, missed), w-choiceIndent
		lines := f.setChoice(f.Choices[at].Text, room)
		if f.Brief && part.Given {
			beside := room - typeset.Width("  "+note)
			if beside < leastBrief {
				beside = room // the note goes below
			}
			lines = firstLine(f.Choices[at].Text, beside)
		}
		s.Lines(-1, head, withNote(emphasized(lines, part.Given || part.Right), note, room))
		if told {
			feedback(s, part.Feedback, choiceIndent, w)
		}
	}
}

// missed reports whether a choice should have been chosen beside others that were.
func (f *choices) missed(part quiz.PartGrade, out *quiz.Outcome) bool {
	return part.Right && !part.Given && !f.round && !out.Answer.DontKnow
}

// leastBrief is the width below which a line of a choice does not tell which one it is.
const leastBrief = 20

// choiceNote says in words what the sign of a choice means.
func choiceNote(part quiz.PartGrade, missed bool) string {
	switch {
	case missed:
		return words.T("← right, not chosen")
	case part.Given && part.Right:
		return words.T("← yours, right")
	case part.Given:
		return words.T("← yours")
	case part.Right:
		return words.T("← right")
	}
	return ""
}

// firstLine sets a text on one line, cut where it is longer.
func firstLine(t quiz.Text, w int) []typeset.Line {
	if im := onlyPicture(t); im != nil && im.Alt != "" {
		t = quiz.Text{Source: "[" + im.Alt + "]", Format: quiz.Plain}
	}
	lines := SetText(t, w)
	if len(lines) < 2 {
		return lines
	}
	first := SetText(t, w-1)[0]
	first.Spans = append(slices.Clone(first.Spans), typeset.Span{Text: "…"})
	return []typeset.Line{first}
}
