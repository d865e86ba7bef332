package progress

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A process is killed right after it said that an answer was saved, early and
// late in its life: every answer that it confirmed is there.
func TestKilledAfterAnswer(t *testing.T) {
	dir := t.TempDir()
	for run := range 12 {
		path := filepath.Join(dir, fmt.Sprint(run), FileName)
		c := startChild(t, "answer", path)
		confirmed := map[string]bool{}
		var last int
		for range 1 + 7*run {
			var id string
			if _, err := fmt.Fscanln(c.out, &id, &last); err != nil {
				t.Fatal(err)
			}
			confirmed[id] = true
		}
		must(t, c.cmd.Process.Kill())
		_ = c.cmd.Wait() // it was killed; that is no news

		s := openStore(t, path)
		r := recordIn(t, s, "ana")
		list, err := r.Answers(Filter{})
		must(t, err)
		for _, a := range list {
			delete(confirmed, a.ID)
		}
		if len(confirmed) > 0 {
			t.Errorf("run %d: %d confirmed answers are gone", run, len(confirmed))
		}
		if p, found, err := r.Place(); err != nil || !found || p.Block < last {
			t.Errorf("run %d: place %+v %v, want block %d or later", run, p, err, last)
		}
		if n := s.Notices(); len(n) > 0 {
			t.Errorf("run %d: notices %v", run, n)
		}
		integrity(t, s)
	}
}

// Ten processes begin a new file at the same moment and write at the same time.
func TestTenProcesses(t *testing.T) {
	for _, start := range []struct {
		name string
		make func(path string) error
	}{
		{"new", func(string) error { return nil }},
		{"damaged", func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("noise "), 5000), 0o600) }},
		{"version 1", func(path string) error { return copyFile("testdata/version1.db", path) }},
	} {
		t.Run(start.name, func(t *testing.T) { tenProcesses(t, start.make) })
	}
}

func tenProcesses(t *testing.T, make func(string) error) {
	const processes, each = 10, 12
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	must(t, make(path))
	var children []*child
	for range processes {
		children = append(children, startChild(t, "write", path, fmt.Sprint(each)))
	}
	for _, c := range children {
		_, err := fmt.Fprintln(c.in, "go")
		must(t, err)
	}
	for i, c := range children {
		if err := c.cmd.Wait(); err != nil {
			t.Errorf("process %d: %v", i, err)
		}
	}
	s := openStore(t, path)
	r := recordIn(t, s, "ben")
	answers, err := r.Answers(Filter{Scope: "one", Question: "q1"})
	must(t, err)
	lessons, err := r.Lessons()
	must(t, err)
	tries, err := r.Tries()
	must(t, err)
	if len(answers) != processes*each || lessons["one"].Seconds != processes*each || tries["one"].Finished != processes {
		t.Errorf("%d answers, %v seconds, %d finished; want %d, %d, %d", len(answers), lessons["one"].Seconds,
			tries["one"].Finished, processes*each, processes*each, processes)
	}
	copies := 0
	for _, name := range files(t, dir) {
		if strings.Contains(name, ".damaged-") {
			copies++
		}
	}
	want := 0
	if strings.HasSuffix(t.Name(), "/damaged") {
		want = 1
	}
	if copies != want {
		t.Errorf("set aside %d times: %v", copies, files(t, dir))
	}
	integrity(t, s)
}

// A file whose bytes make no sense is set aside, whole, and a new one begun.
func TestDamagedFileIsSetAside(t *testing.T) {
	sane := sampleFile(t)
	for name, damage := range map[string]func([]byte) []byte{
		"noise":           func([]byte) []byte { return bytes.Repeat([]byte("\x00\xffno database\n"), 999) },
		"one byte":        func([]byte) []byte { return []byte("S") },
		"header only":     func(b []byte) []byte { return b[:100] },
		"cut in half":     func(b []byte) []byte { return b[:len(b)/2] },
		"cut in a page":   func(b []byte) []byte { return b[:len(b)-1000] },
		"noise in schema": func(b []byte) []byte { return fillWithNoise(b, 100, 4096) },
		"noise in tables": func(b []byte) []byte { return fillWithNoise(b, 4096, len(b)) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), FileName)
			broken := damage(bytes.Clone(sane))
			must(t, os.WriteFile(path, broken, 0o600))
			s := openStore(t, path)
			clockAt(s, time.Date(2026, 7, 30, 8, 15, 4, 0, time.UTC))
			r := recordIn(t, s, "ana")
			give(t, r, begin(t, r, "one", "q1").ID, "q1", 1)
			if list, err := r.Answers(Filter{}); len(list) != 1 || err != nil {
				t.Errorf("%d answers, %v", len(list), err)
			}
			checkSetAside(t, s, broken)
			integrity(t, s)
		})
	}
}

