package study

// Confidence is how sure a student says to be of an answer, before the verdict.
type Confidence int

// The answers to "How sure are you?"; the zero value says that nobody asked. The record keeps
// these numbers, so they never change.
const (
	Sure Confidence = iota + 1
	NotSure
	Guess
)

// Doubts reports whether the student was not sure: what is right then is remembered less well.
func (c Confidence) Doubts() bool { return c == NotSure || c == Guess }
