package bank

import (
	"html"
	"strings"

	"lectern/lessons/quiz"
)

// gapForm says how the gaps of one kind are written, whatever their type.
type gapForm struct {
	kind   quiz.Kind
	markup bool // the alternatives are texts with markup
	ticks  bool // several alternatives may be right: their weights are shares of 1, and each has one

	// add takes an alternative into a gap, or says what is wrong with it.
	add func(gap *quiz.Gap, c clozeAnswer, caseful bool, format quiz.Format) (problem string)
	// accepted writes the text of an accepted answer; nil where there are choices.
	accepted func(a quiz.Accepted, escape func(string) string) string
}

var (
	gapText   = gapForm{kind: quiz.Short, add: addGapText, accepted: func(a quiz.Accepted, escape func(string) string) string { return escape(html.EscapeString(a.Text)) }}
	gapNumber = gapForm{kind: quiz.Numeric, add: addGapNumber, accepted: func(a quiz.Accepted, _ func(string) string) string { return numberRange(a) }}
	gapChoice = gapForm{kind: quiz.Single, markup: true, add: addGapChoice}
	gapTicks  = gapForm{kind: quiz.Multi, markup: true, ticks: true, add: addGapChoice}
)

// gapType is one of the types of a Cloze gap.
type gapType struct {
	names   []string // the long one and the short ones
	form    *gapForm
	caseful bool
	shuffle bool
}

// gapTypes are all types of gaps
// (https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type). V and H only
// say how choices are laid out, which is the screen's business here. The first of
// those that mean the same is the one that is written.
var gapTypes = [...]gapType{
	{[]string{"SHORTANSWER", "SA", "MW"}, &gapText, false, false},
	{[]string{"SHORTANSWER_C", "SAC", "MWC"}, &gapText, true, false},
	{[]string{"NUMERICAL", "NM"}, &gapNumber, false, false},
	{[]string{"MULTICHOICE", "MC"}, &gapChoice, false, false},
	{[]string{"MULTICHOICE_V", "MCV"}, &gapChoice, false, false},
	{[]string{"MULTICHOICE_H", "MCH"}, &gapChoice, false, false},
	{[]string{"MULTICHOICE_S", "MCS"}, &gapChoice, false, true},
	{[]string{"MULTICHOICE_VS", "MCVS"}, &gapChoice, false, true},
	{[]string{"MULTICHOICE_HS", "MCHS"}, &gapChoice, false, true},
	{[]string{"MULTIRESPONSE", "MR"}, &gapTicks, false, false},
	{[]string{"MULTIRESPONSE_H", "MRH"}, &gapTicks, false, false},
	{[]string{"MULTIRESPONSE_S", "MRS"}, &gapTicks, false, true},
	{[]string{"MULTIRESPONSE_HS", "MRHS"}, &gapTicks, false, true},
}

// gapTypeNamed returns the type of that name, whatever its case; nil if there is none.
func gapTypeNamed(name string) *gapType {
	name = strings.TrimSpace(name)
	for i := range gapTypes {
		for _, n := range gapTypes[i].names {
			if strings.EqualFold(n, name) {
				return &gapTypes[i]
			}
		}
	}
	return nil
}

// typeOf returns the type under which a gap is written.
func typeOf(gap *quiz.Gap) *gapType {
	caseful := len(gap.Accepted) > 0 && gap.Accepted[0].CaseSensitive
	for i := range gapTypes {
		if t := &gapTypes[i]; t.form.kind == gap.Kind && t.caseful == caseful && t.shuffle == gap.Shuffle {
			return t
		}
	}
	return &gapTypes[0]
}

func addGapChoice(gap *quiz.Gap, c clozeAnswer, _ bool, format quiz.Format) (problem string) {
	gap.Choices = append(gap.Choices, quiz.Choice{Text: quiz.Text{Source: c.text, Format: format}, Fraction: c.fraction, Feedback: c.feedback})
	return ""
}

func addGapText(gap *quiz.Gap, c clozeAnswer, caseful bool, _ quiz.Format) (problem string) {
	gap.Accepted = append(gap.Accepted, quiz.Accepted{Text: oneLine(c.text), CaseSensitive: caseful, Fraction: c.fraction, Feedback: c.feedback})
	return ""
}

func addGapNumber(gap *quiz.Gap, c clozeAnswer, _ bool, _ quiz.Format) (problem string) {
	a := quiz.Accepted{Fraction: c.fraction, Feedback: c.feedback}
	if problem = parseValue(c.text, &a); problem == "" {
		gap.Accepted = append(gap.Accepted, a)
	}
	return problem
}
