package study

import (
	"fmt"
	"strings"
	"testing"
)

func TestUnanswered(t *testing.T) {
	for _, tc := range []struct {
		name     string
		settings string
		answered []string
		finished int
		want     int
	}{
		{"all", "", nil, 0, 4},
		{"some", "", []string{"q2", "q4"}, 0, 2},
		{"one that the course no longer has", "", []string{"q9"}, 0, 4},
		{"of a pool", "pool = 2", nil, 0, 2},
		{"of a pool that was begun", "pool = 2", []string{"q3"}, 0, 1},
		{"of a pool that was asked", "pool = 2", []string{"q1", "q3"}, 1, 0},
		{"of a pool that was asked, by less than the pool", "pool = 2", []string{"q1"}, 1, 0},
		{"of a pool, asked elsewhere", "pool = 2", []string{"q1", "q2", "q3"}, 0, 0},
		{"a pool as large as the bank", "pool = 4", []string{"q1"}, 1, 3},
		{"a pool larger than the bank", "pool = 9", []string{"q1"}, 0, 3},
		{"attempts left", "attempts = 2", []string{"q1"}, 1, 3},
		{"attempts used", "attempts = 1", []string{"q1"}, 1, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := newMemory()
			for _, id := range tc.answered {
				r.answered(id, 1)
			}
			r.scores["lesson:a/a"] = Score{Begun: tc.finished, Attempts: tc.finished}
			a := sit(t, bank(4, tc.settings), r)
			if got := a.Unanswered(a.Lesson); got != tc.want {
				t.Errorf("%d unanswered, want %d", got, tc.want)
			}
			if got := a.Totals().Left; got != tc.want {
				t.Errorf("the totals leave %d, want %d", got, tc.want)
			}
		})
	}
}

// Texts between questions are not waited for.
func TestTextsAreNotUnanswered(t *testing.T) {
	files := bank(1, "")
	files["a.gift"] += "::Text::Now something else.\n\n"
	a := sit(t, files, nil)
	if n := len(a.Lesson.Questions); n != 2 {
		t.Fatalf("%d questions", n)
	}
	if Asks(a.Lesson) != 1 || a.Unanswered(a.Lesson) != 1 {
		t.Errorf("asks %d, unanswered %d", Asks(a.Lesson), a.Unanswered(a.Lesson))
	}
}

// Of a pool the points of what is drawn count, so that a course of pools can be
// passed; a later draw changes the score by what it makes better.
func TestPointsOfAPool(t *testing.T) {
	for _, tc := range []struct {
		name     string
		settings string
		points   []string // of each question; "" for an essay
		credits  map[string]float64
		score    float64
		most     float64
	}{
		{"before any answer", "pool = 2", []string{"1", "1", "1", "1"}, nil, 0, 2},
		{"what was asked was right", "pool = 2", []string{"1", "1", "1", "1"}, map[string]float64{"q2": 1, "q4": 1}, 2, 2},
		{"one of it was half right", "pool = 2", []string{"1", "1", "1", "1"}, map[string]float64{"q2": 0.5, "q4": 1}, 1.5, 2},
		{"two draws", "pool = 2", []string{"1", "1", "1", "1"}, map[string]float64{"q1": 1, "q2": 0.5, "q3": 0, "q4": 1}, 2, 2},
		{"points that differ", "pool = 2", []string{"1", "2", "3"}, map[string]float64{"q1": 1, "q2": 1}, 4, 4},
		{"a pool of all", "pool = 3", []string{"1", "2", "3"}, map[string]float64{"q1": 1, "q3": 0.5}, 2.5, 6},
		{"an essay that may be drawn", "pool = 2", []string{"1", "", "1"}, map[string]float64{"q1": 1}, 1, 1},
		{"only essays", "pool = 1", []string{"", ""}, nil, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var gift strings.Builder
			for i, points := range tc.points {
				answers, tag := "{=yes ~no}", " [points:"+points+"]"
				if points == "" {
					answers, tag = "{}", ""
				}
				fmt.Fprintf(&gift, "// [id:q%[1]d]%[2]s\nQ%[1]d? %[3]s\n\n", i+1, tag, answers)
			}
			files := bank(0, tc.settings)
			files["a.gift"] = gift.String()
			r := newMemory()
			for id, credit := range tc.credits {
				r.answered(id, credit)
			}
			a := sit(t, files, r)
			if got := a.Totals(); got.Score != tc.score || got.Most != tc.most {
				t.Errorf("%g of %g points, want %g of %g", got.Score, got.Most, tc.score, tc.most)
			}
		})
	}
}
