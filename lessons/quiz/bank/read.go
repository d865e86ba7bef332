package bank

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/text"
)

// Bank is the content of one file of questions.
type Bank struct {
	Questions []*quiz.Question
	Settings  quiz.Settings
	Problems  []doc.Problem // in the order of their lines
	Foreign   bool          // the file is no bank, but of another format
}

// maxBank is the size in bytes above which a bank is not read: far above any
// real one, and low enough that reading it is over in a moment.
const maxBank = 16 << 20

// Read reads a bank. The format is the name of one; "" tells it by the suffix of
// file, and where that says nothing (".txt", a quiz inside a page) by what the
// text looks like. File is what the problems and questions name as their source.
// Read never fails: what it could not use is in Problems. A file that is no bank
// is Foreign: it has no questions and one Problem, which says what it is.
func Read(src []byte, file, format string) *Bank {
	if f := foreignTo(src, file, format); f != nil {
		return &Bank{Foreign: true, Problems: []doc.Problem{{
			File: file, Line: 1, Severity: doc.Error, Code: "not-a-bank",
			Text: fmt.Sprintf("this is %s, which is not read as a bank of questions: %s", f.title, f.advice),
		}}}
	}
	f := Of(src, file, format)
	fits := text.Fitting(src, lineCosts)
	b := cmp.Or(f, formats[0]).read(src[:fits], file)
	if fits < len(src) {
		line, count := text.LinesFrom(src, fits)
		b.Problems = append(b.Problems, doc.Problem{
			File: file, Line: line, Severity: doc.Error, Code: "too-much-markup",
			Text: fmt.Sprintf("the rest of this bank, %d lines, is not read: so many questions would take too much memory; divide it into several banks", count),
		})
	}
	if f != nil {
		return b
	}
	b.Problems = append(b.Problems, doc.Problem{
		File: file, Severity: doc.Warning, Code: "unknown-format",
		Text: fmt.Sprintf("there is no bank format %q; the text was read as GIFT", format),
	})
	return b
}

// lineCosts says about how many bytes of memory a line of a bank takes that is read, for text.Fitting.
func lineCosts(line []byte, _ bool) int {
	const questionCost, answerCost, lineCost = 2500, 450, 60
	sum := lineCost + 2*len(line)
	if bytes.HasPrefix(line, []byte("[[")) || bytes.HasPrefix(line, []byte("ANSWER:")) {
		sum += questionCost
	}
	for _, c := range line {
		switch c {
		case '{':
			sum += questionCost
		case '~', '=':
			sum += answerCost
		}
	}
	return sum
}

// Write writes a bank in a format; the error says so when banks of the format are
// only read. What is read from it again is
// what was written, line numbers apart, for questions that came from a reader.
func (b *Bank) Write(w io.Writer, f *Format) error {
	if f.write == nil {
		return fmt.Errorf("banks are not written as %s", f.Title)
	}
	return f.write(b, w)
}

// reader gathers what every bank reader returns.
type reader struct {
	bank *Bank
	file string
}

func newReader(file string) reader { return reader{bank: &Bank{}, file: file} }

// maxProblems bounds what a hopeless file can say about itself.
const maxProblems = 1000

func (r *reader) problem(line int, sev doc.Severity, code, format string, args ...any) {
	switch n := len(r.bank.Problems); {
	case n > maxProblems:
		return
	case n == maxProblems:
		sev, code, format, args = doc.Warning, "too-many-problems", "more than %d problems; the rest of them are not listed", []any{maxProblems}
	}
	r.bank.Problems = append(r.bank.Problems, doc.Problem{
		File: r.file, Line: line, Severity: sev, Code: code, Text: fmt.Sprintf(format, args...),
	})
}

// sortProblems puts the problems in the order of their lines.
func (r *reader) sortProblems() {
	slices.SortStableFunc(r.bank.Problems, func(a, b doc.Problem) int { return cmp.Compare(a.Line, b.Line) })
}

// open decodes src; ok is false when it is too large to be read.
func (r *reader) open(src []byte) (clear string, ok bool) {
	if len(src) > maxBank {
		r.problem(0, doc.Error, "bank-too-large", "the bank has %d bytes, more than the %d that are read; nothing of it was read", len(src), maxBank)
		return "", false
	}
	clear, note := decode(src)
	if note != nil {
		r.problem(note.Line, doc.Warning, "encoding", "%s", note.Text)
	}
	return clear, true
}
