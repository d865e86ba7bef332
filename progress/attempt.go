package progress

import (
	"errors"
	"hash/fnv"
	"math"
	"time"
)

// Attempt is one run through some questions: a lesson's, a page's, or an exam.
type Attempt struct {
	ID        string    `json:"id"`
	Scope     string    `json:"scope"`     // what is asked: the ID of a lesson, of a page, or a name for an exam
	Number    int       `json:"-"`         // how many attempts of the scope this student began before, plus one; 0 if not told
	Seed      int64     `json:"seed"`      // for shuffling; the same after a resume
	Questions []string  `json:"questions"` // the IDs in the order asked
	Version   string    `json:"version"`   // of the course when it began
	Hash      string    `json:"hash"`      // of the course when it began
	Started   time.Time `json:"started"`
	Ended     time.Time `json:"ended"` // zero while it can be resumed
	Score     float64   `json:"score"` // points; 0 while it can be resumed
	Max       float64   `json:"max"`   // points
	Passed    bool      `json:"passed"`
}

// Finished reports whether the attempt came to its end.
func (a Attempt) Finished() bool { return !a.Ended.IsZero() }

// Begin begins an attempt. Of a, it takes Scope, Questions and, if it is not
// 0, Seed; the rest is filled in: a seed of the student and the attempt, the
// number of the attempt, the time, the state of the course.
func (r *Record) Begin(a Attempt) (Attempt, error) {
	a.ID = NewID()
	a.Version, a.Hash = r.course.Version, r.course.Hash
	a.Ended, a.Score, a.Max, a.Passed = time.Time{}, 0, 0, false
	if a.Seed == 0 {
		a.Seed = seed(r.student, a.ID)
	}
	err := r.store.write(durable, func(t *tx) error {
		if err := r.enrol(t); err != nil {
			return err
		}
		err := t.row(`SELECT count(*) + 1 FROM attempts WHERE student = ? AND course = ? AND scope = ?`,
			r.student, r.course.ID, a.Scope).Scan(&a.Number)
		if err != nil {
			return err
		}
		a.Started = moment(millis(t.now))
		return mergeAttempt(t, r.line(a, t.stamp))
	})
	if err != nil {
		return Attempt{}, err
	}
	r.remember(a)
	return a, nil
}

// seed makes a number of the student and the attempt, never 0.
func seed(student, attempt string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(student + "\x00" + attempt))
	return int64(h.Sum64()>>1) | 1
}

// line returns the row that keeps a in the file.
func (r *Record) line(a Attempt, stamp int64) attemptLine {
	return attemptLine{Student: r.student, Course: r.course.ID, Attempt: a, Began: stamp, Stamp: stamp}
}

// remember keeps the attempt a in memory, so that its answers can be saved even if the file is
// replaced while it runs.
func (r *Record) remember(a Attempt) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.attempts[a.ID] = a
}

// recall returns a remembered attempt.
func (r *Record) recall(id string) (Attempt, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, ok := r.attempts[id]
	return a, ok
}

// hold makes sure that the attempt is in the file and belongs to this record.
func (r *Record) hold(t *tx, id string) error {
	var n int
	err := t.row(`SELECT count(*) FROM attempts WHERE uuid = ? AND student = ? AND course = ?`,
		id, r.student, r.course.ID).Scan(&n)
	if err != nil {
		return err
	}
	a, known := r.recall(id)
	switch {
	case !known && n > 0:
		return nil
	case !known:
		return ErrNoAttempt
	}
	if err := r.enrol(t); err != nil {
		return err
	}
	t.dry = n > 0 // in another file it may be missing
	defer func() { t.dry = false }()
	return mergeAttempt(t, r.line(a, t.stamp))
}

// Finish ends an attempt with its score out of max, in points. It is on the
// disk when Finish returns. Finishing again replaces the score.
func (r *Record) Finish(attempt string, score, max float64, passed bool) error {
	if !sound(score) || !sound(max) {
		return errors.New("an attempt's score is a number of points")
	}
	return r.store.write(durable, func(t *tx) error {
		if err := r.hold(t, attempt); err != nil {
			return err
		}
		return t.exec(`UPDATE attempts SET ended_at = ?, score = ?, max = ?, passed = ?, stamp = ?
			WHERE uuid = ?`, millis(t.now), score, max, bit(passed), t.stamp, attempt)
	})
}

// Elapsed returns how long ago an attempt began, by the stamps of the file: no clock that is set back,
// no end of the program and no other start makes it less. It keeps the time that it tells.
func (r *Record) Elapsed(attempt string) (d time.Duration, err error) {
	err = r.store.write(quick, func(t *tx) error {
		var began int64
		err := t.row(`SELECT began FROM attempts WHERE uuid = ? AND student = ? AND course = ?`,
			attempt, r.student, r.course.ID).Scan(&began)
		d = time.Duration(t.stamp-began) * time.Millisecond
		return err
	})
	return d, err
}

// sound reports whether x is a number that can be saved and added up.
func sound(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Unfinished returns the latest attempt of a scope if it was not finished, with
// its answers in the order given, so that it can be resumed at the first
// question without one.
func (r *Record) Unfinished(scope string) (a Attempt, answers []Answer, found bool, err error) {
	err = r.store.read(func(t *tx) error {
		all, err := r.scopeAttempts(t, scope)
		if err != nil || len(all) == 0 || all[len(all)-1].Finished() {
			return err
		}
		a, found = all[len(all)-1], true
		answers, err = r.answers(t, Filter{Attempt: a.ID})
		return err
	})
	if err != nil || !found {
		return Attempt{}, nil, false, err
	}
	r.remember(a)
	return a, answers, true, nil
}

// Attempts returns the attempts of a scope, those of all scopes for "", in the
// order in which they began, each with its Number.
func (r *Record) Attempts(scope string) (list []Attempt, err error) {
	err = r.store.read(func(t *tx) error {
		list, err = r.scopeAttempts(t, scope)
		return err
	})
	return list, err
}

func (r *Record) scopeAttempts(t *tx, scope string) ([]Attempt, error) {
	lines, err := attempts(t, filter{r.student, r.course.ID})
	var list []Attempt
	number := map[string]int{}
	for _, l := range lines {
		number[l.Scope]++
		if scope == "" || l.Scope == scope {
			l.Attempt.Number = number[l.Scope]
			list = append(list, l.Attempt)
		}
	}
	return list, err
}
