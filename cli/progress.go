package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/progress"
	"lectern/reader/typeset"
)

func (a *app) progressCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "progress [COURSE]",
		Short: "Show what was read and how the questions went",
		Args:  courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json", "csv"); err != nil {
				return err
			}
			return a.progress(args, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json or csv")
	cmd.AddCommand(a.resetCommand(), a.exportCommand(), a.importRecordCommand())
	return cmd
}

func (a *app) progress(args []string, format string) error {
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	store, record, err := a.studentRecord(c)
	if err != nil {
		return err
	}
	defer store.Close()
	a.tellNotices(store)
	s, err := record.Summary(outline(c))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(a.Stdout)
	switch format {
	case "json":
		enc := newJSON(w)
		enc.SetIndent("", "  ")
		err = enc.Encode(s)
	case "csv":
		var text bytes.Buffer
		if err = s.WriteCSV(&text); err == nil {
			_, err = w.Write(bytes.Map(lineOnly, text.Bytes()))
		}
	default:
		series, perr := record.Points("")
		if perr != nil {
			return perr
		}
		progressText(w, s, c.Manifest.Pass, series)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// outline tells the record the lessons of a course and their graded questions.
func outline(c *lessons.Course) progress.Outline {
	o := progress.Outline{Pass: c.Manifest.Pass / 100}
	for _, l := range c.Lessons() {
		ol := progress.OutlineLesson{ID: l.ID, Page: l.Page.Path, Title: l.Name()}
		for _, q := range l.Questions {
			if q.Kind.Graded() {
				ol.Questions = append(ol.Questions, progress.OutlineQuestion{ID: q.ID, Points: q.Points})
			}
		}
		o.Lessons = append(o.Lessons, ol)
	}
	return o
}

// progressText writes the progress for people: a line a lesson, then the course.
func progressText(w io.Writer, s progress.Summary, pass float64, series []progress.Point) {
	fmt.Fprintf(w, "%s, %s\n\n", typeset.Clean(s.Course.Title), typeset.Clean(s.Student))
	for i, l := range s.Lessons {
		sign := " "
		if l.Read {
			sign = "+"
		}
		line := fmt.Sprintf("%s %3d  %-44s %8s", sign, i+1, typeset.Fit(typeset.Clean(l.Title), 44), duration(l.Seconds))
		if l.Max > 0 {
			line += "  " + lessonScore(l)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(w)
	progressTotals(w, s, pass, series)
}

// progressTotals writes how the course as a whole stands, in a few lines.
func progressTotals(w io.Writer, s progress.Summary, pass float64, series []progress.Point) {
	read := 0
	for _, l := range s.Lessons {
		if l.Read {
			read++
		}
	}
	fmt.Fprintf(w, "Read: %d of %s, %.0f %%", read, plural(len(s.Lessons), "lesson"), s.Percent)
	if spent := duration(s.Seconds); spent != "-" {
		fmt.Fprintf(w, ", in %s", spent)
	}
	fmt.Fprintln(w, ".")
	switch {
	case s.Max == 0:
	case s.Answers == 0:
		fmt.Fprintf(w, "Score: no question answered yet.\n")
	default:
		line := fmt.Sprintf("Score: %s of %s, %.0f %%", points(s.Score), points(s.Max), 100*s.Score/s.Max)
		if pass > 0 {
			line += fmt.Sprintf("; the pass mark is %g %%: %s", pass, map[bool]string{true: "passed", false: "not yet passed"}[s.Passed])
		}
		fmt.Fprintf(w, "%s. %s given.\n", line, plural(s.Answers, "answer"))
	}
	if s.Streak > 0 {
		fmt.Fprintf(w, "Streak: %s.\n", plural(s.Streak, "day"))
	}
	if len(series) > 1 {
		shares := make([]float64, len(series))
		for i, p := range series {
			shares[i] = p.Share
		}
		fmt.Fprintf(w, "Scores over time: %s\n", typeset.Sparkline(shares, 60))
	}
}

// lessonScore writes best and last score of a lesson.
func lessonScore(l progress.LessonSummary) string {
	if l.Best == nil {
		return fmt.Sprintf("questions for %s", plural(int(l.Max), "point"))
	}
	return fmt.Sprintf("best %s/%s, last %s, %s", points(*l.Best), points(l.Max), points(*l.Last), plural(l.Attempts, "attempt"))
}

// duration writes seconds as people say them.
func duration(seconds float64) string {
	switch s := int(seconds + 0.5); {
	case s == 0:
		return "-"
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d min", (s+30)/60)
	default:
		return fmt.Sprintf("%d h %02d", s/3600, s%3600/60)
	}
}

func (a *app) resetCommand() *cobra.Command {
	var lesson string
	var yes bool
	cmd := &cobra.Command{
		Use:   "reset [COURSE]",
		Short: "Forget the progress of the course, or of one lesson; a copy is kept",
		Args:  courseArg,
		RunE:  func(_ *cobra.Command, args []string) error { return a.reset(args, lesson, yes) },
	}
	cmd.Flags().StringVar(&lesson, "lesson", "", "ID of the one lesson to forget")
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

func (a *app) reset(args []string, lesson string, yes bool) error {
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	what := "all progress in " + c.Manifest.Title
	var questions []string
	if lesson != "" {
		ls, err := openLessons(c, lesson)
		if err != nil {
			return err
		}
		what = "the progress in " + ls[0].Name()
		for _, q := range ls[0].Questions {
			questions = append(questions, q.ID)
		}
	}
	store, record, err := a.studentRecord(c)
	if err != nil {
		return err
	}
	defer store.Close()
	if !yes {
		ok, err := a.confirm(fmt.Sprintf("Forget %s of %s? [y/N] ", what, a.studentName()))
		if err != nil || !ok {
			return err
		}
	}
	backup, err := record.Reset(lesson, questions...)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "Forgotten. The record as it was is kept in %s\n", typeset.Clean(backup))
	return nil
}

// confirm asks a question; only a yes is a yes.
func (a *app) confirm(question string) (bool, error) {
	fmt.Fprint(a.Stdout, typeset.Clean(question))
	line, err := bufio.NewReader(a.Stdin).ReadString('\n')
	if err != nil && err != io.EOF {
		return false, err
	}
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes":
		return true, nil
	}
	fmt.Fprintln(a.Stdout, "Nothing was changed.")
	return false, nil
}

func (a *app) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export FILE",
		Short: "Write the student's record of all courses to a file for another computer",
		Args:  oneFile,
		RunE: func(_ *cobra.Command, args []string) error {
			store, err := a.openStore()
			if err != nil {
				return err
			}
			defer store.Close()
			return writeNew(args[0], func(w io.Writer) error { return store.Export(w, a.studentName()) })
		},
	}
}

func (a *app) importRecordCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Merge a record that was exported elsewhere into this one",
		Args:  oneFile,
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return plainError(err)
			}
			defer f.Close()
			store, err := a.openStore()
			if err != nil {
				return err
			}
			defer store.Close()
			got, err := store.Import(f, a.student)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], inWords(err))
			}
			fmt.Fprintf(a.Stdout, "New here: %s, %s, %s, %s and %s.\n", plural(got.Readings, "reading"), plural(got.Attempts, "attempt"),
				plural(got.Answers, "answer"), plural(got.Links, "link"), plural(got.Notes, "note"))
			return nil
		},
	}
}

// oneFile accepts exactly one FILE.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usageError{fmt.Errorf("%s takes one FILE, not %d", cmd.CommandPath(), len(args))}
	}
	return nil
}

// plainError takes the name of the system call out of an error.
func plainError(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Path, pe.Err)
	}
	return err // nil stays nil
}
