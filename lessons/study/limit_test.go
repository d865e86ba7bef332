package study

import (
	"testing"
	"time"
)

// A run with a limit is an attempt from its first look. Its time is the record's, and when it is over
// nothing is taken.
func TestLimit(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(3, ""), r)
	p := ExamPlan(a.Course)
	p.Limit = 30 * time.Minute
	run := a.run(p)
	if len(r.attempts) != 1 || !a.Known.Scores[p.Scope].Left {
		t.Fatalf("%d attempts are begun, %+v", len(r.attempts), a.Known.Scores[p.Scope])
	}
	left := func(want time.Duration) {
		t.Helper()
		if got, limited := run.Left(a.Now()); got != want || !limited {
			t.Errorf("%v are left, not %v", got, want)
		}
	}
	left(30 * time.Minute)
	a.answer(run, true)
	a.Tick(a.Now().Add(5*time.Minute), false)
	left(25 * time.Minute)
	r.elapsed = 20 * time.Minute // the clock was set back meanwhile
	a.Beat(a.Session, run)
	left(10 * time.Minute)
	b := sit(t, bank(3, ""), r) // after a restart
	again := b.run(p)
	if got, _ := again.Left(b.Now()); got != 10*time.Minute || !again.Resumed {
		t.Errorf("after a restart %v are left", got)
	}
	a.Tick(a.Now().Add(10*time.Minute), false)
	answers := len(r.answers)
	if a.answer(run, true); len(r.answers) != answers || !run.Over(a.Now()) {
		t.Error("an answer is taken after the end")
	}
	if _, limited := a.run(LessonPlan(a.Lesson)).Left(a.Now()); limited {
		t.Error("the questions of a lesson are limited")
	}
}

// A disk that was full when an exam began gives it no time: the record counts from the first answer that it takes.
func TestLimitWithoutRoom(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(3, ""), r)
	p := ExamPlan(a.Course)
	p.Limit = 30 * time.Minute
	r.fail = errFull
	run := a.run(p)
	a.Tick(a.Now().Add(20*time.Minute), false)
	a.answer(run, true)
	r.fail = nil
	a.answer(run, true)
	a.Beat(a.Session, run)
	if left, _ := run.Left(a.Now()); left != 10*time.Minute || len(r.answers) != 2 {
		t.Errorf("%v are left, %d answers are kept", left, len(r.answers))
	}
	r.elapsed = 25 * time.Minute // another program ran meanwhile
	a.Beat(a.Session, run)
	if left, _ := run.Left(a.Now()); left != 5*time.Minute {
		t.Errorf("%v are left, not 5 minutes", left)
	}
}
