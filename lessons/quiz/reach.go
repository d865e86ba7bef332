package quiz

import (
	"math"
	"slices"
	"strings"
)

// Unreached is an accepted answer that never decides, because an earlier one takes what it was written for.
type Unreached struct{ At, By int } // indexes among the accepted ones

// UnreachedAnswers lists those of a short or numeric question or gap. A wide range around
// an earlier narrow one is reached: it is for what is close.
func UnreachedAnswers(kind Kind, accepted []Accepted) []Unreached {
	covers := coversText
	if kind == Numeric {
		covers = coversRange
	}
	size := 0
	for _, a := range accepted {
		size += len(a.Text)
	}
	if len(accepted) > maxCompared || size > maxTyped {
		return nil // far more than a person writes, and each is compared with each
	}
	var out []Unreached
	for at := range accepted {
		for by := range at {
			if covers(&accepted[by], &accepted[at]) {
				out = append(out, Unreached{At: at, By: by})
				break
			}
		}
	}
	return out
}

// maxCompared is how many accepted answers are compared with one another.
const maxCompared = 300

// coversRange reports whether an earlier accepted number takes all numbers of a later one, or
// the very number that the later one is about.
func coversRange(earlier, later *Accepted) bool {
	if earlier.Any || later.Any {
		return earlier.Any
	}
	away, margin := math.Abs(earlier.Value-later.Value), 1e-14*math.Max(1, math.Abs(earlier.Value))
	return away+later.Tolerance <= earlier.Tolerance+margin ||
		away <= earlier.Tolerance+margin && away+earlier.Tolerance > later.Tolerance+margin
}

// coversText reports whether an earlier pattern takes every text of a later one.
func coversText(earlier, later *Accepted) bool {
	const some = "\uE000" // a letter of nobody's for what a star stands for
	return earlier.matches(strings.Join(wildcards(later.Text), some)) && (later.CaseSensitive || !earlier.CaseSensitive)
}

// LengthRank returns how many choices of a single-choice question are longer than the right one,
// by a count of characters that the caller takes. ok is false where there is no one
// right choice, or another is just as long.
func (q *Question) LengthRank(length func(Text) int) (longer int, ok bool) {
	if q.Kind != Single {
		return 0, false
	}
	right := slices.IndexFunc(q.Choices, func(c Choice) bool { return c.Fraction == 1 })
	if right < 0 {
		return 0, false
	}
	n := length(q.Choices[right].Text)
	for i, c := range q.Choices {
		switch other := length(c.Text); {
		case i == right:
		case c.Fraction == 1 || other == n:
			return 0, false
		case other > n:
			longer++
		}
	}
	return longer, true
}
