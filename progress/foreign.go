package progress

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// maxForeign is the largest file of a record that somebody hands over, in bytes.
const maxForeign = 1 << 30

// ReadFile reads the attempts and answers of all students in the file of a record that is
// somebody else's. The file stays as it is: a copy is opened, for reading only, without
// bringing its schema up to date. What it says of itself is not believed: no view, trigger
// or function of its schema is run, and each row is checked as one of an import.
// install is the UUID of its data folder, "" if it has none yet. Errors are a *Fault or an
// *ImportFault.
func ReadFile(path string) (e *Export, install string, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, "", err
	}
	s := &Store{path: path, now: time.Now}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, "", s.fault(err)
	case !info.Mode().IsRegular():
		return nil, "", &Fault{What: NotAFile, Path: path}
	case info.Size() > maxForeign:
		return nil, "", &ImportFault{What: TooLong, Want: maxForeign >> 20}
	case info.Size() < smallest:
		return nil, "", &Fault{What: Damaged, Path: path}
	}
	folder, err := os.MkdirTemp("", "lectern-record-*")
	if err != nil {
		return nil, "", s.fault(err)
	}
	defer os.RemoveAll(folder)
	s.snapshot = &Store{path: filepath.Join(folder, FileName), now: s.now}
	if err := s.copyFile(); err != nil {
		return nil, "", s.fault(err)
	}
	e, install, err = s.snapshot.readForeign()
	if damaged(err) || code(err) == codeSQL {
		err = &Fault{What: Damaged, Err: err}
	}
	var f *Fault
	if err = s.fault(err); errors.As(err, &f) {
		f.Path = path
	}
	return e, install, err
}

// readForeign reads the copy.
func (s *Store) readForeign() (*Export, string, error) {
	db, conn, err := s.dial("&mode=ro")
	if err != nil {
		return nil, "", err
	}
	defer db.Close()
	defer conn.Close()
	t := &tx{conn: conn, now: s.now()}
	for _, pragma := range []string{"trusted_schema = 0", "query_only = 1", "cell_size_check = 1"} {
		if err := t.exec("PRAGMA " + pragma); err != nil {
			return nil, "", err
		}
	}
	if s.file, err = os.Stat(s.path); err != nil {
		return nil, "", err
	}
	version, err := s.version(t)
	if err != nil || version == 0 {
		return &Export{}, "", err
	}
	if err := s.checkLength(t); err != nil {
		return nil, "", err
	}
	if err := t.plain(version); err != nil {
		return nil, "", err
	}
	e := &Export{written: t.now}
	f := filter{}
	add(&e.lines, &err, t, f, attempts, func(l *line, row *attemptLine) { l.Attempt = row })
	add(&e.lines, &err, t, f, answersOf(version), func(l *line, row *answerLine) { l.Answer = row })
	if err != nil {
		return nil, "", err
	}
	for i, l := range e.lines {
		if err := l.check(); err != nil {
			return nil, "", &ImportFault{What: BadLine, Line: i + 1, Err: err}
		}
	}
	var install string
	names, err := collect(t, scanName, `SELECT value FROM settings WHERE student = '' AND key = ? AND value IS NOT NULL`, installKey)
	if len(names) == 1 && validID(names[0]) {
		install = names[0]
	}
	return e, install, err
}

// plain makes sure that what is read are the tables that a record has, with rows and nothing
// computed, and that they are not more than can be read.
func (t *tx) plain(version int) error {
	var odd int
	err := t.row(`SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger') OR sql LIKE '%VIRTUAL%' OR sql LIKE '%GENERATED%'`).Scan(&odd)
	if err != nil || odd > 0 {
		return errors.Join(err, errDamaged)
	}
	tables, err := collect(t, scanName, `SELECT m.name || '(' || group_concat(c.name) || ')' FROM sqlite_schema m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name IN ('attempts', 'answers', 'settings') GROUP BY m.name`)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if !strings.Contains(" "+shapeOf(version)+" ", " "+table+" ") {
			return errDamaged
		}
	}
	var rows int
	err = t.row(`SELECT (SELECT count(*) FROM attempts) + (SELECT count(*) FROM answers)`).Scan(&rows)
	if err == nil && (len(tables) != 3 || rows > maxForeignRows) {
		return errDamaged
	}
	return err
}

// maxForeignRows is the most attempts and answers that are read from one file: those of a
// server on which a whole school has its records.
const maxForeignRows = 2_000_000
