package study

import (
	"slices"
	"time"

	"lectern/lessons"
)

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

// clock measures how long lessons are being read.
type clock struct {
	now  time.Time
	last time.Time   // when the student did something last
	read []beingRead // the lessons that can be seen, and those that could be since the last Leave
}

// beingRead is what the record does not have yet of a lesson.
type beingRead struct {
	lesson *lessons.Lesson
	seen   bool      // it can be seen now
	spent  float64   // seconds
	ended  time.Time // when its end was first seen; zero before
	done   bool      // it went out of sight, but was read by then
}

// Now returns the time at which the student last did something.
func (s *Session) Now() time.Time { return s.clock.now }

// Show tells the session which lessons can be seen together, the one that is open among
// them. Without it that is the open one alone.
func (s *Session) Show(together ...*lessons.Lesson) {
	if s.visit != nil {
		return
	}
	c := &s.clock
	for i := range c.read {
		r := &c.read[i]
		still := slices.ContainsFunc(together, func(l *lessons.Lesson) bool { return l.ID == r.lesson.ID })
		if r.seen && !still {
			r.done, r.ended = r.done || r.wasRead(c.now), time.Time{}
		}
		r.seen = still
	}
	for _, l := range together {
		if !slices.ContainsFunc(c.read, func(r beingRead) bool { return l.ID == r.lesson.ID }) {
			c.read = append(c.read, beingRead{lesson: l, seen: true})
		}
	}
}

// wasRead reports whether the end of a lesson was seen for long enough that the lesson
// counts as read however it is left.
func (r *beingRead) wasRead(now time.Time) bool {
	return !r.ended.IsZero() && now.Sub(r.ended) >= readAfter
}

// shows reports whether a lesson is one of those that can be seen.
func (s *Session) shows(l *lessons.Lesson) bool {
	return slices.ContainsFunc(s.clock.read, func(r beingRead) bool { return r.seen && r.lesson.ID == l.ID })
}

// reading returns the lessons being read; the open one is always among those that can be seen.
func (s *Session) reading() []beingRead {
	if !s.shows(s.Lesson) {
		s.Show(s.Lesson)
	}
	return s.clock.read
}

// Tick tells the session that the student did something. The time since the last
// Tick counts, if they were reading, towards the lessons that can be seen: towards
// each by its words.
func (s *Session) Tick(now time.Time, reading bool) {
	c := &s.clock
	if reading && s.visit == nil && now.After(c.last) {
		spent := min(now.Sub(c.last), maxPause).Seconds()
		read, words := s.reading(), 0.0
		for _, r := range read {
			if r.seen {
				words += r.weight()
			}
		}
		for i := range read {
			if r := &read[i]; r.seen {
				r.spent += spent * r.weight() / words
			}
		}
	}
	c.now, c.last = now, now
}

// weight is the lesson's part in the time for which several can be seen.
func (r *beingRead) weight() float64 { return float64(max(1, r.lesson.Words)) }

// SeeEnd tells the session that the end of what is shown can be seen: of several lessons, all of each.
func (s *Session) SeeEnd() {
	if s.visit != nil {
		return
	}
	read := s.reading()
	for i := range read {
		if r := &read[i]; r.seen && r.ended.IsZero() {
			r.ended = s.clock.now
		}
	}
}

// Leave hands the time spent in the lessons to the record. A lesson is read once
// its end was seen and it was left forward, or its end was seen for some seconds.
func (s *Session) Leave(forward bool) {
	if s.visit != nil {
		return
	}
	c := &s.clock
	var save []Reading
	read := s.reading()
	keep := read[:0]
	for _, r := range read {
		finished := r.done || r.seen && (forward && !r.ended.IsZero() || r.wasRead(c.now))
		state := s.Known.State(r.lesson)
		if r.spent >= minSeconds || finished && !state.Read {
			save = append(save, Reading{r.lesson.ID, r.spent, finished})
			state.Seconds += r.spent
			state.Read = state.Read || finished
			s.Known.Lessons[r.lesson.ID] = state
			r.spent = 0
		}
		if r.seen {
			keep = append(keep, r)
		}
	}
	clear(read[len(keep):])
	c.read = keep
	if len(save) > 0 {
		s.Known.Turn++
		s.do(SaveReading{save})
	}
}
