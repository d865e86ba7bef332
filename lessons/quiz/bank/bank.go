package bank

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// Bank is what one file of questions holds.
type Bank struct {
	Questions []*quiz.Question
	Settings  quiz.Settings
	Problems  []doc.Problem // in the order of their lines
}

// maxBank is the size in bytes above which a bank is not read: far above any
// real one, and low enough that reading it is over in a moment.
const maxBank = 16 << 20

// Read reads a bank. The format is "gift", "aiken" or "mdbook"; "" tells it by
// the suffix of file, and where the suffix says nothing (".txt", a quiz inside a
// page) by what the text looks like. File is what the problems and questions
// name as their source. Read never fails: what it could not use is in Problems.
func Read(src []byte, file, format string) *Bank {
	switch FormatOf(src, file, format) {
	case "aiken":
		return ReadAiken(src, file)
	case "mdbook":
		return ReadMdbook(src, file)
	case "gift":
		return ReadGIFT(src, file)
	}
	b := ReadGIFT(src, file)
	b.Problems = append(b.Problems, doc.Problem{
		File: file, Severity: doc.Warning, Code: "unknown-format",
		Text: fmt.Sprintf("there is no bank format %q; the text was read as GIFT", format),
	})
	return b
}

// FormatOf returns the format that Read takes src for: "gift", "aiken",
// "mdbook", or, when format names none of them, format itself.
func FormatOf(src []byte, file, format string) string {
	if format != "" {
		return strings.ToLower(format)
	}
	switch strings.ToLower(path.Ext(file)) {
	case ".gift":
		return "gift"
	case ".aiken":
		return "aiken"
	case ".toml":
		return "mdbook"
	}
	return sniff(string(src[:min(len(src), 64<<10)]))
}

// sniff tells the format of a text without a telling suffix: the line that each
// format cannot do without.
func sniff(text string) string {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "[[questions]]" || line == "[multipart]":
			return "mdbook"
		case len(line) >= 7 && strings.EqualFold(line[:7], "ANSWER:"):
			return "aiken"
		case strings.HasPrefix(line, "::") || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "$CATEGORY:"):
			return "gift"
		}
	}
	return "gift"
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
func (r *reader) open(src []byte) (text string, ok bool) {
	if len(src) > maxBank {
		r.problem(0, doc.Error, "bank-too-large", "the bank has %d bytes, more than the %d that are read; nothing of it was read", len(src), maxBank)
		return "", false
	}
	text, note := decode(src)
	if note != "" {
		r.problem(0, doc.Warning, "encoding", "%s", note)
	}
	return text, true
}
