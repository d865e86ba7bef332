package study

import "testing"

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
				r.answers[id] = LastAnswer{Credit: 1}
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
