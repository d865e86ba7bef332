package study

import (
	"errors"
	"testing"

	"lectern/lessons"
)

func TestWrongOnesOfTheCourse(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(3, ""), r)
	if _, err := a.WrongPlan(); !errors.Is(err, ErrNoneWrong) {
		t.Errorf("got %v", err)
	}
	r.answered("q2", 0.5)
	r.answered("q3", 1)
	a = sit(t, bank(3, ""), r)
	p, err := a.WrongPlan()
	if err != nil || len(p.Questions) != 1 || p.Questions[0].ID != "q2" {
		t.Fatalf("plan %+v, %v", p, err)
	}
	a.answer(a.run(p), true)
	ends(t, r, "begin again", "attempt 1: answer q2 1")
	if _, err := a.WrongPlan(); !errors.Is(err, ErrNoneWrong) {
		t.Errorf("got %v", err)
	}
	want := Totals{Score: 2, Most: 3, Answered: 2, Questions: 3, Left: 1}
	if got := a.Totals(); got != want {
		t.Errorf("totals %+v, want %+v", got, want)
	}
}

// Wrong ones that are asked from the end of the course are an attempt at their
// lesson, as from the lesson itself.
func TestWrongOnesAreAnAttempt(t *testing.T) {
	r := newMemory()
	files := bank(2, "attempts = 2")
	a := sit(t, files, r)
	run := a.run(LessonPlan(a.Lesson))
	a.answer(run, true)
	a.answer(run, false)
	a.Finish(run)
	p, err := a.WrongPlan()
	if err != nil {
		t.Fatal(err)
	}
	if !a.MayAsk(a.Lesson) {
		t.Error("an attempt that was not begun counts")
	}
	run = a.run(p)
	a.answer(run, false)
	a.Finish(run)
	for _, where := range []string{"in the same session", "in the next session"} {
		if a.MayAsk(a.Lesson) {
			t.Errorf("%s the lesson may be asked", where)
		}
		if _, err := a.WrongPlan(); !errors.Is(err, ErrWrongUsed) {
			t.Errorf("%s from the end of the course: got %v", where, err)
		}
		if _, err := a.Again(run); !errors.Is(err, ErrWrongUsed) {
			t.Errorf("%s from the end of that run: got %v", where, err)
		}
		a = sit(t, files, r)
	}
}

// What the course keeps back stays so when wrong ones are asked from its end.
func TestWrongOnesRevealNoMore(t *testing.T) {
	for _, tc := range []struct {
		settings string
		best     float64 // credit of one of two questions; the other one is wrong
		want     string
	}{
		{"", 1, ""},
		{`reveal = "at-end"`, 1, "at-end"},
		{`reveal = "never"`, 1, "never"},
		{`reveal = "after-pass"`, 1, "at-end"},
		{"reveal = \"after-pass\"\npass = 60", 1, "never"},
		{"reveal = \"after-pass\"\npass = 50", 1, "at-end"},
	} {
		r := newMemory()
		r.answered("q1", tc.best)
		r.answered("q2", 0)
		a := sit(t, bank(2, tc.settings), r)
		if p, err := a.WrongPlan(); p.Settings.Reveal != tc.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", tc.settings, p.Settings.Reveal, err, tc.want)
		}
	}
	if got := stricter(stricter("at-end", "never"), ""); got != "never" {
		t.Errorf("of three lessons: %q", got)
	}
}

// An exam may be taken apart from the lessons, whose attempts it does not use.
func TestWrongOnesOfAnExam(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(2, "attempts = 1"), r)
	run := a.run(ExamPlan(a.Course))
	a.answer(run, true)
	a.answer(run, false)
	a.Finish(run)
	if _, err := a.Again(run); !errors.As(err, new(AttemptsUsed)) {
		t.Errorf("a second exam of one: got %v", err)
	}
	if p, err := a.WrongPlan(); err != nil || len(p.Questions) != 1 || a.Known.Scores[lessons.CourseScope].Begun != 1 {
		t.Errorf("the wrong one as practice: %d questions, %v", len(p.Questions), err)
	}
}
