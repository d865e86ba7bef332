package study

import "time"

const (
	// maxPause is the longest that one pause of the student counts as reading.
	maxPause = 3 * time.Minute
	// maxThought is the longest that one answer is said to have taken.
	maxThought = 10 * maxPause
	// readAfter is how long the end of a lesson has to be seen for the lesson to
	// count as read when it is not left forward.
	readAfter = 5 * time.Second
	// minSeconds is how little reading is not worth saving by itself.
	minSeconds = 0.5
)

// clock measures how long the open lesson is being read.
type clock struct {
	now   time.Time
	last  time.Time // when the student did something last
	spent float64   // seconds in the lesson that the record does not have yet
	ended time.Time // when the end of the lesson was first seen; zero before
}

// Now returns the time at which the student last did something.
func (s *Session) Now() time.Time { return s.clock.now }

// Tick tells the session that the student did something. The time since the last
// Tick counts towards the lesson if they were reading.
func (s *Session) Tick(now time.Time, reading bool) {
	c := &s.clock
	if reading && s.visit == nil && now.After(c.last) {
		c.spent += min(now.Sub(c.last), maxPause).Seconds()
	}
	c.now, c.last = now, now
}

// SeeEnd tells the session that the end of the lesson can be seen.
func (s *Session) SeeEnd() {
	if s.visit == nil && s.clock.ended.IsZero() {
		s.clock.ended = s.clock.now
	}
}

// Leave hands the time spent in the lesson to the record. A lesson is read once
// its end was seen and it was left forward, or its end was seen for some seconds.
func (s *Session) Leave(forward bool) {
	if s.visit != nil {
		return
	}
	c := &s.clock
	finished := !c.ended.IsZero() && (forward || c.now.Sub(c.ended) >= readAfter)
	state := s.Known.Lessons[s.Lesson.ID]
	if c.spent < minSeconds && (!finished || state.Read) {
		return
	}
	s.do(SaveReading{s.Lesson.ID, c.spent, finished})
	state.Seconds += c.spent
	state.Read = state.Read || finished
	s.Known.Lessons[s.Lesson.ID] = state
	s.Known.Turn++
	c.spent = 0
}
