package study

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/sealed"
)

// Plan describes a run before it is begun or resumed.
type Plan struct {
	Scope     string
	Title     string          // of the lesson, page or course whose questions they are; "" for those of AgainScope
	Lesson    *lessons.Lesson // whose questions they are; nil for those of several
	Questions []*quiz.Question
	Settings  quiz.Settings
	From      map[string]int // how many are drawn of each category or tag; nil draws the pool of all
	Limit     time.Duration  // how long it may take; 0 for as long as one likes
	Fresh     bool           // an attempt that was left is not gone on with
	Untold    bool           // of a pre-test: no lesson of its questions ever tells what is right

	// Where only some questions are asked again, the others keep what they had.
	keptScore, keptMost float64
}

// LessonPlan is a run over the questions of a lesson.
func LessonPlan(l *lessons.Lesson) Plan {
	return Plan{Scope: l.Scope(), Title: l.Title, Lesson: l, Questions: l.Questions, Settings: l.Page.Settings()}
}

// PagePlan is a run over the questions of a page.
func PagePlan(p *lessons.Page) Plan {
	return Plan{Scope: p.Scope(), Title: p.Title(), Questions: p.Questions(), Settings: p.Settings()}
}

// ErrNoQuestions says that there is nothing to ask.
var ErrNoQuestions = errors.New("there are no questions here")

// AttemptsUsed is the error when all attempts that the settings allow have been used.
type AttemptsUsed struct {
	Allowed int
	Left    bool // the last attempt was left: it can be gone on with
}

func (e AttemptsUsed) Error() string { return fmt.Sprintf("all %d attempts are used", e.Allowed) }

// May returns the reason why a run may not begin, or nil if it may.
func (s *Session) May(p Plan) error {
	switch {
	case len(p.Questions) == 0:
		return ErrNoQuestions
	case !s.mayBegin(p):
		return AttemptsUsed{p.Settings.Attempts, s.Known.Scores[p.Scope].Left}
	}
	return nil
}

// mayBegin reports whether the attempts that the settings of a plan allow leave one.
// An attempt counts from its first answer, whether it comes to its end or not:
// otherwise one could look at the questions as often as one likes. To go on with
// one that was left is free.
func (s *Session) mayBegin(p Plan) bool {
	return s.Known.Scores[p.Scope].Left && !p.Fresh || p.Settings.MayBegin(s.begun(p))
}

// begun counts the attempts that were begun: those of the scope and, of a lesson,
// those that asked its wrong ones again together with others of the course.
func (s *Session) begun(p Plan) int {
	n := s.Known.Scores[p.Scope].Begun
	if p.Lesson == nil {
		return n
	}
	var again []string
	for _, q := range p.Questions {
		for _, a := range s.Known.Tallies[q.ID].again {
			again = with(again, a)
		}
	}
	return n + len(again)
}

// Run is a run of questions that was begun.
type Run struct {
	*quiz.Run
	Title   string          // as in its Plan
	Lesson  *lessons.Lesson // as in its Plan
	Resumed bool            // it was left before and is gone on with
	Untold  bool            // as in its Plan

	attempt string  // the record's ID; "" until the first answer is kept, or the time of a limited one runs
	unkept  []Given // answers that the record has not taken yet
	limit   limit
	counted bool // it is among the attempts that the session knows of

	first int          // of a review: how many questions it has, without those that it asks once more
	easy  map[int]bool // of a review: the answers that the student called easy
}

// Sealed reports whether the run is an exam that was handed out without its key: it is known later how
// the answers are.
func (r *Run) Sealed() bool { return len(r.Questions) > 0 && r.Questions[0].Sealed != "" }

// name tells a run from others: as in the record or, where nothing is saved, by what it was drawn from.
func (r *Run) name() string { return cmp.Or(r.attempt, r.Scope+" "+r.Seed) }

