package cli

import (
	"errors"
	"io/fs"
	"strconv"
	"time"

	"lectern/cli/trouble"
	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/progress"
	"lectern/reader/words"
)

// openCourse opens the course that the arguments name, else the one inside the binary.
func (a *app) openCourse(args []string) (*lessons.Course, error) {
	c, err := a.openNamed(args)
	if errors.Is(err, fs.ErrNotExist) && len(args) == 1 {
		err = a.notThere(err, args[0])
	}
	return c, err
}

// openNamed is openCourse without a guess at what else may have been meant.
func (a *app) openNamed(args []string) (*lessons.Course, error) {
	if err := a.checkAs(args); err != nil {
		return nil, err
	}
	switch {
	case len(args) == 1 && namesStdin(args[0]):
		return a.openStdin()
	case len(args) == 1:
		args[0] = lessons.FindPath(args[0]) // for all that look at its files later
		c, err := lessons.OpenPathAs(args[0], a.as)
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return c, err
		}
		if c, carries, why := openProgram(args[0]); carries {
			return c, why
		}
		return nil, err
	}
	return openInside()
}

// openLessons returns the lessons of a course, or the one that the flag --lesson names by its
// ID or number.
func (a *app) openLessons(c *lessons.Course, id string) ([]*lessons.Lesson, error) {
	if id == "" {
		return c.Lessons(), nil
	}
	l := c.Lesson(id)
	if n, err := strconv.Atoi(id); l == nil && err == nil { // its number, as screens name it
		if all := c.Lessons(); n >= 1 && n <= len(all) {
			l = all[n-1]
		}
	}
	if l == nil {
		return nil, errors.New(words.T("the course has no lesson %q; `%s print --format json` lists their ids", id, a.Program))
	}
	// Of a large page only the beginning may be known, and not yet its questions.
	l.Page.Lessons()
	return []*lessons.Lesson{l.Whole()}, nil
}

// summary sums up what the record has of a student in a course, by the rules of a session.
func summary(c *lessons.Course, store *progress.Store, record *progress.Record) (progress.Summary, error) {
	s := study.New(c, record.Student(), time.Now(), func(study.Effect) {})
	if err := s.Refresh(newKeeper(store, record, nil)); err != nil {
		return progress.Summary{}, err
	}
	sum, err := record.Summary(outline(s))
	return sum, trouble.InWords(err)
}

// outline lists the lessons of a course, and how their questions and the exam went.
func outline(s *study.Session) progress.Outline {
	o := progress.Outline{Pass: quiz.PassMark(s.Course.Manifest.Pass), Passed: s.Passed(s.Totals())}
	for _, l := range s.Course.Lessons() {
		o.Lessons = append(o.Lessons, progress.OutlineLesson{
			ID: l.ID, Former: l.FormerIDs(), Page: l.Page.Path, Title: l.Name(), Result: progress.Result(s.Result(l)),
		})
	}
	if exam, ok := s.Exam(study.ExamPlan(s.Course)); ok {
		o.Exam = &progress.ExamSummary{Result: progress.Result(exam.Result), Passed: exam.Passed, Pass: quiz.PassMark(exam.Pass), Left: exam.Left, Sealed: exam.Sealed}
	}
	for _, c := range s.Calibration() {
		o.Calibration = append(o.Calibration, progress.Calibrated{Confidence: int(c.Confidence), Answers: c.Answers, Right: c.Right})
	}
	for _, g := range s.Gains() {
		o.Pretests = append(o.Pretests, progress.Pretest{Title: g.Unit.Title, Page: g.Unit.Pages[0].Path,
			Questions: g.Questions, Before: g.Before, After: g.After, Waiting: g.Waiting})
	}
	return o
}
