package formula

import (
	"math"
	"strings"
	"testing"
)

func TestEval(t *testing.T) {
	values := map[string]float64{"a": 3, "long name": -2}
	for s, want := range map[string]float64{
		"1 + 2*3": 7, "(1+2)*3": 9, "-{a}": -3, "- -2": 2, "2**3": 8, "7 % 4": 3, "1e3/{a}": 1000.0 / 3, "{long name}*{a}": -6,
		"pi()": math.Pi, "pow({a}, 2)": 9, "sqrt(16)": 4, "max(1, 5, {a})": 5, "min(2,1)": 1, "round(2.345, 2)": 2.35, "round(2.5)": 3,
		"log(8, 2)": 3, "deg2rad(180)": math.Pi, "ABS(-1)": 1, "atan2(0, 1)": 0, "10-4-3": 3, "2*-3": -6, "1.5E-1": .15, ".5": .5,
	} {
		if got, err := Eval(s, values); err != nil || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s = %v, %v; want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "1+", "(1", "{b}", "{a", "2^3", "system(1)", "foo", "1 2", "1/0", "sqrt(-1)", "a", "max()", "pi(1", "1..2",
		strings.Repeat("(", 1000), strings.Repeat("1+", 4000), strings.Repeat("-", 4000)} {
		if got, err := Eval(s, values); err == nil {
			t.Errorf("%.20q = %v", s, got)
		}
	}
}
