package study

import "testing"

// A judgement of oneself needs a few answers; that one is sure and wrong is told first.
func TestJudge(t *testing.T) {
	for name, c := range map[string]struct {
		all  []Calibrated
		want Judgement
	}{
		"none":            {nil, NoJudgement},
		"too few":         {[]Calibrated{{Sure, 4, 0}, {Guess, 4, 4}}, NoJudgement},
		"sure and wrong":  {[]Calibrated{{Sure, 5, 3}, {Guess, 9, 9}}, Overrated},
		"guesses right":   {[]Calibrated{{Sure, 10, 10}, {Guess, 5, 4}}, Underrated},
		"sure and right":  {[]Calibrated{{Sure, 10, 9}, {NotSure, 9, 1}}, WellJudged},
		"somewhere there": {[]Calibrated{{Sure, 10, 8}, {Guess, 5, 2}}, NoJudgement},
	} {
		if got := Judge(c.all); got != c.want {
			t.Errorf("%s: Judge(%v) = %v, want %v", name, c.all, got, c.want)
		}
	}
}
