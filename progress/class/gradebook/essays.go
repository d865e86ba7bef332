package gradebook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lectern/progress/class"
	"lectern/progress/class/table"
)

// Essays are the points that a person gave to free texts, from the table that Finish writes.
type Essays struct {
	Problems []string // rows that could not be used

	was      bool // there was a table
	answers  map[string]mark
	students map[string]mark // by student and question, of a table without the IDs of answers
	counts   map[string]bool
	used     map[string]bool // answers of which Each has been told
	kept     [][]string      // rows as they were, by answer
}

// mark is what a person gave; text is how it was written.
type mark struct {
	points float64
	text   string
}

// The columns of the table; student, question and points are enough.
var essayColumns = [...]string{"answer", "student", "name", "question", "title", "text", "max", "points"}

// ReadEssays reads the table; a nil src is none. It fails if that is a table of something else.
func ReadEssays(src []byte) (*Essays, error) {
	e := &Essays{was: src != nil, answers: map[string]mark{}, students: map[string]mark{}, counts: map[string]bool{}, used: map[string]bool{}}
	if src == nil {
		return e, nil
	}
	s, err := table.Read(src)
	if err != nil {
		return nil, err
	}
	var at [len(essayColumns)]int
	for i, name := range essayColumns {
		at[i] = s.Column(name)
	}
	answer, student, question, points := at[0], at[1], at[3], at[7]
	if (answer < 0 && student < 0) || question < 0 || points < 0 {
		return nil, fmt.Errorf("it has no columns student, question and points, but %q", s.Header)
	}
	for i, row := range s.Rows {
		given := table.Cell(row, points)
		id := table.Cell(row, answer)
		kept := make([]string, len(at))
		for k, column := range at {
			kept[k] = table.Cell(row, column)
		}
		if id != "" {
			e.kept = append(e.kept, kept)
		}
		if given == "" {
			continue
		}
		x, err := strconv.ParseFloat(strings.Replace(given, ",", ".", 1), 64)
		if err != nil || !(x >= 0 && x < 1e9) {
			e.Problems = append(e.Problems, fmt.Sprintf("row %d: %q is no number of points", i+2, given))
			continue
		}
		if most, err := strconv.ParseFloat(table.Cell(row, at[6]), 64); err == nil && x > most {
			e.Problems = append(e.Problems, fmt.Sprintf("row %d: %s points of %s: more than all of them count as all", i+2, given, table.Cell(row, at[6])))
		}
		m := mark{x, given}
		e.counts[table.Cell(row, question)] = true
		if id != "" {
			e.answers[id] = m
		} else {
			e.students[key(table.Cell(row, student), table.Cell(row, question))] = m
		}
	}
	return e, nil
}

func key(student, question string) string { return strings.ToLower(student) + "\n" + question }

// Points returns those of an answer.
func (e *Essays) Points(answer, student, question string) (float64, bool) {
	m, ok := e.find(answer, student, question)
	return m.points, ok
}

func (e *Essays) find(answer, student, question string) (mark, bool) {
	if m, ok := e.answers[answer]; ok {
		return m, true
	}
	m, ok := e.students[key(student, question)]
	return m, ok
}

// Counts reports whether a question has points at all.
func (e *Essays) Counts(question string) bool { return e.counts[question] }

// essay notes a free text for the table.
func (f *Files) essay(p *class.Person, r class.Row) {
	if r.Of == nil || r.Of.Graded || r.Answer.DontKnow {
		return
	}
	f.essays.used[r.Answer.ID] = true
	m, _ := f.essays.find(r.Answer.ID, p.Label(), r.Of.ID)
	f.texts = append(f.texts, []string{r.Answer.ID, p.Label(), p.Name, r.Of.ID, r.Of.Title, words(r), table.Points(r.Of.Points), m.text})
}

// writeEssays writes the table, and in it what it said of answers that are not of this class.
func (f *Files) writeEssays(t *table.Writer) {
	t.Row(essayColumns[:]...)
	for _, row := range f.texts {
		t.Row(row...)
	}
	others := slices.DeleteFunc(slices.Clone(f.essays.kept), func(row []string) bool { return f.essays.used[row[0]] })
	for _, row := range others {
		t.Row(row...)
	}
}
