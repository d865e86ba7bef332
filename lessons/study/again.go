package study

import (
	"cmp"
	"errors"
	"slices"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

// AgainScope is the scope in the record of a run over wrongly answered questions of the whole course.
const AgainScope = "again"

// ErrNoneWrong says that no answer was wrong, so that none is asked again.
var ErrNoneWrong = errors.New("there are no wrong answers")

// ErrWrongUsed says that there are wrong answers, all of them to questions of lessons
// whose attempts are used.
var ErrWrongUsed = errors.New("all attempts at the wrong ones are used")

// Right reports whether the answer had full credit.
func (a LastAnswer) Right() bool { return a.Credit >= 1-1e-9 }

// WrongOnes returns the questions of the course whose last answer was not wholly
// right, and those of them that may be asked again.
func (s *Session) WrongOnes() (wrong, may []*quiz.Question) {
	wrong, may, _ = s.wrongOnes()
	return wrong, may
}

// wrongOnes also returns the lessons of those that may be asked again, each once.
func (s *Session) wrongOnes() (wrong, may []*quiz.Question, of []*lessons.Lesson) {
	for _, l := range s.Course.Lessons() {
		allowed := s.mayAgain(l)
		for _, q := range l.Questions {
			a, ok := s.Known.Answers[q.ID]
			if !ok || !q.Graded() || a.Right() {
				continue
			}
			wrong = append(wrong, q)
			if allowed {
				may = append(may, q)
				if len(of) == 0 || of[len(of)-1] != l {
					of = append(of, l)
				}
			}
		}
	}
	return wrong, may, of
}

// mayAgain reports whether wrong ones of a lesson may be asked from outside of it.
// It counts as another attempt at the lesson, as it does from inside: otherwise the
// last page of the course would be the way round the limit.
func (s *Session) mayAgain(l *lessons.Lesson) bool {
	p := LessonPlan(l)
	p.Fresh = true
	return s.mayBegin(p)
}

// WrongPlan plans a run over the questions of the course that were last answered wrongly.
func (s *Session) WrongPlan() (Plan, error) {
	wrong, may, of := s.wrongOnes()
	switch {
	case len(wrong) == 0:
		return Plan{}, ErrNoneWrong
	case len(may) == 0:
		return Plan{}, ErrWrongUsed
	}
	p := Plan{Scope: AgainScope, Questions: may, Fresh: true}
	for _, l := range of {
		p.Settings.Reveal = stricter(p.Settings.Reveal, s.revealed(l))
	}
	return p, nil
}

// revealed says when a run that is not the lesson's own may show what is right in it.
// Such a run has no pass mark: what is shown after a pass is shown if the lesson is passed.
func (s *Session) revealed(l *lessons.Lesson) string {
	settings := l.Page.Settings()
	if settings.Reveal != "after-pass" {
		return settings.Reveal
	}
	r := s.Result(l)
	if settings.Pass > 0 && !(r.Best != nil && quiz.Reaches(*r.Best, r.Max, settings.Pass)) {
		return "never"
	}
	return "at-end"
}

// stricter returns the one of two settings of when answers are shown that shows less.
func stricter(a, b string) string {
	order := []string{"at-once", "at-end", "after-pass", "never"}
	at := func(s string) int { return slices.Index(order, cmp.Or(s, "at-once")) }
	if at(b) > at(a) {
		return b
	}
	return a
}

// Again plans a run over the wrongly answered questions of a run. The others keep their credit, so that
// the score is again that of all of them.
func (s *Session) Again(r *Run) (Plan, error) {
	wrong := r.Wrong()
	if len(wrong) == 0 || r.Review() || r.Pretest() { // a review asks them until they are right, the lessons ask them later
		return Plan{}, ErrNoneWrong
	}
	if r.Scope == AgainScope {
		_, may, _ := s.wrongOnes()
		wrong = slices.DeleteFunc(wrong, func(q *quiz.Question) bool { return !slices.Contains(may, q) })
		if len(wrong) == 0 {
			return Plan{}, ErrWrongUsed
		}
	}
	p := Plan{
		Scope: r.Scope, Title: r.Title, Lesson: r.Lesson, Questions: wrong, Settings: r.Settings, Fresh: true,
	}
	p.Settings.Pool = 0
	p.keptScore, p.keptMost = r.Score()
	for i, q := range r.Questions {
		if slices.Contains(wrong, q) {
			p.keptScore -= r.Outcomes[i].Grade.Credit * q.Points
			p.keptMost -= q.Points
		}
	}
	return p, s.May(p)
}
