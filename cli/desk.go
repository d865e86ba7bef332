package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"lectern/cli/rights"
	"lectern/cli/trouble"
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/progress"
	"lectern/progress/results"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// desk makes the file that a student hands in; it is the study.Desk of screen, line mode and command.
type desk struct {
	app    *app
	course *lessons.Course
	source string // the folder of the course, "" of one that is inside the program
	store  *progress.Store
	record *progress.Record
	output string // the file or folder to write, "" for one that is found
	pinned bool   // who the student is is known, and the file is for the instructor alone
}

// newDesk returns the desk of a course, nil where nothing is handed in. args are what the course was opened from.
func (a *app) newDesk(c *lessons.Course, args []string, store *progress.Store, record *progress.Record) *desk {
	if !a.may.HandsIn {
		return nil
	}
	d := &desk{app: a, course: c, store: store, record: record, output: a.may.Results, pinned: a.may.Pinned}
	if len(args) == 1 {
		d.source = args[0]
	}
	return d
}

// fields are what is kept in mind of a student. The word of the day is one for an exam, at whose beginning
// it is said, and not for a course, which goes on for many days.
func (d *desk) fields() []string {
	fields := lessons.IdentityFields()
	if d.course.ExamBuild() != "" {
		fields = append(fields, lessons.WordField)
	}
	return fields
}

// examID is by which a student's paper of an exam is drawn.
func (d *desk) examID() string { return cmp.Or(d.Known()["id"], d.record.Student()) }

// Enrol keeps in mind who begins an exam.
func (d *desk) Enrol(who study.Identity) string {
	d.remember(who)
	return d.examID()
}

// Asked leaves out what is pinned: a student who said the ID would be whoever they like.
func (d *desk) Asked() []string {
	asked := d.course.Manifest.Results.Fields()
	if d.pinned {
		asked = slices.DeleteFunc(slices.Clone(asked), func(field string) bool { return field == pinnedField })
	}
	return asked
}

// pinnedField is what is known of a student whose name in the record was said by whoever set this up.
const pinnedField = "id"

// setting is the setting that keeps a field of a student's identity.
func (d *desk) setting(field string) string {
	if field == lessons.WordField {
		field += "." + d.course.ExamBuild()
	}
	return "results." + field
}

// Known returns what the student said before. Who never said a name has none: a login name is no name.
func (d *desk) Known() study.Identity {
	known := study.Identity{}
	for _, field := range d.fields() {
		if value, found, err := d.store.Setting(d.record.Student(), d.setting(field)); err == nil && found {
			known[field] = value
		}
	}
	if d.pinned {
		known[pinnedField] = d.record.Student()
	}
	return known
}

func (d *desk) Inside() (study.Inside, error) {
	in := study.Inside{Sealed: len(d.course.Manifest.Results.To) > 0}
	if !d.pinned {
		in.Folder = d.folder()
	}
	read, err := d.record.Lessons()
	if err != nil {
		return in, trouble.InWords(err)
	}
	for _, l := range read {
		if l.Finished {
			in.Lessons++
		}
	}
	tries, err := d.record.Tries()
	if err != nil {
		return in, trouble.InWords(err)
	}
	for _, t := range tries {
		in.Attempts += t.Begun
	}
	answers, err := d.record.Credits()
	in.Answers = len(answers)
	return in, trouble.InWords(err)
}

// HandIn writes the results as they are now.
func (d *desk) HandIn(who study.Identity) (study.Handed, error) {
	to, err := results.ParseRecipients(d.course.Manifest.Results.To)
	if err != nil {
		return study.Handed{}, errors.New(words.T("the course does not say rightly to whom results are sealed; tell who made it to run %s check", d.app.Program))
	}
	if d.pinned {
		who = maps.Clone(who)
		who[pinnedField] = d.record.Student()
	}
	header := d.header(who)
	var sealed strings.Builder
	receipt, err := results.Write(&sealed, header, d.record.ExportResults, to)
	var f *results.Fault
	if errors.As(err, &f) && f.What == results.Oversize {
		return study.Handed{}, errors.New(words.T("the results are larger than %d MB, and cannot be handed in", f.At>>20))
	}
	if err != nil {
		return study.Handed{}, trouble.InWords(err)
	}
	handed := study.Handed{Receipt: receipt, How: text.OneLine(d.course.Manifest.Results.How), Sealed: len(to) > 0}
	name := fileName(header)
	if d.pinned { // the students of one folder are told apart by what they did not type
		name = fileName(results.Header{Record: header.Record, Course: header.Course, Made: header.Made})
	}
	handed.Path, err = d.write(sealed.String(), name)
	if d.pinned {
		handed.Path = "" // the student has no way to it
	}
	if err == nil {
		d.remember(who)
	}
	return handed, err
}

