package progress

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A record that can only be read shows what is in its log too, refuses what would
// save, and leaves no copy.
func TestSnapshot(t *testing.T) {
	open := openStore(t, filepath.Join(t.TempDir(), FileName))
	must(t, open.Set("robin", "width", "70"))
	if log, err := os.Stat(open.path + "-wal"); err != nil || log.Size() == 0 {
		t.Fatalf("there is no log: %v", err)
	}
	db, conn, err := open.dial("&mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	var fault *Fault
	if err := open.fault(open.checkWritable(&tx{conn: conn})); !errors.As(err, &fault) || fault.What != ReadOnly {
		t.Errorf("a file that can only be read may be written: %v", err)
	}
	conn.Close()
	db.Close()
	s := &Store{path: open.path, now: open.now, unwritable: &Fault{What: ReadOnly, Path: open.path}}
	if !s.openSnapshot() {
		t.Fatal("it cannot be read")
	}
	if got, _, err := s.Setting("robin", "width"); got != "70" || err != nil {
		t.Errorf("the setting is %q, %v", got, err)
	}
	if err := s.Set("robin", "width", "80"); err != s.unwritable {
		t.Errorf("saving returns %v", err)
	}
	if _, err := s.Backup(); err != s.unwritable {
		t.Errorf("a backup returns %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Dir(s.snapshot.path)); !os.IsNotExist(err) {
		t.Errorf("the copy is left: %v", err)
	}
}
