package ask

import (
	"fmt"
	"slices"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// ordering is a question whose items must be moved into the right order.
type ordering struct {
	plain
	at     int   // the place that the cursor is on
	order  []int // the author's index of what stands at each place
	lifted bool  // the row at the cursor moves with it
}

func newOrdering(q Question) form { return &ordering{plain: plain{q}, order: slices.Clone(q.Order)} }

func (f *ordering) asks() string    { return words.T("put these in order") }
func (f *ordering) mode() keys.Mode { return keys.InOrder }

// fill moves in the order, or moves the row at the cursor.
func (f *ordering) fill(in keys.Input) {
	if len(f.order) == 0 {
		return
	}
	to := f.at
	switch in.Action {
	case keys.Down, keys.MoveDown:
		to++
	case keys.Up, keys.MoveUp:
		to--
	case keys.Toggle:
		f.lifted = !f.lifted
	case keys.Pick:
		to = in.Arg
	}
	to = max(0, min(to, len(f.order)-1))
	if f.lifted || in.Action == keys.MoveDown || in.Action == keys.MoveUp {
		row := f.order[f.at]
		f.order = slices.Insert(slices.Delete(f.order, f.at, f.at+1), to, row)
	}
	f.at = to
}

// onward puts down the row that is being moved.
func (f *ordering) onward() bool {
	lifted := f.lifted
	f.lifted = false
	return lifted
}

func (f *ordering) answer() (a quiz.Answer, lacks string) {
	return quiz.Answer{Choices: slices.Clone(f.order)}, ""
}

func (f *ordering) rows(s *sheet.Sheet, w int, _ bool) {
	for i, at := range f.order {
		sign := cursorSign(i == f.at)
		if i == f.at && f.lifted {
			sign.Text = "↕ "
		}
		head := []typeset.Span{sign, placeNumber(i)}
		s.Lines(i, head, emphasized(f.setChoice(f.Choices[at].Text, w-5), i == f.at))
	}
	s.FocusOn(f.at)
}

// placeNumber is the number of a place in an order.
func placeNumber(i int) typeset.Span {
	return typeset.Span{Text: fmt.Sprintf("%2d ", i+1), Role: typeset.MutedRole}
}

// verdict marks the items in the order given and, if that is wrong, shows the right order.
func (f *ordering) verdict(s *sheet.Sheet, out *quiz.Outcome, w int) {
	for i, at := range out.Answer.Choices {
		if at < 0 || at >= len(f.Choices) || i >= len(out.Grade.Parts) {
			continue
		}
		s.Lines(-1, []typeset.Span{rightSign(out.Grade.Parts[i].Right), placeNumber(i)}, SetText(f.Choices[at].Text, w-5))
	}
	if out.Grade.Right {
		return
	}
	s.Gap()
	s.Add(typeset.Span{Text: words.T("The right order"), Role: typeset.LabelRole})
	for i, c := range f.Choices {
		s.Lines(-1, []typeset.Span{{Text: "  "}, placeNumber(i)}, SetText(c.Text, w-5))
	}
}
