package quiz

import (
	"fmt"
	"strings"

	"lectern/lessons/doc"
)

// Bank is the content of one file of questions, as a reader of its format makes it and
// a writer takes it.
type Bank struct {
	Questions []*Question
	Settings  Settings
	Problems  []doc.Problem // in the order of their lines
	Pictures  []Picture     // that came inside the file
	Foreign   bool          // the file is no bank, but of another format
}

// Picture is a picture that came inside a bank. The texts of its questions name it by
// Name, a path from the folder of the bank, as if it lay there.
type Picture struct {
	Name string
	Data []byte
}

// maxProblems bounds what a hopeless file can say about itself.
const maxProblems = 1000

// Problem adds what a bank leaves in doubt, up to a bound.
func (b *Bank) Problem(p doc.Problem) {
	switch n := len(b.Problems); {
	case n > maxProblems:
		return
	case n == maxProblems:
		p.Severity, p.Code, p.Text = doc.Warning, "too-many-problems", fmt.Sprintf("more than %d problems; the rest of them are not listed", maxProblems)
	}
	b.Problems = append(b.Problems, p)
}

// Losses gathers what a format cannot say of the questions that are written in it.
type Losses struct {
	Problems []doc.Problem // one a question of which something was lost
}

// Add tells what was lost of a question, in the words of a list: "hints", "the weights of choices".
func (l *Losses) Add(q *Question, what ...string) {
	if len(what) == 0 {
		return
	}
	name := q.Title
	if name == "" {
		name = q.Prompt.Words()
	}
	l.Problems = append(l.Problems, doc.Problem{
		File: q.File, Line: q.Line, Severity: doc.Warning,
		Text: fmt.Sprintf("“%s” loses what the format cannot say: %s", clipTyped(name), strings.Join(what, ", ")),
	})
}

// Clean makes every line of a text end \n and takes out control characters and GapMark, so that readers may use
// them as marks of their own.
func Clean(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7F && r < 0xA0 || r == GapMark:
			return -1
		}
		return r
	}, s)
}
