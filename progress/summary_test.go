package progress

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func outline() Outline {
	return Outline{Pass: 0.75, Lessons: []OutlineLesson{
		{ID: "a1", Page: "a.rst", Title: "Lift", Questions: []OutlineQuestion{{"q1", 1}, {"q2", 3}}},
		{ID: "a2", Page: "a.rst", Title: "Flow"},
		{ID: "b1", Page: "b.rst", Title: "Seals", Questions: []OutlineQuestion{{"q3", 2}}},
		{ID: "b2", Page: "b.rst", Title: "Wear", Questions: []OutlineQuestion{{"q4", 1}}},
	}}
}

// study is what a student does: a lesson's questions, wrong ones again, and
// part of an exam.
func study(t *testing.T, r *Record) {
	t.Helper()
	now := clockAt(r.store, time.Date(2026, 7, 29, 8, 0, 0, 0, time.UTC))
	must(t, r.ReadLesson("a1", 60.5, true))
	must(t, r.ReadLesson("a2", 30, false))
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
 "passed": false,
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
   "attempts": 3
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
 ]
}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestSummaryPasses(t *testing.T) {
	r := newRecord(t)
	o := Outline{Pass: 0.7, Lessons: []OutlineLesson{{ID: "a1", Questions: []OutlineQuestion{{"q1", 0.1}, {"q2", 0.2}}}}}
	run := begin(t, r, "a1", "q1", "q2")
	give(t, r, run.ID, "q1", 0.1)
	give(t, r, run.ID, "q2", 1)
	if s, err := r.Summary(o); !s.Passed || err != nil { // 0.21 of 0.3, but for rounding
		t.Errorf("%+v %v", s, err)
	}
	o.Pass = 0.71
	if s, err := r.Summary(o); s.Passed || err != nil {
		t.Errorf("%+v %v", s, err)
	}
	o.Pass = 0
	if s, err := r.Summary(o); s.Passed || err != nil {
		t.Errorf("passed without a pass mark: %+v %v", s, err)
	}
	empty, err := r.Summary(Outline{})
	if empty.Percent != 0 || empty.Answers != 2 || err != nil {
		t.Errorf("no lessons: %+v %v", empty, err)
	}
}

// Where an attempt draws two of four questions, two of the answers count.
func TestSummaryOfAPool(t *testing.T) {
	r := newRecord(t)
	o := Outline{Pass: 0.7, Lessons: []OutlineLesson{
		{ID: "a1", Questions: []OutlineQuestion{{"q1", 1.5}, {"q2", 1.5}, {"q3", 1.5}, {"q4", 1.5}}, Undrawn: 2},
	}}
	give := func(run Attempt, question string, credit float64) { t.Helper(); give(t, r, run.ID, question, credit) }
	holds := func(first, best, last float64, passed bool) {
		t.Helper()
		s, err := r.Summary(o)
		must(t, err)
		l := s.Lessons[0]
		if l.Max != 3 || s.Max != 3 || *l.First != first || *l.Best != best || *l.Last != last || s.Score != best || s.Passed != passed {
			t.Errorf("first %g, best %g, last %g of %g; %g of %g, passed %v; want %g, %g, %g of 3, passed %v",
				*l.First, *l.Best, *l.Last, l.Max, s.Score, s.Max, s.Passed, first, best, last, passed)
		}
	}
	one := begin(t, r, "a1", "q1", "q3")
	give(one, "q1", 0.5)
	holds(0.75, 0.75, 0.75, false)
	give(one, "q3", 0.5)
	holds(1.5, 1.5, 1.5, false)
	two := begin(t, r, "a1", "q2", "q4")
	give(two, "q2", 1)
	give(two, "q4", 1)
	holds(1.5, 3, 3, true)
	three := begin(t, r, "a1", "q1", "q2")
	give(three, "q1", 0)
	give(three, "q2", 0)
	holds(1.5, 3, 0, true)
}

func TestWrongOnes(t *testing.T) {
	r := newRecord(t)
	study(t, r)
	wrong, err := r.Wrong()
	must(t, err)
	var names []string
	for _, w := range wrong {
		names = append(names, w.Question)
	}
	if diff := cmp.Diff([]string{"q1", "q3"}, names); diff != "" {
		t.Error(diff)
	}
	all, err := r.Standings()
	must(t, err)
	q1 := all["q1"]
	if q1.Answers != 2 || q1.First != 1 || q1.Best != 1 || q1.Last != 0 || q1.Hash != "h-q1" || q1.Title != "About q1" {
		t.Errorf("%+v", q1)
	}
	essay := sample(q1.Attempt, "essay", 0)
	essay.Graded = false
	must(t, r.Answer(essay))
	if again, err := r.Wrong(); len(again) != 2 || err != nil {
		t.Errorf("with an essay: %+v %v", again, err)
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
