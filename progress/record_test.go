package progress

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPlaceComesBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "folder", FileName)
	s := openStore(t, path)
	r := recordIn(t, s, "ana")
	if _, found, err := r.Place(); found || err != nil {
		t.Fatalf("a place in an empty record: %v %v", found, err)
	}
	must(t, r.SavePlace(Place{Lesson: "intro/one", Block: 3, Offset: 41}))
	must(t, r.SavePlace(Place{Lesson: "intro/two", Block: 1, Offset: 7}))
	must(t, s.Close())

	r = recordIn(t, openStore(t, path), "ana")
	p, found, err := r.Place()
	if err != nil || !found || p.Lesson != "intro/two" || p.Block != 1 || p.Offset != 7 || p.Updated.IsZero() {
		t.Errorf("got %+v %v %v", p, found, err)
	}
	if _, found, _ := recordIn(t, r.store, "ben").Place(); found {
		t.Error("Ben has Ana's place")
	}
	students, err := r.store.Students()
	if diff := cmp.Diff([]string{"ana"}, students); diff != "" || err != nil {
		t.Errorf("students: %v %s", err, diff)
	}
	courses, err := r.store.Courses("ana")
	if diff := cmp.Diff([]Course{testCourse()}, courses); diff != "" || err != nil {
		t.Errorf("courses: %v %s", err, diff)
	}
}

