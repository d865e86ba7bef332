package lessons

import (
	"fmt"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz/sealed"
	"lectern/lessons/settings"
)

// Results says what students hand in, to whom, and how.
type Results struct {
	To   []string `toml:"to"`   // whose keys open the results; without any they are not sealed
	Ask  []string `toml:"ask"`  // what a student is asked for, of IdentityFields
	How  string   `toml:"how"`  // what to do with the file, in the author's words
	Word bool     `toml:"word"` // a word is asked for that the instructor says on the day
}

// IdentityFields are what a student can be asked for by name, besides the word of the day.
func IdentityFields() []string { return []string{"name", "id", "email", "class"} }

// WordField names the word of the day among the fields that are asked for.
const WordField = "word"

// HandsIn reports whether course.toml says anything of results.
func (c *Course) HandsIn() bool {
	r := c.Manifest.Results
	return len(r.To) > 0 || len(r.Ask) > 0 || r.How != "" || r.Word
}

// Fields lists what a student is asked for, in order.
func (r Results) Fields() []string {
	fields := slices.Clone(r.Ask)
	if r.Word {
		fields = append(fields, WordField)
	}
	return fields
}

// checkResults takes out of the fields what cannot be asked for.
func (m *Manifest) checkResults(lines keyLines) []doc.Problem {
	var out []doc.Problem
	var ask []string
	for _, field := range m.Results.Ask {
		if !slices.Contains(IdentityFields(), field) {
			text := fmt.Sprintf("%q is nothing that a student can be asked for: it may be %s", field, strings.Join(IdentityFields(), ", "))
			if near := settings.Nearest(field, IdentityFields()); near != "" {
				text = fmt.Sprintf("%q is nothing that a student can be asked for; did you mean %q?", field, near)
			}
			if field == WordField {
				text = `the word of the day is no field of ask: write word = true`
			}
			out = append(out, doc.Problem{File: ManifestName, Line: lines["results.ask"], Severity: doc.Error, Code: "manifest-value", Text: text})
			continue
		}
		if !slices.Contains(ask, field) {
			ask = append(ask, field)
		}
	}
	m.Results.Ask = ask
	return out
}

// readSealed reads the questions of an exam that was handed out without its key.
func (c *Course) readSealed(e *examBanks) {
	src, err := c.files.read(sealed.FileName)
	if err == nil {
		e.questions, err = sealed.ReadQuestions(src)
	}
	if err != nil {
		e.problems = append(e.problems, doc.Problem{File: sealed.FileName, Severity: doc.Error, Code: "unreadable-bank", Text: err.Error()})
	}
}

// ExamBuild returns the build of the exam that the course was handed out as, without its key; "" of any other.
func (c *Course) ExamBuild() string {
	if !c.asksInExam(sealed.FileName) {
		return ""
	}
	for _, q := range c.ExamQuestions() {
		return q.Sealed
	}
	return ""
}
