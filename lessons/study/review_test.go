package study

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lectern/lessons/quiz"
)

// threePages is a course of three pages with two questions each.
func threePages(settings string) map[string]string {
	files := map[string]string{"course.toml": "id = \"c\"\ntitle = \"C\"\n" + settings}
	for _, p := range []string{"a", "b", "c"} {
		files[p+".md"] = "# " + p + "\n\nText.\n"
		files[p+".gift"] = fmt.Sprintf("// [id:%[1]s1]\nWhich is %[1]s1?{=yes ~no}\n\n// [id:%[1]s2]\nWhat of %[1]s2?{=yes ~no}\n\n", p)
	}
	return files
}

// day is a student on a day after the first, at nine.
func day(t *testing.T, files map[string]string, r *memory, n int) *student {
	t.Helper()
	a := sit(t, files, r)
	r.now = a.Now().AddDate(0, 0, n)
	a.Tick(r.now, false)
	return a
}

// lesson answers all questions of lesson n, from 1; right says which.
func (a *student) lesson(n int, right ...bool) {
	a.t.Helper()
	run := a.run(LessonPlan(a.Course.At(n)))
	for _, ok := range right {
		a.answer(run, ok)
	}
	a.Finish(run)
}

func (a *student) review(t ReviewTerms) *Run {
	a.t.Helper()
	r, err := a.Review(a.Session, t)
	if err != nil {
		a.t.Fatal(err)
	}
	return r
}

// asks returns the IDs of a run's questions, from first on.
func asks(r *Run, first int) string { return strings.Join(r.Run.IDs()[first:], " ") }

// A student reads three lessons on one day, and what they teach comes back: what was wrong on the next
// day, what was right later.
func TestReviewOverDays(t *testing.T) {
	r, files := newMemory(), threePages("")
	a := day(t, files, r, 0)
	if _, err := a.Review(a.Session, ReviewTerms{}); !errors.Is(err, ErrNothingKnown) {
		t.Errorf("of a course without answers: %v", err)
	}
	a.lesson(1, true, false)
	a.lesson(2, false, true)
	if o := a.Outlook(false); o.Due != 0 || o.Days[1] != 2 || o.Days[2] != 2 || o.New != 2 || o.Cards != 4 {
		t.Errorf("on the first day: %+v", o)
	}
	a = day(t, files, r, 1)
	run := a.review(ReviewTerms{})
	if got := asks(run, 0); got != "a2 b1" {
		t.Fatalf("on the second day %s is asked", got)
	}
	a.answer(run, false)
	a.answer(run, true)
	if got := asks(run, 2); got != "a2" || !run.Repeats(2) || run.Done() {
		t.Fatalf("again is asked: %q", got)
	}
	if in, ok := a.Next("b1"); in < 1 || !ok {
		t.Errorf("b1 comes again in %d days, %v", in, ok)
	}
	a.answer(run, true)
	a.Finish(run)
	ends(t, r, "attempt 3: answer a2 1", "attempt 3: finish 1/2 passed=false")
	if known, of := run.Remembered(); known != 1 || of != 2 || !run.Done() {
		t.Errorf("%d of %d remembered", known, of)
	}
	if missed := a.Missed(run); len(missed) != 1 || missed[0] != a.Course.At(1) {
		t.Errorf("missed %v", missed)
	}
	if _, err := a.Review(a.Session, ReviewTerms{}); !errors.Is(err, ErrNothingDue) {
		t.Errorf("once more: %v", err)
	}
	// Practice changes no score.
	if got := a.Totals(); got.Score != 2 || got.Answered != 4 {
		t.Errorf("totals %+v", got)
	}
	// Two days later the others are due too; one of them was edited, which is due as soon.
	a = day(t, files, r, 2)
	if o := a.outlook(); o.Due < 2 {
		t.Errorf("on the third day: %+v", o)
	}
}

func (a *student) outlook() Outlook {
	a.t.Helper()
	memory, err := Recall(a.Record, a.Now())
	if err != nil {
		a.t.Fatal(err)
	}
	a.Memory = memory
	return a.Outlook(false)
}

func TestReviewIsGoneOnWithToday(t *testing.T) {
	r, files := newMemory(), threePages("")
	a := day(t, files, r, 0)
	for n := 1; n <= 3; n++ {
		a.lesson(n, false, false)
	}
	a = day(t, files, r, 1)
	run := a.review(ReviewTerms{Limit: 4})
	was := run.IDs()
	a.answer(run, false)
	a.answer(run, true)

	a = day(t, files, r, 1)
	run = a.review(ReviewTerms{})
	if want := append(slices.Clone(was), was[0]); !run.Resumed || !slices.Equal(run.Run.IDs(), want) || run.Asked() != 4 {
		t.Fatalf("gone on with %v of %d, want %v", run.Run.IDs(), run.Asked(), want)
	}
	if i, _ := run.Next(0); i != 2 {
		t.Errorf("at question %d", i)
	}
	// On the next day it is another one, with what is left of it.
	a = day(t, files, r, 2)
	run = a.review(ReviewTerms{})
	if run.Resumed || slices.Contains(run.IDs(), was[1]) || !slices.Contains(run.IDs(), was[3]) {
		t.Errorf("on the next day: %v after %v", run.IDs(), was)
	}
}

