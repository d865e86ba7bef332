// Package study holds the rules of a session: one student reading and answering
// one course. It knows no terminal and no file. The screen (reader) and line mode
// only word what it says, and whoever keeps the student's progress is known to it
// as a Record.
package study