// checkSetAside looks for the broken bytes under a dated name, of which the
// notice tells.
func checkSetAside(t *testing.T, s *Store, broken []byte) {
	t.Helper()
	kept, err := filepath.Glob(s.path + ".damaged-????????-??????")
	must(t, err)
	if len(kept) != 1 {
		t.Fatalf("set aside: %v", kept)
	}
	got, err := os.ReadFile(kept[0])
	must(t, err)
	// SQLite may note in the header that the file had a log.
	if len(got) != len(broken) || len(got) > 100 && !bytes.Equal(got[100:], broken[100:]) {
		t.Errorf("%d bytes were kept of %d, or other ones", len(got), len(broken))
	}
	if n := s.Notices(); !slices.Equal(n, []Notice{{SetAside, kept[0]}}) {
		t.Errorf("notices %v, want that it is set aside as %s", n, kept[0])
	}
}

func fillWithNoise(b []byte, from, to int) []byte {
	for i := from; i < to; i++ {
		b[i] = byte(i*i*7 + i/3)
	}
	return b
}

// sampleFile returns the bytes of a record with a few pages of answers.
func sampleFile(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), FileName)
	s := openStore(t, path)
	r := recordIn(t, s, "ana")
	a := begin(t, r, "one", "q1")
	for range 40 {
		give(t, r, a.ID, "q1", 1)
	}
	must(t, s.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

// An empty file with a log beside it lost its contents; SQLite would throw the
// log away.
func TestEmptiedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	must(t, os.WriteFile(path, nil, 0o600))
	must(t, os.WriteFile(path+"-wal", []byte("a log"), 0o600))
	s := openStore(t, path)
	must(t, recordIn(t, s, "ana").SavePlace(Place{Lesson: "one"}))
	kept, err := filepath.Glob(path + ".damaged-*-wal")
	must(t, err)
	if n := s.Notices(); len(kept) != 1 || len(n) != 1 || n[0].What != SetAside {
		t.Errorf("kept %v, notices %v", kept, n)
	}
}

func TestRefusedFileIsUntouched(t *testing.T) {
	for name, c := range map[string]struct {
		what Trouble
		sql  string
	}{
		"newer":   {Newer, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; CREATE TABLE x (y)", applicationID, schemaVersion+1)},
		"foreign": {Foreign, "CREATE TABLE x (y); INSERT INTO x VALUES (1)"},
		"marked":  {Foreign, "PRAGMA application_id = 252006675; PRAGMA user_version = 1"},
		"WAL":     {Foreign, "PRAGMA journal_mode = WAL; CREATE TABLE x (y)"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), FileName)
			before := makeDatabase(t, path, c.sql)
			s, err := Open(path)
			if s != nil {
				t.Fatal("it was opened")
			}
			want := Fault{What: c.what, Path: path}
			if c.what == Newer {
				want.Schema, want.Known = schemaVersion+1, schemaVersion
			}
			if got := faultOf(t, err); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			after, err := os.ReadFile(path)
			must(t, err)
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			if got := files(t, filepath.Dir(path)); len(got) != 1 {
				t.Errorf("left behind: %v", got)
			}
		})
	}
}

// A newer program is running: what it wrote is still in its log.
func TestNewerFileWithLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	other := &Store{path: path, now: time.Now}
	db, conn, err := other.dial("")
	must(t, err)
	defer db.Close()
	w := &tx{conn: conn}
	must(t, w.exec("PRAGMA journal_mode = WAL"))
	must(t, w.exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 99; CREATE TABLE x (y)", applicationID)))
	before, log := readBoth(t, path)
	_, err = Open(path)
	if f := faultOf(t, err); f.What != Newer || f.Schema != 99 {
		t.Errorf("got %+v", f)
	}
	after, logAfter := readBoth(t, path)
	if !bytes.Equal(before, after) || !bytes.Equal(log, logAfter) || len(log) == 0 {
		t.Error("the file or its log was changed")
	}
	must(t, conn.Close())
}

func readBoth(t *testing.T, path string) (file, log []byte) {
	t.Helper()
	file, err := os.ReadFile(path)
	must(t, err)
	log, err = os.ReadFile(path + "-wal")
	must(t, err)
	return file, log
}

