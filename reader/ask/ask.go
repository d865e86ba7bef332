// Package ask shows a question on the screen: what it wants in words, the form
// that takes the answer, and the verdict with what was given and what is right
// marked. It is given all that it shows and knows no terminal.
//
// To add a question kind: write its type in a file of its own, which embeds
// plain, choices or typed for what it has in common with others, and add its row
// to the table below, in the order of quiz.Kinds. What else a kind
// needs is said in lessons/quiz.
package ask

import (
	"errors"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Question is a question together with the order in which its choices are shown.
type Question struct {
	*quiz.Question
	Order   []int // Order[k] is the author's index of the choice, or of the right side, that is shown at k
	Keys    *keys.Table
	Unsaved bool // answers are not being saved
	Brief   bool // there is little room: a verdict cuts the choice that the student has just read

	// Drawing and Picture show the pictures of its texts, as typeset.Options has them; nil to name them only.
	Drawing func(source string) (string, bool)
	Picture func(source string, width int) typeset.Shown
}

// kinds is the table of kinds.
var kinds = [...]struct {
	kind quiz.Kind
	open func(Question) form
}{
	{quiz.Single, newSingle},
	{quiz.Multi, newMulti},
	{quiz.TrueFalse, newTrueFalse},
	{quiz.Short, newShort},
	{quiz.Numeric, newNumeric},
	{quiz.Match, newMatch},
	{quiz.Order, newOrdering},
	{quiz.Cloze, newCloze},
	{quiz.Trace, newTrace},
	{quiz.Essay, newEssay},
	{quiz.Description, newDescription},
}

// form is a question of one kind with the answer so far, at first an empty one.
type form interface {
	// asks says in a few words what the student should do.
	asks() string
	// mode says which rows of the key table apply.
	mode() keys.Mode
	// letters are the keys that pick what is shown, in the order shown.
	letters() []string
	// field returns the field that has the cursor, or nil.
	field() *sheet.Field
	// fill changes the answer, or moves among its parts.
	fill(in keys.Input)
	// begins takes a character that means nothing here as the beginning of a text, and reports whether it did.
	begins(text string) bool
	// newLine reports whether a new line would end the answer, else what to tell with it.
	newLine() (ends bool, told string)
	// onward goes to the next part of the form, for forms where Submit does that before it
	// answers, and reports whether there was one.
	onward() bool
	// answer returns the answer so far; lacks says in a sentence what is missing from it.
	answer() (a quiz.Answer, lacks string)
	// fault says in a sentence why an answer cannot be graded and is asked for again; "" if it can.
	fault(a quiz.Answer) string
	// partly reports whether an incomplete answer may be submitted.
	partly() bool
	// rows draws the form; typing is whether the cursor stands in its field.
	rows(s *sheet.Sheet, w int, typing bool)
	// verdict draws what was given and what is right, with the feedback of both. It asks
	// nothing of the answer so far: an old answer has an empty form.
	verdict(s *sheet.Sheet, out *quiz.Outcome, w int)
	// others draws what else there was to choose from, with its feedback.
	others(s *sheet.Sheet, out *quiz.Outcome, w int)
}

// plain is the default behaviour of a kind; a kind embeds it and overrides what differs.
type plain struct{ Question }

func (plain) letters() []string       { return nil }
func (plain) field() *sheet.Field     { return nil }
func (plain) fill(keys.Input)         {}
func (plain) begins(string) bool      { return false }
func (plain) newLine() (bool, string) { return false, "" }
func (plain) onward() bool            { return false }
func (plain) partly() bool            { return false }

func (plain) others(*sheet.Sheet, *quiz.Outcome, int) {}

func (p plain) fault(a quiz.Answer) string {
	var e *quiz.LineError
	if !errors.As(p.Check(a), &e) {
		return ""
	}
	typed := typeset.Clean(e.Typed)
	if units := e.Want.Units; len(units) > 0 {
		return words.T("“%s” is no number. Type one as 3.5 or 3.5 %s.", typed, typeset.Clean(units[0]))
	}
	return words.T("“%s” is no number. Type one without a unit, as 3.5.", typed)
}

// empty returns the empty form of a question. A kind without a row is asked for as
// a short answer, as quiz grades it.
func (q Question) empty() form {
	for _, row := range kinds {
		if row.kind == q.Kind {
			return row.open(q)
		}
	}
	return newShort(q)
}

// Asks says in a few words what the student should do to answer.
func (q Question) Asks() string { return q.empty().asks() }

// Counts says in a sentence how the question gives a part of its points; "" if it has no parts.
func (q Question) Counts() string {
	switch q.Partial() {
	case quiz.EachPart:
		return words.T("Each right one counts.")
	case quiz.PartCosts:
		return words.T("Each right one counts, a wrong one costs points.")
	case quiz.AllParts:
		return words.T("Only a wholly right answer counts.")
	}
	return ""
}

// VerdictRows draws what was given and what is right, with the feedback of both.
func (q Question) VerdictRows(s *sheet.Sheet, out *quiz.Outcome, w int) { q.empty().verdict(s, out, w) }

// OtherRows draws what else there was to choose from, with its feedback.
func (q Question) OtherRows(s *sheet.Sheet, out *quiz.Outcome, w int) { q.empty().others(s, out, w) }
