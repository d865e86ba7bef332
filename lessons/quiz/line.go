package quiz

import (
	"fmt"
	"strings"
)

// ParseLine reads what a student typed on one line as an answer:
//
//	?               I don't know, for every kind (\? is a question mark as a text)
//	b               single: a letter, or its number
//	a c  a,c  ac    several answers: letters or numbers; "none" for no choice at all
//	t  false  yes   true/false
//	1b 2a 3c        matching: number of the left side, letter of the right; "2-" leaves one out
//	c a b  cab      ordering: every letter once, the first first
//	Nile; 6650      cloze: the gaps in order, a letter where there are choices; \; is a semicolon
//	fails           trace: it does not compile
//	prints 42       trace: it compiles and prints 42 (\n is a line break; "prints" may be left out)
//
// Letters and numbers are those of the order shown: order[i] is the author's
// index of what stands at place i (nil is the author's order; for matching it
// holds the right sides). The error is a *LineError.
func (q *Question) ParseLine(line string, order []int) (Answer, error) {
	rules := q.Kind.rules()
	line = strings.TrimSpace(line)
	if !rules.asks() {
		return Answer{}, nil
	}
	order = q.shown(order)
	switch line {
	case "?":
		return Answer{DontKnow: true}, nil
	case "":
		return Answer{}, &LineError{Want: rules.want(q, order)}
	case `\?`:
		line = "?"
	}
	a, err := rules.parse(q, line, order)
	if err == nil {
		err = q.Check(a)
	}
	if err != nil {
		return Answer{}, err
	}
	return a, nil
}

// Check returns a *LineError when an answer cannot be graded, because what was typed is no
// number where one is asked for; such an answer is asked for again. What is
// missing is no fault.
func (q *Question) Check(a Answer) error {
	if !a.DontKnow {
		if e := q.Kind.rules().fault(q, a); e != nil {
			return e
		}
	}
	return nil
}

// shown returns the given order of choices, or the author's order if none is given.
func (q *Question) shown(order []int) []int {
	switch {
	case order != nil:
		return order
	case len(q.Pairs) > 0:
		return q.Rights()
	}
	return identity(len(q.Choices))
}

// chosen makes an answer of parsed indexes, or the error.
func (q *Question) chosen(indexes []int, ok bool) (Answer, error) {
	if !ok {
		return Answer{}, &LineError{Want: q.Want(nil)}
	}
	return Answer{Choices: indexes}, nil
}

// Form is the sort of line that a question takes as its answer.
type Form string

// The forms.
const (
	WantNothing    Form = ""
	WantLetter     Form = "letter"        // one letter
	WantLetters    Form = "letters"       // those of all that are right, or none
	WantTrueFalse  Form = "true-or-false" // t or f
	WantText       Form = "text"
	WantNumber     Form = "number"
	WantPairs      Form = "pairs"       // a letter for each of the left sides
	WantOrder      Form = "order"       // each letter once
	WantGaps       Form = "gaps"        // an answer a gap, with ; between them
	WantGapText    Form = "gap-text"    // the text that is missing
	WantGapLetters Form = "gap-letters" // of a gap, the letters of all that are right
	WantOutput     Form = "output"      // what a program prints, or "fails"
	WantEssay      Form = "essay"       // any text
)

// Want describes the line that ParseLine expects: the facts of a prompt, or of an error.
type Want struct {
	Form    Form
	Letters int      // how many letters there are to choose from
	Lefts   int      // of pairs: how many left sides there are
	Gaps    int      // of gaps: how many there are
	Units   []string // of a number: what may stand behind it
}

// Want says what ParseLine wants for this question.
func (q *Question) Want(order []int) Want { return q.Kind.rules().want(q, q.shown(order)) }

// Expect says in one line what ParseLine wants for this question, as "type one
// letter from a to d"; it is "" for a description.
func (q *Question) Expect(order []int) string { return q.Want(order).String() }

// String words what is wanted in English.
func (w Want) String() string {
	switch w.Form {
	case WantLetter:
		return "type one letter " + span(w.Letters)
	case WantLetters:
		return "type the letters of all that are right, " + span(w.Letters) + ", as a c, or none"
	case WantGapLetters:
		return "type the letters of all that are right, " + span(w.Letters) + ", as a c"
	case WantTrueFalse:
		return "type t for true or f for false"
	case WantText:
		return "type your answer"
	case WantNumber:
		if len(w.Units) > 0 {
			return fmt.Sprintf("type a number, as 3.5 or 3.5 %s", w.Units[0])
		}
		return "type a number, as 3.5"
	case WantPairs:
		return fmt.Sprintf("type a letter %s for each number from 1 to %d, as 1a 2b", span(w.Letters), w.Lefts)
	case WantOrder:
		return "type each letter " + span(w.Letters) + " once, the first first"
	case WantGaps:
		return fmt.Sprintf("type %d answers with ; between them", w.Gaps)
	case WantGapText:
		return "type the missing text"
	case WantOutput:
		return "type what the program prints, or fails if it does not compile"
	case WantEssay:
		return "type your text"
	}
	return ""
}

func span(n int) string {
	switch {
	case n <= 1:
		return "a"
	case n == 2:
		return "a or b"
	}
	return "from a to " + Letter(n-1)
}

// LineError says why a typed line cannot be taken as an answer.
type LineError struct {
	Want  Want   // what the line, or the gap, should have been
	Typed string // what is no number where one should be, on one line and clipped
	Gap   int    // which gap of a cloze question it is about, from 1; 0 for the whole line
	Came  int    // of several answers on a line, how many came; 0 where that does not matter
}

// Error words the fault in English.
func (e *LineError) Error() string {
	want := e.Want.String()
	if e.Typed != "" {
		want = fmt.Sprintf("“%s” is no number: %s", e.Typed, want)
	}
	switch {
	case e.Gap > 0:
		return fmt.Sprintf("gap %d: %s", e.Gap, want)
	case e.Came > 0:
		return fmt.Sprintf("%s (%d came)", e.Want, e.Came)
	}
	return want
}
