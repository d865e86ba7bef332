package ask

import (
	"lectern/reader/keys"
	"lectern/reader/words"
)

// single is a choice of one. Nothing is chosen until the student chooses: Enter
// pressed twice by mistake is no answer.
type single struct{ choices }

func newSingle(q Question) form {
	f := &single{newChoices(q)}
	f.round = true
	return f
}

func (f *single) asks() string       { return words.T("choose one") }
func (f *single) fill(in keys.Input) { f.one(in) }
