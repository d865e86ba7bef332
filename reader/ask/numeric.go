package ask

import (
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// numeric is a question answered with a number on one line.
type numeric struct{ typed }

func newNumeric(q Question) form { return &numeric{typed{plain: plain{q}}} }

func (f *numeric) asks() string {
	if len(f.Units) > 0 {
		return words.T("type a number, in %s", typeset.Clean(f.Units[0]))
	}
	return words.T("type a number")
}
