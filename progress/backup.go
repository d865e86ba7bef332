package progress

import (
	"context"
	"errors"
	"os"
)

// Backup writes a copy of the whole file beside it, under a dated name, and
// returns that name. A store with nothing in it has no copy and returns "".
func (s *Store) Backup() (name string, err error) {
	if s.unwritable != nil {
		return "", s.unwritable
	}
	err = s.do(func() error {
		if err := s.ready(false); err != nil || s.conn == nil {
			return err
		}
		name, err = s.freeName("backup")
		if err != nil {
			return err
		}
		return s.copyTo(name)
	})
	if err != nil {
		return "", err
	}
	return name, nil
}

// copyTo writes a copy of the file that is whole and on the disk, or none.
func (s *Store) copyTo(name string) (err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err != nil {
			_ = os.Remove(name)
		}
	}()
	// SQLite fills an empty file that is there, and keeps its permissions.
	if _, err := s.conn.ExecContext(context.Background(), "VACUUM INTO ?", name); err != nil {
		return err
	}
	return f.Sync()
}

// Reset forgets what this student read and answered in this course, or with
// lesson in that lesson only: its readings, the attempts whose scope it is, and
// the answers to its questions in other attempts. Notes, links and settings
// stay. A copy of the file is made first; Reset returns its name.
func (r *Record) Reset(lesson string, questions ...string) (backup string, err error) {
	backup, err = r.store.Backup()
	if err != nil {
		return "", err
	}
	err = r.store.write(durable, func(t *tx) error {
		if lesson == "" {
			return r.forgetCourse(t)
		}
		return r.forgetLesson(t, lesson, questions)
	})
	if err != nil {
		return backup, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, a := range r.attempts {
		if lesson == "" || a.Scope == lesson {
			delete(r.attempts, id)
		}
	}
	r.session = NewID() // its rows may come back with a merge
	return backup, nil
}

func (r *Record) forgetCourse(t *tx) error {
	for _, table := range [...]string{"places", "readings", "attempts"} {
		err := t.exec(`DELETE FROM `+table+` WHERE student = ? AND course = ?`, r.student, r.course.ID)
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Record) forgetLesson(t *tx, lesson string, questions []string) error {
	err := t.exec(`DELETE FROM readings WHERE student = ? AND course = ? AND lesson = ?`,
		r.student, r.course.ID, lesson)
	if err != nil {
		return err
	}
	err = t.exec(`DELETE FROM attempts WHERE student = ? AND course = ? AND scope = ?`,
		r.student, r.course.ID, lesson)
	if err != nil {
		return err
	}
	for _, q := range questions {
		err := t.exec(`DELETE FROM answers WHERE question = ?
			AND attempt IN (SELECT uuid FROM attempts WHERE student = ? AND course = ?)`,
			q, r.student, r.course.ID)
		if err != nil {
			return err
		}
	}
	return nil
}
