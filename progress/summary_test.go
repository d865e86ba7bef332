package progress

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func outline() Outline {
	p := func(x float64) *float64 { return &x }
	return Outline{Pass: p(75), Passed: true, Lessons: []OutlineLesson{
		{"a1", "a.rst", "Lift", Result{p(2.5), p(4), p(3), 4, 2}, nil},
		{"a2", "a.rst", "Flow", Result{}, nil},
		{"b1", "b.rst", "Seals", Result{p(0.5), p(0.5), p(0.5), 2, 1}, nil},
		{"b2", "b.rst", "Wear", Result{Max: 1}, nil},
	}, Exam: &ExamSummary{Result: Result{p(1), p(2), p(2), 2, 3}, Passed: true, Pass: p(70)}}
}

// study is what a student does: a lesson's questions, wrong ones again, and
// part of an exam.
func study(t *testing.T, r *Record) {
	t.Helper()
	now := clockAt(r.store, time.Date(2026, 7, 29, 8, 0, 0, 0, time.UTC))
	must(t, r.ReadLessons(Reading{"a1", 60.5, true}))
	must(t, r.ReadLessons(Reading{"a2", 30, false}))
	run := begin(t, r, "a1", "q1", "q2")
	give(t, r, run.ID, "q1", 1)
	give(t, r, run.ID, "q2", 0.5)
	must(t, r.Finish(run.ID, 2.5, 4, false))
	*now = now.AddDate(0, 0, 1)
	again := begin(t, r, "a1", "q2")
	give(t, r, again.ID, "q2", 1)
	must(t, r.Finish(again.ID, 3, 3, true))
	exam := begin(t, r, "exam", "q1", "q3", "gone")
	give(t, r, exam.ID, "q1", 0)
	give(t, r, exam.ID, "q3", 0.25)
	give(t, r, exam.ID, "gone", 1) // a question that the course has no more
}

func TestSummary(t *testing.T) {
	r := newRecord(t)
	study(t, r)
	s, err := r.Summary(outline())
	must(t, err)
	got, err := json.MarshalIndent(s, "", " ")
	must(t, err)
	want := `{
 "course": {
  "id": "pumps",
  "title": "Pumps"
 },
 "student": "ana",
 "percent": 25,
 "score": 4.5,
 "max": 7,
 "passed": true,
 "pass": 75,
 "answers": 6,
 "seconds": 90.5,
 "streak": 2,
 "lessons": [
  {
   "id": "a1",
   "page": "a.rst",
   "title": "Lift",
   "read": true,
   "seconds": 60.5,
   "first": 2.5,
   "best": 4,
   "last": 3,
   "max": 4,
   "attempts": 2
  },
  {
   "id": "a2",
   "page": "a.rst",
   "title": "Flow",
   "read": false,
   "seconds": 30,
   "first": null,
   "best": null,
   "last": null,
   "max": 0,
   "attempts": 0
  },
  {
   "id": "b1",
   "page": "b.rst",
   "title": "Seals",
   "read": false,
   "seconds": 0,
   "first": 0.5,
   "best": 0.5,
   "last": 0.5,
   "max": 2,
   "attempts": 1
  },
  {
   "id": "b2",
   "page": "b.rst",
   "title": "Wear",
   "read": false,
   "seconds": 0,
   "first": null,
   "best": null,
   "last": null,
   "max": 1,
   "attempts": 0
  }
 ],
 "pages": [
  {
   "page": "a.rst",
   "lessons": 2,
   "read": 1,
   "seconds": 90.5,
   "first": 2.5,
   "best": 4,
   "last": 3,
   "max": 4
  },
  {
   "page": "b.rst",
   "lessons": 2,
   "read": 0,
   "seconds": 0,
   "first": 0.5,
   "best": 0.5,
   "last": 0.5,
   "max": 3
  }
 ],
 "exam": {
  "first": 1,
  "best": 2,
  "last": 2,
  "max": 2,
  "attempts": 3,
  "passed": true,
  "pass": 70,
  "left": false
 }
}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestSummaryOfNoLessons(t *testing.T) {
	r := newRecord(t)
	study(t, r)
	if s, err := r.Summary(Outline{}); s.Percent != 0 || s.Answers != 6 || s.Exam != nil || err != nil {
		t.Errorf("%+v %v", s, err)
	}
}

func TestCredits(t *testing.T) {
	r := newRecord(t)
	study(t, r)
	got, err := r.Credits()
	must(t, err)
	for i := range got {
		got[i].Attempt = ""
	}
	want := []Credit{
		{"", "a1", "q1", "h-q1", 1, 0}, {"", "a1", "q2", "h-q2", 0.5, 0}, {"", "a1", "q2", "h-q2", 1, 0},
		{"", "exam", "q1", "h-q1", 0, 0}, {"", "exam", "q3", "h-q3", 0.25, 0}, {"", "exam", "gone", "h-gone", 1, 0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTriesAndPoints(t *testing.T) {
	r := newRecord(t)
	study(t, r)
	tries, err := r.Tries()
	must(t, err)
	one := tries["a1"]
	if one.Begun != 2 || one.Finished != 2 || one.First.Score != 2.5 || one.Best.Score != 3 || one.Last.Score != 3 {
		t.Errorf("a1: %+v", one)
	}
	if exam := tries["exam"]; exam.Begun != 1 || exam.Finished != 0 {
		t.Errorf("exam: %+v", exam)
	}
	points, err := r.Points("")
	must(t, err)
	want := []Point{
		{time.Date(2026, 7, 29, 8, 0, 0, 0, time.UTC), "a1", 0.625, false},
		{time.Date(2026, 7, 30, 8, 0, 0, 0, time.UTC), "a1", 1, true},
	}
	if diff := cmp.Diff(want, points); diff != "" {
		t.Error(diff)
	}
}

func TestStreak(t *testing.T) {
	today := time.Date(2026, 3, 1, 0, 30, 0, 0, time.FixedZone("", -5*60*60))
	for _, c := range []struct {
		days []string
		want int
	}{
		{nil, 0},
		{[]string{"2026-03-01"}, 1},
		{[]string{"2026-02-28"}, 1}, // today is not over yet
		{[]string{"2026-02-27"}, 0},
		{[]string{"2026-03-01", "2026-02-28", "2026-02-27", "2026-02-25"}, 3},
		{[]string{"2038-01-19", "2026-03-01", "2026-02-28"}, 2}, // a clock was wrong once
		{[]string{"2026-03-02", "2026-03-01"}, 2},               // the clock was set back since
		{[]string{"2026-03-01", "no day"}, 1},
	} {
		if got := streak(c.days, today); got != c.want {
			t.Errorf("%v: %d, want %d", c.days, got, c.want)
		}
	}
}
