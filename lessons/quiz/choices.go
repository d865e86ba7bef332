package quiz

import (
	"slices"
	"strings"
)

// choosing is the behaviour shared by all kinds whose answers are choices.
type choosing struct{ plain }

func (choosing) response(q *Question, a Answer) string {
	return chosenWords(q.Choices, a, "; ")
}

func (choosing) answerable(q *Question) bool { return someEarns(q.Choices) }

// chosenWords returns the texts of the choices of an answer.
func chosenWords(choices []Choice, a Answer, separator string) string {
	var parts []string
	for _, i := range a.Choices {
		if i >= 0 && i < len(choices) {
			parts = append(parts, choices[i].Text.Words())
		}
	}
	if len(parts) == 0 {
		return "nothing chosen"
	}
	return strings.Join(parts, separator)
}

func someEarns(choices []Choice) bool {
	return slices.ContainsFunc(choices, func(c Choice) bool { return c.Fraction > 0 })
}

// rightChoices returns the texts of the choices to take: all that earn, or only
// those that earn most.
func rightChoices(choices []Choice, all bool) []Line {
	best := 0.0
	for _, c := range choices {
		best = max(best, c.Fraction)
	}
	var out []Line
	for _, c := range choices {
		if c.Fraction > 0 && (all || c.Fraction == best) {
			out = append(out, authored(c.Text.Words()))
		}
	}
	return out
}

// given returns which of n choices were chosen, and which was chosen first.
func given(a Answer, n int) (chosen []bool, first int) {
	chosen, first = make([]bool, n), -1
	for _, i := range a.Choices {
		if i >= 0 && i < n {
			if first < 0 {
				first = i
			}
			chosen[i] = true
		}
	}
	return chosen, first
}

// choiceParts grades every choice, chosen or not: each one's feedback teaches.
func choiceParts(choices []Choice, chosen []bool, g *Grade) {
	for i, c := range choices {
		feedback := c.Feedback
		if !chosen[i] {
			feedback = withoutPraise(feedback)
		}
		g.Parts = append(g.Parts, PartGrade{Given: chosen[i], Right: c.Fraction > 0, Feedback: feedback, Credit: clampCredit(c.Fraction)})
		if chosen[i] && !c.Feedback.Empty() {
			g.Feedback = append(g.Feedback, c.Feedback)
		}
	}
}

// gradeFirst gives the fraction of the choice that was chosen first.
func gradeFirst(q *Question, a Answer, g *Grade) {
	_, first := given(a, len(q.Choices))
	chosen := make([]bool, len(q.Choices))
	if first >= 0 {
		chosen[first] = true
		g.Credit = q.Choices[first].Fraction
	}
	choiceParts(q.Choices, chosen, g)
}

// sumTicked is the sum of the fractions of the chosen.
func sumTicked(choices []Choice, chosen []bool) float64 {
	sum := 0.0
	for i, c := range choices {
		if chosen[i] {
			sum += c.Fraction
		}
	}
	return sum
}

// shownOrder is the order of choices that may be shuffled.
func shownOrder(q *Question, seed string) []int {
	order := identity(len(q.Choices))
	if seed != "" && !q.Keep && !speaksOfOthers(q.Choices) {
		shuffle(order, seed, "choices", q.ID)
	}
	return order
}

func choiceWords(choices []Choice) []string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.Text.Words()
	}
	return out
}

// findChoice returns the choice with that text, or -1. Case decides only where
// the texts differ in nothing else.
func findChoice(choices []Choice, text string) int {
	if len(text) > maxTyped {
		return -1
	}
	for _, caseSensitive := range []bool{true, false} {
		want := fold(text, caseSensitive)
		for i, c := range choices {
			if fold(c.Text.Words(), caseSensitive) == want || fold(c.Text.Source, caseSensitive) == want {
				return i
			}
		}
	}
	return -1
}
