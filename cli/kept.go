package cli

import (
	"bufio"
	"io"
	"strings"

	"lectern/lessons"
	"lectern/lessons/text"
	"lectern/progress"
	"lectern/reader/words"
)

// keptIn names the student and the course of a list of notes or links, as the
// JSON of both begins.
type keptIn struct {
	Course  printedTitle `json:"course"`
	Student string       `json:"student"`
}

func newKeptIn(c *lessons.Course, r *progress.Record) keptIn {
	return keptIn{printedTitle{c.Manifest.ID, c.Manifest.Title}, r.Student()}
}

// writeKept writes a list in the format that the student wants: one of forms,
// else list as JSON.
func (a *app) writeKept(format string, list any, forms map[string]func(io.Writer)) error {
	w := bufio.NewWriter(a.Stdout)
	if write := forms[format]; write != nil {
		write(w)
	} else if err := writeJSON(w, list); err != nil {
		return err
	}
	return w.Flush()
}

// writeJSON writes a value as the commands write JSON.
func writeJSON(w io.Writer, v any) error {
	enc := text.NewJSON(w)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// tellOthers says in which other courses the student keeps something of a kind, to one who finds
// nothing of it in this course.
func (a *app) tellOthers(r *progress.Record, command string, kept func(*progress.Record) (int, error)) {
	others, err := r.Others()
	if err != nil {
		return // the list itself was read, and this is a kindness beside it
	}
	var in []string
	for _, other := range others {
		if n, err := kept(other); err == nil && n > 0 {
			in = append(in, other.CourseTitle())
		}
	}
	const most = 5
	if n := len(in); n > most {
		in = append(in[:most], words.N("%d more", "%d more", n-most, n-most))
	}
	if len(in) > 0 {
		a.tell(words.T("there are some in %s: `%s %s COURSE` lists those of another course", text.OneLine(strings.Join(in, ", ")), a.Program, command))
	}
}

// courseRecord is a course with the record that a student has of it.
type courseRecord struct {
	course *lessons.Course
	store  *progress.Store
	record *progress.Record
}

// close closes both.
func (r courseRecord) close() {
	r.store.Close()
	r.course.Close()
}

// openCourseRecord opens the course that the arguments name and the student's record of it, and tells
// what happened to its file.
func (a *app) openCourseRecord(args []string) (r courseRecord, err error) {
	if r.course, err = a.openCourse(args); err != nil {
		return r, err
	}
	if r.store, r.record, err = a.studentRecord(r.course); err != nil {
		r.course.Close()
		return r, err
	}
	a.tellNotices(r.store)
	return r, nil
}
