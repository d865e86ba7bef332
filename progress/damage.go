package progress

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// sidecars are the files that SQLite keeps beside a database.
func sidecars() []string { return []string{"-wal", "-shm", "-journal"} }

// setAside moves the file, which SQLite found damaged, and those beside it to a
// dated name. Several processes may find the same damage: one of them moves the
// file, and the others find that it is no longer the one they judged. The caller
// holds mu.
func (s *Store) setAside() error {
	_ = s.disconnect()
	s.again = true
	unlock, err := s.lockFolder()
	if err != nil {
		return err
	}
	defer unlock()
	there, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(s.file, there) {
		return nil // another process did it
	}
	if err != nil {
		return err
	}
	target, err := s.freeName("damaged")
	if err != nil {
		return err
	}
	// The file itself goes last. While it is there nobody begins a new one,
	// whose log would be moved instead.
	for _, suffix := range append(sidecars(), "") {
		if err := os.Rename(s.path+suffix, target+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	s.notify(SetAside, target)
	return nil
}

// lockFolder keeps other processes from setting a file aside until unlock is
// called or the process ends. The lock is SQLite's, on an empty file that
// stays: to remove it would let two processes hold two locks of one name.
func (s *Store) lockFolder() (unlock func(), err error) {
	lock := &Store{path: s.path + ".lock"}
	db, conn, err := lock.dial("")
	if err != nil {
		return nil, err
	}
	unlock = func() {
		_ = conn.Close()
		_ = db.Close()
	}
	t := &tx{conn: conn}
	if err := retryBusy(func() error { return t.exec("BEGIN EXCLUSIVE") }); err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// freeName returns a name for a copy of the file, with the time and without
// any file of that name: progress.db.damaged-20260730-081504.
func (s *Store) freeName(what string) (string, error) {
	base := fmt.Sprintf("%s.%s-%s", s.path, what, s.now().Format("20060102-150405"))
	name := base
	for n := 2; n < 1000; n++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return "", fmt.Errorf("%s: too many copies of this second", base)
}
