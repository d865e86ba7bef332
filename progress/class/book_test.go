package class

import (
	"testing"

	"lectern/progress"
)

// What was practised in a review is no part of what a class is graded by.
func TestPracticeCountsNowhere(t *testing.T) {
	var f fetched
	f.add(
		func(scope string) bool { return scope == "review" || scope == "cram" },
		[]progress.Attempt{{ID: "1", Scope: "lesson:a"}, {ID: "2", Scope: "review"}, {ID: "3", Scope: "cram"}, {ID: "4", Scope: "course"}},
		[]progress.Answer{{ID: "a", Attempt: "1"}, {ID: "b", Attempt: "2"}, {ID: "c", Attempt: "3"}, {ID: "d", Attempt: "4"}},
	)
	if len(f.attempts) != 2 || len(f.answers) != 2 || f.answers[0].ID != "a" || f.answers[1].ID != "d" {
		t.Errorf("attempts %+v, answers %+v", f.attempts, f.answers)
	}
}
