package line

import (
	"errors"

	"lectern/lessons/quiz"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// wanted says what the student should type to answer a question; "" if nothing.
func wanted(w quiz.Want) string {
	letters := span(w.Letters)
	switch w.Form {
	case quiz.WantLetter:
		return words.T("type one letter %s", letters)
	case quiz.WantLetters:
		return words.T("type the letters of all that are right, %s, as a c, or none", letters)
	case quiz.WantGapLetters:
		return words.T("type the letters of all that are right, %s, as a c", letters)
	case quiz.WantTrueFalse:
		return words.T("type t for true or f for false")
	case quiz.WantText:
		return words.T("type your answer")
	case quiz.WantNumber:
		if len(w.Units) > 0 {
			return words.T("type a number, as 3.5 or 3.5 %s", typeset.Clean(w.Units[0]))
		}
		return words.T("type a number, as 3.5")
	case quiz.WantPairs:
		return words.T("type a letter %s for each number from 1 to %d, as 1a 2b", letters, w.Lefts)
	case quiz.WantOrder:
		return words.T("type each letter %s once, the first first", letters)
	case quiz.WantGaps:
		return words.T("type %d answers with ; between them", w.Gaps)
	case quiz.WantGapText:
		return words.T("type the missing text")
	case quiz.WantOutput:
		return words.T("type what the program prints, or fails if it does not compile")
	case quiz.WantEssay:
		return words.T("type your text")
	}
	return ""
}

// counts says how a question gives a part of its points; "" if it has no parts.
func counts(q *quiz.Question) string {
	switch q.Partial() {
	case quiz.EachPart:
		return words.T("each right one counts")
	case quiz.PartCosts:
		return words.T("each right one counts, a wrong one costs points")
	case quiz.AllParts:
		return words.T("only a wholly right answer counts")
	}
	return ""
}

// span names the letters that there are to choose from.
func span(n int) string {
	switch {
	case n <= 1:
		return words.T("a")
	case n == 2:
		return words.T("a or b")
	}
	return words.T("from a to %s", quiz.Letter(n-1))
}

// wrongLine says why a typed line is not accepted as an answer.
func wrongLine(err error) string {
	var e *quiz.LineError
	if !errors.As(err, &e) {
		return typeset.Clean(err.Error())
	}
	want := wanted(e.Want)
	if e.Typed != "" {
		want = words.T("“%s” is no number: %s", typeset.Clean(e.Typed), want)
	}
	switch {
	case e.Gap > 0:
		return words.T("gap %d: %s", e.Gap, want)
	case e.Came > 0:
		return words.T("%s (%d came)", want, e.Came)
	}
	return want
}
