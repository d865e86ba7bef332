package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// fixIDs writes the ID of each question that has none written into its bank.
func (a *app) fixIDs(args []string) error {
	if len(onDisk(args)) == 0 {
		return usageError{fmt.Errorf("--fix needs a COURSE that can be written to")}
	}
	if st, err := os.Stat(args[0]); err == nil && !st.IsDir() && sourceFolder(args) == "" {
		return usageError{fmt.Errorf("--fix writes into a folder, and %s is none", args[0])}
	}
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	ids, banks := 0, 0
	for _, b := range banksWithoutIDs(c) {
		n, problems, err := b.fix(a, sourceFolder(args))
		if err != nil {
			return err
		}
		for _, p := range problems {
			fmt.Fprintf(a.Stderr, "%s:%d: %s\n", typeset.Clean(filepath.Join(sourceFolder(args), p.File)), max(p.Line, 1), typeset.Clean(p.Text))
		}
		if n > 0 {
			ids, banks = ids+n, banks+1
		}
	}
	fmt.Fprintf(a.Stderr, "wrote %s into %s\n", words.N("%d id", "%d ids", ids, ids), words.N("%d file", "%d files", banks, banks))
	return nil
}

// bankFix is a file of questions, some of which have no written ID.
type bankFix struct {
	file, format string
	disk         string // the path of the file on the disk
	questions    []*quiz.Question
}

// banksWithoutIDs lists the files that hold questions without IDs. What two
// pages ask of one bank is the first page's.
func banksWithoutIDs(c *lessons.Course) []*bankFix {
	var out []*bankFix
	byFile := map[string]*bankFix{}
	owner := map[string]*lessons.Page{}
	for _, p := range c.Pages() {
		for _, q := range p.Questions() {
			if owner[q.File] == nil {
				owner[q.File] = p
			}
			if q.IDWritten || owner[q.File] != p {
				continue
			}
			b := byFile[q.File]
			if b == nil {
				b = &bankFix{file: q.File, disk: c.OnDisk(q.File)}
				if q.File == p.Path {
					b.format = formatInPage(p)
				}
				byFile[q.File] = b
				out = append(out, b)
			}
			b.questions = append(b.questions, q)
		}
	}
	return out
}

// formatInPage is the format of the questions that stand in a page itself, "" if they differ.
func formatInPage(p *lessons.Page) string {
	format, mixed := "", false
	for _, l := range p.Lessons() {
		doc.Walk(l.Blocks(), func(b doc.Block) bool {
			if ref, ok := b.(*doc.QuizRef); ok && ref.Source == "" {
				f := cmp.Or(ref.Format, bank.Default)
				mixed = mixed || format != "" && f != format
				format = f
			}
			return true
		})
	}
	if mixed {
		return "mixed"
	}
	return format
}

// fix writes the IDs into the file, and returns how many. The file stays as it
// is unless the questions read from the new text are the same, with these IDs. The folder of the
// file is held open meanwhile, so that no link that takes its place leads out of the course.
func (b *bankFix) fix(a *app, folder string) (written int, problems []doc.Problem, err error) {
	course, err := os.OpenRoot(folder)
	if err != nil {
		return 0, nil, plainError(err)
	}
	defer course.Close()
	name := filepath.FromSlash(b.disk)
	dir, err := course.OpenRoot(filepath.Dir(name))
	if err != nil {
		return 0, nil, plainError(err)
	}
	defer dir.Close()
	name = filepath.Base(name)
	src, st, err := readRegular(dir, name)
	switch {
	case errors.Is(err, errNotRegular):
		return 0, []doc.Problem{{File: b.file, Text: "not a regular file; its ids were not written"}}, nil
	case err != nil:
		return 0, nil, plainError(err)
	}
	format := b.format
	if format == "" {
		format = bank.Of(src, b.file, "").Name
	}
	text, problems := bank.AddIDs(src, format, b.questions)
	if bytes.Equal(text, src) {
		return 0, problems, nil
	}
	if b.format == "" && !sameQuestions(src, text, b.file, b.questions) {
		return 0, append(problems, doc.Problem{File: b.file, Text: "ids were not written, because the bank would then read otherwise"}), nil
	}
	err = a.writeIn(dir, name, st.Mode().Perm(), func(w io.Writer) error {
		now, err := dir.Lstat(name)
		if err != nil || !os.SameFile(now, st) || now.Size() != st.Size() || !now.ModTime().Equal(st.ModTime()) {
			return errChanged
		}
		_, err = w.Write(text)
		return err
	})
	switch {
	case errors.Is(err, errChanged):
		return 0, append(problems, doc.Problem{File: b.file, Text: "ids were not written, because the file was changed meanwhile"}), nil
	case err != nil:
		return 0, nil, notWritten(filepath.Join(folder, filepath.FromSlash(b.disk)), err)
	}
	return len(b.questions) - len(problems), problems, nil
}

var (
	errNotRegular = errors.New("not a regular file")
	errChanged    = errors.New("changed meanwhile")
)

// readRegular reads a regular file, which is no link.
func readRegular(dir *os.Root, name string) ([]byte, fs.FileInfo, error) {
	seen, err := dir.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	if !seen.Mode().IsRegular() {
		return nil, nil, errNotRegular
	}
	f, err := dir.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if !os.SameFile(seen, st) { // a link has taken its place
		return nil, nil, errNotRegular
	}
	src, err := io.ReadAll(f)
	return src, st, err
}

// sameQuestions reports whether a bank with IDs written into it asks the same
// questions as before, each under the ID that was meant for it.
func sameQuestions(before, after []byte, file string, qs []*quiz.Question) bool {
	old, fixed := bank.Read(before, file, ""), bank.Read(after, file, "")
	if len(old.Questions) != len(fixed.Questions) {
		return false
	}
	want := map[string]bool{}
	for _, q := range qs {
		want[q.ID] = true
	}
	for i, q := range fixed.Questions {
		if q.TextHash() != old.Questions[i].TextHash() || !q.IDWritten && want[q.ID] {
			return false
		}
	}
	return true
}
