package ask

import (
	"lectern/reader/keys"
	"lectern/reader/words"
)

// multi is a question for which any number of choices may be picked.
type multi struct{ choices }

func newMulti(q Question) form {
	f := &multi{newChoices(q)}
	f.at = 0
	return f
}

func (f *multi) asks() string { return words.T("choose all that are right") }

func (f *multi) fill(in keys.Input) {
	if moved, chooses := f.move(in); moved && chooses {
		i := f.Order[f.at]
		f.chosen[i] = !f.chosen[i]
	}
}
