package study

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

func TestRunIsKept(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(2, ""), r)
	run := a.run(LessonPlan(a.Lesson))
	if run.Resumed {
		t.Error("nothing was left")
	}
	a.answer(run, true)
	a.answer(run, false)
	a.Finish(run)
	ends(t, r, "begin lesson:a/a", "attempt 1: answer q1 1", "attempt 1: answer q2 0", "attempt 1: finish 1/2 passed=false")
	if s := a.Known.Scores["lesson:a/a"]; s != (Score{Begun: 1, Attempts: 1, First: 0.5, Best: 0.5, Last: 0.5, Most: 2}) {
		t.Errorf("score %+v", s)
	}
	run = a.run(LessonPlan(a.Lesson))
	a.answer(run, true)
	a.answer(run, true)
	a.Finish(run)
	if s := a.Known.Scores["lesson:a/a"]; s != (Score{Begun: 2, Attempts: 2, First: 0.5, Best: 1, Last: 1, Most: 2}) {
		t.Errorf("score %+v", s)
	}
}

func TestRunIsGoneOnWith(t *testing.T) {
	r := newMemory()
	files := bank(4, `shuffle = "both"`)
	a := sit(t, files, r)
	run := a.run(LessonPlan(a.Lesson))
	a.answer(run, true)
	asked := run.IDs()

	a = sit(t, files, r)
	again := a.run(LessonPlan(a.Lesson))
	if !again.Resumed || !slices.Equal(again.IDs(), asked) || !again.Outcomes[0].Answered || again.Outcomes[1].Answered {
		t.Errorf("resumed %v, asks %v after %v, outcomes %+v", again.Resumed, again.IDs(), asked, again.Outcomes)
	}
	a.answer(again, true)
	ends(t, r, "attempt 1: answer "+again.Questions[1].ID+" 1") // no second attempt is begun

	p := LessonPlan(a.Lesson)
	p.Fresh = true
	if run := a.run(p); run.Resumed || run.Outcomes[0].Answered {
		t.Error("a fresh run goes on with an old one")
	}
}

// A run whose questions are all gone from the course is not gone on with.
func TestRunWithoutItsQuestions(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(2, ""), r)
	a.answer(a.run(LessonPlan(a.Lesson)), true)
	r.attempts[0].Questions = []string{"gone"}
	if run := a.run(LessonPlan(a.Lesson)); run.Resumed || len(run.Questions) != 2 {
		t.Errorf("resumed %v with %v", run.Resumed, run.IDs())
	}
}

func TestWhatMayNotBegin(t *testing.T) {
	r := newMemory()
	r.scores["lesson:a/a"] = Score{Begun: 2, Attempts: 2}
	r.scores[lessons.CourseScope] = Score{Begun: 1, Attempts: 1}
	a := sit(t, bank(2, "attempts = 2\n[exam]\nattempts = 1\n"), r)
	var used AttemptsUsed
	if _, err := a.Begin(a.Session, LessonPlan(a.Lesson)); !errors.As(err, &used) || used.Allowed != 2 {
		t.Errorf("got %v", err)
	}
	if a.MayAsk(a.Lesson) {
		t.Error("the lesson may be asked")
	}
	if _, err := a.Begin(a.Session, ExamPlan(a.Course)); !errors.As(err, &used) || used.Allowed != 1 {
		t.Errorf("got %v", err)
	}
	a = sit(t, pages("No questions."), nil)
	for _, p := range []Plan{LessonPlan(a.Lesson), PagePlan(a.Lesson.Page), ExamPlan(a.Course)} {
		if _, err := a.Begin(a.Session, p); !errors.Is(err, ErrNoQuestions) {
			t.Errorf("%s: got %v", p.Scope, err)
		}
	}
	if _, err := a.WrongPlan(); !errors.Is(err, ErrNoneWrong) {
		t.Errorf("got %v", err)
	}
}

// An attempt that is left counts once another is begun; to go on with it is free.
func TestAttemptThatIsLeftCounts(t *testing.T) {
	r := newMemory()
	files := bank(2, "attempts = 2")
	a := sit(t, files, r)
	fresh := LessonPlan(a.Lesson)
	fresh.Fresh = true
	a.run(fresh) // without an answer it is none
	a.answer(a.run(fresh), true)
	a.answer(a.run(fresh), true)
	for _, where := range []string{"in the same session", "in the next session"} {
		var used AttemptsUsed
		if _, err := a.Begin(a.Session, fresh); !errors.As(err, &used) || used != (AttemptsUsed{Allowed: 2, Left: true}) {
			t.Errorf("%s a third attempt: got %v", where, err)
		}
		run := a.run(LessonPlan(a.Lesson))
		if !run.Resumed || !run.Outcomes[0].Answered || a.Unanswered(a.Lesson) != 1 {
			t.Errorf("%s: resumed %v, %+v, %d unanswered", where, run.Resumed, run.Outcomes, a.Unanswered(a.Lesson))
		}
		a = sit(t, files, r)
	}
	run := a.run(LessonPlan(a.Lesson))
	a.answer(run, false)
	a.Finish(run)
	if _, err := a.Again(run); !errors.As(err, new(AttemptsUsed)) {
		t.Errorf("wrong ones again: got %v", err)
	}
	if a.MayAsk(a.Lesson) {
		t.Error("after both attempts the lesson may be asked")
	}
}

