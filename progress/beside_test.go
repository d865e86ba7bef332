package progress

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Whatever happens to the file while it is open, the student is told with the next answer, and
// all answers of the run are there after the next start.
func TestRecordIsBrokenInARun(t *testing.T) {
	over := func(t *testing.T, path string, b []byte) {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		must(t, err)
		_, err = f.WriteAt(b, 0)
		must(t, err)
		must(t, f.Close())
	}
	noise := func(t *testing.T, path string) {
		b, err := os.ReadFile(path)
		must(t, err)
		over(t, path, fillWithNoise(b, 4096, len(b)))
	}
	sql := func(t *testing.T, path, statement string) {
		other := &Store{path: path, now: time.Now}
		db, conn, err := other.dial("")
		must(t, err)
		must(t, (&tx{conn: conn}).exec(statement))
		must(t, conn.Close())
		must(t, db.Close())
	}
	for name, c := range map[string]struct {
		harm  func(t *testing.T, path string)
		told  Event
		keeps bool                            // what earlier runs saved is found again
		mend  func(t *testing.T, path string) // what the owner of the newer program does
	}{
		"newer": {func(t *testing.T, path string) { sql(t, path, "PRAGMA user_version = 99") }, Left, true,
			func(t *testing.T, path string) { sql(t, path, fmt.Sprint("PRAGMA user_version = ", schemaVersion)) }},
		"emptied":      {func(t *testing.T, path string) { must(t, os.Truncate(path, 0)) }, SetAside, false, nil},
		"cut":          {func(t *testing.T, path string) { must(t, os.Truncate(path, 5000)) }, SetAside, false, nil},
		"overwritten":  {func(t *testing.T, path string) { over(t, path, make([]byte, 8192)) }, SetAside, false, nil},
		"log cut":      {func(t *testing.T, path string) { must(t, os.Truncate(path+"-wal", 0)) }, "", true, nil},
		"log half cut": {func(t *testing.T, path string) { must(t, os.Truncate(path+"-wal", 9000)) }, "", true, nil},
		"removed":      {func(t *testing.T, path string) { must(t, os.Remove(path)) }, Moved, false, nil},
		"text in its place": {func(t *testing.T, path string) {
			must(t, os.Remove(path))
			must(t, os.WriteFile(path, []byte(strings.Repeat("some text\n", 99)), 0o600))
		}, Moved, false, nil},
		"folder in its place": {func(t *testing.T, path string) {
			must(t, os.Remove(path))
			must(t, os.Mkdir(path, 0o700))
		}, Left, false, func(t *testing.T, path string) { must(t, os.Remove(path)) }},
		"link to nothing in its place": {func(t *testing.T, path string) {
			must(t, os.Remove(path))
			if err := os.Symlink(path+".nowhere", path); err != nil {
				t.Skipf("no links here: %v", err)
			}
		}, Left, false, func(t *testing.T, path string) { must(t, os.Remove(path)) }},
		"other database in its place": {func(t *testing.T, path string) {
			for _, suffix := range []string{"", "-wal", "-shm"} {
				must(t, os.Remove(path+suffix))
			}
			makeDatabase(t, path, "CREATE TABLE x (y)")
		}, Left, false, func(t *testing.T, path string) { must(t, os.Remove(path)) }},
		"version taken":    {func(t *testing.T, path string) { sql(t, path, "PRAGMA user_version = 0") }, Left, false, nil},
		"version set back": {func(t *testing.T, path string) { sql(t, path, "PRAGMA user_version = 1") }, Left, false, nil},
		"version below 0":  {func(t *testing.T, path string) { sql(t, path, "PRAGMA user_version = -7") }, Left, false, nil},
		"tables dropped": {func(t *testing.T, path string) {
			sql(t, path, "DROP TABLE clock; DROP TABLE answers; DROP TABLE notes")
		}, Left, false, nil},
		"column renamed": {func(t *testing.T, path string) {
			sql(t, path, "ALTER TABLE answers RENAME COLUMN credit TO debit")
		}, Left, false, nil},
		"trigger planted": {func(t *testing.T, path string) {
			sql(t, path, `CREATE TRIGGER "t""1" BEFORE INSERT ON answers BEGIN SELECT RAISE(IGNORE); END`)
		}, "", true, nil},
		"vacuum": {func(t *testing.T, path string) { sql(t, path, "VACUUM") }, "", true, nil},
		"noise in the middle": {func(t *testing.T, path string) {
			sql(t, path, "PRAGMA wal_checkpoint") // what is in the log would be written over the noise
			noise(t, path)
		}, SetAside, false, nil},
		"logs removed": {func(t *testing.T, path string) {
			must(t, os.Remove(path+"-wal"))
			must(t, os.Remove(path+"-shm"))
		}, "", true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), FileName)
			earlier := openStore(t, path)
			must(t, recordIn(t, earlier, "ana").SavePlace(Place{Lesson: "earlier"}))
			must(t, earlier.Close())
			s := openStore(t, path)
			r := recordIn(t, s, "ana")
			a := begin(t, r, "one", "q1", "q2", "q3")
			give(t, r, a.ID, "q1", 1)
			give(t, r, a.ID, "q2", 1)
			c.harm(t, path)
			give(t, r, a.ID, "q3", 1)
			if n := s.Notices(); c.told != "" && !slices.ContainsFunc(n, func(n Notice) bool { return n.What == c.told }) {
				t.Errorf("notices %v, want that it is %s", n, c.told)
			}
			must(t, r.Finish(a.ID, 3, 3, true))
			must(t, s.Close())
			if c.mend != nil {
				c.mend(t, path)
			}
			again := openStore(t, path)
			list, err := recordIn(t, again, "ana").Answers(Filter{})
			must(t, err)
			if len(list) != 3 {
				t.Errorf("%d answers after the next start, want 3: %v, %v", len(list), files(t, filepath.Dir(path)), again.Notices())
			}
			if p, _, err := recordIn(t, again, "ana").Place(); err != nil || c.keeps && p.Lesson != "earlier" {
				t.Errorf("what an earlier run saved is gone: %+v, %v", p, err)
			}
			tries, err := recordIn(t, again, "ana").Tries()
			must(t, err)
			if tries["one"].Finished != 1 {
				t.Errorf("the attempt is not finished: %+v", tries)
			}
			integrity(t, again)
		})
	}
	t.Run("noise after the last answer", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), FileName)
		s := openStore(t, path)
		r := recordIn(t, s, "ana")
		give(t, r, begin(t, r, "one", "q1").ID, "q1", 1)
		sql(t, path, "PRAGMA wal_checkpoint")
		noise(t, path)
		must(t, s.Close())
		list, err := recordIn(t, openStore(t, path), "ana").Answers(Filter{})
		if n := s.Notices(); len(list) != 1 || err != nil || len(n) != 1 || n[0].What != SetAside {
			t.Errorf("%d answers, %v, notices %v", len(list), err, n)
		}
	})
}

