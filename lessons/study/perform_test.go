package study

import (
	"slices"
	"testing"
)

// An answer counts when it is saved, or when the student was told that it is not.
func TestAnswerCountsWhenItIsSaved(t *testing.T) {
	for _, fail := range []bool{false, true} {
		r := newMemory()
		var effects []Effect
		a := sit(t, bank(1, ""), r)
		a.do = func(e Effect) { effects = append(effects, e) }
		told := false
		a.Tell = func(_ string, err error) {
			told = err != nil
			if _, counts := a.Known.Answers["q1"]; counts {
				t.Error("the answer counts before the student was told")
			}
		}
		a.answer(a.run(LessonPlan(a.Lesson)), true)
		if a.Unanswered(a.Lesson) != 1 {
			t.Error("the answer counts before it is saved")
		}
		if fail {
			r.fail = errFull
		}
		a.Do(a.Session, effects[0])
		if told != fail {
			t.Errorf("told of a failure: %v, want %v", told, fail)
		}
		if a.Unanswered(a.Lesson) != 0 {
			t.Error("the answer does not count")
		}
	}
}

// A run goes on when nothing can be saved, and is kept from when it can.
func TestRunThatCannotBeSaved(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(2, ""), r)
	run := a.run(LessonPlan(a.Lesson))
	r.fail = errFull
	a.answer(run, true)
	if want := []string{errFull.Error()}; !slices.Equal(a.told, want) {
		t.Errorf("told %q, want %q", a.told, want)
	}
	r.fail = nil
	a.answer(run, true)
	a.Finish(run)
	ends(t, r, "begin lesson:a/a", "attempt 1: answer q1 1", "attempt 1: answer q2 1", "attempt 1: finish 2/2 passed=false")
}

// What could not be saved is saved with the next answer or the score; a run with an answer that is not kept has no end.
func TestAnswersThatCouldNotBeKept(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(3, ""), r)
	run := a.run(LessonPlan(a.Lesson))
	a.answer(run, true)
	r.fail = errFull
	a.answer(run, true)
	a.answer(run, true)
	a.Finish(run)
	if run.Kept() || len(a.told) != 3 {
		t.Errorf("kept: %v; told %q", run.Kept(), a.told)
	}
	ends(t, r, "begin lesson:a/a", "attempt 1: answer q1 1")
	r.fail = nil
	a.Finish(run)
	if !run.Kept() {
		t.Error("answers are not kept though the record takes them")
	}
	ends(t, r, "begin lesson:a/a", "attempt 1: answer q1 1", "attempt 1: answer q2 1", "attempt 1: answer q3 1", "attempt 1: finish 3/3 passed=false")
}

func TestRunWithoutRecord(t *testing.T) {
	a := sit(t, bank(2, ""), nil)
	run := a.run(LessonPlan(a.Lesson))
	a.answer(run, true)
	a.answer(run, true)
	a.Finish(run)
	if a.Unanswered(a.Lesson) != 0 || a.Known.Scores["lesson:a/a"].Attempts != 1 || len(a.told) > 0 {
		t.Errorf("known %+v, told %q", a.Known, a.told)
	}
}

func TestNewsOfTheRecordIsTold(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(2, ""), r)
	r.news = "The record was moved."
	a.Remember("theme", "dark")
	a.Remember("theme", "light")
	if want := []string{"The record was moved.<nil>"}; !slices.Equal(a.told, want) {
		t.Errorf("told %q, want %q", a.told, want)
	}
	ends(t, r, "set theme=dark", "set theme=light")
}