// begin draws a new run, or resumes the unfinished attempt if there is one.
func (s *Session) begin(p Plan, left Attempt, found bool) (*Run, error) {
	if err := s.May(p); err != nil {
		return nil, err
	}
	if p.Lesson == nil {
		s.Show() // no lesson: what is open is out of sight for as long as this takes
	}
	r := &Run{Title: p.Title, Lesson: p.Lesson, Untold: p.Untold}
	if found && !p.Fresh {
		r.Run = quiz.ResumeRun(p.Scope, left.Seed, left.Questions, p.Questions, p.Settings)
		if r.Review() {
			r.replayReview(left.Given)
		} else {
			r.replay(left.Given)
		}
		s.keep(r, left, p)
		r.attempt, r.Resumed, r.counted = left.ID, true, true
	}
	if r.Run == nil || len(r.Questions) == 0 { // the course may have none of them any more
		seed, questions := quiz.Seed(s.Student, p.Scope, s.Known.Scores[p.Scope].Begun), p.Questions
		if len(p.From) > 0 {
			questions = quiz.DrawFrom(questions, p.From, seed)
		}
		r.Run = quiz.NewRun(p.Scope, seed, questions, p.Settings)
		if build := s.Course.ExamBuild(); build != "" && p.Scope == lessons.CourseScope {
			r.Run = sealed.Run(p.Scope, p.Questions, build, cmp.Or(s.ExamID, s.Student), p.From, p.Settings)
		}
		r.KeptScore, r.KeptMost = p.keptScore, p.keptMost
		r.attempt, r.Resumed, r.counted = "", false, false
	}
	return r, nil
}

// replay takes the answers that were given before the run was left.
func (r *Run) replay(given []Given) {
	for _, g := range given {
		for i, q := range r.Questions {
			if q.ID == g.ID {
				r.Take(i, g.Answer, g.Hints)
			}
		}
	}
}

// keep gives a run that is gone on with the points that were kept when it was
// begun, if it asks only the wrong ones of the attempt before it again.
func (s *Session) keep(r *Run, left Attempt, p Plan) {
	if len(left.Questions) >= len(quiz.Draw(p.Questions, p.Settings.Pool, r.Seed, false)) {
		return
	}
	whole := left.Questions
	for _, ids := range slices.Backward(left.Earlier) {
		if !holds(ids, whole) {
			break
		}
		whole = ids
	}
	for _, q := range p.Questions {
		if q.Graded() && slices.Contains(whole, q.ID) && !slices.Contains(left.Questions, q.ID) {
			r.KeptScore += s.Known.Answers[q.ID].Credit * q.Points
			r.KeptMost += q.Points
		}
	}
}

// holds reports whether a list contains all of the given IDs.
func holds(list, ids []string) bool {
	for _, id := range ids {
		if !slices.Contains(list, id) {
			return false
		}
	}
	return true
}

// Answer grades an answer to question i of a run and has it saved. since is when
// the question was first shown.
func (s *Session) Answer(r *Run, i int, a quiz.Answer, hints int, since time.Time) quiz.Grade {
	return s.AnswerSure(r, i, a, hints, since, 0)
}

// AnswerSure is Answer by a student who said how sure they are; 0 for who did not.
func (s *Session) AnswerSure(r *Run, i int, a quiz.Answer, hints int, since time.Time, sure Confidence) quiz.Grade {
	if r.Over(s.clock.now) {
		return quiz.Grade{} // nothing is taken any more
	}
	q, g := r.Questions[i], r.Take(i, a, hints)
	r.onceMore(i)
	s.do(SaveAnswer{r, Given{
		Question: q, ID: q.ID, Answer: a, Credit: g.Credit, Graded: g.Graded, Hints: hints, Confidence: sure,
		Seconds: min(s.clock.now.Sub(since), maxThought).Seconds(),
	}})
	return g
}

// Finish ends a run with its score.
func (s *Session) Finish(r *Run) {
	score, most := r.Score()
	s.do(SaveScore{r, score, most, r.Passed()})
}
