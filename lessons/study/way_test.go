package study

import (
	"testing"

	"lectern/lessons/doc"
)

func TestWayBackAndForward(t *testing.T) {
	a := sit(t, pages("One.", "Two.", "Three.", "Four."), nil)
	if a.Back() || a.Forward() {
		t.Error("there is a way from nowhere")
	}
	stands := func(id string, block int) {
		t.Helper()
		if a.Lesson.ID != id || a.At.Block != block {
			t.Errorf("at %s %d, want %s %d", a.Lesson.ID, a.At.Block, id, block)
		}
	}
	a.Move(at(1))
	a.Jump(a.Course.At(2), doc.Position{})
	a.Jump(a.Course.At(3), at(1))
	back := 0
	for a.Back() {
		back++
	}
	if back != 2 {
		t.Errorf("two jumps lead back %d times", back)
	}
	stands("p1/page-1", 1)
	if !a.Forward() {
		t.Error("no way forward")
	}
	stands("p2/page-2", 0)
	a.Move(at(1)) // what was moved to meanwhile is where the way comes back to
	a.Forward()
	stands("p3/page-3", 1)
	a.Back()
	stands("p2/page-2", 1)
	a.Jump(a.Course.At(4), doc.Position{}) // a new jump ends the way forward
	if a.Forward() {
		t.Error("a way forward behind a new jump")
	}
	a.Back()
	stands("p2/page-2", 1)
	from := a.Here()
	a.Open(a.Course.At(4), doc.Position{})
	a.CameFrom(from)
	a.Back()
	stands("p2/page-2", 1)
}
