package progress

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// What happens to the file of a record while it is open, and where the answers go then.
//
// Before each write the file is looked at: is it still at its path, is it still a database of
// ours, and of a version that we know? One that was moved or damaged has a new one after it. One that
// is not ours any more (a newer program has brought its schema up to date, another file or a
// folder has its name) is left alone, and what is to be saved goes into a record of another name
// beside it, which the next start takes in. What was confirmed in this run is written into the new
// one too, because the old one may be gone.

// statement is what a run wrote, so that it can be written again.
type statement struct {
	query string
	args  []any
}

// maxStatements bounds what is remembered of a run; of a longer one the beginning is forgotten.
const maxStatements = 50_000

// remember keeps what a transaction wrote. Places are not confirmed and come again by themselves.
func (s *Store) remember(t *tx, d durability) {
	if d == durable && !t.untold {
		s.wrote = append(s.wrote, t.wrote...)
		s.wrote = s.wrote[max(0, len(s.wrote)-maxStatements):]
	}
	if s.last = max(s.last, t.stamp); s.uptime != nil {
		s.lastUp = s.uptime()
	}
}

// rewrite writes into a new file what this run wrote into the one before.
func (s *Store) rewrite() error {
	if !s.again {
		return nil
	}
	t := &tx{conn: s.conn, now: s.now()}
	err := s.within(t, "BEGIN IMMEDIATE", func() error {
		for _, w := range s.wrote {
			if err := t.exec(w.query, w.args...); err != nil && code(err) != codeConstraint {
				return err
			}
		}
		return t.moveClock(s.last)
	})
	if err == nil {
		s.again = false
	}
	return err
}

// The header of a database (SQLite, "Database File Format", 1.3).
const (
	headerLength   = 100
	pageSizeAt     = 16
	pagesAt        = 28
	userVersionAt  = 60
	applicationAt  = 68
	databaseHeader = "SQLite format 3\x00"
)

// intact looks at the open file: it is as long as it was, and its header is that of a record.
func (s *Store) intact() error {
	if s.probe == nil {
		return nil
	}
	info, err := s.probe.Stat()
	if err != nil {
		return err
	}
	var head [headerLength]byte
	if n, _ := s.probe.ReadAt(head[:], 0); n < len(head) || string(head[:len(databaseHeader)]) != databaseHeader {
		return errDamaged
	}
	page := int64(binary.BigEndian.Uint16(head[pageSizeAt:]))
	if page == 1 {
		page = 1 << 16
	}
	application, version := binary.BigEndian.Uint32(head[applicationAt:]), int32(binary.BigEndian.Uint32(head[userVersionAt:]))
	switch {
	case application != applicationID:
		return &Fault{What: Foreign, Path: s.path}
	case version > schemaVersion:
		return &Fault{What: Newer, Path: s.path, Schema: int(version), Known: schemaVersion}
	case info.Size() < s.size && info.Size() < page*int64(binary.BigEndian.Uint32(head[pagesAt:])):
		return errDamaged // a checkpoint only makes it longer
	}
	s.size = info.Size()
	if err := s.intactLog(); err != nil {
		return err
	}
	// Between checkpoints, which are rare, nobody writes into the file itself. So who did may
	// have been anyone, and all of the file is looked at.
	if !info.ModTime().Equal(s.touched) {
		if err := s.sound(); err != nil {
			return err
		}
		s.touch()
	}
	return nil
}

// touch remembers when the file was written last: by us, or by one whose work was looked at.
func (s *Store) touch() {
	if s.probe != nil {
		if info, err := s.probe.Stat(); err == nil {
			s.touched = info.ModTime()
		}
	}
}

// sound has SQLite look through the whole file as it is on the disk.
func (s *Store) sound() error {
	t := &tx{conn: s.conn}
	if err := t.exec("PRAGMA shrink_memory"); err != nil { // the pages that it has read before
		return err
	}
	var verdict string
	if err := t.row("PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return errDamaged
	}
	return nil
}

// intactLog looks at the log. It is never made shorter while we have it open, but by a program that
// moved all of it into the file, or by one that cut it.
func (s *Store) intactLog() error {
	if !s.log {
		return nil
	}
	length := int64(0)
	if info, err := os.Stat(s.path + "-wal"); err == nil {
		length = info.Size()
	}
	cut := length < s.logSize
	s.logSize = length
	if !cut {
		return nil
	}
	// What is in the file may be whole all the same.
	_ = s.disconnect()
	s.again = true
	if err := s.ready(true); err != nil {
		return err
	}
	return s.sound()
}

// besideFormat is the time in the name of a record beside another one.
const besideFormat = "20060102-150405"

// besideName names a record that is begun beside this one at a time.
func (s *Store) besideName(at time.Time) string {
	return strings.TrimSuffix(s.path, ".db") + "-" + at.Format(besideFormat) + ".db"
}

// isBeside reports whether a file is named as a record that leave began, and not, for example, as
// a copy that somebody made by hand: taking that in would bring back what was reset since.
func isBeside(name string) bool {
	rest, ok := strings.CutPrefix(name, strings.TrimSuffix(FileName, ".db")+"-")
	rest, suffix := strings.CutSuffix(rest, ".db")
	_, err := time.Parse(besideFormat, rest)
	return ok && suffix && err == nil
}

// leave gives up a file that is not ours any more, for one beside it. It reports whether err is a
// reason for that.
func (s *Store) leave(err error) bool {
	var f *Fault
	if !s.used || s.left || !errors.As(err, &f) || f.What != Newer && f.What != Foreign && f.What != NotAFile {
		return false
	}
	at := s.now()
	path := s.besideName(at)
	for n := 0; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			break
		} else if n == 60 {
			return false
		}
		at = at.Add(time.Second) // another process does the same
		path = s.besideName(at)
	}
	_ = s.disconnect()
	s.path, s.left, s.again = path, true, true
	s.notify(Left, path)
	return true
}

// gather takes in the records that were written beside this one while it was not ours.
// What cannot be taken in stays for the next start.
func (s *Store) gather() {
	dir, base := filepath.Dir(s.path), filepath.Base(s.path)
	if base != FileName {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if isBeside(e.Name()) && e.Type().IsRegular() {
			s.takeBeside(filepath.Join(dir, e.Name()))
		}
	}
}

// takeBeside takes in one record, and gives it a name under which it is not taken in again.
func (s *Store) takeBeside(path string) {
	other, err := Open(path)
	if err != nil {
		return
	}
	var lines []line
	err = other.read(func(t *tx) (err error) {
		lines, err = portable(t, filter{})
		return err
	})
	clampLines(lines, s.now(), s.now())
	if err == nil && len(lines) > 0 {
		err = s.write(durable, func(t *tx) error {
			t.untold = true
			return takeIn(t, lines)
		})
	}
	alone := err == nil && other.alone()
	if other.Close() != nil || !alone {
		return // another process still writes into it
	}
	if err := os.Rename(path, path+".merged"); err == nil || errors.Is(err, fs.ErrNotExist) {
		s.mu.Lock()
		s.notify(Merged, path+".merged")
		s.mu.Unlock()
	}
}

// alone reports whether nobody else has the file open: only then SQLite gives up its log.
func (s *Store) alone() bool {
	var mode string
	err := s.do(func() error {
		if s.conn == nil {
			mode = "delete"
			return nil
		}
		t := &tx{conn: s.conn}
		if err := t.exec("PRAGMA busy_timeout = 0"); err != nil {
			return err
		}
		return t.row("PRAGMA journal_mode = DELETE").Scan(&mode)
	})
	return err == nil && mode == "delete"
}
