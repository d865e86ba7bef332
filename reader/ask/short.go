package ask

import "lectern/reader/words"

// short is a question answered with a text on one line.
type short struct{ typed }

func newShort(q Question) form { return &short{typed{plain: plain{q}}} }

func (f *short) asks() string { return words.T("type the answer") }
