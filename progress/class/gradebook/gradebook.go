// Package gradebook writes what became of a class as the tables that others read: grades for
// Moodle and Canvas, every answer for a database or a spreadsheet, figures of the questions,
// statements for a learning record store (xAPI), and the free texts that a person grades. It reads
// the roster and the points of those texts.
//
// Sources of the formats: Moodle grade/import/csv/classes/load_data.php; Canvas
// lib/gradebook_importer.rb; the xAPI specification 1.0.3.
package gradebook

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"lectern/progress/class"
	"lectern/progress/class/table"
)

// Names of the files.
const (
	Grades      = "grades.csv"
	Canvas      = "canvas.csv"
	Answers     = "answers.csv"
	Questions   = "questions.csv"
	Distractors = "distractors.csv"
	EssaysFile  = "essays.csv"
	Statements  = "statements"
)

// Files are the tables of a class in a folder while they are written.
type Files struct {
	dir        string
	course     string
	answers    *file
	rows       *table.Writer
	statements *statements
	essays     *Essays
	texts      [][]string // rows of the table of essays

	of     *class.Person // whose answers gather in next
	next   []class.Row
	queue  chan answered // to the statements, which are written beside the tables
	ended  chan error
	failed error
}

// answered are answers of one student.
type answered struct {
	of   *class.Person
	rows []class.Row
}

// Begin begins the tables that have a row an answer. base is the address that names the course
// in statements; essays are those that were read before.
func Begin(dir, course, base, language, platform string, essays *Essays) (*Files, error) {
	f := &Files{dir: dir, course: course, essays: essays}
	var err error
	if f.answers, err = create(filepath.Join(dir, Answers)); err != nil {
		return nil, err
	}
	f.rows = table.New(f.answers)
	f.rows.Row("uuid", "attempt", "student", "name", "course", "scope", "question", "hash", "title", "kind",
		"response", "words", "credit", "points", "hints", "seconds", "answered_at", "confidence")
	f.statements, err = newStatements(filepath.Join(dir, Statements), base, language, platform)
	if err != nil {
		f.answers.drop()
		return nil, err
	}
	f.queue, f.ended = make(chan answered, 4), make(chan error, 1)
	go f.statements.take(f.queue, f.ended)
	return f, nil
}

// Each writes one answer. Those of one student come behind each other.
func (f *Files) Each(p *class.Person, r class.Row) error {
	f.answer(p, r)
	f.essay(p, r)
	if f.of != p {
		f.send()
		f.of = p
	}
	f.next = append(f.next, r)
	return nil
}

func (f *Files) send() {
	if len(f.next) > 0 {
		f.queue <- answered{f.of, f.next}
		f.next = nil
	}
}

// end waits until all statements are written.
func (f *Files) end() error {
	if f.queue != nil {
		f.send()
		close(f.queue)
		f.queue = nil
		f.failed = <-f.ended
	}
	return f.failed
}

// Drop gives up what was begun.
func (f *Files) Drop() {
	_ = f.end()
	f.answers.drop()
	f.statements.drop()
}

// Finish writes the tables of the class as a whole. missing says what somebody of the roster gets of whom
// nothing came: "0", or "skip" for no row.
func (f *Files) Finish(b *class.Book, missing string) error {
	if err := errors.Join(f.end(), f.rows.Flush()); err != nil {
		f.Drop()
		return err
	}
	if err := errors.Join(f.answers.keep(), f.statements.keep()); err != nil {
		return err
	}
	write := func(name string, rows func(*table.Writer)) error {
		return Create(filepath.Join(f.dir, name), func(w io.Writer) error {
			t := table.New(w)
			rows(t)
			return t.Flush()
		})
	}
	err := errors.Join(
		write(Grades, func(t *table.Writer) { grades(t, b, missing) }),
		write(Canvas, func(t *table.Writer) { canvas(t, b, missing) }),
		write(Questions, func(t *table.Writer) { questions(t, b) }),
		write(Distractors, func(t *table.Writer) { distractors(t, b) }),
	)
	if err == nil && (len(f.texts) > 0 || f.essays.was) {
		err = write(EssaysFile, f.writeEssays)
	}
	return err
}

// decimal writes a number with as many digits as it has, at most six behind the point.
func decimal(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(x+0, 'f', 6, 64), "0"), ".")
}

// file is one that gets its name when it is whole.
type file struct {
	*os.File
	name string
}

func create(name string) (*file, error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return nil, err
	}
	return &file{tmp, name}, nil
}

// keep gives the file its name, in place of what had it.
func (f *file) keep() error {
	err := errors.Join(f.Chmod(0o600), f.Close()) // names and marks are nobody else's business
	if err == nil {
		err = os.Rename(f.Name(), f.name)
	}
	if err != nil {
		f.drop()
	}
	return err
}

func (f *file) drop() {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// Create writes a file whole or not at all.
func Create(name string, write func(io.Writer) error) error {
	f, err := create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.drop()
		return err
	}
	return f.keep()
}