// The wrong ones are asked again; the score is again that of all.
func TestWrongOnesAgain(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(3, "pool = 2"), r)
	run := a.run(LessonPlan(a.Lesson))
	a.answer(run, true)
	a.answer(run, false)
	a.Finish(run)
	wrong := run.Questions[1].ID
	p, err := a.Again(run)
	if err != nil {
		t.Fatal(err)
	}
	again := a.run(p)
	if ids := again.IDs(); len(ids) != 1 || ids[0] != wrong {
		t.Errorf("asks %v, want %s", ids, wrong)
	}
	a.answer(again, true)
	a.Finish(again)
	ends(t, r, "attempt 2: finish 2/2 passed=false")
	if _, err := a.Again(again); !errors.Is(err, ErrNoneWrong) {
		t.Errorf("got %v", err)
	}
}

// Whether a run of wrong ones is passed is judged on the score that is shown, which
// counts what was right before.
func TestPassIsJudgedOnTheWholeScore(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(3, "pass = 60\nreveal = \"after-pass\""), r)
	run := a.run(LessonPlan(a.Lesson))
	for _, right := range []bool{true, false, false} {
		a.answer(run, right)
	}
	a.Finish(run)
	ends(t, r, "attempt 1: finish 1/3 passed=false")
	p, err := a.Again(run)
	if err != nil {
		t.Fatal(err)
	}
	again := a.run(p)
	a.answer(again, true)
	a.answer(again, false)
	a.Finish(again)
	ends(t, r, "attempt 2: finish 2/3 passed=true")
	if !again.Reveals() {
		t.Error("the run is passed, and what is right is not shown")
	}
}

// A run of wrong ones that is left and gone on with still counts what was right before.
func TestWrongOnesAreGoneOnWith(t *testing.T) {
	for _, settings := range []string{"pass = 60", "pass = 60\npool = 4", "pass = 60\npool = 3"} {
		t.Run(settings, func(t *testing.T) {
			r := newMemory()
			files := bank(4, settings)
			a := sit(t, files, r)
			run := a.run(LessonPlan(a.Lesson))
			most := len(run.Questions)
			for i := range run.Questions {
				a.answer(run, i >= 2) // two are wrong
			}
			a.Finish(run)
			p, err := a.Again(run)
			if err != nil {
				t.Fatal(err)
			}
			run = a.run(p)
			a.answer(run, false)
			a.answer(run, false)
			a.Finish(run)
			if p, err = a.Again(run); err != nil {
				t.Fatal(err)
			}
			a.answer(a.run(p), true)

			a = sit(t, files, r)
			run = a.run(LessonPlan(a.Lesson))
			if !run.Resumed || len(run.Questions) != 2 {
				t.Fatalf("resumed %v with %v", run.Resumed, run.IDs())
			}
			a.answer(run, false)
			a.Finish(run)
			score := most - 1
			ends(t, r, fmt.Sprintf("attempt 3: finish %d/%d passed=true", score, most))

			a.answer(a.run(LessonPlan(a.Lesson)), false)
			a = sit(t, files, r)
			run = a.run(LessonPlan(a.Lesson))
			if run.KeptMost != 0 {
				t.Errorf("a run of all questions keeps %g points", run.KeptMost)
			}
		})
	}
}

func TestSecondsOfAnAnswer(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(2, ""), r)
	run := a.run(LessonPlan(a.Lesson))
	since := a.Now()
	a.Tick(since.Add(90*time.Second), false)
	a.Answer(run, 0, quiz.Answer{DontKnow: true}, 0, since)
	a.Tick(since.Add(9*time.Hour), false)
	a.Answer(run, 1, quiz.Answer{DontKnow: true}, 0, since)
	if g := r.attempts[0].Given; g[0].Seconds != 90 || g[1].Seconds != 30*60 {
		t.Errorf("%v s and %v s", g[0].Seconds, g[1].Seconds)
	}
}
