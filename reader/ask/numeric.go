package ask

import "lectern/reader/words"

// numeric is a question answered with a number on one line.
type numeric struct{ typed }

func newNumeric(q Question) form { return &numeric{typed{plain: plain{q}}} }

func (f *numeric) asks() string { return words.T("type a number") }
