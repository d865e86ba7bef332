package quiz

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"lectern/lessons/text"
)

// Answerable reports whether some answer to the question earns a credit.
func (q *Question) Answerable() bool { return q.Kind.rules().answerable(q) }

// HasFeedback reports whether the question has any feedback to show after an answer.
func (q *Question) HasFeedback() bool {
	if !q.General.Empty() || !q.ByCredit.Empty() || someFeedback(q.Choices, q.Accepted) {
		return true
	}
	for _, gap := range q.Gaps {
		if someFeedback(gap.Choices, gap.Accepted) {
			return true
		}
	}
	return false
}

func someFeedback(choices []Choice, accepted []Accepted) bool {
	for _, c := range choices {
		if !c.Feedback.Empty() {
			return true
		}
	}
	for _, a := range accepted {
		if !a.Feedback.Empty() {
			return true
		}
	}
	return false
}

// GivenAway returns the right answer when the question's own text holds it, else
// "". Answers of a few letters are in many texts by chance and do not count; nor
// does a choice that stands in the text beside the wrong ones. Words returns a
// text as it is shown, on one line.
func (q *Question) GivenAway(words func(Text) string) string {
	return q.Kind.rules().givenAway(q, strings.ToLower(words(q.Prompt)), words)
}

// acceptedGivenAway is GivenAway for accepted texts of at least so many letters.
// A pattern is none.
func acceptedGivenAway(accepted []Accepted, prompt string, least int) string {
	for _, a := range accepted {
		if a.Fraction >= 1 && !strings.Contains(a.Text, "*") && saysWord(prompt, a.Text, least) {
			return a.Text
		}
	}
	return ""
}

// choiceGivenAway is GivenAway for choices.
func choiceGivenAway(choices []Choice, prompt string, words func(Text) string) string {
	shown := ""
	for _, c := range choices {
		text := words(c.Text)
		if !saysWord(prompt, text, 4) {
			continue
		}
		if c.Fraction < 1 {
			return ""
		}
		shown = text
	}
	return shown
}

// saysWord reports whether a lower-case text holds a phrase of at least so many
// letters as whole words.
func saysWord(said, phrase string, least int) bool {
	phrase = strings.ToLower(text.OneLine(phrase))
	if utf8.RuneCountInString(phrase) < least || len(phrase) > maxPhrase || !strings.Contains(said, phrase) {
		return false
	}
	re, err := regexp.Compile(`(^|[^\pL\pN])` + regexp.QuoteMeta(phrase) + `($|[^\pL\pN])`)
	return err == nil && re.MatchString(said)
}

// maxPhrase bounds the phrases that are looked for in a text.
const maxPhrase = 200
