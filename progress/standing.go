package progress

import (
	"database/sql"
	"time"
)

// Standing sums up a student's answers to one question.
type Standing struct {
	Question string
	Title    string  // as it was at the last answer
	Kind     string  // as it was at the last answer
	Hash     string  // of the text at the last answer: another one now means that it was edited since
	Points   float64 // at the last answer
	Graded   bool
	Answers  int     // how many were given
	First    float64 // credit of the first, 0..1
	Best     float64
	Last     float64
	DontKnow bool // the last answer was "I don't know"
	Hints    int  // at the last answer
	Attempt  string
	At       time.Time // of the last answer
}

// Wrong reports whether the question is worth trying again: its last answer had
// less than full credit.
func (s Standing) Wrong() bool { return s.Graded && s.Last < 1-1e-9 }

// Standings returns the Standing of each question that was ever
// answered, by its ID.
func (r *Record) Standings() (map[string]Standing, error) {
	list, err := r.marks()
	if err != nil {
		return nil, err
	}
	return standings(list), nil
}

// marks returns all answers with only what a Standing needs: a record of years
// is added up in the time of a keypress.
func (r *Record) marks() (list []Answer, err error) {
	err = r.store.read(func(t *tx) error {
		list, err = collect(t, func(rows *sql.Rows) (a Answer, err error) {
			var at int64
			err = rows.Scan(&a.Question, &a.Title, &a.Kind, &a.Hash, &a.Points, &a.Graded, &a.Credit,
				&a.DontKnow, &a.Hints, &a.Attempt, &at)
			a.At = moment(at)
			return a, err
		}, `SELECT a.question, a.title, a.kind, a.hash, a.points, a.graded, a.credit,
			a.dont_know, a.hints, a.attempt, a.answered_at
			FROM answers a JOIN attempts t ON t.uuid = a.attempt
			WHERE t.student = ? AND t.course = ?`+orderAnswers, r.student, r.course.ID)
		return err
	})
	return list, err
}

// standings sums up answers, which must be in the order in which they were given.
func standings(list []Answer) map[string]Standing {
	all := map[string]Standing{}
	for _, a := range list {
		s, seen := all[a.Question]
		if !seen {
			s = Standing{Question: a.Question, First: a.Credit}
		}
		s.Title, s.Kind, s.Hash, s.Points, s.Graded = a.Title, a.Kind, a.Hash, a.Points, a.Graded
		s.DontKnow, s.Hints, s.Attempt, s.At = a.DontKnow, a.Hints, a.Attempt, a.At
		s.Answers++
		s.Best = max(s.Best, a.Credit)
		s.Last = a.Credit
		all[a.Question] = s
	}
	return all
}

// Wrong returns the questions whose last answer had less than full credit, in
// the order in which those answers were given.
func (r *Record) Wrong() ([]Standing, error) {
	list, err := r.marks()
	if err != nil {
		return nil, err
	}
	all := standings(list)
	var wrong []Standing
	left := map[string]int{}
	for q, s := range all {
		left[q] = s.Answers
	}
	for _, a := range list {
		left[a.Question]--
		if s := all[a.Question]; left[a.Question] == 0 && s.Wrong() {
			wrong = append(wrong, s)
		}
	}
	return wrong, nil
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
			if a.share() > t.Best.share() {
				t.Best = a
			}
			t.Last = a
		}
		all[a.Scope] = t
	}
	return all, nil
}

// share returns the fraction of its points that an attempt got, 0 if it had none.
func (a Attempt) share() float64 {
	if a.Max <= 0 {
		return 0
	}
	return a.Score / a.Max
}
