package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lectern/cli/trouble"
	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/progress"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) progressCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "progress [COURSE]",
		Short: words.T("Show what was read and how the questions went"),
		Args:  courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json", "csv"); err != nil {
				return err
			}
			return a.progress(args, format)
		},
	}
	formatFlag(cmd, &format, words.T("text, json or csv"), "text", "json", "csv")
	cmd.AddCommand(a.resetCommand(), a.exportCommand(), a.importRecordCommand())
	return cmd
}

func (a *app) progress(args []string, format string) error {
	r, err := a.openCourseRecord(args)
	if err != nil {
		return err
	}
	defer r.close()
	s, err := summary(r.course, r.store, r.record)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(a.Stdout)
	switch format {
	case "json":
		enc := text.NewJSON(w)
		enc.SetIndent("", "  ")
		err = enc.Encode(s)
	case "csv":
		var csv bytes.Buffer
		if err = s.WriteCSV(&csv); err == nil {
			_, err = w.Write(bytes.Map(text.HarmlessLine, csv.Bytes()))
		}
	default:
		series, perr := scored(r.record)
		if perr != nil {
			return perr
		}
		for i, l := range r.course.Lessons() {
			s.Lessons[i].Title = lessonName(l)
		}
		progressText(w, s, series)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// lessonName is a lesson's title with its part, for people.
func lessonName(l *lessons.Lesson) string { return words.Lesson(l.Title, l.Part, l.Parts) }

// progressText writes the progress for people: a line a lesson and one for the exam, then the course.
func progressText(w io.Writer, s progress.Summary, series []progress.Point) {
	fmt.Fprintf(w, "%s, %s\n\n", typeset.Clean(s.Course.Title), typeset.Clean(s.Student))
	for i, l := range s.Lessons {
		sign := " "
		if l.Read {
			sign = "+"
		}
		line := fmt.Sprintf("%s %3d  %-44s %8s", sign, i+1, typeset.Fit(typeset.Clean(l.Title), 44), duration(l.Seconds))
		fmt.Fprintln(w, strings.TrimRight(line+resultText(l.Result), " "))
	}
	if s.Exam != nil {
		result := resultText(s.Exam.Result)
		if s.Exam.Sealed {
			result = "  " + sealedText(*s.Exam)
		}
		fmt.Fprintf(w, "       %-53s%s\n", words.T("Exam"), result)
	}
	fmt.Fprintln(w)
	progressTotals(w, s, series)
}

// progressTotals writes how the course as a whole stands, in a few lines.
func progressTotals(w io.Writer, s progress.Summary, series []progress.Point) {
	read, all := 0, len(s.Lessons)
	for _, l := range s.Lessons {
		if l.Read {
			read++
		}
	}
	share := words.Percent(s.Percent / 100)
	if spent := duration(s.Seconds); spent != "-" {
		fmt.Fprintln(w, words.N("Read: %d of %d lesson, %s, in %s.", "Read: %d of %d lessons, %s, in %s.", all, read, all, share, spent))
	} else {
		fmt.Fprintln(w, words.N("Read: %d of %d lesson, %s.", "Read: %d of %d lessons, %s.", all, read, all, share))
	}
	switch {
	case s.Max == 0:
	case !answered(s) && s.Answers > 0:
		fmt.Fprintln(w, words.T("Score: no question of the lessons answered yet."))
	case !answered(s):
		fmt.Fprintln(w, words.T("Score: no question answered yet."))
	default:
		fmt.Fprintln(w, scoreLine(s))
	}
	if s.Exam != nil && s.Exam.Best != nil {
		fmt.Fprintln(w, examLine(*s.Exam))
	}
	calibrationText(w, s.Calibration)
	for _, p := range s.Pretests {
		fmt.Fprintln(w, words.T("Before reading: %s", words.Gain(typeset.Clean(p.Title), p.Before, p.After, p.Questions, p.Waiting)))
	}
	if s.Streak > 0 {
		fmt.Fprintln(w, words.N("Streak: %d day.", "Streak: %d days.", s.Streak, s.Streak))
	}
	if len(series) > 1 {
		shares := make([]float64, len(series))
		for i, p := range series {
			shares[i] = p.Share
		}
		fmt.Fprintln(w, words.T("Scores over time: %s", typeset.Sparkline(shares, 60)))
	}
}

// calibrationText says how often the student was right when sure, not sure and guessing.
func calibrationText(w io.Writer, all []progress.Calibrated) {
	var said []study.Calibrated
	for _, c := range all {
		k := study.Calibrated{Confidence: study.Confidence(c.Confidence), Answers: c.Answers, Right: c.Right}
		said = append(said, k)
		fmt.Fprintf(w, "%s %s\n", bar(k.Share(), 10), words.Calibrated(c.Confidence, c.Right, c.Answers))
	}
	j := study.Judge(said)
	if line := words.Judgement(j == study.Overrated, j == study.Underrated, j == study.WellJudged); line != "" {
		fmt.Fprintln(w, line)
	}
}

// bar draws a share with signs that every terminal has.
func bar(share float64, n int) string {
	full := int(share*float64(n) + 0.5)
	return strings.Repeat("#", full) + strings.Repeat(".", n-full)
}

// answered reports whether the student answered questions of lessons.
func answered(s progress.Summary) bool {
	return slices.ContainsFunc(s.Lessons, func(l progress.LessonSummary) bool { return l.Best != nil })
}

// scoreLine writes the score of the course.
func scoreLine(s progress.Summary) string {
	score, most, share := words.Points(s.Score), words.Points(s.Max), words.Percent(s.Score/s.Max)
	switch {
	case s.Pass == nil:
		return words.N("Score: %s of %s, %s. %d answer given.", "Score: %s of %s, %s. %d answers given.",
			s.Answers, score, most, share, s.Answers)
	case s.Passed:
		return words.N("Score: %s of %s, %s; the pass mark is %s %%: passed. %d answer given.",
			"Score: %s of %s, %s; the pass mark is %s %%: passed. %d answers given.", s.Answers, score, most, share, words.Points(*s.Pass), s.Answers)
	}
	return words.N("Score: %s of %s, %s; the pass mark is %s %%: not yet passed. %d answer given.",
		"Score: %s of %s, %s; the pass mark is %s %%: not yet passed. %d answers given.", s.Answers, score, most, share, words.Points(*s.Pass), s.Answers)
}

// examLine writes how the best exam went.
func examLine(e progress.ExamSummary) string {
	score, most, share := words.Points(*e.Best), words.Points(e.Max), words.Percent(*e.Best/e.Max)
	switch {
	case e.Pass == nil:
		return words.T("Exam: %s of %s, %s.", score, most, share)
	case e.Passed:
		return words.T("Exam: %s of %s, %s; the pass mark is %s %%: passed.", score, most, share, words.Points(*e.Pass))
	}
	return words.T("Exam: %s of %s, %s; the pass mark is %s %%: not yet passed.", score, most, share, words.Points(*e.Pass))
}

// resultText writes best and last score of a lesson or the exam, with a space before it; "" if it has no points.
func resultText(r progress.Result) string {
	most := words.Points(r.Max)
	switch {
	case r.Max <= 0:
		return ""
	case r.Best == nil && r.Attempts > 0: // of an exam
		return "  " + words.N("questions for %s point, begun", "questions for %s points, begun", int(math.Ceil(r.Max)), most)
	case r.Best == nil:
		return "  " + words.N("questions for %s point", "questions for %s points", int(math.Ceil(r.Max)), most)
	}
	return "  " + words.N("best %s/%s, last %s, %d attempt", "best %s/%s, last %s, %d attempts", r.Attempts,
		words.Points(*r.Best), most, words.Points(*r.Last), r.Attempts)
}

// sealedText says how an exam stands whose answers are graded elsewhere.
func sealedText(e progress.ExamSummary) string {
	switch {
	case e.Attempts == 0:
		return words.T("not begun")
	case e.Left:
		return words.T("begun")
	}
	return words.T("handed in")
}

// duration writes seconds as people say them, and a hyphen in a table where there were none.
func duration(seconds float64) string {
	if seconds < 0.5 {
		return "-"
	}
	return words.Duration(seconds)
}

func (a *app) resetCommand() *cobra.Command {
	var lesson string
	var yes bool
	cmd := &cobra.Command{
		Use:   "reset [COURSE]",
		Short: words.T("Forget the progress of the course, or of one lesson; a copy is kept"),
		Args:  courseArg,
		RunE:  func(_ *cobra.Command, args []string) error { return a.reset(args, lesson, yes) },
	}
	cmd.Flags().StringVar(&lesson, "lesson", "", words.T("ID of the one lesson to forget"))
	a.completeLesson(cmd, "lesson")
	cmd.Flags().BoolVar(&yes, "yes", false, words.T("do not ask"))
	return cmd
}

func (a *app) reset(args []string, lesson string, yes bool) error {
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
	// Asked in the language that the record knows.
	question := words.T("Forget all progress in %s of %s? [y/N] ", c.Manifest.Title, a.studentName())
	var questions []string
	if lesson != "" {
		ls, err := a.openLessons(c, lesson)
		if err != nil {
			return err
		}
		question = words.T("Forget the progress in %s of %s? [y/N] ", lessonName(ls[0]), a.studentName())
		for _, q := range ls[0].Questions {
			questions = append(questions, q.ID)
		}
	}
	if !yes {
		ok, err := a.confirm(question)
		if err != nil || !ok {
			return err
		}
	}
	backup, err := record.Reset(lesson, questions...)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Stdout, words.T("Forgotten. The record as it was is kept in %s", typeset.Clean(backup)))
	return nil
}

// confirm asks a question on standard output. Anything but y or yes means no.
func (a *app) confirm(question string) (bool, error) {
	fmt.Fprint(a.Stdout, typeset.Clean(question))
	line, err := bufio.NewReader(a.Stdin).ReadString('\n')
	if err != nil && err != io.EOF {
		return false, err
	}
	plain := text.Folding{}.String // many keyboards have no accents
	switch plain(line) {
	case "y", "yes", plain(words.Command("y")), plain(words.Command("yes")):
		return true, nil
	}
	fmt.Fprintln(a.Stdout, words.T("Nothing was changed."))
	return false, nil
}

func (a *app) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export FILE",
		Short: words.T("Write the student's record of all courses to a file, or - for standard output, for another computer"),
		Args:  oneFile,
		RunE: func(_ *cobra.Command, args []string) error {
			store, err := a.openStore()
			if err != nil {
				return err
			}
			defer store.Close()
			a.uniteNames(store)
			a.tellNotices(store)
			if args[0] == "-" {
				return store.Export(a.Stdout, a.studentName())
			}
			return a.writeNew(args[0], func(w io.Writer) error { return store.Export(w, a.studentName()) })
		},
	}
}

func (a *app) importRecordCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: words.T("Merge a record that was exported elsewhere into this one"),
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
			as := ""
			if a.student != "" {
				as = a.studentName()
			}
			got, err := store.Import(f, as)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], trouble.InWords(err))
			}
			a.tellNotices(store)
			fmt.Fprintln(a.Stdout, words.T("New here: %s, %s, %s, %s and %s.",
				words.N("%d reading", "%d readings", got.Readings, got.Readings),
				words.N("%d attempt", "%d attempts", got.Attempts, got.Attempts),
				words.N("%d answer", "%d answers", got.Answers, got.Answers),
				words.N("%d link", "%d links", got.Links, got.Links),
				words.N("%d note", "%d notes", got.Notes, got.Notes)))
			return nil
		},
	}
}

// oneFile accepts exactly one FILE.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("%s takes one FILE, not %d", cmd.CommandPath(), len(args))
	}
	return nil
}
