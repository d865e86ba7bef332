package study

import (
	"fmt"
	"testing"

	"lectern/lessons"
)

// words writes a result as "first best last/max, attempts".
func (r Result) words() string {
	points := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprint(*x)
	}
	return fmt.Sprintf("%s %s %s/%g, %d", points(r.First), points(r.Best), points(r.Last), r.Max, r.Attempts)
}

// An answer counts for its question, in whatever run but an exam.
func TestResult(t *testing.T) {
	type given struct {
		attempt, scope, id string
		credit             float64
	}
	lesson, again := "lesson:a/a", AgainScope
	run := func(attempt string, credits ...float64) (out []given) {
		for i, c := range credits {
			out = append(out, given{attempt, lesson, fmt.Sprint("q", i+1), c})
		}
		return out
	}
	for _, tc := range []struct {
		name, settings string
		given          []given
		want           string
		score          float64 // of the course
	}{
		{"nothing", "", nil, "- - -/4, 0", 0},
		{"left in the middle", "", run("one", 1), "1 1 1/4, 1", 1},
		{"two runs", "", append(run("one", 1, 0.5, 0, 0), run("two", 0, 1, 0, 0)...), "1.5 2 1/4, 2", 2},
		{"wrong ones again", "", append(run("one", 1, 0), given{"two", again, "q2", 1}), "1 2 2/4, 2", 2},
		{"a run over the page", "", []given{{"one", "page:a", "q2", 1}, {"one", "page:a", "q3", 0}}, "1 1 1/4, 1", 1},
		{"an exam", "", []given{{"exam", lessons.CourseScope, "q2", 1}}, "- - -/4, 0", 0},
		{"an exam between", "", append(run("one", 0.5), given{"exam", lessons.CourseScope, "q1", 1}, given{"exam", lessons.CourseScope, "q2", 1}),
			"0.5 0.5 0.5/4, 1", 0.5},
		{"what the course no longer has", "", []given{{"one", lesson, "q9", 1}}, "- - -/4, 0", 0},
		{"of a pool", "pool = 2", run("one", 0.5), "0.5 0.5 0.5/2, 1", 0.5},
		{"of a pool, another draw", "pool = 2", []given{{"one", lesson, "q1", 0.5}, {"one", lesson, "q3", 0.5},
			{"two", lesson, "q2", 1}, {"two", lesson, "q4", 1}, {"three", lesson, "q1", 0}, {"three", lesson, "q2", 0}}, "1 2 0/2, 3", 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := newMemory()
			for _, g := range tc.given {
				r.answers = append(r.answers, Answered{Question: g.id, Attempt: g.attempt, Scope: g.scope, Credit: g.credit})
			}
			a := sit(t, bank(4, tc.settings), r)
			if got := a.Result(a.Lesson).words(); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
			if got := a.Totals(); got.Score != tc.score {
				t.Errorf("%g points of the course, want %g", got.Score, tc.score)
			}
		})
	}
}

// What the session counts is what the record says in the next one, saved or not.
func TestExamCountsForItself(t *testing.T) {
	r := newMemory()
	files := bank(4, "pass = 60\n[exam]\npool = 2\nattempts = 3\n")
	a := sit(t, files, r)
	exam, ok := a.Exam(ExamPlan(a.Course))
	if got := exam.words(); got != "- - -/2, 0" || !ok || exam.Passed || exam.Pass != 60 {
		t.Errorf("before: %s, %v, %+v", got, ok, exam)
	}
	run := a.run(ExamPlan(a.Course))
	a.answer(run, true)
	if exam, _ := a.Exam(ExamPlan(a.Course)); exam.words() != "- - -/2, 1" || !exam.Left {
		t.Errorf("begun: %s, %+v", exam.words(), exam)
	}
	a.answer(run, false)
	a.Finish(run)
	if exam, _ := a.Exam(ExamPlan(a.Course)); exam.words() != "1 1 1/2, 1" || exam.Passed || exam.Left {
		t.Errorf("failed: %s, %+v", exam.words(), exam)
	}
	p, err := a.Again(run)
	if err != nil {
		t.Fatal(err)
	}
	run = a.run(p)
	a.answer(run, true)
	a.Finish(run)
	run = a.run(ExamPlan(a.Course))
	a.answer(run, false)
	a.answer(run, false)
	a.Finish(run)
	for range 2 {
		if exam, _ := a.Exam(ExamPlan(a.Course)); exam.words() != "1 2 0/2, 3" || !exam.Passed {
			t.Errorf("passed: %s, %+v", exam.words(), exam)
		}
		if got := a.Result(a.Lesson).words(); got != "- - -/4, 0" || a.Unanswered(a.Lesson) != 4 {
			t.Errorf("the lesson has %s, %d unanswered", got, a.Unanswered(a.Lesson))
		}
		if got := a.Totals(); got.Score != 0 || got.Answered != 0 {
			t.Errorf("the course has %+v", got)
		}
		r.scores[lessons.CourseScope] = a.Known.Scores[lessons.CourseScope]
		r.attempts = nil
		a = sit(t, files, r)
	}
	a = sit(t, pages("No questions."), nil)
	if _, ok := a.Exam(ExamPlan(a.Course)); ok {
		t.Error("an exam without questions")
	}
}

func TestTerms(t *testing.T) {
	r := newMemory()
	a := sit(t, bank(4, "attempts = 2\npass = 60\nreveal = \"never\"\n[exam]\npool = 3\n"), r)
	want := Terms{Questions: 3, Of: 4, Pass: 60, Allowed: 2, Left: 2, Reveal: "never"}
	if got := a.Terms(ExamPlan(a.Course)); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	a.answer(a.run(ExamPlan(a.Course)), true)
	want.Left, want.Resumes = 1, true
	if got := a.Terms(ExamPlan(a.Course)); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
