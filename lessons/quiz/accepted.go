package quiz

import (
	"slices"
	"strings"

	"lectern/lessons/text"
)

// typing is the behaviour shared by all kinds whose answer is one typed text.
type typing struct{ plain }

func (typing) response(_ *Question, a Answer) string { return text.OneLine(textAt(a, 0)) }

func (typing) parse(_ *Question, line string, _ []int) (Answer, error) {
	return Answer{Texts: []string{line}}, nil
}

// clipTyped shortens what was typed for a message.
func clipTyped(s string) string { return text.ClipLine(s, 40) }

func textAt(a Answer, i int) string {
	if i < len(a.Texts) {
		return a.Texts[i]
	}
	return ""
}

// gradeTyped grades a typed text by the accepted answer that find picks for it;
// find returns -1 when none fits.
func gradeTyped(q *Question, a Answer, g *Grade, find func([]Accepted, string) int) {
	typed := textAt(a, 0)
	if strings.TrimSpace(typed) == "" {
		return
	}
	i := find(q.Accepted, typed)
	if i < 0 {
		return
	}
	acc := q.Accepted[i]
	g.Credit = acc.Fraction
	c := clampCredit(acc.Fraction)
	g.Parts = []PartGrade{{Given: true, Right: c > 0, Feedback: acc.Feedback, Credit: c}}
	if !acc.Feedback.Empty() {
		g.Feedback = []Text{acc.Feedback}
	}
}

// gradeTypedGap is gradeTyped for a gap.
func gradeTypedGap(gap *Gap, text string, find func([]Accepted, string) int) (p PartGrade) {
	if i := find(gap.Accepted, text); i >= 0 {
		p.Feedback, p.Credit = gap.Accepted[i].Feedback, gap.Accepted[i].Fraction
	}
	return p
}

func someAccepted(accepted []Accepted) bool {
	return slices.ContainsFunc(accepted, func(a Accepted) bool { return a.Fraction > 0 })
}

// rightAccepted returns the accepted answers that earn most.
func rightAccepted(kind Kind, accepted []Accepted) []Line {
	best := 0.0
	for _, a := range accepted {
		best = max(best, a.Fraction)
	}
	if best == 0 {
		return nil
	}
	var out []Line
	for _, a := range accepted {
		if a.Fraction == best {
			out = append(out, a.line(kind))
		}
	}
	return out
}

// oneOfAccepted is the right answer of a question: what is right, as one line, because one of it is enough.
func oneOfAccepted(kind Kind, accepted []Accepted) []Line {
	right := rightAccepted(kind, accepted)
	if len(right) == 0 {
		return nil
	}
	return []Line{joined(right, either)}
}

// Words writes an accepted answer of a short or numeric question for people.
func (a *Accepted) Words(kind Kind) string { return a.line(kind).String() }

func (a *Accepted) line(kind Kind) Line {
	switch {
	case kind == Short:
		return authored(patternWords(a.Text))
	case a.Any:
		return Line{key: "any number"}
	case a.Tolerance == 0:
		return authored(number(a.Value))
	}
	return Line{"%s (%s to %s)", []any{number(a.Value), number(a.Value - a.Tolerance), number(a.Value + a.Tolerance)}}
}
