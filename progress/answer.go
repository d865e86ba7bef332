package progress

import (
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// Answer is one answer to one question, with what the question was then: a
// question that is edited or removed later keeps its history.
type Answer struct {
	ID       string          `json:"id"`       // a UUID; "" has one made
	Attempt  string          `json:"attempt"`  // the ID of the attempt
	Question string          `json:"question"` // the question's ID
	Hash     string          `json:"hash"`     // of the question's text
	Title    string          `json:"title"`    // its title, or how its prompt begins
	Kind     string          `json:"kind"`
	Response json.RawMessage `json:"response"` // what was given; null if nothing is
	Words    string          `json:"words"`    // what was given, for people
	Credit   float64         `json:"credit"`   // 0..1 of the points
	Points   float64         `json:"points"`   // what a right answer is worth
	Graded   bool            `json:"graded"`   // false for free text, whose credit says nothing
	Hints    int             `json:"hints"`    // how many were shown before
	DontKnow bool            `json:"dontKnow"` // the student said so
	Seconds  float64         `json:"seconds"`  // from the question to the answer
	At       time.Time       `json:"at"`       // when it was given; the zero time means now

	// Where the student's clock was: minutes east of UTC. nil of an older answer; Record.Answer sets it.
	Offset *int `json:"offset,omitempty"`
	// How sure the student said to be: Sure, NotSure or Guess; 0 if nobody asked.
	Confidence int `json:"confidence,omitempty"`
	// The student said afterwards that it was easy (Record.CallEasy).
	Easy bool `json:"easy,omitempty"`
}

// How sure a student says to be of an answer before knowing how it is.
const (
	Sure    = 1
	NotSure = 2
	Guess   = 3
)

// Answer saves an answer of an attempt that this student began. It is on the
// disk when Answer returns nil. Saving an answer with the same ID again does
// nothing, so a save that failed can be tried again.
func (r *Record) Answer(a Answer) error {
	a, err := a.checked()
	if err != nil {
		return err
	}
	return r.store.write(durable, func(t *tx) error {
		if err := r.hold(t, a.Attempt); err != nil {
			return err
		}
		day := t.now
		if a.At.IsZero() {
			a.At = t.now
		} else {
			day = a.At.In(t.now.Location())
		}
		_, seconds := day.Zone()
		offset := seconds / 60
		a.Offset = &offset
		return mergeAnswer(t, answerLine{Answer: a, Day: day.Format(dayFormat), Stamp: t.stamp})
	})
}

// CallEasy notes that the last answer to a question in an attempt, which was right, was easy.
func (r *Record) CallEasy(attempt, question string) error {
	return r.store.write(durable, func(t *tx) error {
		return t.exec(`UPDATE answers SET easy = 1 WHERE credit >= 1 - 1e-9 AND uuid = (SELECT a.uuid FROM answers a
			JOIN attempts t ON t.uuid = a.attempt
			WHERE t.uuid = ? AND t.student = ? AND t.course = ? AND a.question = ?
			ORDER BY a.stamp DESC, a.uuid DESC LIMIT 1)`, attempt, r.student, r.course.ID, question)
	})
}

// maxText is the longest text that a student can leave, in bytes. Escaped as
// JSON in an export it still is far from maxLine.
const maxText = 4 << 20

// checked fills in the fields of a that may be left out; its error says which field is wrong.
func (a Answer) checked() (Answer, error) {
	if a.ID == "" {
		a.ID = NewID()
	}
	if len(a.Response) == 0 {
		a.Response = json.RawMessage("null")
	}
	a.Seconds = span(a.Seconds)
	switch {
	case !validID(a.ID):
		return a, errors.New("an answer's id is a UUID in lower case")
	case a.Question == "":
		return a, errors.New("an answer needs the id of its question")
	case !(a.Credit >= 0 && a.Credit <= 1):
		return a, errors.New("an answer's credit is between 0 and 1")
	case !sound(a.Points) || a.Points < 0:
		return a, errors.New("an answer's points are a number, 0 or more")
	case a.Hints < 0:
		return a, errors.New("an answer's hints are a count")
	case a.Offset != nil && (*a.Offset < -24*60 || *a.Offset > 24*60):
		return a, errors.New("an answer's offset from UTC is within a day")
	case a.Confidence < 0 || a.Confidence > Guess:
		return a, errors.New("an answer's confidence is 1, 2 or 3")
	case len(a.Response) > maxText || len(a.Words) > maxText:
		return a, errors.New("an answer is at most 4 MB long")
	case !json.Valid(a.Response):
		return a, errors.New("an answer's response is JSON")
	}
	return a, nil
}

// Filter chooses answers; fields that are zero choose all.
type Filter struct {
	Question string    // the ID of the question
	Attempt  string    // the ID of the attempt
	Scope    string    // the scope of the attempt
	Since    time.Time // given at this time or later
}

// Answers returns this student's answers in the order in which they were given.
func (r *Record) Answers(f Filter) (list []Answer, err error) {
	err = r.store.read(func(t *tx) error {
		list, err = r.answers(t, f)
		return err
	})
	return list, err
}

func (r *Record) answers(t *tx, f Filter) ([]Answer, error) {
	var where strings.Builder
	where.WriteString("t.student = ? AND t.course = ?")
	args := []any{r.student, r.course.ID}
	add := func(wanted bool, condition string, value any) {
		if wanted {
			where.WriteString(" AND " + condition)
			args = append(args, value)
		}
	}
	add(f.Question != "", "a.question = ?", f.Question)
	add(f.Attempt != "", "a.attempt = ?", f.Attempt)
	add(f.Scope != "", "t.scope = ?", f.Scope)
	add(!f.Since.IsZero(), "a.answered_at >= ?", millis(f.Since))
	lines, err := collect(t, scanAnswer, selectAnswers+" WHERE "+where.String()+orderAnswers, args...)
	list := make([]Answer, len(lines))
	for i, l := range lines {
		list[i] = l.Answer
	}
	return list, err
}
