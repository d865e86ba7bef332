package study

import "lectern/lessons/quiz"

// Confidence is how sure a student says to be of an answer, before the verdict.
type Confidence int

// The answers to "How sure are you?"; the zero value says that nobody asked. The record keeps
// these numbers, so they never change.
const (
	Sure Confidence = iota + 1
	NotSure
	Guess
)

// Doubts reports whether the student was not sure: what is right then is remembered less well.
func (c Confidence) Doubts() bool { return c == NotSure || c == Guess }

// AsksConfidence reports whether the student is asked how sure they are of an answer to question i of
// a run: where the course or the student wants it and the answer is graded, but not in an exam, whose
// time is short, nor before the text is read, and not after "I don't know", which says it already.
func (s *Session) AsksConfidence(r *Run, i int, a quiz.Answer) bool {
	wanted := s.Course.Manifest.Confidence
	switch s.Known.confidence {
	case On:
		wanted = true
	case Off:
		wanted = false
	}
	q := r.Questions[i]
	return wanted && q.Graded() && q.Kind.Asks() && !a.DontKnow && !r.Exam() && !r.Sealed() && !r.Pretest()
}

// Calibrated tells how often answers were right of which the student said how sure they were.
type Calibrated struct {
	Confidence     Confidence
	Answers, Right int
}

// Share returns how many of the answers were wholly right, 0..1.
func (c Calibrated) Share() float64 { return float64(c.Right) / float64(max(1, c.Answers)) }

// Calibration returns how the answers went by how sure the student said to be, those of reviews too;
// without those that were never said.
func (s *Session) Calibration() []Calibrated {
	var out []Calibrated
	for c := Sure; c <= Guess; c++ {
		if k := s.Known.calibration[c]; k.Answers > 0 {
			k.Confidence = c
			out = append(out, k)
		}
	}
	return out
}

// fewAnswers is how many answers a judgement of oneself needs before anything can be said of it.
const fewAnswers = 5

// Judgement is what a calibration shows.
type Judgement int

// The judgements.
const (
	NoJudgement Judgement = iota // too few answers, or nothing to say
	Overrated                    // sure, and often wrong
	Underrated                   // a guess, and often right
	WellJudged                   // sure, and right
)

// Judge says what a calibration shows.
func Judge(all []Calibrated) Judgement {
	j := NoJudgement
	for _, c := range all {
		switch {
		case c.Answers < fewAnswers:
		case c.Confidence == Sure && c.Share() < 0.75:
			return Overrated
		case c.Confidence == Guess && c.Share() > 0.6:
			return Underrated
		case c.Confidence == Sure && c.Share() >= 0.9:
			j = WellJudged
		}
	}
	return j
}
