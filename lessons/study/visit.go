package study

import (
	"lectern/lessons"
	"lectern/lessons/doc"
)

// visit is where the student reads on after a look at lessons elsewhere.
type visit struct {
	lesson *lessons.Lesson
	at     doc.Position
}

// Visit opens a lesson to look something up in it, as from a question of an exam:
// until EndVisit the place in the text stays where it was, wherever the student
// goes, and nothing counts as read.
func (s *Session) Visit(l *lessons.Lesson) {
	if s.visit == nil {
		s.Leave(false)
		s.visit = &visit{s.Lesson, s.At}
	}
	s.Lesson, s.At = l, doc.Position{}
}

// EndVisit goes back to the place in the text. Where there was no visit it does nothing.
func (s *Session) EndVisit() {
	if v := s.visit; v != nil {
		s.visit = nil
		s.Lesson, s.At = v.lesson, v.at
	}
}

// Place is where the student reads on the next time: what is open or, on a visit, what was open before.
func (s *Session) Place() lessons.Place {
	if v := s.visit; v != nil {
		return lessons.Place{Lesson: v.lesson.ID, Position: v.at}
	}
	return s.Here()
}

// savePlace keeps the place in the text.
func (s *Session) savePlace() {
	if s.visit == nil {
		s.do(SavePlace{s.Here()})
	}
}
