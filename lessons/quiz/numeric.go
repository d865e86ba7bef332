package quiz

import "math"

// numeric is a question whose answer is a typed number: the first accepted range that holds it decides.
type numeric struct{ typing }

func (numeric) grade(q *Question, a Answer, g *Grade) { gradeTyped(q, a, g, firstRange) }
func (numeric) solution(q *Question) []Line           { return rightAccepted(Numeric, q.Accepted) }
func (numeric) answerable(q *Question) bool           { return someAccepted(q.Accepted) }
func (numeric) want(*Question, []int) Want            { return Want{Form: WantNumber} }

func (n numeric) parse(q *Question, line string, order []int) (Answer, error) {
	if len(ParseNumber(line)) == 0 {
		return Answer{}, &LineError{Want: n.want(q, order)}
	}
	return Answer{Texts: []string{line}}, nil
}

func (numeric) gradeGap(gap *Gap, text string) PartGrade { return gradeTypedGap(gap, text, firstRange) }

func (numeric) gapSolution(gap *Gap) (right []Line, join string) {
	return rightAccepted(Numeric, gap.Accepted), either
}

func (numeric) gapGivenAway(*Gap, string, func(Text) string) string { return "" }
func (numeric) wantGap(*Gap) Want                                   { return Want{Form: WantNumber} }

func (numeric) parseGap(_ *Gap, line string, _ []int) (string, bool) {
	return line, len(ParseNumber(line)) > 0
}

// firstRange returns the index of the accepted answer that decides about a typed
// number, or -1. A number with two readings is taken in the one that a right
// answer accepts, before any catch-all sees the other.
func firstRange(accepted []Accepted, typed string) int {
	numbers := ParseNumber(typed)
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
