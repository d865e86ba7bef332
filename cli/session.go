package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/typeset"
)

// session asks runs of questions line by line. It keeps the same rules as the
// screen, through quiz.Run, and the same record, through study.Record.
type session struct {
	*app
	record study.Record // nil when nothing can be saved
	voice  voice
	in     *bufio.Reader
	flush  func() error
	again  bool // begin anew rather than resume

	score, most float64
	passed      bool
	unsaved     bool // it has been said that nothing is saved
}

// voice is how a session speaks: for people, or as JSON lines.
type voice interface {
	begin(p runPlan, run *quiz.Run, resumed bool)
	question(run *quiz.Run, i int, order []int)
	hint(q *quiz.Question, text quiz.Text, left int)
	wrongForm(q *quiz.Question, err error) // the line was no answer
	verdict(run *quiz.Run, i int)
	runEnd(run *quiz.Run)
	refused(p runPlan, why string)
	left(run *quiz.Run)
	summary(score, most float64, passed bool)
}

// ask asks all runs, then sums up. Leaving in the middle is no error: what was answered is kept.
func (s *session) ask(plans []runPlan) error {
	s.passed = true
	for _, p := range plans {
		err := s.run(p)
		if errors.Is(err, errLeft) {
			break
		}
		if err != nil {
			return err
		}
	}
	s.voice.summary(s.score, s.most, s.passed)
	return s.flush()
}

// run asks one run from its first unanswered question.
func (s *session) run(p runPlan) error {
	run, attempt, why := s.prepare(p)
	if why != "" {
		s.voice.refused(p, why)
		return nil
	}
	s.voice.begin(p, run, attempt != "")
	err := s.questions(run, &attempt)
	score, most := run.Score()
	s.score += score
	s.most += most
	if err != nil {
		s.passed = false
		if errors.Is(err, errLeft) {
			s.voice.left(run)
		}
		return err
	}
	s.passed = s.passed && run.Passed()
	if run.Done() && attempt != "" {
		s.save(func() error { return s.record.Finish(attempt, score, most, run.Passed()) })
	}
	s.voice.runEnd(run)
	return nil
}

// prepare resumes the run that was left, or draws a new one; why says why neither may be.
func (s *session) prepare(p runPlan) (run *quiz.Run, attempt, why string) {
	var finished int
	if s.record != nil {
		if a, found, err := s.record.Unfinished(p.scope); err == nil && found && !s.again {
			run := resume(a, p)
			if !run.Done() {
				return run, a.ID, ""
			}
		}
		if scores, err := s.record.Scores(); err == nil {
			finished = scores[p.scope].Attempts
		}
	}
	if !p.settings.MayBegin(finished) {
		return nil, "", fmt.Sprintf("all %d attempts are used", p.settings.Attempts)
	}
	return quiz.NewRun(p.scope, quiz.Seed(s.studentName(), p.scope, finished), p.questions, p.settings), "", ""
}

// resume is the run of an attempt that was left, with the answers that it has.
func resume(a study.Attempt, p runPlan) *quiz.Run {
	run := quiz.ResumeRun(a.Scope, a.Seed, a.Questions, p.questions, p.settings)
	for _, g := range a.Given {
		for i, q := range run.Questions {
			if q.ID == g.ID {
				run.Take(i, g.Answer, g.Hints)
			}
		}
	}
	return run
}

// questions asks what has no answer yet. attempt is the run's in the record, "" before the first answer.
func (s *session) questions(run *quiz.Run, attempt *string) error {
	for i, q := range run.Questions {
		if run.Outcomes[i].Answered {
			continue
		}
		order := run.Order(i)
		s.voice.question(run, i, order)
		if q.Kind == quiz.Description {
			continue
		}
		asked := time.Now()
		answer, hints, skipped, err := s.read(q, order)
		if err != nil {
			return err
		}
		if skipped {
			continue
		}
		run.Take(i, answer, hints)
		s.keep(run, i, attempt, time.Since(asked).Seconds())
		s.voice.verdict(run, i)
	}
	return nil
}

// read reads lines until one is an answer, an empty line (skipped), or the end.
func (s *session) read(q *quiz.Question, order []int) (answer quiz.Answer, hints int, skipped bool, err error) {
	for {
		if err := s.flush(); err != nil {
			return answer, hints, false, err
		}
		line, err := readLine(s.in)
		if err == io.EOF {
			return answer, hints, false, errLeft
		}
		if err != nil {
			return answer, hints, false, err
		}
		switch strings.TrimSpace(line) {
		case "":
			return answer, hints, true, nil
		case ":quit":
			return answer, hints, false, errLeft
		case ":hint":
			if hints == len(q.Hints) {
				s.voice.wrongForm(q, errors.New("there is no further hint"))
				continue
			}
			hints++
			s.voice.hint(q, q.Hints[hints-1], len(q.Hints)-hints)
			continue
		}
		answer, err = q.ParseLine(line, order)
		if err == nil {
			return answer, hints, false, nil
		}
		s.voice.wrongForm(q, err)
	}
}

// keep saves an answer; it is on the disk before the verdict is told.
func (s *session) keep(run *quiz.Run, i int, attempt *string, seconds float64) {
	q, o := run.Questions[i], run.Outcomes[i]
	s.save(func() error {
		if *attempt == "" {
			id, err := s.record.Begin(study.Attempt{Scope: run.Scope, Seed: run.Seed, Questions: run.IDs()})
			if err != nil {
				return err
			}
			*attempt = id
		}
		return s.record.Answer(*attempt, study.Given{
			Question: q, ID: q.ID, Answer: o.Answer, Credit: o.Grade.Credit, Graded: o.Grade.Graded,
			Hints: o.Hints, Seconds: seconds,
		})
	})
}

// save saves, and says once why nothing is being saved.
func (s *session) save(f func() error) {
	if s.record == nil || s.unsaved {
		return
	}
	if err := f(); err != nil {
		s.unsaved = true
		fmt.Fprintf(s.Stderr, "lectern: nothing is being saved: %s\n", typeset.Clean(err.Error()))
	}
	if news := s.record.News(); news != "" {
		fmt.Fprintf(s.Stderr, "lectern: %s\n", typeset.Clean(news))
	}
}
