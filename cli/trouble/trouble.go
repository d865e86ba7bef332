// Package trouble words what went wrong with a record, for the student: errors, and what happened to its file.
package trouble

import (
	"errors"
	"strings"

	"lectern/progress"
	"lectern/reader/words"
)

// Worded is an error that is worded for the student. The error itself stays behind it.
type Worded struct {
	Text string
	Err  error
}

func (w Worded) Error() string { return w.Text }
func (w Worded) Unwrap() error { return w.Err }

// InWords rewords the errors of packages progress and lessons for the student. Other errors stay as they are.
func InWords(err error) error {
	var fault *progress.Fault
	var flaw *progress.ImportFault
	switch {
	case errors.As(err, new(Worded)):
		return err
	case errors.As(err, &fault):
		line, _ := faultWords(fault)
		return Worded{line, err}
	case errors.As(err, &flaw):
		return Worded{flawWords(flaw), err}
	}
	if f, ok := err.(words.Fact); ok { // not one inside it: what stands around it would be lost
		return Worded{words.Say(f), err}
	}
	return err
}

// faultWords says on one line what is wrong with the file of the record: for the
// command line, and as the greeting of a screen on which nothing is saved, where
// the reason goes first, because a long path would push it off the line.
func faultWords(f *progress.Fault) (line, greeting string) {
	switch f.What {
	case progress.Newer:
		return words.T("the record %s was made by a newer Lectern (schema %d, this one knows %d); it was not touched, and nothing is saved", f.Path, f.Schema, f.Known),
			words.T("Nothing is being saved: the record was made by a newer Lectern (schema %d, this one knows %d); it was not touched, and nothing is saved (%s)", f.Schema, f.Known, f.Path)
	case progress.Foreign:
		return words.T("the record %s is the database of another program; it was not touched, and nothing is saved", f.Path),
			words.T("Nothing is being saved: the record is the database of another program; it was not touched, and nothing is saved (%s)", f.Path)
	case progress.NotAFile:
		return words.T("the record %s cannot be used: it is not a file", f.Path),
			words.T("Nothing is being saved: the record cannot be used: it is not a file (%s)", f.Path)
	case progress.NoLocks:
		return words.T("the record %s cannot be written safely: its folder is on a file system without locks, or where none may be set; --data FOLDER keeps it in another", f.Path),
			words.T("Nothing is being saved: the record cannot be written safely: its folder is on a file system without locks, or where none may be set; --data FOLDER keeps it in another (%s)", f.Path)
	case progress.Full:
		return words.T("the record %s cannot be written: the disk is full", f.Path),
			words.T("Nothing is being saved: the record cannot be written: the disk is full (%s)", f.Path)
	case progress.Busy:
		return words.T("the record %s is held by another program, which did not let go of it", f.Path),
			words.T("Nothing is being saved: the record is held by another program, which did not let go of it (%s)", f.Path)
	case progress.ReadOnly:
		return words.T("the record %s cannot be written: the file or its folder is read-only", f.Path),
			words.T("Nothing is being saved: the record cannot be written: the file or its folder is read-only (%s)", f.Path)
	case progress.NoFolder:
		return words.T("the record %s cannot be opened: its folder cannot be read or written", f.Path),
			words.T("Nothing is being saved: the record cannot be opened: its folder cannot be read or written (%s)", f.Path)
	case progress.BadDisk:
		return words.T("the record %s cannot be written or read: the disk is full or faulty (%s)", f.Path, f.Reason()),
			words.T("Nothing is being saved: the record cannot be written or read: the disk is full or faulty (%s) (%s)", f.Reason(), f.Path)
	case progress.Damaged:
		return words.T("the record %s is damaged: %s", f.Path, f.Reason()),
			words.T("Nothing is being saved: the record is damaged: %s (%s)", f.Reason(), f.Path)
	case progress.Refused:
		return words.T("the record %s cannot be used: %s", f.Path, f.Reason()),
			words.T("Nothing is being saved: the record cannot be used: %s (%s)", f.Reason(), f.Path)
	}
	return words.T("the record %s: %s", f.Path, f.Reason()),
		words.T("Nothing is being saved: the record %s: %s", f.Path, f.Reason())
}

// Unsaved greets a student whose record cannot be opened.
func Unsaved(err error) string {
	var f *progress.Fault
	if errors.As(err, &f) {
		_, greeting := faultWords(f)
		return greeting
	}
	return words.T("Nothing is being saved: %s", err.Error())
}

// flawWords says on one line why an exported record was not taken in.
func flawWords(f *progress.ImportFault) string {
	switch f.What {
	case progress.Empty:
		return words.T("not an exported record: it is empty")
	case progress.NoRecord:
		return words.T("not an exported record: its first line is another")
	case progress.NewerFormat:
		return words.T("exported by a newer Lectern (format %d, this one reads %d)", f.Got, f.Want)
	case progress.TooLong:
		return words.T("the record is longer than %d MB", f.Want)
	case progress.CutOff:
		return words.T("the record is cut off: its last line is missing")
	case progress.Incomplete:
		return words.T("the record is incomplete: %d lines instead of %d", f.Got, f.Want)
	case progress.NoLine:
		return words.T("line %d: not a line of a record: %v", f.Line, f.Err)
	case progress.Misfit:
		return words.T("line %d: it does not fit the record: %v", f.Line, f.Err)
	case progress.Several:
		return words.T("the record is of %d students and cannot be taken in as one", f.Got)
	}
	return words.T("line %d: %v", f.Line, f.Err)
}

// Notices says what happened to the file of the record, a sentence for each notice.
func Notices(notices []progress.Notice) string {
	var all []string
	for _, n := range notices {
		switch n.What {
		case progress.SetAside:
			all = append(all, words.T("The record was damaged. It is kept as %s, and a new one was begun.", n.Path))
		case progress.Left:
			all = append(all, words.T("The record was changed or replaced by another program, and was left as it is. Answers are saved in %s, which a later start takes in.", n.Path))
		case progress.Clamped:
			all = append(all, words.T("Times before 1970 or beyond the year 9000, which no clock can have shown, were put right in the record %s.", n.Path))
		case progress.Merged:
			all = append(all, words.T("What was saved beside the record is in it now. That file is kept as %s.", n.Path))
		case progress.Moved:
			all = append(all, words.T("The record %s was moved or removed while it was open; what was saved after that is in a new one.", n.Path))
		}
	}
	return strings.Join(all, " ")
}
