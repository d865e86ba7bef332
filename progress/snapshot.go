package progress

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A record that may be read and not written (a disk mounted read-only, the file of
// another user) is read from a snapshot: a copy in a temporary folder. SQLite could
// open the file itself only without its log, where the newest answers may be, and
// could not bring an old schema up to date.

// ReadOnly returns why the record cannot be written, nil if it can. What is in it can be read.
func (s *Store) ReadOnly() *Fault { return s.unwritable }

// mayBeRead reports whether a record that cannot be opened for this reason may still be readable.
func mayBeRead(f *Fault) bool {
	return f.What == ReadOnly || f.What == NoFolder || f.What == NoLocks || f.What == Refused && errors.Is(f.Err, fs.ErrPermission)
}

// openSnapshot makes the store one that reads from a copy of its file, and reports
// whether there is a sound one to read.
func (s *Store) openSnapshot() bool {
	info, err := os.Stat(s.path)
	if err != nil || !info.Mode().IsRegular() || info.Size() < smallest {
		return false
	}
	folder, err := os.MkdirTemp("", "lectern-record-*")
	if err != nil {
		return false
	}
	s.snapshot = &Store{path: filepath.Join(folder, FileName), now: s.now}
	if s.copyFile() == nil && s.snapshot.do(s.snapshot.connect) == nil && len(s.snapshot.notices) == 0 {
		return true
	}
	_ = s.dropSnapshot()
	return false
}

// dropSnapshot closes and removes the copy, if there is one.
func (s *Store) dropSnapshot() error {
	if s.snapshot == nil {
		return nil
	}
	err := s.snapshot.Close()
	return errors.Join(err, os.RemoveAll(filepath.Dir(s.snapshot.path)))
}

// copyFile copies the file and its log. A process of somebody who may write can
// change them meanwhile; then the copy is made again.
func (s *Store) copyFile() error {
	for range 5 {
		before := s.lastWritten()
		for _, suffix := range []string{"", "-wal"} {
			err := copyBytes(s.snapshot.path+suffix, s.path+suffix)
			if err != nil && !(suffix != "" && errors.Is(err, fs.ErrNotExist)) {
				return err
			}
		}
		if s.lastWritten() == before {
			return nil
		}
	}
	return &Fault{What: Busy, Path: s.path}
}

// written tells one state of a file and its log from another.
type written struct {
	file, log     time.Time
	size, logSize int64
}

func (s *Store) lastWritten() (w written) {
	if info, err := os.Stat(s.path); err == nil {
		w.file, w.size = info.ModTime(), info.Size()
	}
	if info, err := os.Stat(s.path + "-wal"); err == nil {
		w.log, w.logSize = info.ModTime(), info.Size()
	}
	return w
}

// copyBytes copies a file to one that only its owner may read.
func copyBytes(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
