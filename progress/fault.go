package progress

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

var (
	// ErrNoAttempt: an answer or a finish names an attempt that is not this
	// student's, or was never begun.
	ErrNoAttempt = errors.New("no such attempt")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("the record is closed")
)

// errDamaged: the size of the file shows that a part of it is missing. It does not
// leave the package: the file is set aside and a new one begun.
var errDamaged = errors.New("damaged")

// Trouble is a kind of fault of the file of a record.
type Trouble string

// The troubles. What was confirmed before one of them is safe.
const (
	Newer    Trouble = "newer"        // a newer program made the file; it was not touched
	Foreign  Trouble = "foreign"      // it is the database of another program; it was not touched
	NotAFile Trouble = "not a file"   // the path leads to a folder, a device or nothing
	NoLocks  Trouble = "no locks"     // the file system has none, without which two programs could spoil the file
	Full     Trouble = "disk is full" // there is no room to write
	Busy     Trouble = "busy"         // another program holds the file and does not let go
	ReadOnly Trouble = "read-only"    // the file or its folder may not be written
	NoFolder Trouble = "no folder"    // the folder may not be read or written
	BadDisk  Trouble = "bad disk"     // reading or writing failed: the disk is full or faulty
	Damaged  Trouble = "damaged"      // the file is damaged, and could not be set aside
	Refused  Trouble = "refused"      // the file system refused for a reason of its own
	Unknown  Trouble = "unknown"      // SQLite failed in another way
)

// Fault is an error of the file of a record, as facts that the callers
// put into words for a student.
type Fault struct {
	What          Trouble
	Path          string // the file
	Schema, Known int    // if Newer: the file's schema, and the latest that this program knows
	Err           error  // what SQLite or the file system said, or nil
}

// Error returns one line for developers.
func (f *Fault) Error() string {
	line := fmt.Sprintf("record %s: %s", f.Path, f.What)
	if f.What == Newer {
		line += fmt.Sprintf(": schema %d, known is %d", f.Schema, f.Known)
	}
	if f.Err != nil {
		line += ": " + f.Reason()
	}
	return line
}

// Unwrap returns what SQLite or the file system said.
func (f *Fault) Unwrap() error { return f.Err }

// Reason returns what SQLite or the file system said, in their own words, and
// of which path if that is not the file's. It is "" where they said nothing.
func (f *Fault) Reason() string {
	if f.Err == nil {
		return ""
	}
	var pe *fs.PathError
	if f.What != Refused || !errors.As(f.Err, &pe) {
		return f.Err.Error()
	}
	if pe.Path == f.Path {
		return pe.Err.Error()
	}
	return fmt.Sprintf("%s: %v", filepath.Clean(pe.Path), pe.Err)
}

// SQLite's primary result codes that mean something of their own.
const (
	codeSQL        = 1 // a statement and the schema do not fit
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

// fault makes a *Fault of an error of SQLite or the file system. Other errors,
// and those that hold a *Fault, pass through.
func (s *Store) fault(err error) error {
	if err == nil || errors.As(err, new(*Fault)) {
		return err
	}
	c := code(err)
	if c == 0 && !errors.As(err, new(*fs.PathError)) && !errors.As(err, new(*os.LinkError)) {
		return err
	}
	return &Fault{What: trouble(c), Path: s.path, Err: err}
}

// trouble returns the Trouble that a result code of SQLite means; 0 is for errors of the file system.
func trouble(code int) Trouble {
	switch code {
	case codeFull:
		return Full
	case codeBusy, codeLocked:
		return Busy
	case codeReadOnly, codePerm:
		return ReadOnly
	case codeCantOpen:
		return NoFolder
	case codeIO:
		return BadDisk
	case codeCorrupt, codeNotADB:
		return Damaged
	case 0:
		return Refused
	}
	return Unknown
}
