package study

import (
	"errors"

	"lectern/lessons"
)

// Known is the student's progress, as far as the record was read and this session
// has added to it.
type Known struct {
	Lessons map[string]LessonState // by ID
	Scores  map[string]Score       // by scope
	Answers map[string]LastAnswer  // by the question's ID; of any run but a pre-test
	Tallies map[string]Tally       // by the question's ID; of all runs but exams and practice
	History History
	Turn    int // another one whenever the rest changes

	taken int // how many answers are in Tallies

	before map[string]float64 // the credit, 0..1, of what was answered in a pre-test, by the question's ID

	confidence  string                // the student's setting
	calibration [Guess + 1]Calibrated // by how sure the student said to be
}

func newKnown() Known {
	k := Known{Lessons: map[string]LessonState{}, Scores: map[string]Score{}}
	k.forget()
	return k
}

// forget drops all answers.
func (k *Known) forget() {
	k.Answers, k.Tallies, k.taken = map[string]LastAnswer{}, map[string]Tally{}, 0
	k.calibration, k.before = [Guess + 1]Calibrated{}, map[string]float64{}
}

// State returns the student's progress in a lesson. One that was read before its heading had another
// anchor is read still.
func (k *Known) State(l *lessons.Lesson) LessonState {
	state := k.Lessons[l.ID]
	if state.Read || len(k.Lessons) == 0 {
		return state
	}
	for _, id := range l.FormerIDs() {
		if was := k.Lessons[id]; was.Read {
			return LessonState{Read: true, Seconds: state.Seconds + was.Seconds}
		}
	}
	return state
}

// Refresh reads the progress in the whole course from the record again. Where that fails
// the session goes on with what it knew.
func (s *Session) Refresh(r Record) error {
	lessons, err1 := r.Lessons()
	scores, err2 := r.Scores()
	answers, err3 := r.Answers()
	history, err4 := r.History()
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return err
	}
	k := &s.Known
	if lessons != nil {
		k.Lessons = lessons
	}
	if scores != nil {
		k.Scores = scores
	}
	k.forget()
	for _, a := range answers {
		k.take(a)
	}
	k.History = history
	if value, err := r.Setting(ConfidenceSetting); err == nil {
		k.confidence = value
	}
	k.Turn++
	return nil
}
