package progress

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// What can be wrong with a record. Ask with errors.Is; the error itself says
// on one line what is wrong and why.
var (
	// ErrNewer: a newer program made the file. It was not touched.
	ErrNewer = errors.New("made by a newer Lectern")
	// ErrForeign: the file is the database of another program. It was not touched.
	ErrForeign = errors.New("not a record of Lectern's")
	// ErrUnusable: the file cannot be made, read or written.
	ErrUnusable = errors.New("cannot be used")
	// ErrFull: there is no room to write. What was confirmed before is safe.
	ErrFull = errors.New("disk full")
	// ErrBusy: another program holds the file and does not let go.
	ErrBusy = errors.New("held by another program")
	// ErrNoAttempt: an answer or a finish names an attempt that is not this
	// student's, or was never begun.
	ErrNoAttempt = errors.New("no such attempt")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("the record is closed")
)

// errDamaged: SQLite says that the bytes of the file make no sense. It does
// not leave the package: the file is set aside and a new one begun.
var errDamaged = errors.New("damaged")

// Fault is what is wrong with the file of a record.
type Fault struct {
	Path string // the file
	Kind error  // one of the errors above
	Why  string // the reason, for people
	Err  error  // what was behind it, or nil
}

// Error returns one line that says what is wrong and why.
func (f *Fault) Error() string {
	return fmt.Sprintf("the record %s %s", f.Path, f.Why)
}

// Unwrap lets errors.Is and errors.As see the kind and the cause.
func (f *Fault) Unwrap() []error {
	if f.Err == nil {
		return []error{f.Kind}
	}
	return []error{f.Kind, f.Err}
}

// SQLite's primary result codes that get words of their own.
const (
	codePerm       = 3
	codeBusy       = 5
	codeLocked     = 6
	codeReadOnly   = 8
	codeIO         = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCantOpen   = 14
	codeConstraint = 19
	codeNotADB     = 26
)

// busy reports whether err says that another connection has a lock.
func busy(err error) bool {
	c := code(err)
	return c == codeBusy || c == codeLocked
}

// damaged reports whether err says that the file is not a sound database.
func damaged(err error) bool {
	c := code(err)
	return c == codeCorrupt || c == codeNotADB || errors.Is(err, errDamaged)
}

// fault gives an error of SQLite or the file system its kind and words. Errors
// that have theirs pass through.
func (s *Store) fault(err error) error {
	var f *Fault
	if err == nil || errors.As(err, &f) {
		return err
	}
	f = &Fault{Path: s.path, Kind: ErrUnusable, Err: err}
	switch code(err) {
	case codeFull:
		f.Kind, f.Why = ErrFull, "cannot be written: the disk is full"
	case codeBusy, codeLocked:
		f.Kind, f.Why = ErrBusy, "is held by another program, which did not let go of it"
	case codeReadOnly, codePerm:
		f.Why = "cannot be written: the file or its folder is read-only"
	case codeCantOpen:
		f.Why = "cannot be opened: its folder cannot be read or written"
	case codeIO:
		f.Why = "cannot be written or read: the disk is full or faulty (" + err.Error() + ")"
	case codeCorrupt, codeNotADB:
		f.Why = "is damaged: " + err.Error()
	case 0:
		var pe *fs.PathError
		var le *os.LinkError
		if !errors.As(err, &pe) && !errors.As(err, &le) {
			return err
		}
		f.Why = "cannot be used: " + reason(err, s.path)
		if errors.Is(err, syscall.ENOSPC) {
			f.Kind = ErrFull
		}
	default:
		return fmt.Errorf("the record %s: %w", s.path, err)
	}
	return f
}

// reason says what the file system refused, and where if that is not the path
// the reader already knows.
func reason(err error, known string) string {
	var pe *fs.PathError
	if !errors.As(err, &pe) {
		return err.Error()
	}
	if pe.Path == known {
		return pe.Err.Error()
	}
	return fmt.Sprintf("%s: %v", filepath.Clean(pe.Path), pe.Err)
}
