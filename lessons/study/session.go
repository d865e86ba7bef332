package study

import (
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/review"
)

// Session is one student reading and answering one course. It is plain data that
// belongs to one goroutine, and its methods wait for no disk: what is to be saved
// is handed to Do as a value, in order, and what the record holds is in Known and
// Kept. A Performer brings both sides together.
//
// Whoever shows the session tells it the time (Tick), which lessons can be seen
// together if they are several (Show), and when their end can be seen (SeeEnd);
// everything else follows from what the student does.
type Session struct {
	Course  *lessons.Course
	Student string
	ExamID  string          // by which the student's paper of an exam is drawn; "" for Student
	Lesson  *lessons.Lesson // that is open
	At      doc.Position    // the student's place in it
	Known   Known
	Kept    Kept
	Memory  *review.Schedule // when to ask what again; nil until it is asked for

	do    func(Effect)
	clock clock
	back  []lessons.Place // where jumps were taken from, the newest last
	ahead []lessons.Place // where Back came from, the newest last
	visit *visit          // nil but for a look at lessons elsewhere

	offered string // the scope of the pre-test that was offered, or could not be, where the student is
}

// New returns a session at the first lesson of a course. do is called with each
// change to be saved.
func New(c *lessons.Course, student string, now time.Time, do func(Effect)) *Session {
	return &Session{
		Course: c, Student: student, Lesson: c.First(), do: do,
		Known: newKnown(), Kept: Kept{Marks: map[string]Note{}}, clock: clock{now: now, last: now},
	}
}

// StartAt puts the student at a place without having been elsewhere before. It
// does nothing if the course has no such lesson.
func (s *Session) StartAt(p lessons.Place) {
	if l := s.Course.Lesson(p.Lesson); l != nil {
		s.Lesson, s.At = l, p.Position
	}
}

// Here is what the student has before them.
func (s *Session) Here() lessons.Place {
	return lessons.Place{Lesson: s.Lesson.ID, Position: s.At}
}

// Open goes to a place. What could be seen is left, but not forward, unless the place is in it.
func (s *Session) Open(l *lessons.Lesson, at doc.Position) {
	if s.visit == nil && !s.shows(l) {
		s.Leave(false)
		s.clock.read = s.clock.read[:0]
	}
	s.Lesson, s.At = l, at
	s.savePlace()
}

// Move goes to another place of the lesson.
func (s *Session) Move(at doc.Position) {
	if at != s.At {
		s.At = at
		s.savePlace()
	}
}

// Remember saves a setting of the student.
func (s *Session) Remember(name, value string) { s.do(SaveSetting{name, value}) }

// End saves what the student read, and where they are.
func (s *Session) End() {
	s.Leave(false)
	s.do(SavePlace{s.Place()})
}
