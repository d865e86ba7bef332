package cli

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/progress"
)

// What was right before counts in a run of wrong ones, also when it is left and
// gone on with another day; and the attempts are those of the record.
func TestRunOfWrongOnesThroughTheRecord(t *testing.T) {
	c, err := lessons.Open(fstest.MapFS{
		"course.toml": {Data: []byte("id = \"c\"\npass = 60\nattempts = 2\n")},
		"a.md":        {Data: []byte("# A\n\nText.\n")},
		"a.gift":      {Data: []byte("// [id:one]\nOne? {T}\n\n// [id:two]\nTwo? {T}\n\n// [id:three]\nThree? {T}\n")},
	}, lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	store, err := progress.Open(filepath.Join(t.TempDir(), "progress.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	record, err := store.Record("robin", progress.Course{ID: "c"})
	if err != nil {
		t.Fatal(err)
	}
	keep := study.Performer{Record: newKeeper(store, record, nil), Tell: func(news string, err error) { t.Error(news, err) }}
	sit := func() *study.Session {
		var s *study.Session
		s = study.New(c, "robin", time.Now(), func(e study.Effect) { keep.Do(s, e) })
		if err := s.Refresh(keep.Record); err != nil {
			t.Fatal(err)
		}
		return s
	}
	begin := func(s *study.Session, p study.Plan) *study.Run {
		t.Helper()
		r, err := keep.Begin(s, p)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	answer := func(s *study.Session, r *study.Run, right bool) {
		i, _ := r.Next(0)
		a := quiz.Answer{DontKnow: true}
		if right {
			a = quiz.Answer{Choices: []int{0}}
		}
		s.Answer(r, i, a, 0, s.Now())
	}

	s := sit()
	r := begin(s, study.LessonPlan(c.First()))
	for _, right := range []bool{true, false, false} {
		answer(s, r, right)
	}
	s.Finish(r)
	again, err := s.Again(r)
	if err != nil {
		t.Fatal(err)
	}
	answer(s, begin(s, again), true)

	s = sit()
	if score := s.Known.Scores[again.Scope]; score.Begun != 2 || !score.Left || score.Attempts != 1 {
		t.Errorf("the record knows %+v", score)
	}
	r = begin(s, study.LessonPlan(c.First()))
	answer(s, r, false)
	s.Finish(r)
	if score, most := r.Score(); score != 2 || most != 3 || !r.Passed() {
		t.Errorf("%g of %g points, passed %v", score, most, r.Passed())
	}
	if err := sit().May(study.LessonPlan(c.First())); err == nil {
		t.Error("a third attempt may begin")
	}
}

// Who read all lessons of a course with the program before it knew dialects has read them still, though some
// of their headings have another anchor now: testdata/earlier/progress.db is of that program.
func TestRecordOfEarlierProgram(t *testing.T) {
	c, err := lessons.OpenPath("testdata/earlier")
	if err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile("testdata/earlier/progress.db")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "progress.db")
	if err := os.WriteFile(file, old, 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := progress.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	record, err := store.Record("ann", progress.Course{ID: c.Manifest.ID})
	if err != nil {
		t.Fatal(err)
	}
	s := study.New(c, "ann", time.Now(), func(study.Effect) {})
	if err := s.Refresh(newKeeper(store, record, nil)); err != nil {
		t.Fatal(err)
	}
	moved := 0
	for _, l := range c.Lessons() {
		if !s.Known.State(l).Read {
			t.Errorf("%s is not read any more", l.ID)
		}
		if _, same := s.Known.Lessons[l.ID]; !same {
			moved++
		}
	}
	if moved != 5 {
		t.Errorf("%d lessons have another ID than in the record, want 5", moved)
	}
	for id := range s.Known.Lessons {
		if c.Lesson(id) == nil {
			t.Errorf("%s leads nowhere", id)
		}
	}
	sum, err := record.Summary(outline(s))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range sum.Lessons {
		if !l.Read {
			t.Errorf("%s is not read in the summary", l.ID)
		}
	}
}
