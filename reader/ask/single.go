package ask

import (
	"lectern/reader/keys"
	"lectern/reader/words"
)

// single is a question with one choice to pick. Nothing is chosen at first: Enter
// pressed twice by mistake is no answer.
type single struct{ choices }

func newSingle(q Question) form {
	f := &single{newChoices(q)}
	f.round = true
	return f
}

func (f *single) asks() string       { return words.T("choose one") }
func (f *single) fill(in keys.Input) { f.one(in) }