func TestReviewTerms(t *testing.T) {
	r, files := newMemory(), threePages("")
	a := day(t, files, r, 0)
	a.lesson(1, true, true)
	a.lesson(2, false, true)
	a = day(t, files, r, 1)
	for _, tc := range []struct {
		terms ReviewTerms
		want  string
	}{
		{ReviewTerms{}, "b1"},
		{ReviewTerms{Ahead: 1}, "a1 a2 b1 b2"},
		{ReviewTerms{Ahead: 1, WrongOnly: true}, "b1"},
		{ReviewTerms{Cram: true}, "a1 a2 b1 b2"},
		{ReviewTerms{Cram: true, Limit: 1}, "b1"},
	} {
		ids := a.review(tc.terms).IDs()
		for i := range ids {
			if i > 0 && len(ids) == 4 && ids[i][0] == ids[i-1][0] {
				t.Errorf("%+v: %v are not mixed", tc.terms, ids)
			}
		}
		slices.Sort(ids)
		if got := strings.Join(ids, " "); got != tc.want {
			t.Errorf("%+v: %s, want %s", tc.terms, got, tc.want)
		}
	}
	// To cram changes nothing of what is due.
	before := a.outlook()
	run := a.review(ReviewTerms{Cram: true})
	for !run.Done() {
		a.answer(run, true)
	}
	a.Finish(run)
	if now := a.outlook(); now != before {
		t.Errorf("after cramming %+v, before %+v", now, before)
	}
}

// What the course keeps back is not asked, essays and texts neither.
func TestReviewKeepsBack(t *testing.T) {
	for _, tc := range []struct {
		settings string
		finished bool
		want     int
	}{
		{"", false, 1}, {"reveal = \"never\"", true, 0}, {"reveal = \"at-end\"", false, 0}, {"reveal = \"at-end\"", true, 1},
		{"reveal = \"after-pass\"\npass = 60", true, 0}, {"reveal = \"after-pass\"\npass = 50", true, 1},
	} {
		files := bank(2, tc.settings)
		files["a.gift"] += "::Essay::Why?{}\n\n::Text::Now think.\n\n"
		r := newMemory()
		a := day(t, files, r, 0)
		run := a.run(LessonPlan(a.Lesson))
		a.answer(run, true)
		if tc.finished {
			a.answer(run, false)
			a.Answer(run, 2, quiz.Answer{Texts: []string{"because"}}, 0, a.Now())
			a.Finish(run)
			tc.want *= 2
		}
		a = day(t, files, r, 9)
		if o := a.outlook(); o.Due != tc.want || o.Cards != tc.want {
			t.Errorf("%q, finished %v: %+v, want %d", tc.settings, tc.finished, o, tc.want)
		}
	}
}

// A question that was edited is asked soon and keeps what is known of it; a removed one leaves.
func TestReviewOfAnEditedCourse(t *testing.T) {
	r, files := newMemory(), threePages("")
	a := day(t, files, r, 0)
	a.lesson(1, true, true)
	files["a.gift"] = "// [id:a1]\nWhich one is a1?{=yes ~no}\n\n"
	a = day(t, files, r, 0)
	if o := a.outlook(); o.Due != 1 || o.Cards != 1 {
		t.Errorf("after an edit: %+v", o)
	}
	if c, ok := a.Memory.Card("a1"); !ok || c.Answers != 1 {
		t.Errorf("known is %+v", c)
	}
}

// It ends though it is never right, and never easy by itself.
func TestReviewEnds(t *testing.T) {
	r, files := newMemory(), bank(1, "")
	a := day(t, files, r, 0)
	a.lesson(1, false)
	a = day(t, files, r, 1)
	run := a.review(ReviewTerms{})
	for n := 0; !run.Done(); n++ {
		if n > maxTries {
			t.Fatal("it goes on and on")
		}
		a.answer(run, false)
	}
	if run.MayCallEasy(0) {
		t.Error("a wrong answer may be called easy")
	}
}

func TestReviewEasy(t *testing.T) {
	r, files := newMemory(), bank(1, "")
	a := day(t, files, r, 0)
	a.lesson(1, true)
	a = day(t, files, r, 2)
	run := a.review(ReviewTerms{})
	a.answer(run, true)
	before, _ := a.Next("q1")
	a.CallEasy(run, 0)
	after, _ := a.Next("q1")
	if after <= before || run.MayCallEasy(0) {
		t.Errorf("in %d days, and easy in %d", before, after)
	}
	ends(t, r, "attempt 2: answer q1 1", "attempt 2: easy q1")
	a = day(t, files, r, 2)
	a.outlook()
	if again, _ := a.Next("q1"); again != after {
		t.Errorf("in %d days, and from the record in %d", after, again)
	}
}

func TestInterleave(t *testing.T) {
	c := open(t, threePages(""))
	ls := c.Lessons()
	var cards []card
	for _, n := range []int{0, 0, 0, 1, 1, 2} {
		q := *ls[n].Questions[len(cards)%2]
		q.ID = fmt.Sprint(len(cards))
		if len(cards) < 2 {
			q.Title = "variant"
		}
		cards = append(cards, card{of: ls[n], asks: &q, kin: kin(&q)})
	}
	var got []string
	for _, q := range interleave(cards) {
		got = append(got, q.ID)
	}
	if want := "0 3 1 4 2 5"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}
