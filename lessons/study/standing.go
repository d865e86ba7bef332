package study

import (
	"cmp"
	"slices"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

// Answered is an answer as far as it is summed up.
type Answered struct {
	Question string  // its ID
	Attempt  string  // in which it was given: an ID
	Scope    string  // of the attempt
	Credit   float64 // 0..1
	TextHash string  // of the question as it was asked

	Confidence Confidence // how sure the student said to be; 0 if nobody asked
}

// Tally sums up the answers to one question that count for its lesson: all but
// those of a review, which is practice, and of an exam, which has a result of its own. That some questions of a lesson
// were drawn for an exam says nothing of how the lesson went.
type Tally struct {
	First, Best, Last float64 // credits, 0..1

	first, last int      // when these answers were given: their numbers in the order of all
	attempts    []string // in which it was answered, each once
	again       []string // those of them that asked wrong ones from all over the course
}

// take counts an answer that was just given, or is the next one of the record.
func (k *Known) take(a Answered) {
	if pretest(a.Scope) { // of which the student knows nothing yet
		k.before[a.Question] = a.Credit
		return
	}
	last := LastAnswer{Credit: a.Credit, TextHash: a.TextHash}
	k.Answers[a.Question] = last
	if c := a.Confidence; c >= Sure && c <= Guess {
		k.calibration[c].Answers++
		if last.Right() {
			k.calibration[c].Right++
		}
	}
	if a.Scope == lessons.CourseScope || Practice(a.Scope) {
		return
	}
	k.taken++
	t, before := k.Tallies[a.Question]
	if !before {
		t.First, t.first = a.Credit, k.taken
	}
	t.Best = max(t.Best, a.Credit)
	t.Last, t.last = a.Credit, k.taken
	t.attempts = with(t.attempts, a.Attempt)
	if a.Scope == AgainScope {
		t.again = with(t.again, a.Attempt)
	}
	k.Tallies[a.Question] = t
}

// with returns a list that has an element.
func with(list []string, element string) []string {
	if slices.Contains(list, element) {
		return list
	}
	return append(list, element)
}

// Result is how a lesson's questions went, or the exam. The scores are points out
// of Max; they are nil where there are none.
type Result struct {
	First, Best, Last *float64
	Max               float64
	Attempts          int // begun: with an answer, finished or not
}

// Share returns one of the scores as a share of what could be had, 0..1.
func (r Result) Share(score *float64) float64 {
	if score == nil || r.Max <= 0 {
		return 0
	}
	return *score / r.Max
}

// Result sums up a lesson: the first, best and last answer to each of its
// questions, in whatever run but the exam. A question without an answer counts
// nothing. Of a pool as many answers count as are drawn (see Drawn): the earliest
// for First, the best for Best, the latest for Last.
func (s *Session) Result(l *lessons.Lesson) Result {
	n, worth, drawn := Drawn(l)
	r := Result{Max: float64(n) * worth}
	var answered []answeredQuestion
	var attempts []string
	for _, q := range l.Questions {
		if !q.Graded() {
			continue
		}
		points := worth
		if !drawn {
			n++
			points = q.Points
			r.Max += points
		}
		if t, ok := s.Known.Tallies[q.ID]; ok {
			answered = append(answered, answeredQuestion{t, points})
			for _, a := range t.attempts {
				attempts = with(attempts, a)
			}
		}
	}
	type aq = answeredQuestion
	r.First = total(answered, n, func(a aq) float64 { return a.First }, func(a, b aq) int { return cmp.Compare(a.first, b.first) })
	r.Best = total(answered, n, func(a aq) float64 { return a.Best }, func(a, b aq) int { return cmp.Compare(b.Best, a.Best) })
	r.Last = total(answered, n, func(a aq) float64 { return a.Last }, func(a, b aq) int { return cmp.Compare(b.last, a.last) })
	r.Attempts = len(attempts)
	return r
}

// answeredQuestion is a question of a lesson that was answered, and what it is worth.
type answeredQuestion struct {
	Tally
	points float64
}

// total returns the points of as many answers as count; those count that come
// first in the given order. It is nil if there are no answers.
func total(answers []answeredQuestion, counts int, credit func(answeredQuestion) float64, order func(a, b answeredQuestion) int) *float64 {
	if len(answers) == 0 {
		return nil
	}
	if len(answers) > counts {
		answers = slices.SortedStableFunc(slices.Values(answers), order)[:counts]
	}
	sum := 0.0
	for _, a := range answers {
		sum += credit(a) * a.points
	}
	return &sum
}

// Totals sums up the questions of a course.
type Totals struct {
	Score, Most float64 // points: the best answer to each question counts, as in the Result of its lesson
	Answered    int     // how many of the graded ones have an answer that counts
	Questions   int     // how many graded ones there are for the student: answered, or to be asked yet
	Left        int     // how many the student should still be asked, graded or not
}

// Totals adds up the pages that are parsed so far.
func (s *Session) Totals() Totals {
	var t Totals
	for _, p := range s.Course.Known() {
		if !p.Parsed() {
			continue
		}
		for _, l := range p.Lessons() {
			r := s.Result(l)
			t.Most += r.Max
			if r.Best != nil {
				t.Score += *r.Best
			}
			open := 0
			for _, q := range l.Questions {
				if !q.Graded() {
					continue
				}
				if _, ok := s.Known.Tallies[q.ID]; ok {
					t.Answered++
				} else {
					open++
				}
			}
			left := s.Unanswered(l)
			t.Left += left
			t.Questions += min(open, left)
		}
	}
	t.Questions += t.Answered
	return t
}

// Passed reports whether the points of the course reach its pass mark.
func (s *Session) Passed(t Totals) bool {
	return quiz.Reaches(t.Score, t.Most, s.Course.Manifest.Pass)
}

// Count sums up answers, the oldest first, as Result does for a student who gave them, over all lessons
// of the course. It is for those who have answers and no session.
func Count(c *lessons.Course, answers []Answered) Result {
	s := Session{Course: c, Known: newKnown()}
	for _, a := range answers {
		s.Known.take(a)
	}
	var first, best, last float64
	all := Result{}
	for _, l := range c.Lessons() {
		r := s.Result(l)
		all.Max += r.Max
		if r.Best == nil {
			continue
		}
		first, best, last = first+*r.First, best+*r.Best, last+*r.Last
		all.First, all.Best, all.Last = &first, &best, &last
	}
	return all
}
