package bank

import (
	"fmt"
	"math"
	"strings"

	"lectern/lessons/quiz"
)

// parseValue reads the value of a numeric answer as a bank writes it: `42`,
// `3.14:0.005` (value and tolerance), `3..4` (a range, both ends included) or
// `*` (anything). It returns what is wrong, in words, or "".
func parseValue(s string, a *quiz.Accepted) (problem string) {
	s = strings.TrimSpace(s)
	if s == "*" {
		a.Any = true
		return ""
	}
	if i := strings.Index(s, ".."); i > 0 {
		lo, ok1 := bankNumber(s[:i])
		hi, ok2 := bankNumber(s[i+2:])
		if !ok1 || !ok2 {
			return fmt.Sprintf("%q is no range of numbers", clip(s, 40))
		}
		if lo > hi {
			lo, hi = hi, lo
		}
		a.Value, a.Tolerance = lo+(hi-lo)/2, (hi-lo)/2
		return rangeProblem(a)
	}
	tolerance := 0.0
	value := s
	if i := strings.IndexByte(s, ':'); i > 0 {
		t, ok := bankNumber(s[i+1:])
		if !ok {
			return fmt.Sprintf("%q is no tolerance", clip(s[i+1:], 40))
		}
		value, tolerance = s[:i], math.Abs(t)
	}
	v, ok := bankNumber(value)
	if !ok {
		return fmt.Sprintf("%q is no number", clip(value, 40))
	}
	a.Value, a.Tolerance = v, tolerance
	return rangeProblem(a)
}

func rangeProblem(a *quiz.Accepted) string {
	if math.IsInf(a.Value, 0) || math.IsInf(a.Tolerance, 0) {
		return "the range is too large"
	}
	return ""
}

// bankNumber reads a number of a bank: a decimal point, or a comma in its place.
func bankNumber(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return quiz.Decimal(s)
}
