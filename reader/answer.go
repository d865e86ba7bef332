package reader

import (
	"slices"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
)

// updateQuestion does what is asked while a question waits for its answer.
func (m *Model) updateQuestion(in keys.Input) {
	r := m.run
	if r == nil {
		m.dropRun()
		return
	}
	switch in.Action {
	case keys.Submit:
		m.trySubmit()
	case keys.Skip:
		m.nextLesson()
		return
	case keys.Back:
		m.teach()
		return
	case keys.DontKnow:
		if r.question().Kind != quiz.Description {
			m.submit(quiz.Answer{DontKnow: true})
		}
		return
	case keys.Hint:
		m.hint()
	case keys.Leave:
		r.form.left = true
	case keys.PageDown, keys.PageUp:
		m.scrollRows(in)
		return
	default:
		m.fill(in)
	}
	if m.stage == atQuestion {
		m.reveal()
	}
}

// trySubmit answers, unless the form is not filled and that was not asked about yet.
func (m *Model) trySubmit() {
	r := m.run
	f := &r.form
	switch {
	case r.question().Kind == quiz.Description:
		m.forward()
		return
	case f.left:
		f.left = false
		return
	case r.mode() == keys.InGapChoice && r.question().Kind == quiz.Trace && f.verdict == 0:
		f.at = 1
		return
	case r.question().Kind == quiz.Cloze && f.at+1 < len(f.gaps) && !f.asked:
		f.at++
		f.gapLetters(r.question(), m.keys)
		return
	case f.lifted:
		f.lifted = false
		return
	}
	a, missing := r.answer(m.keys)
	switch {
	case missing == "":
		m.submit(a)
	case f.asked && (r.question().Kind == quiz.Match || r.question().Kind == quiz.Cloze):
		m.submit(a)
	default:
		f.asked = true
		m.say(missing)
	}
}

// hint shows one more hint.
func (m *Model) hint() {
	r := m.run
	switch n := len(r.question().Hints); {
	case n == 0:
		m.say("This question has no hints.")
	case r.hints == n:
		m.say("That was the last hint.")
	default:
		r.hints++
	}
}

// fill changes the form.
func (m *Model) fill(in keys.Input) {
	r := m.run
	f, q := &r.form, r.question()
	f.asked = f.asked && in.Action == keys.Submit
	if t := r.typing(); t != nil && in.Action != keys.Pick {
		if in.Action == keys.Editor {
			m.do(EditText{t.Text()})
			return
		}
		vertical := in.Action == keys.Up || in.Action == keys.Down
		if r.mode() == keys.InText && in.Action == keys.Up && q.Kind == quiz.Trace && t.LineStart() == 0 {
			f.at = 0
			return
		}
		if (!vertical || r.mode() == keys.InText) && t.Edit(in) {
			return
		}
	}
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.TrueFalse:
		m.fillChoices(in)
	case quiz.Match:
		m.fillPairs(in)
	case quiz.Order:
		m.fillOrder(in)
	case quiz.Cloze:
		m.fillGaps(in)
	case quiz.Trace:
		m.fillTrace(in)
	}
}

// fillChoices moves among choices and chooses. Where only one can be chosen the
// choice follows the cursor, as radio buttons do.
func (m *Model) fillChoices(in keys.Input) {
	f := &m.run.form
	several := m.run.question().Kind == quiz.Multi
	choose := !several
	switch in.Action {
	case keys.Down:
		f.at = min(f.at+1, len(f.order)-1)
	case keys.Up:
		f.at = max(f.at-1, 0)
	case keys.Pick:
		if in.Arg >= len(f.order) {
			return
		}
		f.at, choose = in.Arg, true
	case keys.Toggle:
		f.at, choose = max(f.at, 0), true
	default:
		return
	}
	if !choose || f.at >= len(f.order) {
		return
	}
	i := f.order[f.at]
	if several {
		f.chosen[i] = !f.chosen[i]
		return
	}
	clear(f.chosen)
	f.chosen[i] = true
}

// fillPairs gives the left side at the cursor a partner.
func (m *Model) fillPairs(in keys.Input) {
	f := &m.run.form
	n := len(f.partner)
	if n == 0 || len(f.order) == 0 {
		return
	}
	switch in.Action {
	case keys.Down:
		f.at = min(f.at+1, n-1)
	case keys.Up:
		f.at = max(f.at-1, 0)
	case keys.Right:
		f.partner[f.at] = f.order[(slices.Index(f.order, f.partner[f.at])+1)%len(f.order)]
	case keys.Left:
		i := slices.Index(f.order, f.partner[f.at])
		if i <= 0 {
			i = len(f.order)
		}
		f.partner[f.at] = f.order[i-1]
	case keys.Pick:
		if in.Click && in.Arg >= rightSide {
			in.Arg -= rightSide
		} else if in.Click {
			f.at = min(in.Arg, n-1)
			return
		}
		if in.Arg < len(f.order) {
			f.partner[f.at] = f.order[in.Arg]
			f.at = min(f.at+1, n-1)
		}
	}
}

// rightSide is what a row's pick is raised by where it is a right side of a pair.
const rightSide = 1000

// fillOrder moves in the order, or moves the row at the cursor.
func (m *Model) fillOrder(in keys.Input) {
	f := &m.run.form
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
		f.order = slices.Insert(slices.Delete(slices.Clone(f.order), f.at, f.at+1), to, row)
	}
	f.at = to
}

// fillGaps moves between gaps and fills those that have choices.
func (m *Model) fillGaps(in keys.Input) {
	r := m.run
	f, q := &r.form, r.question()
	switch in.Action {
	case keys.Down:
		f.at = min(f.at+1, len(f.gaps)-1)
	case keys.Up:
		f.at = max(f.at-1, 0)
	case keys.Pick:
		if in.Click {
			f.at = min(in.Arg, len(f.gaps)-1)
		} else {
			pickGap(&f.gaps[f.at], q.Gaps[f.at], in.Arg)
		}
	case keys.Right, keys.Left:
		g := &f.gaps[f.at]
		if n := len(g.chosen); n > 0 && q.Gaps[f.at].Kind != quiz.Multi {
			i := slices.Index(g.chosen, true)
			if in.Action == keys.Right {
				i++
			} else if i--; i < 0 {
				i = n - 1
			}
			pickGap(g, q.Gaps[f.at], i%n)
		}
	}
	f.gapLetters(q, m.keys)
}

// pickGap chooses a choice of a gap.
func pickGap(g *gap, of quiz.Gap, i int) {
	if i >= len(g.chosen) {
		return
	}
	if of.Kind == quiz.Multi {
		g.chosen[i] = !g.chosen[i]
		return
	}
	clear(g.chosen)
	g.chosen[i] = true
}

// fillTrace answers whether the program compiles, and goes to what it prints.
func (m *Model) fillTrace(in keys.Input) {
	f := &m.run.form
	switch in.Action {
	case keys.Pick:
		f.verdict = min(in.Arg, 1)
		f.at = 1 - f.verdict
	case keys.Right, keys.Left:
		f.verdict = 1 - max(0, f.verdict)
	case keys.Down:
		if f.verdict == 0 {
			f.at = 1
		}
	case keys.Up:
		f.at = 0
	}
}