// makeDatabase makes a file by SQL and returns its bytes.
func makeDatabase(t *testing.T, path, sql string) []byte {
	t.Helper()
	s := &Store{path: path, now: time.Now}
	db, conn, err := s.dial("")
	must(t, err)
	must(t, (&tx{conn: conn}).exec(sql))
	must(t, conn.Close())
	must(t, db.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

// faultOf returns the *Fault in an error, whose text is one line with the path.
func faultOf(t *testing.T, err error) Fault {
	t.Helper()
	var f *Fault
	if !errors.As(err, &f) {
		t.Fatalf("%v is no fault of a record", err)
	}
	if text := err.Error(); strings.ContainsAny(text, "\n\r") || !strings.Contains(text, f.Path) {
		t.Errorf("error %q: want one line with %q", text, f.Path)
	}
	return *f
}

// Nothing can be saved there. Permissions do not bind every user who runs
// tests, so the obstacles are of other kinds.
func TestUnusablePlaces(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o600))
	must(t, os.Mkdir(filepath.Join(dir, FileName), 0o700))
	must(t, os.Symlink("loop", filepath.Join(dir, "loop")))
	for path, want := range map[string]Trouble{
		filepath.Join(dir, "file", FileName):        Refused,
		filepath.Join(dir, "file", "sub", FileName): Refused,
		filepath.Join(dir, FileName):                NotAFile,
		filepath.Join(dir, "loop"):                  Refused,
		os.DevNull:                                  NotAFile,
	} {
		_, err := Open(path)
		f := faultOf(t, err)
		if f.What != want || f.Path != path {
			t.Errorf("%s: %+v, want %s", path, f, want)
		}
		if (f.What == Refused) != errors.As(err, new(*fs.PathError)) {
			t.Errorf("%s: what the file system said is lost: %v", path, err)
		}
	}
}

// The folder is removed while the record is open: what this run saved before and after is in
// a new file, and the student is told.
func TestFolderRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := openStore(t, filepath.Join(dir, FileName))
	r := recordIn(t, s, "ana")
	a := begin(t, r, "one", "q1", "q2")
	give(t, r, a.ID, "q1", 1)
	must(t, os.RemoveAll(dir))
	give(t, r, a.ID, "q2", 1)
	must(t, r.Finish(a.ID, 2, 2, true))
	if n := s.Notices(); !slices.Equal(n, []Notice{{Moved, s.Path()}}) {
		t.Errorf("notices %v", n)
	}
	must(t, s.Close())
	r = recordIn(t, openStore(t, s.Path()), "ana")
	list, err := r.Answers(Filter{})
	if len(list) != 2 || list[0].Question != "q1" || err != nil { // the one before is written again
		t.Errorf("%+v, %v", list, err)
	}
	must(t, os.RemoveAll(dir))
	must(t, os.WriteFile(dir, nil, 0o600)) // and now there can be no folder
	err = r.SavePlace(Place{Lesson: "one"})
	if f := faultOf(t, err); f.What != Refused || f.Path != s.Path() || f.Reason() != "not a directory" {
		t.Errorf("got %+v, reason %q", f, f.Reason())
	}
}

// On a file system without locks what is there can be read, and the reason why nothing is saved is
// known at once.
func TestNoLocks(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	must(t, os.WriteFile(path, sampleFile(t), 0o600))
	refuse := &Store{path: path, now: time.Now, noLocks: func(f *os.File) error {
		if f.Name() == path {
			return errors.New("no locks available")
		}
		return nil
	}}
	s, err := refuse.open()
	must(t, err)
	defer s.Close()
	list, err := recordIn(t, s, "ana").Answers(Filter{})
	if len(list) != 40 || err != nil {
		t.Errorf("%d answers, %v", len(list), err)
	}
	if f := faultOf(t, s.Set("ana", "width", "70")); f.What != NoLocks {
		t.Errorf("got %+v", f)
	}
}

// Characters that mean something in a URI are plain characters of a path.
func TestOddPaths(t *testing.T) {
	for _, name := range []string{"a?mode=memory", "b#c", "d%41", "e f", "ü", "x&_synchronous=OFF", "file:y"} {
		path := filepath.Join(t.TempDir(), name, FileName)
		s := openStore(t, path)
		must(t, recordIn(t, s, "ana").SavePlace(Place{Lesson: "one"}))
		must(t, s.Close())
		if info, err := os.Stat(path); err != nil || info.Size() == 0 || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%q: %v, %v", name, info, err)
		}
	}
}

func TestSettingsOfTheConnection(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), FileName))
	must(t, recordIn(t, s, "ana").SavePlace(Place{Lesson: "one"}))
	must(t, s.Set("ana", "width", "70"))
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000",
		"application_id": fmt.Sprint(applicationID), "user_version": fmt.Sprint(schemaVersion),
	} {
		var got string
		must(t, s.read(func(t *tx) error { return t.row("PRAGMA " + pragma).Scan(&got) }))
		if got != want {
			t.Errorf("%s = %s, want %s", pragma, got, want)
		}
	}
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}
