package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lectern/cli/job"
	"lectern/lessons"
	"lectern/lessons/check"
	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) checkCommand() *cobra.Command {
	var format string
	var fix, strict, all bool
	cmd := &cobra.Command{
		Use:   "check [COURSE]",
		Short: words.T("Check the sources of a course: markup, links, pictures, questions"),
		Long: `Check reads every page and bank of a course and prints each fault as

    file:line:column: severity: text (code)

Each code is explained, with a wrong and a right example, in docs/check.md.
A code that is found more than five times is one line, with how many more there
are; --all shows each.

The exit code is 1 if there is an error, else 0; with --strict warnings count
as errors. With --fix, every question without an id gets one written into its
bank: a new wording then keeps the students' history.`,
		Args: courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			return a.check(args, format, checkFlags{fix, strict, all})
		},
	}
	formatFlag(cmd, &format, "text or json", "text", "json")
	cmd.Flags().BoolVar(&fix, "fix", false, "write missing question ids into the banks")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit 1 on warnings too")
	cmd.Flags().BoolVar(&all, "all", false, "show each fault of a kind, not the first with a count")
	return cmd
}

// checkFlags are what `lectern check` may be told.
type checkFlags struct{ fix, strict, all bool }

func (a *app) check(args []string, format string, flags checkFlags) error {
	if flags.fix {
		if err := a.fixIDs(args); err != nil {
			return err
		}
	}
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	problems, err := a.problems(c)
	if err != nil {
		return err
	}
	sum := summarize(c, problems)
	w := bufio.NewWriter(a.Stdout)
	if format == "json" {
		err = writeCheckJSON(w, c, sum, problems)
	} else {
		more := map[string]*further{}
		shown := problems
		if !flags.all {
			shown, more = onceAKind(problems)
		}
		err = writeCheckText(w, sourceFolder(args), shown, more)
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return err
	}
	if format == "text" {
		fmt.Fprintf(a.Stderr, "%s in %s\n", sum, sum.sizes())
	}
	if sum.Errors > 0 || flags.strict && sum.Warnings > 0 {
		return quiet{errors.New("the course has faults")}
	}
	return nil
}

// problems checks a course and shows a progress bar meanwhile. A signal ends it at
// once, in the middle of a page too.
func (a *app) problems(c *lessons.Course) ([]doc.Problem, error) {
	ctx, done := a.stop.Begin()
	defer done()
	b := a.newBar("checking")
	defer b.End()
	screens := &screenCheck{}
	return job.Abandonable(ctx, func() ([]doc.Problem, error) {
		return check.Course(ctx, c, check.Options{
			Page: screens.page, Program: a.Program, Recipients: recipientFault,
			Step: func(done, total int) {
				if ctx.Err() == nil {
					b.Step(int64(done), int64(total))
				}
			},
		})
	})
}

// sourceFolder is the path that messages put before the files of a course, so that
// an editor finds them from where the command was called.
func sourceFolder(args []string) string {
	if len(onDisk(args)) == 0 {
		return ""
	}
	if st, err := os.Stat(args[0]); err == nil && !st.IsDir() {
		if strings.EqualFold(filepath.Ext(args[0]), ".zip") || !st.Mode().IsRegular() {
			return ""
		}
		return filepath.Dir(args[0])
	}
	return args[0]
}

// fewOfAKind is how many faults of one code are shown each by itself.
const fewOfAKind = 5

// further counts the faults of a code that are not shown.
type further struct {
	faults int
	files  map[string]bool // of all faults of the code
}

// onceAKind returns the problems with the first alone of those codes that there
// are many of, and counts the others by their code.
func onceAKind(problems []doc.Problem) (shown []doc.Problem, more map[string]*further) {
	of, more := map[string]int{}, map[string]*further{}
	for _, p := range problems {
		of[p.Code]++
	}
	for _, p := range problems {
		if of[p.Code] <= fewOfAKind {
			shown = append(shown, p)
			continue
		}
		f := more[p.Code]
		if f == nil {
			shown = append(shown, p)
			more[p.Code] = &further{files: map[string]bool{p.File: true}}
			continue
		}
		f.faults++
		f.files[p.File] = true
	}
	return shown, more
}

// String says how many more there are, behind the code in brackets.
func (f *further) String() string {
	if f == nil {
		return ""
	}
	if len(f.files) == 1 {
		return fmt.Sprintf(", and %d more; --all shows each", f.faults)
	}
	return fmt.Sprintf(", and %d more, %d files in all; --all shows each", f.faults, len(f.files))
}

func writeCheckText(w io.Writer, folder string, problems []doc.Problem, more map[string]*further) error {
	for _, p := range problems {
		file := p.File
		if folder != "" {
			file = filepath.Join(folder, filepath.FromSlash(p.File))
		}
		// A fault of a whole line or file is shown at its first character.
		_, err := fmt.Fprintf(w, "%s:%d:%d: %s: %s (%s%s)\n",
			typeset.Clean(file), max(p.Line, 1), max(p.Column, 1), p.Severity, typeset.Clean(text.OneLine(p.Text)), p.Code, more[p.Code])
		if err != nil {
			return err
		}
	}
	return nil
}

// The types of `lectern check --format json`, which other programs may rely on.
// A line or column of 0 means the file or line as a whole.
type (
	checkedCourse struct {
		Course printedTitle `json:"course"`
		checkSummary
		Problems []checkedProblem `json:"problems"`
	}
	checkSummary struct {
		Pages     int `json:"pages"`
		Lessons   int `json:"lessons"`
		Questions int `json:"questions"`
		Errors    int `json:"errors"`
		Warnings  int `json:"warnings"`
		Infos     int `json:"infos"`
	}
	checkedProblem struct {
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Severity string `json:"severity"`
		Code     string `json:"code"`
		Text     string `json:"text"`
	}
)

func writeCheckJSON(w io.Writer, c *lessons.Course, sum checkSummary, problems []doc.Problem) error {
	out := checkedCourse{
		Course:       printedTitle{c.Manifest.ID, c.Manifest.Title},
		checkSummary: sum,
		Problems:     make([]checkedProblem, len(problems)),
	}
	for i, p := range problems {
		out.Problems[i] = checkedProblem{p.File, p.Line, p.Column, p.Severity.String(), p.Code, p.Text}
	}
	enc := text.NewJSON(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// summarize counts a parsed course and its faults.
func summarize(c *lessons.Course, problems []doc.Problem) checkSummary {
	s := checkSummary{Pages: len(c.Pages())}
	for _, p := range c.Pages() {
		s.Lessons += len(p.Lessons())
		s.Questions += len(p.Questions())
	}
	if len(c.Manifest.Exam.Banks) > 0 {
		s.Questions += len(c.ExamQuestions())
	}
	for _, p := range problems {
		switch p.Severity {
		case doc.Error:
			s.Errors++
		case doc.Warning:
			s.Warnings++
		default:
			s.Infos++
		}
	}
	return s
}

func (s checkSummary) String() string {
	if s.Errors+s.Warnings+s.Infos == 0 {
		return "no faults"
	}
	text := words.N("%d error", "%d errors", s.Errors, s.Errors) + ", " + words.N("%d warning", "%d warnings", s.Warnings, s.Warnings)
	if s.Infos > 0 {
		text += ", " + words.N("%d info", "%d infos", s.Infos, s.Infos)
	}
	return text
}

func (s checkSummary) sizes() string {
	return words.N("%d page", "%d pages", s.Pages, s.Pages) + ", " + words.N("%d lesson", "%d lessons", s.Lessons, s.Lessons) + ", " + words.N("%d question", "%d questions", s.Questions, s.Questions)
}
