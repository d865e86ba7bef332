package study

import (
	"slices"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

// ExamPlan is a run over the questions of the whole course.
func ExamPlan(c *lessons.Course) Plan {
	return Plan{
		Scope: lessons.CourseScope, Title: c.Manifest.Title,
		Questions: c.Questions(), Settings: c.Manifest.ExamSettings(),
	}
}

// WrongOnes returns the questions of the course whose last answer was not wholly right.
func (s *Session) WrongOnes() []*quiz.Question {
	var out []*quiz.Question
	for _, q := range s.Course.Questions() {
		if a, ok := s.Known.Answers[q.ID]; ok && q.Kind.Graded() && !a.Right() {
			out = append(out, q)
		}
	}
	return out
}

// Right reports whether the answer had full credit.
func (a LastAnswer) Right() bool { return a.Credit >= 1-1e-9 }

// WrongPlan plans a run over the questions of the course that were last answered wrongly.
func (s *Session) WrongPlan() (Plan, error) {
	wrong := s.WrongOnes()
	if len(wrong) == 0 {
		return Plan{}, ErrNoneWrong
	}
	return Plan{Scope: AgainScope, Questions: wrong, Fresh: true}, nil
}

// Totals sums up the questions of a course, by the last answer to each.
type Totals struct {
	Score, Most float64 // points of all that are graded; of a pool those of the best answers, see Drawn
	Answered    int     // how many of the graded ones have an answer
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
			open := 0
			n, worth, drawn := Drawn(l)
			t.Most += float64(n) * worth
			var credits []float64 // of what is drawn
			for _, q := range l.Questions {
				if !q.Kind.Graded() {
					continue
				}
				if !drawn {
					t.Most += q.Points
				}
				a, ok := s.Known.Answers[q.ID]
				switch {
				case !ok:
					open++
					continue
				case drawn:
					credits = append(credits, a.Credit)
				default:
					t.Score += a.Credit * q.Points
				}
				t.Answered++
			}
			slices.Sort(credits)
			for _, credit := range credits[max(0, len(credits)-n):] {
				t.Score += credit * worth
			}
			left := s.Unanswered(l)
			t.Left += left
			t.Questions += min(open, left)
		}
	}
	t.Questions += t.Answered
	return t
}
