package progress

import (
	"bufio"
	"encoding/json"
	"io"
)

// Export writes all that the file holds to w, in the form that portable.go
// describes. With a student's name it writes that student's rows only.
func (s *Store) Export(w io.Writer, student string) error {
	return s.export(w, filter{student: student}, portable)
}

// Export writes this student's record of this course to w, with the student's
// settings, in the form that Store.Import reads.
func (r *Record) Export(w io.Writer) error {
	return r.store.export(w, filter{r.student, r.course.ID}, portable)
}

// ExportResults writes what an instructor may see of this student's record of this course: what
// was read, and every attempt with its answers. Notes, links, the place and settings stay at home.
// Store.Import reads it.
func (r *Record) ExportResults(w io.Writer) error {
	return r.store.export(w, filter{r.student, r.course.ID}, results)
}

func (s *Store) export(w io.Writer, f filter, rows func(*tx, filter) ([]line, error)) error {
	var all []line
	err := s.read(func(t *tx) (err error) {
		all, err = rows(t, f)
		return err
	})
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(w)
	out := json.NewEncoder(buffered)
	out.SetEscapeHTML(false)
	if err := out.Encode(header{"record", formatVersion, s.now().UTC()}); err != nil {
		return err
	}
	for _, l := range all {
		if err := out.Encode(l); err != nil {
			return err
		}
	}
	if err := out.Encode(line{End: &endLine{len(all)}}); err != nil {
		return err
	}
	return buffered.Flush()
}

// portable returns the rows that f chooses, in an order in which they can be
// taken in: what others refer to comes first.
func portable(t *tx, f filter) ([]line, error) {
	var all []line
	var err error
	add(&all, &err, t, f, students, func(l *line, row *studentLine) { l.Student = row })
	add(&all, &err, t, f, courses, func(l *line, row *courseLine) { l.Course = row })
	add(&all, &err, t, f, places, func(l *line, row *placeLine) { l.Place = row })
	add(&all, &err, t, f, readings, func(l *line, row *readingLine) { l.Reading = row })
	add(&all, &err, t, f, attempts, func(l *line, row *attemptLine) { l.Attempt = row })
	add(&all, &err, t, f, answers, func(l *line, row *answerLine) { l.Answer = row })
	add(&all, &err, t, f, links, func(l *line, row *linkLine) { l.Link = row })
	add(&all, &err, t, f, notes, func(l *line, row *noteLine) { l.Note = row })
	add(&all, &err, t, f, settings, func(l *line, row *settingLine) { l.Setting = row })
	return all, err
}

// results is portable without what is nobody's business but the student's.
func results(t *tx, f filter) ([]line, error) {
	var all []line
	var err error
	add(&all, &err, t, f, students, func(l *line, row *studentLine) { l.Student = row })
	add(&all, &err, t, f, courses, func(l *line, row *courseLine) { l.Course = row })
	add(&all, &err, t, f, readings, func(l *line, row *readingLine) { l.Reading = row })
	add(&all, &err, t, f, attempts, func(l *line, row *attemptLine) { l.Attempt = row })
	add(&all, &err, t, f, answers, func(l *line, row *answerLine) { l.Answer = row })
	return all, err
}

// add appends one table's rows to all, unless an earlier table failed.
func add[T any](all *[]line, err *error, t *tx, f filter,
	rows func(*tx, filter) ([]T, error), set func(*line, *T)) {
	if *err != nil {
		return
	}
	var list []T
	list, *err = rows(t, f)
	for i := range list {
		var l line
		set(&l, &list[i])
		*all = append(*all, l)
	}
}
