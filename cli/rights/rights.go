// Package rights says what a run of the program may do with the machine around it: Own is all that whoever
// started it may; Kiosk is to read a course, to answer, and to write where whoever set it up said, and
// nothing else. The commands ask the one type for it, so that no part of the program has to know in which of the two it
// runs.
package rights

import (
	"time"

	"lectern/reader/desktop"
)

// Rights are what a run may do. The zero value may nothing.
type Rights struct {
	Getenv   func(name string) string // the variables that count
	Programs func() desktop.Programs  // that may be started
	Keys     func() string            // the file of the student's own keys; "" for none
	Record   func() string            // the file of the record
	Results  string                   // the folder that results go to; "" where the student finds one
	HandsIn  bool                     // results may be written
	Pinned   bool                     // who the student is was said by whoever set this up, and not by the student
	Unsaved  bool                     // a course may be read though nothing of it can be saved
	Follows  bool                     // edits of a course are followed on the disk
	Batch    bool                     // something else may be done than to read on a terminal: to print, to collect
	Idle     time.Duration            // without a key after which a session ends; 0 for never
}
