package ask

import (
	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/words"
)

// description is a text between questions, which asks for nothing.
type description struct{ plain }

func newDescription(q Question) form { return &description{plain{q}} }

func (f *description) asks() string                             { return words.T("to read") }
func (f *description) mode() keys.Mode                          { return keys.InAsked }
func (f *description) answer() (a quiz.Answer, lacks string)    { return a, "" }
func (f *description) rows(*sheet.Sheet, int, bool)             {}
func (f *description) verdict(*sheet.Sheet, *quiz.Outcome, int) {}
