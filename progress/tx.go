package progress

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"
)

// tx is a transaction under way. Its methods are database/sql's without the
// context: nothing here is called off half-way.
type tx struct {
	conn  *sql.Conn
	now   time.Time // when it began
	floor int64     // of its stamp (clock.go)
	stamp int64     // of what it writes (clock.go); 0 in a transaction that reads

	wrote  []statement // what it wrote
	dry    bool        // what it writes is there already: it is only remembered
	untold bool        // what it writes need not be remembered
	ready  statements  // of a transaction that writes the same thing many times; nil of others
}

// statements are prepared ones, by their text.
type statements map[string]*sql.Stmt

func (all statements) close() {
	for _, s := range all {
		_ = s.Close()
	}
}

func (t *tx) exec(query string, args ...any) error {
	if t.stamp > 0 && !t.untold {
		t.wrote = append(t.wrote, statement{query, args})
	}
	if t.dry {
		return nil
	}
	if t.ready != nil {
		_, err := t.put(query, args...)
		return err
	}
	_, err := t.conn.ExecContext(context.Background(), query, args...)
	return err
}

// put runs a statement that is prepared once, and reports whether it changed anything.
func (t *tx) put(query string, args ...any) (changed bool, err error) {
	s := t.ready[query]
	if s == nil {
		if s, err = t.conn.PrepareContext(context.Background(), query); err != nil {
			return false, err
		}
		t.ready[query] = s
	}
	result, err := s.ExecContext(context.Background(), args...)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

func (t *tx) row(query string, args ...any) *sql.Row {
	return t.conn.QueryRowContext(context.Background(), query, args...)
}

// each calls scan for each row of the result.
func (t *tx) each(scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := t.conn.QueryContext(context.Background(), query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// collect returns the values that scan makes from the rows of the result.
func collect[T any](t *tx, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	var all []T
	err := t.each(func(r *sql.Rows) error {
		one, err := scan(r)
		if err == nil {
			all = append(all, one)
		}
		return err
	}, query, args...)
	return all, err
}

// durability says which failures a confirmed write survives.
type durability bool

const (
	durable durability = true  // a power cut
	quick   durability = false // the end of the process, however it comes; no fsync
)

// patience is how long to keep asking for a lock that was refused. The last try may
// still wait for the busy timeout of the driver, as long again.
const patience = 10 * time.Second

// write runs f in a transaction that holds the write lock from its start: one
// that takes it later fails when two processes write. An error of f or of the
// commit leaves the file as it was.
func (s *Store) write(d durability, f func(*tx) error) error {
	if s.unwritable != nil {
		return s.unwritable
	}
	return s.do(func() error {
		if err := s.stands(); err != nil {
			return err
		}
		if err := s.sync(d); err != nil {
			return err
		}
		t := &tx{conn: s.conn, now: s.now(), floor: s.floor()}
		err := s.within(t, "BEGIN IMMEDIATE", func() error {
			if err := s.known(t); err != nil {
				return err
			}
			if err := t.tick(); err != nil {
				return err
			}
			return f(t)
		})
		if err == nil {
			s.remember(t, d)
			s.touch()
		}
		return err
	})
}

// stands makes sure that what is written next, and what was written before in this run, is in
// a record that the next start finds.
func (s *Store) stands() error {
	if err := s.ready(true); err != nil {
		return err
	}
	return s.intact()
}

// read runs f on one unchanging state of the file. If the file is still empty, f is not
// called: what it would have filled stays zero.
func (s *Store) read(f func(*tx) error) error {
	if s.snapshot != nil {
		return s.snapshot.read(f)
	}
	return s.do(func() error {
		if err := s.ready(false); err != nil || s.conn == nil {
			return err
		}
		t := &tx{conn: s.conn, now: s.now()}
		return s.within(t, "BEGIN", func() error { return f(t) })
	})
}

// within runs f between begin and COMMIT.
func (s *Store) within(t *tx, begin string, f func() error) (err error) {
	if err := retryBusy(func() error { return t.exec(begin) }); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			_, _ = t.conn.ExecContext(context.Background(), "ROLLBACK") // SQLite may have rolled back already
		}
	}()
	if err := f(); err != nil {
		return err
	}
	if _, err := t.conn.ExecContext(context.Background(), "COMMIT"); err != nil {
		return err
	}
	done = true
	return nil
}

// ready makes sure that there is a connection to the file that is at the path
// now. Without create, a file that is still empty gets none.
func (s *Store) ready(create bool) error {
	if s.conn != nil && s.moved() {
		_ = s.disconnect()
		s.again = true
		s.notify(Moved, s.path)
	}
	if s.conn != nil {
		return nil
	}
	empty, err := s.lookAtFile()
	if err != nil || empty && !create {
		return err
	}
	return s.connect()
}

// sync sets whether commits wait for the disk. Without a log they always do:
// an older journal that is not synced can spoil the file.
func (s *Store) sync(d durability) error {
	full := d == durable || !s.log
	if s.full == full {
		return nil
	}
	level := "NORMAL"
	if full {
		level = "FULL"
	}
	_, err := s.conn.ExecContext(context.Background(), "PRAGMA synchronous = "+level)
	if err == nil {
		s.full = full
	}
	return err
}

// do runs f while holding mu. If f finds the file damaged, the file is set
// aside and f runs again with a new one.
func (s *Store) do(f func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for try := 0; ; try++ {
		if s.closed {
			return ErrClosed
		}
		err := f()
		if err == nil {
			return nil
		}
		if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
			_ = s.disconnect() // the driver gave it up; the next use has another
		}
		if s.leave(err) {
			continue
		}
		if !damaged(err) || try == 3 {
			return s.fault(err)
		}
		if err := s.setAside(); err != nil {
			return s.fault(err)
		}
	}
}

// retryBusy runs f until it no longer says that the file is locked, or
// patience ends. Most waiting is done inside SQLite; some of its locks (the
// change to WAL, the recovery of a log) are refused at once.
func retryBusy(f func() error) error {
	end := time.Now().Add(patience)
	for wait := time.Millisecond; ; wait = min(2*wait, 50*time.Millisecond) {
		err := f()
		if !busy(err) || time.Now().After(end) {
			return err
		}
		time.Sleep(wait)
	}
}
