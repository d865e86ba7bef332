package cli

import (
	"bufio"
	"errors"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/reader/words"
)

// quizFlags are the flags of `lectern quiz`.
type quizFlags struct {
	lesson, page, format string
	all, again           bool
}

func (a *app) quizCommand() *cobra.Command {
	var f quizFlags
	cmd := &cobra.Command{
		Use:   "quiz [COURSE]",
		Short: words.T("Ask the questions of the course line by line"),
		Long: words.T(`Asks questions on standard output and reads one answer a line from standard
input, for pipes and screen readers. Answers are recorded as on the screen.

Answers: a letter (a), several (a c), t or f, a text, a number, pairs (1b 2a),
an order (c a b), the gaps of a text between semicolons (Oslo; 3), ? for
"I don't know". An empty line leaves a question for later. :hint shows a hint,
:quit ends; the same command goes on there the next time.`),
		Args: courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", f.format, "text", "json"); err != nil {
				return err
			}
			if n := count(f.lesson != "", f.page != "", f.all); n > 1 {
				return usage("--lesson, --page and --all exclude each other")
			}
			return a.quiz(args, f)
		},
	}
	cmd.Flags().StringVar(&f.lesson, "lesson", "", words.T("ID of the lesson whose questions are asked"))
	cmd.Flags().StringVar(&f.page, "page", "", words.T("path of the page whose questions are asked"))
	cmd.Flags().BoolVar(&f.all, "all", false, words.T("the questions of the whole course in one run, as an exam"))
	cmd.Flags().BoolVar(&f.again, "again", false, words.T("begin anew instead of going on with a run that was left"))
	cmd.Flags().StringVar(&f.format, "format", "text", words.T("text, or json for one event a line"))
	return cmd
}

// count returns how many of the conditions hold.
func count(conditions ...bool) int {
	n := 0
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}

func (a *app) quiz(args []string, f quizFlags) error {
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	runs, err := quizRuns(c, f)
	if err != nil {
		return err
	}
	record, closeRecord := a.openRecord(c)
	defer closeRecord()

	out := bufio.NewWriter(a.Stdout)
	defer out.Flush()
	var voice voice = &textVoice{w: out}
	if f.format == "json" {
		voice = newJSONVoice(out)
	}
	s := &session{
		app: a, record: record, voice: voice, again: f.again,
		in: bufio.NewReader(a.Stdin), flush: out.Flush,
	}
	return s.ask(runs)
}

// examPlan is the run of the questions of the whole course.
func examPlan(c *lessons.Course) runPlan {
	return runPlan{
		scope: lessons.CourseScope, title: c.Manifest.Title,
		settings: c.Manifest.ExamSettings(), questions: c.Questions(),
	}
}

// quizRuns returns the runs that the flags ask for.
func quizRuns(c *lessons.Course, f quizFlags) ([]runPlan, error) {
	var plans []runPlan
	switch {
	case f.all:
		plans = []runPlan{examPlan(c)}
	case f.page != "":
		p := c.Page(f.page)
		if p == nil {
			c.Pages()
			p = c.Page(f.page)
		}
		if p == nil {
			return nil, errors.New(words.T("the course has no page %q", f.page))
		}
		plans = []runPlan{{
			scope: p.Scope(), title: p.Title(), settings: p.Settings(), questions: p.Questions(),
		}}
	default:
		ls, err := openLessons(c, f.lesson)
		if err != nil {
			return nil, err
		}
		for _, l := range ls {
			if len(l.Questions) > 0 {
				plans = append(plans, runPlan{l.Scope(), l.Title, l.Page.Settings(), l.Questions})
			}
		}
	}
	n := 0
	for _, p := range plans {
		n += len(p.questions)
	}
	if n == 0 {
		return nil, errors.New(words.T("there are no questions here"))
	}
	return plans, nil
}

// runPlan is a run before its questions are drawn.
type runPlan struct {
	scope, title string
	settings     quiz.Settings
	questions    []*quiz.Question
}

// errLeft says that the student left in the middle of a run.
var errLeft = errors.New("left")

// maxLine is the longest line that is read as an answer, in bytes.
const maxLine = 1 << 20

// readLine returns the next line of input without its end. A line that is too long is an error, not an answer.
func readLine(in *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, isPrefix, err := in.ReadLine()
		if err != nil {
			return "", err
		}
		if len(line)+len(part) > maxLine {
			return "", errors.New(words.T("an answer is longer than %d bytes", maxLine))
		}
		line = append(line, part...)
		if !isPrefix {
			return string(line), nil
		}
	}
}