// header says whose results they are.
func (d *desk) header(who study.Identity) results.Header {
	m := d.course.Manifest
	install, err := d.store.Install()
	if err != nil {
		install = "" // the record can only be read
	}
	return results.Header{
		Course: m.ID, Title: m.Title, Version: m.Version, Hash: d.course.Hash, Install: install, Exam: d.course.ExamBuild(),
		Student: results.Student{Name: who["name"], ID: who["id"], Email: who["email"], Class: who["class"]},
		Record:  d.record.Student(), Word: who[lessons.WordField], Made: time.Now().UTC().Truncate(time.Second),
		Program: fmt.Sprintf("%s %s/%s", version(), runtime.GOOS, runtime.GOARCH),
	}
}

// remember keeps what the student said, so that they are asked once. Where that fails they are asked again.
func (d *desk) remember(who study.Identity) {
	known := d.Known()
	for _, field := range d.fields() {
		if value := who[field]; value != "" && value != known[field] {
			_ = d.store.Set(d.record.Student(), d.setting(field), value)
		}
	}
}

// resultsSuffix ends the names of results files. It ends in .txt because learning platforms and
// mail filters let that pass, and because a double click on it does no harm.
const resultsSuffix = ".lectern.txt"

// fileName names a results file by student, course and time.
func fileName(h results.Header) string {
	student := cmp.Or(h.Student.Name, h.Student.ID, h.Record)
	return part(student, "student") + "-" + part(h.Course, "course") + "-" + h.Made.Local().Format("20060102-1504") + resultsSuffix
}

// part makes a part of a file's name, which every system takes.
func part(s, otherwise string) string {
	slug := doc.Slug(s)
	if slug == doc.Slug("") {
		slug = otherwise
	}
	return strings.Trim(text.Clip(slug, 40), "-…")
}

// write writes the file, and returns its path. One that it names itself never replaces another.
func (d *desk) write(content, name string) (string, error) {
	save := func(w io.Writer) error { _, err := io.WriteString(w, content); return err }
	if d.output == "-" {
		return "-", save(d.app.Stdout)
	}
	folder := d.folder()
	if st, err := os.Stat(d.output); d.output != "" && (err != nil || !st.IsDir()) {
		if err == nil && !isResults(d.output) {
			return "", errors.New(words.T("%s exists and is no results file: it is not replaced", typeset.Clean(d.output)))
		}
		return d.output, d.app.writeNewAs(d.output, d.mode(), save)
	}
	stem := strings.TrimSuffix(name, resultsSuffix)
	for n := 2; ; n++ {
		path := filepath.Join(folder, name)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, d.app.writeNewAs(path, d.mode(), save)
		} else if err != nil || n > 1000 {
			return "", notWritten(path, cmp.Or(err, fs.ErrExist))
		}
		name = fmt.Sprintf("%s-%d%s", stem, n, resultsSuffix)
	}
}

// mode are the rights of the file: where many students hand in to one folder, it is the instructor's business.
func (d *desk) mode() fs.FileMode {
	if d.pinned {
		return 0o600
	}
	return 0o644
}

// isResults reports whether a file is one of results, which a later one may replace.
func isResults(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 64))
	return err == nil && results.Begins(head)
}

// folder returns the folder that the file goes to: what was asked for, else the one in which the
// student works, unless that is the course's own or cannot be written, else one where people look for
// their documents.
func (d *desk) folder() string {
	if d.output != "" {
		return d.output
	}
	var candidates []string
	if work, err := os.Getwd(); err == nil && !d.inCourse(work) {
		candidates = append(candidates, work)
	}
	for _, folder := range append(candidates, rights.Papers(d.app.Getenv)...) {
		if folder != "" && writable(folder) {
			return folder
		}
	}
	return os.TempDir()
}

// inCourse reports whether a folder is that of the course, where the file would become a page of it.
func (d *desk) inCourse(folder string) bool {
	if d.source == "" {
		return false
	}
	source, err := filepath.Abs(d.source)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(source, folder)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// writable reports whether a file can be made in a folder.
func writable(folder string) bool {
	f, err := os.CreateTemp(folder, ".lectern-*")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}
