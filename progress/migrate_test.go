package progress

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Files of each earlier version, made by the migrations up to it, open as
// records of this version with all that was in them.
func TestMigrations(t *testing.T) {
	for version := 1; version < schemaVersion; version++ {
		fixture := fmt.Sprintf("testdata/version%d.db", version)
		if *update {
			makeFixture(t, version, fixture)
		}
		path := filepath.Join(t.TempDir(), FileName)
		must(t, copyFile(fixture, path))
		s := openStore(t, path)
		checkFixture(t, s)
		r := recordIn(t, s, "ana")
		_, err := r.SaveNote(Note{Text: "new in version 2"})
		must(t, err)
		give(t, r, begin(t, r, "one", "q1").ID, "q1", 1)
		list, err := r.Answers(Filter{Question: "q1"})
		if err != nil || len(list) != 2 || list[0].Offset != nil || list[1].Offset == nil {
			t.Errorf("version %d: the old answer and a new one are %+v, %v", version, list, err)
		}
		if n := s.Notices(); len(n) > 0 {
			t.Errorf("version %d: notices %v", version, n)
		}
		var now int
		must(t, s.read(func(t *tx) error { return t.row("PRAGMA user_version").Scan(&now) }))
		if now != schemaVersion {
			t.Errorf("version %d became %d", version, now)
		}
		integrity(t, s)
	}
}

// makeFixture writes a file of an old version by its own migrations.
func makeFixture(t *testing.T, version int, path string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	path, err := filepath.Abs(path)
	must(t, err)
	s := &Store{path: path, now: time.Now}
	db, conn, err := s.dial("")
	must(t, err)
	w := &tx{conn: conn}
	for n := 1; n <= version; n++ {
		must(t, applyMigration(w, n))
	}
	must(t, w.exec(`
		INSERT INTO students VALUES ('ana');
		INSERT INTO courses VALUES ('pumps', 'Pumps', '1.2', 'c0ffee', 1785399304000);
		INSERT INTO places VALUES ('ana', 'pumps', 'two', 3, 41, 1785399304000, 1785399304000);
		INSERT INTO readings VALUES ('0198f2b0-0000-7000-8000-000000000001', 'one', '2026-07-30', 'ana', 'pumps',
			1785399304000, 1785399304000, 2, 31.5, 1, 1785399304001);
		INSERT INTO attempts VALUES ('0198f2b0-0000-7000-8000-000000000002', 'ana', 'pumps', '1.2', 'c0ffee', 'one',
			7, '["q1"]', 1785399304000, 1785399305000, 1, 1, 1, 1785399304002, 1785399304004);
		INSERT INTO answers VALUES ('0198f2b0-0000-7000-8000-000000000003', '0198f2b0-0000-7000-8000-000000000002',
			'q1', 'h', 'About q1', 'single', '{"choices":[1]}', 'b', 1, 1, 1, 0, 0, 12.5, 1785399304500, '2026-07-30', 1785399304003);
		UPDATE clock SET stamp = 1785399304004`))
	must(t, conn.Close())
	must(t, db.Close())
}

// A file of an earlier version that somebody handed over is read as it is.
func TestReadOldFile(t *testing.T) {
	for version := 1; version < schemaVersion; version++ {
		path := filepath.Join(t.TempDir(), FileName)
		must(t, copyFile(fmt.Sprintf("testdata/version%d.db", version), path))
		if e, _, err := ReadFile(path); err != nil || e.Answers() != 1 {
			t.Errorf("version %d: %+v, %v", version, e, err)
		}
	}
}

func checkFixture(t *testing.T, s *Store) {
	t.Helper()
	r := recordIn(t, s, "ana")
	if p, found, err := r.Place(); !found || p.Lesson != "two" || p.Offset != 41 || err != nil {
		t.Errorf("place %+v %v %v", p, found, err)
	}
	if l, err := r.Lessons(); l["one"].Seconds != 31.5 || !l["one"].Finished || err != nil {
		t.Errorf("lessons %+v %v", l, err)
	}
	if a, err := r.Attempts("one"); len(a) != 1 || !a[0].Passed || a[0].Seed != 7 || err != nil {
		t.Errorf("attempts %+v %v", a, err)
	}
	if a, err := r.Answers(Filter{Question: "q1"}); len(a) != 1 || a[0].Words != "b" || a[0].Credit != 1 || err != nil {
		t.Errorf("answers %+v %v", a, err)
	}
}
