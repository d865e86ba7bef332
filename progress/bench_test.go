package progress

import (
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkAnswer is the time from an answer to its durable commit, and beside
// it, turn by turn, the least that it could cost: one row into one table by the
// same driver with the same settings. The aim is a p99
// within twice the bare commit's.
func BenchmarkAnswer(b *testing.B) {
	r := newRecord(b)
	a := begin(b, r, "one", "q1")
	bare := bareCommit(b)
	var ours, least []time.Duration
	for b.Loop() {
		start := time.Now()
		give(b, r, a.ID, "q1", 1)
		middle := time.Now()
		bare()
		ours = append(ours, middle.Sub(start))
		least = append(least, time.Since(middle))
	}
	for _, p := range []struct {
		name string
		part float64
	}{{"p50", 0.5}, {"p99", 0.99}} {
		o, l := percentile(ours, p.part), percentile(least, p.part)
		b.ReportMetric(float64(o.Microseconds()), p.name+"-µs")
		b.ReportMetric(float64(l.Microseconds()), p.name+"-bare-µs")
		b.ReportMetric(float64(o)/float64(l), p.name+"-ratio")
	}
}

func percentile(times []time.Duration, part float64) time.Duration {
	slices.Sort(times)
	return times[int(float64(len(times)-1)*part)]
}

// bareCommit returns a function that commits one row to a file of its own.
func bareCommit(b *testing.B) func() {
	s := &Store{path: filepath.Join(b.TempDir(), FileName), now: time.Now}
	db, conn, err := s.dial("")
	must(b, err)
	b.Cleanup(func() {
		_ = conn.Close()
		_ = db.Close()
	})
	t := &tx{conn: conn}
	must(b, t.exec("PRAGMA journal_mode = WAL; CREATE TABLE answers (id INTEGER PRIMARY KEY, response TEXT)"))
	return func() {
		must(b, t.exec("INSERT INTO answers (response) VALUES (?)", `{"choices":[1]}`))
	}
}

// BenchmarkPlace is what a move costs: no wait for the disk.
func BenchmarkPlace(b *testing.B) {
	r := newRecord(b)
	for b.Loop() {
		must(b, r.SavePlace(Place{Lesson: "one", Block: 3}))
	}
}

// BenchmarkOpen is what a start needs of a record that is there: Open, the
// place, what was read.
func BenchmarkOpen(b *testing.B) {
	r := newRecord(b)
	a := begin(b, r, "one", "q1")
	for range 500 {
		give(b, r, a.ID, "q1", 1)
	}
	must(b, r.SavePlace(Place{Lesson: "one"}))
	must(b, r.store.Close())
	for b.Loop() {
		start(b, r.store.path)
	}
}

// BenchmarkOpenFirst is the same where there is no record yet.
func BenchmarkOpenFirst(b *testing.B) {
	for b.Loop() {
		start(b, filepath.Join(b.TempDir(), FileName))
	}
}

func start(b *testing.B, path string) {
	s, err := Open(path)
	must(b, err)
	r, err := s.Record("ana", testCourse())
	must(b, err)
	_, _, err = r.Place()
	must(b, err)
	_, err = r.Lessons()
	must(b, err)
	must(b, s.Close())
}

// BenchmarkCredits reads a record of 10,000 answers.
func BenchmarkCredits(b *testing.B) {
	r := newRecord(b)
	a := begin(b, r, "a1", "q1")
	must(b, r.store.write(quick, func(t *tx) error {
		for range 10000 {
			one := sample(a.ID, "q1", 1)
			one.ID, one.At = NewID(), t.now
			if err := mergeAnswer(t, answerLine{Answer: one, Day: "2026-07-30", Stamp: t.stamp}); err != nil {
				return err
			}
		}
		return nil
	}))
	for b.Loop() {
		_, err := r.Credits()
		must(b, err)
	}
}