// What a record is held to is what the migrations make.
func TestShape(t *testing.T) {
	s := newRecord(t).store
	must(t, s.Set("ana", "width", "70"))
	must(t, s.read(func(x *tx) error {
		tables, err := collect(x, func(rows *sql.Rows) (name string, err error) { return name, rows.Scan(&name) },
			`SELECT m.name || '(' || group_concat(c.name) || ')' FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name ORDER BY m.name`)
		if got := strings.Join(tables, " "); got != shape {
			t.Errorf("the migrations make\n%s\nshape is\n%s", got, shape)
		}
		return err
	}))
}

// BenchmarkIntact measures what is looked at before each write.
func BenchmarkIntact(b *testing.B) {
	r := newRecord(b)
	must(b, r.SavePlace(Place{Lesson: "one"}))
	s := r.store
	for b.Loop() {
		must(b, s.intact())
		must(b, s.known(&tx{conn: s.conn}))
		if s.moved() {
			b.Fatal("moved")
		}
	}
}

// A copy that somebody made by hand is left alone.
func TestOnlyOwnFilesAreTakenIn(t *testing.T) {
	for name, own := range map[string]bool{
		"progress-20261127-093000.db": true, "progress-old.db": false, "progress-2026.db": false, "progress.db": false,
		"progress-20261127-093000.db.merged": false, "progress-20261399-093000.db": false,
	} {
		if isBeside(name) != own {
			t.Errorf("%s is taken for a record that was begun beside another: %v", name, !own)
		}
	}
}
