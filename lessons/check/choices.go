package check

import (
	"fmt"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// checkAnswers looks at the choices and accepted answers of a question: those that are there
// twice, and those that no answer of a student reaches.
func checkAnswers(q *quiz.Question, add func(s doc.Severity, code, text string)) {
	name := questionName(q)
	if q.Kind == quiz.Single || q.Kind == quiz.Multi {
		twice(name, q.Choices, add)
	}
	unreached(name, q.Kind, q.Accepted, add)
	for i := range q.Gaps {
		gap := &q.Gaps[i]
		of := fmt.Sprintf("gap %d of %s", i+1, name)
		twice(of, gap.Choices, add)
		if len(gap.Choices) == 1 {
			add(doc.Warning, "too-few-choices", of+" has one choice, so there is nothing to choose: add wrong ones, or ask for a text with SHORTANSWER")
		}
		unreached(of, gap.Kind, gap.Accepted, add)
	}
}

// twice reports choices of the same text.
func twice(name string, choices []quiz.Choice, add func(s doc.Severity, code, text string)) {
	first := map[string]float64{} // worth by text
	for _, c := range choices {
		shown := shownText(c.Text)
		worth, before := first[shown]
		switch {
		case !before:
			first[shown] = c.Fraction
		case worth != c.Fraction:
			add(doc.Warning, "duplicate-choice", fmt.Sprintf("%s has the choice %q twice, and the two do not count the same: take one out", name, clip(shown)))
		default:
			add(doc.Warning, "duplicate-choice", fmt.Sprintf("%s has the choice %q twice: take one out", name, clip(shown)))
		}
	}
}

// unreached reports accepted answers that never decide.
func unreached(name string, kind quiz.Kind, accepted []quiz.Accepted, add func(s doc.Severity, code, text string)) {
	for _, u := range quiz.UnreachedAnswers(kind, accepted) {
		add(doc.Warning, "unreached-answer", fmt.Sprintf("%s: %s decides before %s can, because the first that fits does: put the narrower one first, or take one out",
			name, clip(accepted[u.By].Words(kind)), clip(accepted[u.At].Words(kind))))
	}
}
