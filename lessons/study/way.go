package study

import (
	"lectern/lessons"
	"lectern/lessons/doc"
)

// Jump opens a place and remembers the way back.
func (s *Session) Jump(l *lessons.Lesson, at doc.Position) {
	s.CameFrom(s.Here())
	s.Open(l, at)
}

// CameFrom puts a place on the way back that the student went away from otherwise
// than by a jump: over several hits of a search, say.
func (s *Session) CameFrom(p lessons.Place) { s.back, s.ahead = append(s.back, p), nil }

// Back returns to where the last jump was taken from; ok is false if there was none.
func (s *Session) Back() (ok bool) { return s.follow(&s.back, &s.ahead) }

// Forward takes a jump again that Back undid; ok is false if there is none.
func (s *Session) Forward() (ok bool) { return s.follow(&s.ahead, &s.back) }

// follow opens the newest place in one history that the course still has, and puts
// this one on the other.
func (s *Session) follow(from, onto *[]lessons.Place) bool {
	for n := len(*from); n > 0; n = len(*from) {
		p := (*from)[n-1]
		*from = (*from)[:n-1]
		if l := s.Course.Lesson(p.Lesson); l != nil {
			*onto = append(*onto, s.Here())
			s.Open(l, p.Position)
			return true
		}
	}
	return false
}
