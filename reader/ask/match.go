package ask

import (
	"slices"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// match is a matching question: each left side gets a partner.
type match struct {
	plain
	at      int   // the left side that the cursor is on
	lefts   []int // the pairs that have a left side
	partner []int // by left side, the pair whose right side it was given; -1 for none
	names   []string
}

func newMatch(q Question) form {
	lefts := q.Lefts()
	return &match{
		plain: plain{q}, lefts: lefts, partner: slices.Repeat([]int{-1}, len(lefts)),
		names: letterNames(q.Keys, keys.InPairs, len(q.Order)),
	}
}

func (f *match) asks() string      { return words.T("find the partner of each") }
func (f *match) mode() keys.Mode   { return keys.InPairs }
func (f *match) letters() []string { return f.names }
func (f *match) partly() bool      { return true }

// fill handles input: it gives the left side under the cursor a partner, or moves the cursor.
func (f *match) fill(in keys.Input) {
	n := len(f.lefts)
	if n == 0 || len(f.Order) == 0 {
		return
	}
	switch in.Action {
	case keys.Down:
		f.at = min(f.at+1, n-1)
	case keys.Up:
		f.at = max(f.at-1, 0)
	case keys.Right:
		f.partner[f.at] = f.Order[(slices.Index(f.Order, f.partner[f.at])+1)%len(f.Order)]
	case keys.Left:
		i := slices.Index(f.Order, f.partner[f.at])
		if i <= 0 {
			i = len(f.Order)
		}
		f.partner[f.at] = f.Order[i-1]
	case keys.Pick:
		if in.Click && in.Arg >= rightSide {
			in.Arg -= rightSide
		} else if in.Click {
			f.at = min(in.Arg, n-1)
			return
		}
		if in.Arg < len(f.Order) {
			f.partner[f.at] = f.Order[in.Arg]
			f.at = min(f.at+1, n-1)
		}
	}
}

// rightSide is added to the pick of a row that is the right side of a pair, to tell it from a left side.
const rightSide = 1000

func (f *match) answer() (a quiz.Answer, lacks string) {
	a.Choices = slices.Clone(f.partner)
	alone := 0
	for _, p := range f.partner {
		if p < 0 {
			alone++
		}
	}
	if alone > 0 {
		again := f.Keys.Say(keys.InPairs, keys.Submit)
		lacks = words.N("%d has no partner. %s again answers as it is.", "%d have no partner. %s again answers as it is.", alone, alone, again)
	}
	return a, lacks
}

// rows shows the left sides with the partners they were given, then the right sides with their letters.
func (f *match) rows(s *sheet.Sheet, w int, _ bool) {
	for i, at := range f.lefts {
		s.Lines(i, []typeset.Span{cursorSign(i == f.at)}, emphasized(f.setChoice(f.Pairs[at].Left, w-2), i == f.at))
		partner := typeset.Span{Text: "—", Role: typeset.MutedRole}
		if p := f.partner[i]; p >= 0 {
			partner = typeset.Span{Text: letterAt(f.names, slices.Index(f.Order, p)) + "  " + typeset.Clean(f.Pairs[p].Right), Role: sheet.BarRole}
		}
		s.Lines(i, partnerHead(), sheet.WrapSpan(partner, w-6))
	}
	s.Gap()
	for i, p := range f.Order {
		head := []typeset.Span{{Text: "  " + letterColumn(letterAt(f.names, i)) + " ", Role: sheet.KeyRole}}
		s.Lines(rightSide+i, head, sheet.WrapSpan(typeset.Span{Text: typeset.Clean(f.Pairs[p].Right)}, w-5))
	}
	s.FocusOn(f.at)
}

// partnerHead is the text in front of a partner.
func partnerHead() []typeset.Span {
	return []typeset.Span{{Text: "    → ", Role: typeset.MutedRole}}
}

// verdict shows under each left side the partner it was given and, if that is wrong, the right one.
func (f *match) verdict(s *sheet.Sheet, out *quiz.Outcome, w int) {
	for i, at := range f.lefts {
		if i >= len(out.Grade.Parts) {
			break
		}
		part := out.Grade.Parts[i]
		given := -1
		if i < len(out.Answer.Choices) {
			given = out.Answer.Choices[i]
		}
		s.Lines(-1, []typeset.Span{rightSign(part.Right)}, SetText(f.Pairs[at].Left, w-2))
		if given >= 0 && given < len(f.Pairs) {
			note := words.T("← yours")
			if part.Right {
				note = words.T("← yours, right")
			}
			s.Lines(-1, partnerHead(), sheet.WrapSpan(typeset.Span{Text: typeset.Clean(f.Pairs[given].Right) + "  " + note}, w-6))
		}
		if !part.Right {
			s.Lines(-1, partnerHead(), sheet.WrapSpan(
				typeset.Span{Text: typeset.Clean(f.Pairs[at].Right) + "  " + words.T("← right"), Role: sheet.RightRole}, w-6))
		}
		feedback(s, part.Feedback, 6, w)
	}
}