func TestReadingAddsUp(t *testing.T) {
	r := newRecord(t)
	now := clockAt(r.store, time.Date(2026, 7, 30, 23, 59, 0, 0, time.UTC))
	must(t, r.ReadLessons(Reading{"one", 30, false}))
	*now = now.Add(2 * time.Minute) // past midnight
	must(t, r.ReadLessons(Reading{"one", 12.5, true}))
	must(t, r.ReadLessons(Reading{"one", -5, false})) // a clock went back
	must(t, r.ReadLessons(Reading{"two", 1e12, false}))
	got, err := r.Lessons()
	must(t, err)
	want := map[string]LessonState{
		"one": {Lesson: "one", First: now.Add(-2 * time.Minute), Last: *now, Times: 3, Seconds: 42.5, Finished: true},
		"two": {Lesson: "two", First: *now, Last: *now, Times: 1, Seconds: 24 * 60 * 60},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n, err := r.Streak(); n != 2 || err != nil {
		t.Errorf("streak %d, %v", n, err)
	}
}

func TestAttemptIsResumed(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openStore(t, path)
	r := recordIn(t, s, "ana")
	a := begin(t, r, "one", "q3", "q1", "q2")
	give(t, r, a.ID, "q3", 1)
	give(t, r, a.ID, "q1", 0.5)
	must(t, s.Close())

	r = recordIn(t, openStore(t, path), "ana")
	b, answers, found, err := r.Unfinished("one")
	must(t, err)
	if diff := cmp.Diff(a, b); !found || diff != "" {
		t.Fatalf("found %v: %s", found, diff)
	}
	if len(answers) != 2 || answers[0].Question != "q3" || answers[1].Credit != 0.5 {
		t.Errorf("answers: %+v", answers)
	}
	give(t, r, b.ID, "q2", 0)
	must(t, r.Finish(b.ID, 1.5, 3, false))
	if _, _, found, err := r.Unfinished("one"); found || err != nil {
		t.Errorf("still unfinished: %v %v", found, err)
	}
	c := begin(t, r, "one", "q1")
	if c.Number != 2 || c.Seed == b.Seed || c.Seed == 0 || b.Seed == 0 {
		t.Errorf("second attempt: %+v after %+v", c, b)
	}
	all, err := r.Attempts("one")
	must(t, err)
	if len(all) != 2 || !all[0].Finished() || all[0].Score != 1.5 || all[0].Max != 3 || all[1].Number != 2 {
		t.Errorf("attempts: %+v", all)
	}
}

func TestAnswerKeepsWhatWasGiven(t *testing.T) {
	r := newRecord(t)
	now := clockAt(r.store, time.Date(2026, 7, 30, 8, 15, 4, 120e6, time.UTC))
	a := begin(t, r, "one", "q1")
	want := Answer{
		ID: NewID(), Attempt: a.ID, Question: "q1", Hash: "abc", Title: "Which pumps self-prime?", Kind: "multi",
		Response: json.RawMessage(`{"texts":["é \"quoted\"\u0000"]}`), Words: "a, c: é\x00\n", Credit: 0.25, Points: 4,
		Graded: true, Hints: 2, DontKnow: true, Seconds: 16.59, At: *now, Offset: new(int), Confidence: NotSure,
	}
	must(t, r.Answer(want))
	must(t, r.Answer(want)) // again, as after an error
	changed := want
	changed.Credit = 1
	must(t, r.Answer(changed)) // an answer never changes
	got, err := r.Answers(Filter{Question: "q1"})
	must(t, err)
	if diff := cmp.Diff([]Answer{want}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnswerRefused(t *testing.T) {
	r := newRecord(t)
	a := begin(t, r, "one", "q1")
	nan := 0.0
	nan /= nan
	for name, spoil := range map[string]func(*Answer){
		"credit over 1":   func(a *Answer) { a.Credit = 1.01 },
		"credit below 0":  func(a *Answer) { a.Credit = -0.5 },
		"credit NaN":      func(a *Answer) { a.Credit = nan },
		"points NaN":      func(a *Answer) { a.Points = nan },
		"no question":     func(a *Answer) { a.Question = "" },
		"response":        func(a *Answer) { a.Response = json.RawMessage(`{"choices":`) },
		"id":              func(a *Answer) { a.ID = "1" },
		"unknown attempt": func(a *Answer) { a.Attempt = NewID() },
		"far too long":    func(a *Answer) { a.Words = string(make([]byte, maxText+1)) },
	} {
		bad := sample(a.ID, "q1", 1)
		spoil(&bad)
		if err := r.Answer(bad); err == nil {
			t.Errorf("%s: was saved", name)
		} else if name == "unknown attempt" && !errors.Is(err, ErrNoAttempt) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := recordIn(t, r.store, "ben").Answer(sample(a.ID, "q1", 1)); !errors.Is(err, ErrNoAttempt) {
		t.Errorf("Ben answered in Ana's attempt: %v", err)
	}
	if got, err := r.Answers(Filter{}); len(got) != 0 || err != nil {
		t.Errorf("%d answers were saved, %v", len(got), err)
	}
}

func TestFilters(t *testing.T) {
	r := newRecord(t)
	now := clockAt(r.store, time.Date(2026, 7, 30, 8, 0, 0, 0, time.UTC))
	a, b := begin(t, r, "one", "q1", "q2"), begin(t, r, "two", "q1")
	give(t, r, a.ID, "q1", 0)
	give(t, r, a.ID, "q2", 1)
	*now = now.Add(time.Hour)
	give(t, r, b.ID, "q1", 1)
	for _, c := range []struct {
		f    Filter
		want int
	}{
		{Filter{}, 3}, {Filter{Question: "q1"}, 2}, {Filter{Attempt: b.ID}, 1}, {Filter{Scope: "one"}, 2},
		{Filter{Since: *now}, 1}, {Filter{Question: "q2", Scope: "two"}, 0},
	} {
		got, err := r.Answers(c.f)
		if err != nil || len(got) != c.want {
			t.Errorf("%+v: %d answers, %v; want %d", c.f, len(got), err, c.want)
		}
	}
}

// The clock is set back a day between two answers: the later one is still the
// last, and no time is negative.
func TestClockSetBack(t *testing.T) {
	r := newRecord(t)
	now := clockAt(r.store, time.Date(2026, 7, 30, 8, 0, 0, 0, time.UTC))
	a := begin(t, r, "one", "q1")
	give(t, r, a.ID, "q1", 0)
	must(t, r.SavePlace(Place{Lesson: "one"}))
	must(t, r.ReadLessons(Reading{"one", 10, false}))
	*now = now.AddDate(0, 0, -1)
	give(t, r, a.ID, "q1", 1)
	must(t, r.SavePlace(Place{Lesson: "two"}))
	must(t, r.ReadLessons(Reading{"one", -86400, true}))
	b := begin(t, r, "one", "q1")
	must(t, r.Finish(a.ID, 1, 1, true))

	s, err := r.Credits()
	must(t, err)
	if len(s) != 2 || s[0].Share != 0 || s[1].Share != 1 {
		t.Errorf("credits %+v", s)
	}
	if p, _, err := r.Place(); p.Lesson != "two" || err != nil {
		t.Errorf("place %+v, %v", p, err)
	}
	if l, err := r.Lessons(); l["one"].Seconds != 10 || l["one"].Last.Before(l["one"].First) || err != nil {
		t.Errorf("lessons %+v, %v", l, err)
	}
	if u, _, found, err := r.Unfinished("one"); !found || u.ID != b.ID || err != nil {
		t.Errorf("unfinished %+v %v %v", u, found, err)
	}
	if n, err := r.Streak(); n != 2 || err != nil {
		t.Errorf("streak %d, %v", n, err)
	}
}

// An exam's time runs on whatever the clock is set to, in a run and over a start of the program.
func TestElapsed(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	start := time.Date(2026, 7, 30, 8, 0, 0, 0, time.UTC)
	var up time.Duration
	open := func(at time.Time) (*Record, *time.Time) {
		r := recordIn(t, openStore(t, path), "ana")
		now := clockAt(r.store, at)
		r.store.uptime = func() time.Duration { return up }
		return r, now
	}
	r, now := open(start)
	a := begin(t, r, "course", "q1")
	elapsed := func(r *Record, want time.Duration) {
		t.Helper()
		if d, err := r.Elapsed(a.ID); d.Round(time.Second) != want || err != nil {
			t.Errorf("%v are gone, not %v: %v", d, want, err)
		}
	}
	*now, up = start.Add(10*time.Minute), 10*time.Minute
	elapsed(r, 10*time.Minute)
	*now, up = start.Add(-time.Hour), 30*time.Minute // set back
	elapsed(r, 30*time.Minute)
	must(t, r.store.Close())
	up = 0
	r, _ = open(start.Add(-time.Hour)) // and started again
	elapsed(r, 30*time.Minute)
	up = 5 * time.Minute
	elapsed(r, 35*time.Minute)
}

func TestManyGoroutines(t *testing.T) {
	r := newRecord(t)
	a := begin(t, r, "one", "q1")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 5 {
				_, _, err := r.Place()
				err = errors.Join(err, r.Answer(sample(a.ID, "q1", 1)),
					r.SavePlace(Place{Lesson: "one"}), r.ReadLessons(Reading{"one", 1, true}))
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	list, err := r.Answers(Filter{})
	must(t, err)
	lessons, err := r.Lessons()
	must(t, err)
	if len(list) != 20 || lessons["one"].Times != 20 || lessons["one"].Seconds != 20 {
		t.Errorf("%d answers, %+v", len(list), lessons["one"])
	}
}

func TestClosed(t *testing.T) {
	r := newRecord(t)
	must(t, r.store.Close())
	if err := r.SavePlace(Place{}); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

// A record in which nothing was saved yet has no copy to make.
func TestResetOfAnEmptyRecord(t *testing.T) {
	r := newRecord(t)
	if name, err := r.Reset(""); name != "" || err != nil {
		t.Errorf("reset: %q, %v", name, err)
	}
}

func TestIDs(t *testing.T) {
	// The first 48 bits are the time in milliseconds (RFC 9562, 5.7).
	from, id := time.Now(), NewID()
	made, err := strconv.ParseInt(id[:8]+id[9:13], 16, 64)
	if err != nil || made < from.UnixMilli() || made > time.Now().UnixMilli() {
		t.Errorf("%s was made at %d, it says %d, %v", id, from.UnixMilli(), made, err)
	}
	before, id := id, NewID()
	if !validID(id) || id == before || id[14] != '7' {
		t.Errorf("%s after %s", id, before)
	}
	for _, bad := range []string{"", "1", id[:35], id + "0", "0198F2B0-0000-7000-8000-000000000000", "0198f2b000000-7000-8000-000000000000"} {
		if validID(bad) {
			t.Errorf("%q is taken for a UUID", bad)
		}
	}
}
