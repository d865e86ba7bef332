package study

import (
	"lectern/lessons"
)

// Asks counts the questions that a run over a lesson's questions asks: the pool
// that is drawn of them, and not the texts between them.
func Asks(l *lessons.Lesson) int {
	n := 0
	for _, q := range l.Questions {
		if q.Kind.Asks() {
			n++
		}
	}
	if pool := l.Page.Settings().Pool; pool > 0 {
		return min(n, pool)
	}
	return n
}

// MayAsk reports whether the attempts that the course allows for a lesson's
// questions are not used up, or the last one can be gone on with.
func (s *Session) MayAsk(l *lessons.Lesson) bool {
	return s.mayBegin(l.Scope(), l.Page.Settings(), false)
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
		if _, ok := s.Known.Answers[q.ID]; ok {
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
