package progress

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// FileName is the name of the record in its folder.
const FileName = "progress.db"

// DefaultPath returns where the record is kept: in the folder flag (of --data)
// if there is one, else in the folder env (of LECTERN_DATA), else in the folder
// lectern under dataHome (the user's data folder, XDG_DATA_HOME).
func DefaultPath(flag, env, dataHome string) string {
	switch {
	case flag != "":
		return filepath.Join(flag, FileName)
	case env != "":
		return filepath.Join(env, FileName)
	}
	return filepath.Join(dataHome, "lectern", FileName)
}

// Store is the file that holds the records of all students and courses.
type Store struct {
	path    string
	now     func() time.Time
	uptime  func() time.Duration // how long the program runs, which no clock that is set changes; nil if that is not known
	noLocks func(*os.File) error // nil for the system's
	writes  bool                 // one that can only be read is of no use

	unwritable *Fault // why nothing can be saved, nil if it can
	snapshot   *Store // of a record that cannot be written: what is read instead

	mu      sync.Mutex // held for each use of what follows
	db      *sql.DB
	conn    *sql.Conn     // the one connection; nil until it is needed
	file    os.FileInfo   // the file that conn has open
	probe   *os.File      // the same file, to look at it; closed after conn, because its end drops the locks of SQLite
	size    int64         // of the file when it was looked at last
	logSize int64         // of its log then
	touched time.Time     // when the file was written last, as far as we know
	schema  int           // SQLite's number of the schema that was checked
	wrote   []statement   // of this run
	last    int64         // the last stamp of this run
	lastUp  time.Duration // uptime when it was given
	again   bool          // what this run wrote is to be written into another file
	used    bool          // a file was open
	left    bool          // the file at the first path is left alone
	log     bool          // conn keeps a log (WAL)
	full    bool          // conn syncs at each commit
	notices []Notice
	closed  bool
}

// Open opens the record at path, and makes its folder if there is none. It
// fails with a *Fault that holds what is wrong; the program can go on without a
// record then, and nothing is saved.
//
// A damaged file is no failure: it is set aside, a new record is begun, and
// Notices has it. Nor is a file that can only be read: ReadOnly says so, and what
// would save fails.
func Open(path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	return newStore(path).open()
}

// OpenToWrite is Open for who wants to save: a file that can only be read is a failure too, and nothing is written
// anywhere but in its folder.
func OpenToWrite(path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := newStore(path)
	s.writes = true
	return s.open()
}

func newStore(path string) *Store {
	began := time.Now()
	return &Store{path: path, now: time.Now, uptime: func() time.Duration { return time.Since(began) }}
}

// open is Open for a store that is made.
func (s *Store) open() (*Store, error) {
	err := s.do(func() error {
		empty, err := s.lookAtFile()
		if err != nil || empty && !s.writes { // who wants to save is to learn now whether there is room
			return err
		}
		return s.connect()
	})
	if err == nil {
		s.gather()
		return s, nil
	}
	var f *Fault
	if !s.writes && errors.As(err, &f) && mayBeRead(f) && s.openSnapshot() {
		s.unwritable = f
		return s, nil
	}
	_ = s.Close()
	return nil, err
}

// Path returns the file's absolute path.
func (s *Store) Path() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.path
}

// Close lets go of the file. Uses of the store after it fail with ErrClosed. What happened to the
// file since the last write is found now, and Notices has it.
func (s *Store) Close() error {
	_ = s.do(func() error {
		if len(s.wrote) == 0 || s.conn == nil && !s.again {
			return nil
		}
		return s.stands()
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return errors.Join(s.fault(s.disconnect()), s.dropSnapshot())
}

// smallest is the size of a database that is not empty: one page of the
// smallest size (SQLite, "Database File Format", 1.2).
const smallest = 512

// lookAtFile makes the file if there is none, and reports whether it is still
// empty. It does not open one that is there: closing it again would drop the
// locks of any other Store in this process (SQLite, "How To Corrupt", 2.2).
func (s *Store) lookAtFile() (empty bool, err error) {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if link, err := os.Lstat(s.path); err == nil && link.Mode()&fs.ModeSymlink != 0 { // to nothing
			return false, &Fault{What: NotAFile, Path: s.path}
		}
		return true, s.makeFile()
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, &Fault{What: NotAFile, Path: s.path}
	case info.Size() >= smallest:
		s.file = info
		return false, nil
	case info.Size() > 0: // SQLite would take it for an empty one and write over it
		s.file = info
		return false, errDamaged
	}
	// SQLite would delete the log of an empty file, and with it answers.
	if log, err := os.Stat(s.path + "-wal"); err == nil && log.Size() > 0 {
		if info, err = os.Stat(s.path); err == nil && info.Size() == 0 {
			s.file = info
			return false, errDamaged
		}
		return false, err
	}
	return true, nil
}

// makeFile makes the empty file, so that a folder where nothing can be saved
// is known at the start.
func (s *Store) makeFile() error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // another process was quicker
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// dsn returns the file's name for the driver, as an SQLite URI, so that no character of
// the path is taken for a parameter.
func (s *Store) dsn(more string) string {
	path := filepath.ToSlash(s.path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/Users
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + parameters + more
}

// dial opens a connection of its own.
func (s *Store) dial(more string) (*sql.DB, *sql.Conn, error) {
	db, err := sql.Open(driverName, s.dsn(more))
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(context.Background())
	if err != nil {
		_ = db.Close()
		return nil, nil, err
	}
	return db, conn, nil
}

// connect opens the file and brings its schema up to date. The caller holds mu.
func (s *Store) connect() (err error) {
	if s.file, err = os.Stat(s.path); err != nil {
		return err
	}
	if s.probe, err = os.Open(s.path); err != nil {
		return err
	}
	if why := s.lockless(); why != nil {
		err = &Fault{What: NoLocks, Path: s.path, Err: why}
	}
	if err == nil {
		err = s.peek()
	}
	if err == nil {
		s.db, s.conn, err = s.dial("")
	}
	if err != nil {
		_ = s.disconnect()
		return err
	}
	s.size, s.logSize, s.touched = 0, 0, time.Time{}
	s.full = true
	err = s.establish()
	if err == nil {
		err = s.rewrite()
	}
	if err != nil {
		_ = s.disconnect()
		return err
	}
	s.used = true
	s.touch()
	return nil
}

// lockless returns why the open file cannot be locked, nil if it can.
func (s *Store) lockless() error {
	if s.noLocks != nil {
		return s.noLocks(s.probe)
	}
	return noLocks(s.probe)
}

// disconnect closes the connection, if there is one. The caller holds mu.
func (s *Store) disconnect() (err error) {
	if s.db != nil {
		err = errors.Join(s.conn.Close(), s.db.Close())
	}
	if s.probe != nil {
		_ = s.probe.Close()
	}
	s.db, s.conn, s.probe = nil, nil, nil
	return err
}

// moved reports whether the file at path is no longer the open one: its folder
// was removed, or another process set it aside. SQLite would go on writing into
// the file that nobody can find any more.
func (s *Store) moved() bool {
	info, err := os.Stat(s.path)
	return err != nil || !os.SameFile(info, s.file)
}
