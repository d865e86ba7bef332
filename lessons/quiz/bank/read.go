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
type Bank = quiz.Bank

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
	fits := len(src)
	if f == nil || f.is == nil { // the others bound themselves
		fits = text.Fitting(src, lineCosts)
	}
	known := cmp.Or(f, formats[0])
	b := known.read(src[:fits], file)
	for _, q := range b.Questions {
		q.Bank = known.Name
	}
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

// Write writes a bank in the format. Losses has a warning for each question of which the
// format cannot say everything, and tells what is lost; what is read again is otherwise what was written, line
// numbers apart, for questions that came from a reader. Of pictures those are written that
// b has and its questions name. The error is that of w, or says that banks of the format are only read.
func (f *Format) Write(w io.Writer, b *Bank) (losses []doc.Problem, err error) {
	if f.write == nil {
		return nil, fmt.Errorf("banks are not written as %s", f.Title)
	}
	return f.write(w, b)
}

// Writes reports whether banks are written in the format.
func (f *Format) Writes() bool { return f.write != nil }

// reader gathers what every bank reader returns.
type reader struct {
	bank *Bank
	file string
}

func newReader(file string) reader { return reader{bank: &Bank{}, file: file} }

func (r *reader) problem(line int, sev doc.Severity, code, format string, args ...any) {
	r.bank.Problem(doc.Problem{File: r.file, Line: line, Severity: sev, Code: code, Text: fmt.Sprintf(format, args...)})
}

// sortProblems puts the problems in the order of their lines.
func (r *reader) sortProblems() {
	slices.SortStableFunc(r.bank.Problems, func(a, b doc.Problem) int { return cmp.Compare(a.Line, b.Line) })
}

// maxPackage is maxBank for a bank that pictures come with.
const maxPackage = 64 << 20

// tooLarge tells of a bank that is too large to be read.
func (r *reader) tooLarge(src []byte, most int) bool {
	if len(src) <= most {
		return false
	}
	r.problem(0, doc.Error, "bank-too-large", "the bank has %d bytes, more than the %d that are read; nothing of it was read", len(src), most)
	return true
}

// open decodes src; ok is false when it is too large to be read.
func (r *reader) open(src []byte) (clear string, ok bool) {
	if r.tooLarge(src, maxBank) {
		return "", false
	}
	clear, note := decode(src)
	if note != nil {
		r.problem(note.Line, doc.Warning, "encoding", "%s", note.Text)
	}
	return clear, true
}
