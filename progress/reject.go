package progress

import "fmt"

// Flaw is a kind of fault in an exported record.
type Flaw string

// The flaws.
const (
	Empty       Flaw = "empty"              // there is not one line
	NoRecord    Flaw = "no record"          // the first line is not that of a record
	NewerFormat Flaw = "newer format"       // Got is its format, Want the latest that this program reads
	TooLong     Flaw = "too long"           // Want is how many megabytes may be
	CutOff      Flaw = "cut off"            // the last line is missing
	Incomplete  Flaw = "incomplete"         // Got lines are there, Want is how many the last line counts
	NoLine      Flaw = "no line of records" // a line cannot be read
	BadLine     Flaw = "bad line"           // a line says what cannot be
	Misfit      Flaw = "misfit"             // a line names what the record does not have
	Several     Flaw = "several students"   // Got is how many; they cannot be taken in as one
)

// ImportFault is the error when an exported record was not imported, as facts that
// the callers put into words for a student.
type ImportFault struct {
	What      Flaw
	Line      int // of NoLine, BadLine and Misfit, from 1
	Got, Want int // as What says
	Err       error
}

// Error returns one line for developers.
func (f *ImportFault) Error() string {
	text := string(f.What)
	if f.Line > 0 {
		text += fmt.Sprintf(" %d", f.Line)
	}
	if f.Got != 0 || f.Want != 0 {
		text += fmt.Sprintf(" (%d, %d)", f.Got, f.Want)
	}
	if f.Err != nil {
		text += ": " + f.Err.Error()
	}
	return text
}

// Unwrap returns what was wrong with the line, nil if nothing else is known.
func (f *ImportFault) Unwrap() error { return f.Err }
