package study

import (
	"lectern/lessons"
	"lectern/lessons/quiz"
)

// Asks counts the questions that a run over a lesson's questions asks: the pool
// that is drawn of them, and not the texts between them.
func Asks(l *lessons.Lesson) int {
	asks, _ := asked(l.Questions, l.Page.Settings())
	return asks
}

// asked counts the questions that a run with these settings asks, and those that it draws them of.
func asked(questions []*quiz.Question, settings quiz.Settings) (asks, of int) {
	for _, q := range questions {
		if q.Kind.Asks() {
			of++
		}
	}
	if settings.Pool > 0 {
		return min(of, settings.Pool), of
	}
	return of, of
}

// Drawn tells what counts in the course's points of a lesson of whose questions
// a pool is drawn: as many graded ones as every draw has, each worth the mean of
// all, because each attempt may draw others. So the most that can be had is the
// same before and after the draw, and a student who was right in all that was
// asked has it. ok is false where all questions are asked; each is then worth
// its own points.
func Drawn(l *lessons.Lesson) (n int, worth float64, ok bool) {
	return drawn(l.Questions, l.Page.Settings())
}

// drawn is Drawn of any questions that a run with these settings draws its own of.
func drawn(questions []*quiz.Question, settings quiz.Settings) (n int, worth float64, ok bool) {
	asks, all := asked(questions, settings)
	graded, points := 0, 0.0
	for _, q := range questions {
		if q.Graded() {
			graded++
			points += q.Points
		}
	}
	if asks == all || graded == 0 {
		return 0, 0, false
	}
	return max(0, asks-(all-graded)), points / float64(graded), true
}

// MayAsk reports whether the attempts that the course allows for a lesson's
// questions are not used up, or the last one can be gone on with.
func (s *Session) MayAsk(l *lessons.Lesson) bool {
	return s.mayBegin(LessonPlan(l))
}

// Unanswered counts the questions of a lesson that the student should still be
// asked. Of a pool no more than what is drawn is asked, and a run that came to
// its end asked all of it. None are left when no attempt is.
func (s *Session) Unanswered(l *lessons.Lesson) int {
	if len(l.Questions) == 0 || !s.MayAsk(l) {
		return 0
	}
	all, answered := 0, 0
	for _, q := range l.Questions {
		if !q.Kind.Asks() {
			continue
		}
		all++
		if _, ok := s.Known.Tallies[q.ID]; ok {
			answered++
		}
	}
	if asks := Asks(l); asks < all {
		if s.Known.Scores[l.Scope()].Attempts > 0 {
			return 0
		}
		return max(0, asks-answered)
	}
	return all - answered
}
