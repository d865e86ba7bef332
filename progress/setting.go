package progress

import (
	"database/sql"
	"errors"
)

// Setting returns what a student set key to, and whether it is set. The
// student "" stands for the computer: its settings hold for everyone who uses it.
func (s *Store) Setting(student, key string) (value string, found bool, err error) {
	err = s.read(func(t *tx) error {
		var v sql.NullString
		err := t.row(`SELECT value FROM settings WHERE student = ? AND key = ?`, student, key).Scan(&v)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		value, found = v.String, v.Valid
		return err
	})
	return value, found, err
}

// Set sets a student's key to value.
func (s *Store) Set(student, key, value string) error {
	return s.set(student, key, &value)
}

// Unset takes a setting back, so that it has its default again.
func (s *Store) Unset(student, key string) error {
	return s.set(student, key, nil)
}

func (s *Store) set(student, key string, value *string) error {
	return s.write(durable, func(t *tx) error {
		return mergeSetting(t, settingLine{Student: student, Key: key, Value: value, Stamp: t.stamp})
	})
}

// installKey is the setting of the computer that holds Install.
const installKey = "install"

// Install returns the UUID of this data folder, which is made at the first call. It tells two
// computers of one student apart, and one computer that was used under two names.
func (s *Store) Install() (string, error) {
	id, found, err := s.Setting("", installKey)
	if err != nil || found {
		return id, err
	}
	id = NewID()
	return id, s.Set("", installKey, id)
}

// Unite gives what the file holds of the student from to the student to: of what both have, a
// place, a setting or a link, the newer one stays.
func (s *Store) Unite(from, to string) error {
	return s.write(durable, func(t *tx) error {
		all, err := portable(t, filter{student: from})
		if err != nil {
			return err
		}
		if err := mergeStudent(t, studentLine{to}); err != nil {
			return err
		}
		for _, table := range [...]string{"readings", "attempts", "notes"} {
			if err := t.exec(`UPDATE `+table+` SET student = ? WHERE student = ?`, to, from); err != nil {
				return err
			}
		}
		for _, l := range all {
			if l.Place == nil && l.Setting == nil && l.Link == nil {
				continue
			}
			*l.owner() = to
			if err := l.merge(t); err != nil {
				return err
			}
		}
		for _, table := range [...]string{"places", "settings", "links"} {
			if err := t.exec(`DELETE FROM `+table+` WHERE student = ?`, from); err != nil {
				return err
			}
		}
		return t.exec(`DELETE FROM students WHERE name = ?`, from)
	})
}

// Settings returns all that a student set, by key.
func (s *Store) Settings(student string) (map[string]string, error) {
	all := map[string]string{}
	err := s.read(func(t *tx) error {
		return t.each(func(rows *sql.Rows) error {
			var key, value string
			err := rows.Scan(&key, &value)
			all[key] = value
			return err
		}, `SELECT key, value FROM settings WHERE student = ? AND value IS NOT NULL`, student)
	})
	return all, err
}
