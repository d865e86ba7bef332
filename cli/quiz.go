package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/line"
	"lectern/reader/words"
)

// quizFlags are the flags of `lectern quiz`.
type quizFlags struct {
	lesson, page, format string
	id                   string
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
			if err := oneOf("format", f.format, line.Voices()...); err != nil {
				return err
			}
			if n := count(f.lesson != "", f.page != "", f.all); n > 1 {
				return usage("--lesson, --page and --all exclude each other")
			}
			if f.id != "" && !f.all {
				return usage("--id goes with --all: it says whose paper of an exam it is")
			}
			return a.quiz(args, f)
		},
	}
	cmd.Flags().StringVar(&f.lesson, "lesson", "", words.T("ID or number of the lesson whose questions are asked"))
	cmd.Flags().StringVar(&f.page, "page", "", words.T("path of the page whose questions are asked"))
	cmd.Flags().BoolVar(&f.all, "all", false, words.T("the questions of the whole course in one run, as an exam"))
	cmd.Flags().StringVar(&f.id, "id", "", words.T("with --all: your ID number, by which your paper of an exam is drawn"))
	cmd.Flags().BoolVar(&f.again, "again", false, words.T("begin anew instead of going on with a run that was left"))
	formatFlag(cmd, &f.format, words.T("text, or json for one event a line"), line.Voices()...)
	a.completeLesson(cmd, "lesson")
	a.addKiosk(cmd)
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
	if err := a.confine(args); err != nil {
		return err
	}
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	runs, err := a.quizRuns(c, f)
	if err != nil {
		return err
	}
	record, desk, closeRecord, err := a.openRecord(c, args)
	if err != nil {
		return err
	}
	defer closeRecord()
	cfg := a.lineConfig(c)
	cfg.Record = record
	if desk != nil && f.all && c.ExamBuild() != "" {
		if err := a.prepareExam(&cfg, desk, f); err != nil {
			return err
		}
	}
	err = line.Ask(cfg, runs, f.format, f.again, a.tell)
	if errors.Is(err, line.ErrUnsaved) || err == nil && record == nil {
		return quiet{line.ErrUnsaved} // told already
	}
	return err
}

// prepareExam finds out whose paper of an exam it is: the ID that the flag says, else what the course asks
// for, else the name in the record. Only a person at a terminal is asked.
func (a *app) prepareExam(cfg *line.Config, d *desk, f quizFlags) error {
	who := d.Known()
	if f.id != "" {
		who["id"] = identityValue(f.id)
	}
	if missing := study.Missing(d.Asked(), who); len(missing) > 0 && cfg.Terminal && f.format == "text" {
		if err := a.askIdentity(a.Stdout, missing, who); err != nil {
			return err
		}
	}
	cfg.Desk, cfg.ExamID = d, d.Enrol(who)
	return nil
}

// quizRuns returns the runs that the flags ask for.
func (a *app) quizRuns(c *lessons.Course, f quizFlags) ([]study.Plan, error) {
	var plans []study.Plan
	switch {
	case f.all:
		plans = []study.Plan{study.ExamPlan(c)}
	case f.page != "":
		p := c.Page(f.page)
		if p == nil {
			c.Pages()
			p = c.Page(f.page)
		}
		if p == nil {
			return nil, errors.New(words.T("the course has no page %q", f.page))
		}
		plans = []study.Plan{study.PagePlan(p)}
	default:
		ls, err := a.openLessons(c, f.lesson)
		if err != nil {
			return nil, err
		}
		for _, l := range ls {
			if len(l.Questions) > 0 {
				plans = append(plans, study.LessonPlan(l))
			}
		}
	}
	n := 0
	for _, p := range plans {
		n += len(p.Questions)
	}
	if n == 0 {
		return nil, errors.New(words.T("there are no questions here"))
	}
	return plans, nil
}
