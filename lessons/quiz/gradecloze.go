package quiz

import (
	"slices"
	"strings"
)

// gradeCloze sums weight times fraction over the gaps and divides by the sum
// of the weights (formats.md a.9). A gap alone never counts less than 0.
func (q *Question) gradeCloze(a Answer, g *Grade) {
	total, sum := 0.0, 0.0
	for _, gap := range q.Gaps {
		total += gap.Weight
	}
	for i := range q.Gaps {
		gap := &q.Gaps[i]
		m := gap.grade(textAt(a, i))
		weight := gap.Weight
		if total == 0 {
			weight = 1 // all gaps weigh nothing: let them weigh the same
		}
		sum += weight * m.Credit
		g.Parts = append(g.Parts, m)
		if m.Given && !m.Feedback.Empty() {
			g.Feedback = append(g.Feedback, m.Feedback)
		}
	}
	if total == 0 {
		total = float64(len(q.Gaps))
	}
	if total > 0 {
		g.Credit = sum / total
	}
}

// grade grades what was given for one gap.
func (gap *Gap) grade(text string) PartGrade {
	m := PartGrade{Given: strings.TrimSpace(text) != ""}
	if !m.Given {
		return m
	}
	switch gap.Kind {
	case Short, Numeric:
		if i := decide(gap.Kind, gap.Accepted, text); i >= 0 {
			m.Feedback, m.Credit = gap.Accepted[i].Feedback, clampCredit(gap.Accepted[i].Fraction)
		}
	case Single:
		if i := findChoice(gap.Choices, text); i >= 0 {
			m.Feedback, m.Credit = gap.Choices[i].Feedback, clampCredit(gap.Choices[i].Fraction)
		}
	case Multi:
		chosen := gap.Chosen(text)
		ticked := make([]bool, len(gap.Choices))
		var feedback []string
		for _, i := range chosen {
			ticked[i] = true
			if f := gap.Choices[i].Feedback; !f.Empty() {
				m.Feedback.Format = f.Format
				feedback = append(feedback, f.Source)
			}
		}
		m.Feedback.Source = strings.Join(feedback, "\n\n")
		m.Credit = clampCredit(sumTicked(gap.Choices, ticked))
	}
	m.Right = m.Credit == 1
	return m
}

// gapSeparator stands between the choices of a gap in an Answer's text.
const gapSeparator = "; "

// Text returns what an Answer holds for a gap when these of its choices were
// chosen: their texts, joined by "; ".
func (gap *Gap) Text(chosen ...int) string {
	var texts []string
	for _, i := range chosen {
		if i >= 0 && i < len(gap.Choices) {
			texts = append(texts, gap.Choices[i].Text.Words())
		}
	}
	return strings.Join(texts, gapSeparator)
}

// Chosen is the inverse of Text: which choices the text of an Answer means, in
// the author's order. Unknown texts are passed over.
func (gap *Gap) Chosen(text string) []int {
	parts := strings.Split(text, gapSeparator)
	longest := 0 // separators inside one choice's text
	for _, c := range gap.Choices {
		longest = max(longest, strings.Count(c.Text.Words(), gapSeparator))
	}
	var out []int
	for at := 0; at < len(parts) && at < 2*len(gap.Choices)+longest; {
		used := 1
		for n := min(longest+1, len(parts)-at); n >= 1; n-- {
			if i := findChoice(gap.Choices, strings.Join(parts[at:at+n], gapSeparator)); i >= 0 {
				out, used = append(out, i), n
				break
			}
		}
		at += used
	}
	slices.Sort(out)
	return slices.Compact(out)
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
