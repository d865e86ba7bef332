package ask

import (
	"slices"

	"lectern/reader/keys"
	"lectern/reader/words"
)

// trueFalse is a choice between two answers with letters of their own. They stand in the
// same order everywhere.
type trueFalse struct{ choices }

func newTrueFalse(q Question) form {
	worded := *q.Question
	worded.Choices = slices.Clone(q.Choices)
	for i := range worded.Choices {
		worded.Choices[i].Text.Source = words.TrueFalse(q.Choices[i].Text.Source)
	}
	q.Question = &worded
	f := &trueFalse{newChoices(q)}
	f.round, f.Order, f.names = true, []int{0, 1}, []string{"t", "f"}
	return f
}

func (f *trueFalse) asks() string       { return words.T("true or false") }
func (f *trueFalse) mode() keys.Mode    { return keys.InTrueFalse }
func (f *trueFalse) fill(in keys.Input) { f.one(in) }
