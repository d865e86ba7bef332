package progress

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite what is in testdata")

// testCourse is the course that most tests use.
func testCourse() Course {
	return Course{ID: "pumps", Title: "Pumps", Version: "1.2", Hash: "c0ffee"}
}

// openStore opens the record at path and closes it when the test ends.
func openStore(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// newRecord returns Ana's record of the test course in a new file.
func newRecord(t testing.TB) *Record {
	t.Helper()
	return recordIn(t, openStore(t, filepath.Join(t.TempDir(), FileName)), "ana")
}

func recordIn(t testing.TB, s *Store, student string) *Record {
	t.Helper()
	r, err := s.Record(student, testCourse())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// clockAt lets the store's clock stand at a time that the test moves.
func clockAt(s *Store, at time.Time) *time.Time {
	now := &at
	s.now, s.uptime = func() time.Time { return *now }, nil
	return now
}

// must fails the test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// begin begins an attempt of a scope.
func begin(t testing.TB, r *Record, scope string, questions ...string) Attempt {
	t.Helper()
	a, err := r.Begin(Attempt{Scope: scope, Questions: questions})
	must(t, err)
	return a
}

// give answers a question with a credit.
func give(t testing.TB, r *Record, attempt, question string, credit float64) {
	t.Helper()
	must(t, r.Answer(sample(attempt, question, credit)))
}

// sample is an answer such as a student gives.
func sample(attempt, question string, credit float64) Answer {
	return Answer{
		Attempt: attempt, Question: question, Hash: "h-" + question, Title: "About " + question,
		Kind: "single", Response: json.RawMessage(`{"choices":[1]}`), Words: "b) the second",
		Credit: credit, Points: 1, Graded: true, Seconds: 12.5,
	}
}

// integrity fails the test if SQLite finds anything wrong with the file.
func integrity(t testing.TB, s *Store) {
	t.Helper()
	var verdict string
	must(t, s.read(func(t *tx) error { return t.row("PRAGMA integrity_check").Scan(&verdict) }))
	if verdict != "ok" {
		t.Errorf("integrity_check: %s", verdict)
	}
}

// files lists the names in a folder.
func files(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
