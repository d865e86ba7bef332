package reader

import (
	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/words"
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

// trySubmit answers, unless the form is not filled and the student was not told so yet.
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
	case n == 0:
		m.say(words.T("This question has no hints."))
	case r.hints == n:
		m.say(words.T("That was the last hint."))
	default:
		r.hints++
	}
}
