package study

import (
	"testing"
	"time"
)

// A look at lessons from a question neither moves the place nor counts as reading.
func TestVisitLeavesNoTrace(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One.", "Two.", "Three."), r)
	a.Open(a.Course.At(2), at(1))
	was := a.Place()
	logged := len(r.log)
	a.Visit(a.Course.At(1))
	a.Visit(a.Course.At(3))
	a.SeeEnd()
	a.wait(time.Minute)
	a.Move(at(1))
	a.Jump(a.Course.At(1), at(0))
	a.wait(time.Minute)
	a.Leave(true)
	if a.Lesson != a.Course.At(1) || a.Place() != was {
		t.Errorf("shows %s, the place is %v, want %v", a.Lesson.ID, a.Place(), was)
	}
	if len(r.log) != logged {
		t.Errorf("saved %q", r.log[logged:])
	}
	a.End()
	ends(t, r, "place p2/page-2 1+0")
	a.EndVisit()
	a.EndVisit()
	if a.Here() != was || len(a.Known.Lessons) != 0 {
		t.Errorf("back at %v with %v", a.Here(), a.Known.Lessons)
	}
	a.wait(time.Minute)
	a.Leave(true)
	ends(t, r, "read p2/page-2 60.0 s finished=false")
}

// An edit of the course keeps the place that a visit leads back to.
func TestVisitThroughAnEdit(t *testing.T) {
	a := sit(t, pages("One.", "Two."), nil)
	a.Open(a.Course.At(2), at(1))
	a.Visit(a.Course.At(1))
	c := open(t, pages("One.", "Something new.\n\nTwo."))
	a.Take(c)
	a.EndVisit()
	if a.Lesson != c.At(2) || a.At.Block != 2 {
		t.Errorf("back at %v", a.Here())
	}
}
