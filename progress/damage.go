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
// dated name. Several processes may find the same damage: only the one whose
// judgement is of the file that is there now moves it. The caller holds mu.
func (s *Store) setAside() error {
	_ = s.disconnect()
	judged := s.file
	there, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(judged, there) {
		return nil // another process did it
	}
	if err != nil {
		return err
	}
	target, err := s.freeName("damaged")
	if err != nil {
		return err
	}
	for _, suffix := range sidecars() {
		if err := os.Rename(s.path+suffix, target+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(s.path, target); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	if moved, err := os.Stat(target); err == nil && !os.SameFile(judged, moved) {
		return putBack(target, s.path)
	}
	s.tell("The record was damaged. It is kept as " + target + ", and a new one was begun.")
	return nil
}

// putBack undoes the move of a file that was made in the moment between the
// judgement and the move. If there is yet another at path, both stay.
func putBack(from, path string) error {
	if err := os.Link(from, path); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return nil
		}
		return err
	}
	return os.Remove(from)
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

// tell adds a sentence to the notice, once.
func (s *Store) tell(sentence string) {
	for _, said := range s.notice {
		if said == sentence {
			return
		}
	}
	s.notice = append(s.notice, sentence)
}
