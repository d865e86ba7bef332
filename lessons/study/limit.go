package study

import (
	"errors"
	"time"
)

// An exam may be limited in time. What counts is the time of the record, which no clock that is set back
// and no start of the program stretches (Record.Elapsed). Between two looks at it the session's clock
// runs on.

// ErrTimeUp says that the time of an exam is over.
var ErrTimeUp = errors.New("the time is over")

// limit is the time limit of a run.
type limit struct {
	most time.Duration // 0 for none
	left time.Duration // when it was looked at last
	at   time.Time
}

// Left returns how much time a run has; limited is false where that does not matter.
func (r *Run) Left(now time.Time) (left time.Duration, limited bool) {
	if r.limit.most == 0 {
		return 0, false
	}
	return max(0, r.limit.left-max(0, now.Sub(r.limit.at))), true
}

// Over reports whether the time of a run is up.
func (r *Run) Over(now time.Time) bool {
	left, limited := r.Left(now)
	return limited && left == 0
}

// Beat looks at the record for how much time a run has. Without a record the session's clock counts.
func (p Performer) Beat(s *Session, r *Run) {
	if r.limit.most == 0 || p.Record == nil || r.attempt == "" {
		return
	}
	elapsed, err := p.Record.Elapsed(r.attempt)
	if err != nil {
		p.tell("", err)
		return
	}
	left, _ := r.Left(s.clock.now) // the attempt may have begun in the record long after the run
	r.limit.left, r.limit.at = max(0, min(left, r.limit.most-elapsed)), s.clock.now
}

// startLimit begins to count the time of a run. Its attempt begins now, and not with the first answer:
// the questions are seen.
func (p Performer) startLimit(s *Session, r *Run, most time.Duration) {
	if most <= 0 {
		return
	}
	r.limit = limit{most: most, left: most, at: s.clock.now}
	if r.attempt == "" && p.Record != nil {
		id, err := p.Record.Begin(Attempt{Scope: r.Scope, Seed: r.Seed, Questions: r.IDs()})
		if err != nil {
			p.tell("", err)
			return
		}
		r.attempt = id
		s.count(r)
	}
	p.Beat(s, r)
}

// count counts a run among the attempts that the session knows of.
func (s *Session) count(r *Run) {
	if r.counted {
		return
	}
	r.counted = true
	score := s.Known.Scores[r.Scope]
	score.Begun++
	score.Left = true
	s.Known.Scores[r.Scope] = score
}
