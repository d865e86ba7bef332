package cli

import (
	"bufio"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lectern/cli/marker"
	"lectern/lessons"
	"lectern/lessons/quiz/sealed"
	"lectern/progress"
	"lectern/progress/class"
	"lectern/progress/class/gradebook"
	"lectern/progress/class/inbox"
	"lectern/progress/class/intake"
	"lectern/progress/class/report"
	"lectern/progress/results"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// collectFlags are the flags of `lectern collect`.
type collectFlags struct {
	keys                 []string
	course, roster, out  string
	of, take, missing    string
	fill, column, format string
	anonymous, unsealed  bool
}

// classFile is the file in the folder of --out that keeps what was handed in.
const classFile = "class.db"

// collectGarbage is by how many percent memory may grow before garbage is collected: little is alive at any
// moment, and much is thrown away.
const collectGarbage = 250

// collectMemory is from how many bytes on garbage is collected more often. With the pages that SQLite keeps it
// makes less than 250 MB of a class of thousands.
const collectMemory = 140 << 20

// defaultCollect is what holds unless flags say otherwise.
func defaultCollect() collectFlags {
	return collectFlags{out: "class", take: "best", missing: "skip", format: "text"}
}

func (a *app) collectCommand() *cobra.Command {
	f := defaultCollect()
	cmd := &cobra.Command{
		Use:   "collect FILE...",
		Short: words.T("Make grades, figures and a report of what students handed in"),
		Long: `Collect reads the results files that students hand in, and says of each, on a line,
what it is. Each FILE is a file, a folder, a zip archive as learning platforms make them, a
mail saved as text, or the progress.db of a student. It grades all answers with the key of the
course and writes into the folder of --out:

  report.html      who handed in, the scores, the questions and what to look at
  grades.csv       percent, for Moodle          canvas.csv       points, for Canvas
  answers.csv      every answer                 questions.csv    facility, discrimination ...
  distractors.csv  who chose what               essays.csv       texts, for you to grade
  statements/      the answers as xAPI          class.db         what was handed in so far

Files may come over weeks: class.db keeps what was handed in, and whatever comes later is
added. Fill in the points in essays.csv, and the next collect counts them.

The exit code is 1 if a file could not be used, or not be graded because the key of its exam is
missing, or is not sealed though the course seals its results; all others are used all the same.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s takes at least one FILE", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.collect(args, f) },
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.keys, "key", nil, "the secret key that opens the files, as the command key new makes it; may be given more than once")
	flags.StringVar(&f.course, "course", "", "the course, as it was handed out (default: the course inside the program)")
	flags.StringVar(&f.roster, "roster", "", "the list of the class, a CSV file with the columns name, id, email, class")
	flags.StringVarP(&f.out, "out", "o", f.out, "the folder to write into")
	flags.StringVar(&f.of, "of", "", "what the grades are of: lessons or exam (default: the exam, if most of those who handed in took it)")
	flags.StringVar(&f.take, "take", f.take, "which attempt counts: first, best or last; figures of questions are always of the first")
	flags.StringVar(&f.missing, "missing", f.missing, "what those of the roster get who handed in nothing: 0, or skip for no row")
	flags.BoolVar(&f.anonymous, "anonymous", false, "numbers in the place of names, in all but class.db")
	flags.BoolVar(&f.unsealed, "unsealed", false, "files that are not sealed are no fault, though the course says who may open its results")
	flags.StringVar(&f.fill, "fill", "", "a gradebook as a learning platform exported it (CSV): a copy of it with the grades filled in is written")
	flags.StringVar(&f.column, "column", "", "the column of that gradebook to fill in")
	formatFlag(cmd, &f.format, "text or json", "text", "json")
	return cmd
}

func (f *collectFlags) check() error {
	for _, c := range []struct {
		flag, value string
		may         []string
	}{
		{"format", f.format, []string{"text", "json"}}, {"take", f.take, []string{"first", "best", "last"}},
		{"missing", f.missing, []string{"0", "skip"}}, {"of", f.of, []string{"", "lessons", "exam"}},
	} {
		if err := oneOf(c.flag, c.value, c.may...); err != nil {
			return err
		}
	}
	if (f.fill == "") != (f.column == "") {
		return usage("--fill and --column belong together: the gradebook, and which column of it is filled in")
	}
	if f.fill != "" && f.anonymous {
		return usage("--fill writes into the rows of students, and --anonymous takes away by what they are found: leave one of the two out")
	}
	return nil
}

// collect takes in what paths lead to and writes all that comes of it.
func (a *app) collect(paths []string, f collectFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(collectGarbage))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(collectMemory))
	if err := f.checkFill(); err != nil {
		return err
	}
	keys, secret, err := a.readKeyFiles(f.keys)
	if err != nil {
		return err
	}
	c, err := a.openCourse(given1(f.course))
	if err != nil {
		return err
	}
	defer c.Close()
	roster, err := readRoster(f.roster)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(f.out, 0o700); err != nil {
		return plainError(err)
	}
	essays, err := readEssays(filepath.Join(f.out, gradebook.EssaysFile))
	if err != nil {
		return err
	}
	exams, err := readExamKeys(c, f.keys, paths, keys)
	if err != nil {
		return err
	}
	m := marker.New(c, exams, recordTitle)
	kept, err := class.Open(filepath.Join(f.out, classFile), m)
	if err != nil {
		return err
	}
	defer kept.Close()
	a.tellNotices(kept.Store())
	lines, err := a.takeIn(kept, m.About(), paths, f, keys)
	if err != nil {
		return err
	}
	book, err := a.writeBook(kept, c, f, roster, essays, secret)
	if err != nil {
		return err
	}
	filled, err := a.fillColumn(book, f)
	if err != nil {
		return err
	}
	if err := a.sayCollected(lines, book, f, append(essays.Problems, filled...)); err != nil {
		return err
	}
	if slices.ContainsFunc(lines, func(l intake.Line) bool { return l.State.Bad() }) || len(essays.Problems) > 0 || book.NoKey > 0 || book.Bare > 0 {
		return quiet{errors.New("some files could not be used")}
	}
	return nil
}

// given1 returns an optional argument as a list.
func given1(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func readRoster(name string) ([]class.Person, error) {
	if name == "" {
		return nil, nil
	}
	src, err := readBankFile(name)
	if err != nil {
		return nil, err
	}
	all, err := gradebook.ReadRoster(src)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

func readEssays(name string) (*gradebook.Essays, error) {
	src, err := readBankFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	essays, err := gradebook.ReadEssays(src)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for i, p := range essays.Problems {
		essays.Problems[i] = name + ": " + p
	}
	return essays, nil
}

// takeIn opens the files and merges them into the class.
func (a *app) takeIn(c *class.Class, about progress.Course, paths []string, f collectFlags, keys []results.Key) ([]intake.Line, error) {
	known := append([]string{f.roster, f.fill, f.out, f.course}, f.keys...)
	skip := func(path string) bool {
		return slices.ContainsFunc(known, func(k string) bool { return k != "" && sameFile(path, k) }) || isExamKey(path)
	}
	in, err := inbox.Open(slices.DeleteFunc(slices.Clone(paths), isExamKey), skip)
	if err != nil {
		return nil, plainError(err)
	}
	defer in.Close()
	bar := a.newBar("collect")
	defer bar.End()
	return intake.Take(c, about, in, keys, bar.Step)
}

// readExamKeys opens the keys of exams that lie beside the secret keys, or where there are results.
func readExamKeys(c *lessons.Course, keyFiles, paths []string, keys []results.Key) ([]*sealed.Key, error) {
	var names []string
	add := func(dir string) {
		found, err := os.ReadDir(dir)
		if err != nil {
			return
		}
		for _, e := range found {
			if name := filepath.Join(dir, e.Name()); isExamKey(name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	for _, k := range keyFiles {
		add(filepath.Dir(k))
	}
	for _, p := range paths {
		if isExamKey(p) {
			add(filepath.Dir(p))
		}
		add(p)
	}
	var out []*sealed.Key
	for _, name := range names {
		src, err := readBankFile(name)
		if err != nil && slices.Contains(paths, name) {
			return nil, err
		}
		if err != nil {
			continue // nobody named it; slides may be called so, too
		}
		plain, state, _ := results.Unseal(src, keys)
		if !state.Usable() {
			continue // somebody else's, or a key of another kind
		}
		if k, err := sealed.ReadKey(plain); err == nil {
			out = append(out, k)
		}
	}
	return out, nil
}

// isExamKey reports whether a file is called as the key of an exam: the first has that name, and those
// of other builds are kept under others that end so.
func isExamKey(name string) bool { return strings.HasSuffix(name, filepath.Ext(examKeyFile)) }

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// writeBook grades, and writes the tables and the report.
func (a *app) writeBook(kept *class.Class, c *lessons.Course, f collectFlags, roster []class.Person, essays *gradebook.Essays, secret []byte) (*class.Book, error) {
	m := c.Manifest
	base := strings.TrimSuffix(cmp.Or(m.BaseURL, "https://lectern.invalid/"+m.ID), "/")
	files, err := gradebook.Begin(f.out, m.ID, base, m.Language, "Lectern", essays)
	if err != nil {
		return nil, plainError(err)
	}
	o := class.Options{Of: f.of, Take: f.take, Exam: c.StatesExam(), Seals: len(m.Results.To) > 0 && !f.unsealed, Roster: roster, Essays: essays, Each: files.Each}
	if f.anonymous {
		o.Alias = func(name string) string { return numberOf(name, secret) }
	}
	book, err := kept.Book(o)
	if err != nil {
		files.Drop()
		return nil, err
	}
	if err := files.Finish(book, f.missing); err != nil {
		return nil, plainError(err)
	}
	err = gradebook.Create(filepath.Join(f.out, "report.html"), func(w io.Writer) error {
		out := bufio.NewWriter(w)
		report.Write(out, book)
		return out.Flush()
	})
	return book, plainError(err)
}

// numberOf puts a number in the place of a student: the same one whenever the same keys collect, and
// none from which somebody without them learns who it is.
func numberOf(name string, secret []byte) string {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(name))
	return fmt.Sprintf("%09d", binary.BigEndian.Uint64(h.Sum(nil))%1_000_000_000)
}

// collected is the output of `lectern collect --format json`, which other programs may rely on.
type collected struct {
	Files    []intake.Line      `json:"files"`
	Students []collectedStudent `json:"students"`
	News     []string           `json:"news"` // what an instructor should look at
}

type collectedStudent struct {
	Name     string  `json:"name"`
	ID       string  `json:"id"`
	Percent  float64 `json:"percent"`
	Score    float64 `json:"score"`
	Max      float64 `json:"max"`
	Attempts int     `json:"attempts"`
}

// sayCollected tells what came of each file and of the class.
func (a *app) sayCollected(lines []intake.Line, b *class.Book, f collectFlags, told []string) error {
	news := append(b.News, told...)
	w := bufio.NewWriter(a.Stdout)
	for i := range lines {
		if f.anonymous {
			lines[i].Student = ""
		}
	}
	if f.format == "json" {
		out := collected{Files: lines, Students: []collectedStudent{}, News: news}
		for _, p := range b.People {
			if p.Came() || f.missing == "0" {
				out.Students = append(out.Students, collectedStudent{p.Name, p.ID, p.Percent, p.Score, p.Max, p.Attempts})
			}
		}
		if out.Files == nil {
			out.Files = []intake.Line{}
		}
		if out.News == nil {
			out.News = []string{}
		}
		if err := writeJSON(w, out); err != nil {
			return err
		}
		return w.Flush()
	}
	for _, l := range lines {
		parts := []string{string(l.State)}
		if l.Student != "" {
			parts = append(parts, l.Student)
		}
		if l.Text != "" {
			parts = append(parts, l.Text)
		}
		fmt.Fprintf(w, "%s: %s\n", typeset.Clean(l.File), typeset.Clean(strings.Join(parts, ": ")))
	}
	came, of := 0, "lessons"
	for _, p := range b.People {
		if p.Came() {
			came++
		}
	}
	if b.Exam {
		of = "exam"
	}
	if len(lines) == 0 {
		fmt.Fprintln(w, "there is no file that could be results")
	}
	fmt.Fprintln(w)
	for _, n := range news {
		fmt.Fprintln(w, typeset.Clean(n))
	}
	students := "students"
	if came == 1 {
		students = "student"
	}
	fmt.Fprintf(w, "%d %s handed in; the grades are those of the %s, of each the %s attempt.\n", came, students, of, b.Take)
	fmt.Fprintf(w, "Written into %s: report.html, grades.csv, canvas.csv, answers.csv, questions.csv, distractors.csv, statements\n", typeset.Clean(f.out))
	return w.Flush()
}
