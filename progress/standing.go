package progress

import (
	"database/sql"
	"time"
)

// Credit is what an answer was worth, with only what sums need to know of it.
type Credit struct {
	Attempt  string
	Scope    string // of the attempt
	Question string
	Hash     string  // of the question's text: another one now means that it was edited since
	Share    float64 // 0..1 of the question's points

	Confidence int // Sure, NotSure or Guess; 0 if nobody asked
}

// Credits returns what all answers were worth, in the order in which they were given. It reads
// no more of them than that: a record of years is added up in the time of a keypress.
func (r *Record) Credits() (list []Credit, err error) {
	err = r.store.read(func(t *tx) error {
		list, err = collect(t, func(rows *sql.Rows) (c Credit, err error) {
			return c, rows.Scan(&c.Attempt, &c.Scope, &c.Question, &c.Hash, &c.Share, &c.Confidence)
		}, `SELECT a.attempt, t.scope, a.question, a.hash, a.credit, ifnull(a.confidence, 0)
			FROM answers a JOIN attempts t ON t.uuid = a.attempt
			WHERE t.student = ? AND t.course = ?`+orderAnswers, r.student, r.course.ID)
		return err
	})
	return list, err
}

// Recall is an answer with what it tells of the student's memory.
type Recall struct {
	ID, Question, Attempt, Scope, Hash string

	Share      float64 // 0..1 of the question's points
	Hints      int
	DontKnow   bool
	Confidence int
	Easy       bool
	At         time.Time
	Offset     *int // as in Answer
	Day        string
	Stamp      int64
}

// Recalls returns what all graded answers tell of the student's memory, in the order in which they
// were given.
func (r *Record) Recalls() (list []Recall, err error) {
	err = r.store.read(func(t *tx) error {
		list, err = collect(t, func(rows *sql.Rows) (c Recall, err error) {
			var at int64
			err = rows.Scan(&c.ID, &c.Question, &c.Attempt, &c.Scope, &c.Hash, &c.Share, &c.Hints, &c.DontKnow,
				&c.Confidence, &c.Easy, &at, &c.Offset, &c.Day, &c.Stamp)
			c.At = moment(at)
			return c, err
		}, `SELECT a.uuid, a.question, a.attempt, t.scope, a.hash, a.credit, a.hints, a.dont_know,
				ifnull(a.confidence, 0), ifnull(a.easy, 0), a.answered_at, a.utc_offset, a.day, a.stamp
			FROM answers a JOIN attempts t ON t.uuid = a.attempt
			WHERE t.student = ? AND t.course = ? AND a.graded = 1`+orderAnswers, r.student, r.course.ID)
		return err
	})
	return list, err
}

// Tries sums up the attempts of one scope.
type Tries struct {
	Begun    int  // attempts, finished or not
	Left     bool // the last one is not finished
	Finished int
	First    Attempt // of the finished ones, in the order in which they began
	Best     Attempt // the greatest share of its points; the first of equal ones
	Last     Attempt
}

// Tries returns the Tries of each scope.
func (r *Record) Tries() (map[string]Tries, error) {
	list, err := r.Attempts("")
	if err != nil {
		return nil, err
	}
	all := map[string]Tries{}
	for _, a := range list {
		t := all[a.Scope]
		t.Begun++
		t.Left = !a.Finished()
		if a.Finished() {
			t.Finished++
			if t.Finished == 1 {
				t.First, t.Best = a, a
			}
			if a.Share() > t.Best.Share() {
				t.Best = a
			}
			t.Last = a
		}
		all[a.Scope] = t
	}
	return all, nil
}

// Share returns the fraction of its points that an attempt got, 0 if it had none.
func (a Attempt) Share() float64 {
	if a.Max <= 0 {
		return 0
	}
	return a.Score / a.Max
}
