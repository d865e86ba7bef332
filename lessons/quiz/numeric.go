package quiz

import (
	"math"
	"strings"
)

// numeric is a question whose answer is a typed number: the first accepted range that holds it decides.
type numeric struct{ typing }

func (numeric) grade(q *Question, a Answer, g *Grade) { gradeTyped(q, a, g, rangeWith(q.Units)) }
func (numeric) solution(q *Question) []Line           { return oneOfAccepted(Numeric, q.Accepted) }
func (numeric) answerable(q *Question) bool           { return someAccepted(q.Accepted) }
func (numeric) want(q *Question, _ []int) Want        { return Want{Form: WantNumber, Units: q.Units} }

// fault reports a typed text that is no number.
func (n numeric) fault(q *Question, a Answer) *LineError {
	typed := textAt(a, 0)
	if strings.TrimSpace(typed) == "" || len(ParseNumber(typed, q.Units...)) > 0 {
		return nil
	}
	return &LineError{Want: n.want(q, nil), Typed: clipTyped(typed)}
}

func (numeric) gradeGap(gap *Gap, text string) PartGrade {
	return gradeTypedGap(gap, text, rangeWith(gap.Units))
}

func (numeric) gapSolution(gap *Gap) (right []Line, join string) {
	return rightAccepted(Numeric, gap.Accepted), either
}

func (numeric) gapGivenAway(*Gap, string, func(Text) string) string  { return "" }
func (numeric) wantGap(gap *Gap) Want                                { return Want{Form: WantNumber, Units: gap.Units} }
func (numeric) takesGap(gap *Gap, text string) bool                  { return len(ParseNumber(text, gap.Units...)) > 0 }
func (numeric) parseGap(_ *Gap, line string, _ []int) (string, bool) { return line, true }

// rangeWith is firstRange for numbers that may have one of the units.
func rangeWith(units []string) func([]Accepted, string) int {
	return func(accepted []Accepted, typed string) int { return firstRange(accepted, ParseNumber(typed, units...)) }
}

// firstRange returns the index of the accepted answer that decides about a
// number, or -1. A number with two readings is taken in the one that a right
// answer accepts, before any catch-all sees the other.
func firstRange(accepted []Accepted, numbers []float64) int {
	if len(numbers) == 0 {
		return -1
	}
	for _, n := range numbers {
		for i := range accepted {
			if !accepted[i].Any && accepted[i].accepts(n) {
				return firstFor(accepted, n)
			}
		}
	}
	for i := range accepted {
		if accepted[i].Any {
			return i
		}
	}
	return -1
}

// firstFor returns the first accepted answer for a number.
func firstFor(accepted []Accepted, n float64) int {
	for i := range accepted {
		if accepted[i].accepts(n) {
			return i
		}
	}
	return -1
}

// accepts reports whether a number is within an accepted one, by
// Moodle's rule (qtype_numerical): |given - value| <= tolerance plus a tiny margin for rounding.
func (a *Accepted) accepts(n float64) bool {
	if a.Any {
		return true
	}
	return math.Abs(n-a.Value) <= a.Tolerance+1e-14*math.Max(1, math.Abs(a.Value))
}
