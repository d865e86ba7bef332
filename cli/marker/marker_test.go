package marker

import "testing"

// What a class passes over is what a session calls practice: reviews, by the names that records have of them.
func TestPractice(t *testing.T) {
	for scope, want := range map[string]bool{"review": true, "cram": true, "lesson:a": false, "course": false, "exam": false} {
		if got := new(Marker).Practice(scope); got != want {
			t.Errorf("Practice(%q) = %v", scope, got)
		}
	}
}
