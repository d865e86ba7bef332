package study

import (
	"testing"
	"time"

	"lectern/lessons/doc"
)

func TestWhatCountsAsRead(t *testing.T) {
	const s = time.Second
	for _, tc := range []struct {
		name    string
		before  time.Duration // until the end is seen; 0: it never is
		after   time.Duration
		forward bool
		want    string
	}{
		{"end not seen", 0, 40 * s, true, "read p1/page-1 40.0 s finished=false"},
		{"left forward", 20 * s, 1 * s, true, "read p1/page-1 21.0 s finished=true"},
		{"left backward at once", 20 * s, 4900 * time.Millisecond, false, "read p1/page-1 24.9 s finished=false"},
		{"end seen for 5 s", 20 * s, 5 * s, false, "read p1/page-1 25.0 s finished=true"},
		{"a long pause", 5 * time.Minute, 4 * time.Minute, false, "read p1/page-1 360.0 s finished=true"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := newMemory()
			a := sit(t, pages("One.", "Two."), r)
			if tc.before > 0 {
				a.wait(tc.before)
				a.SeeEnd()
			}
			a.wait(tc.after)
			a.Leave(tc.forward)
			ends(t, r, tc.want)
			if got, want := a.Known.Lessons["p1/page-1"].Read, tc.want[len(tc.want)-4:] == "true"; got != want {
				t.Errorf("known as read: %v, want %v", got, want)
			}
		})
	}
}

func TestLittleReadingIsNotSaved(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One.", "Two."), r)
	a.wait(400 * time.Millisecond)
	a.Leave(false)
	if len(r.log) > 0 {
		t.Errorf("saved %q", r.log)
	}
	a.SeeEnd()
	a.Leave(true) // finished, which is worth saving however short
	ends(t, r, "read p1/page-1 0.4 s finished=true")
	a.Leave(true) // it is known as read
	ends(t, r, "read p1/page-1 0.4 s finished=true")
}

func TestOnlyReadingCounts(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One.", "Two."), r)
	a.Tick(a.Now().Add(time.Minute), false)
	a.wait(2 * time.Second)
	a.wait(-time.Hour) // a clock that was set back
	a.Leave(false)
	ends(t, r, "read p1/page-1 2.0 s finished=false")
}

// The end of one lesson says nothing of the next.
func TestOpenForgetsTheEnd(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One.", "Two."), r)
	a.SeeEnd()
	a.wait(10 * time.Second)
	a.Open(a.Course.At(2), doc.Position{})
	a.wait(10 * time.Second)
	a.End()
	ends(t, r, "read p1/page-1 10.0 s finished=true", "place p2/page-2 0+0", "read p2/page-2 10.0 s finished=false", "place p2/page-2 0+0")
}

func TestMoveSavesThePlaceOnce(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One.", "Two."), r)
	a.Move(at(1))
	a.Move(at(1))
	if len(r.log) != 1 {
		t.Errorf("saved %q", r.log)
	}
	ends(t, r, "place p1/page-1 1+0")
	if a.Here().Lesson != "p1/page-1" || a.Here().Block != 1 {
		t.Errorf("here is %+v", a.Here())
	}
}

// What can be seen together is read together: the time by the words of each, the end of all.
func TestLessonsSeenTogether(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One two three.", "Four."), r)
	one := a.Lesson
	two := a.Course.Next(one)
	a.Show(one, two)
	a.SeeEnd()
	a.wait(10 * time.Second)
	a.Open(two, doc.Position{}) // which can be seen already, so nothing is left
	a.wait(2 * time.Second)
	a.Leave(true)
	ends(t, r, "place p2/page-2 0+0", "read p1/page-1 7.5 s finished=true", "read p2/page-2 4.5 s finished=true")

	// The window became smaller: one went out of sight after its end was seen for
	// long enough, and two is read on.
	r = newMemory()
	a = sit(t, pages("One two three.", "Four."), r)
	a.Show(one, two)
	a.SeeEnd()
	a.wait(6 * time.Second)
	a.Open(two, doc.Position{})
	a.Show(two)
	a.wait(4 * time.Second)
	a.Leave(false)
	ends(t, r, "read p1/page-1 3.8 s finished=true", "read p2/page-2 6.2 s finished=true")
}
