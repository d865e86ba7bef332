package study

import (
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

// ExamPlan is a run over the questions of the whole course.
func ExamPlan(c *lessons.Course) Plan {
	return Plan{
		Scope: lessons.CourseScope, Title: c.Manifest.Title,
		Questions: c.ExamQuestions(), Settings: c.Manifest.ExamSettings(), From: c.Manifest.Exam.From,
		Limit: time.Duration(c.Manifest.Exam.Minutes) * time.Minute,
	}
}

// Exam reports whether a run is one over the whole course.
func (r *Run) Exam() bool { return r.Scope == lessons.CourseScope }

// Terms are what a student should know before an exam begins.
type Terms struct {
	Questions int // how many are asked
	Of        int // how many they are drawn of
	Pass      float64
	Allowed   int // attempts; 0 for no limit
	Left      int // how many of those may still be begun
	Reveal    string
	Resumes   bool // the attempt that was left is gone on with, which is none of those that are left
	Limit     time.Duration
	Own       bool // the questions are in banks that only the exam asks
}

// Terms returns the terms of a run that may begin.
func (s *Session) Terms(p Plan) Terms {
	asks, of := asked(p.Questions, p.Settings)
	return Terms{
		Questions: asks, Of: of, Pass: p.Settings.Pass, Reveal: p.Settings.Reveal,
		Allowed: p.Settings.Attempts, Left: max(0, p.Settings.Attempts-s.begun(p)),
		Resumes: s.Known.Scores[p.Scope].Left && !p.Fresh,
		Limit:   p.Limit,
		Own:     p.Scope == lessons.CourseScope && len(s.Course.Manifest.Exam.Banks) > 0,
	}
}

// ExamResult is how the exam went, counted for itself: no lesson has part of it.
type ExamResult struct {
	Result
	Pass   float64 // the pass mark in percent; 0 for none
	Passed bool    // the best attempt reaches it
	Sealed bool    // its answers are handed in and graded elsewhere
	Left   bool    // the last attempt was left and can be gone on with
}

// Exam returns how the exam of that plan went; ok is false where the course has no questions.
// The scores are those of the attempts that came to their end, in points of Max,
// which is what the best of them could have: an exam may have drawn fewer
// questions, or others, at another time. Before there is one, Max is what an exam
// is worth that begins now.
func (s *Session) Exam(p Plan) (r ExamResult, ok bool) {
	if _, of := asked(p.Questions, p.Settings); of == 0 {
		return r, false
	}
	score := s.Known.Scores[p.Scope]
	r = ExamResult{Result: Result{Max: score.Most, Attempts: score.Begun}, Pass: p.Settings.Pass, Left: score.Left, Sealed: p.Questions[0].Sealed != ""}
	if score.Attempts == 0 || score.Most <= 0 {
		r.Max = worth(p)
		return r, true
	}
	points := func(share float64) *float64 { return new(share * score.Most) }
	r.First, r.Best, r.Last = points(score.First), points(score.Best), points(score.Last)
	r.Passed = quiz.Reaches(*r.Best, r.Max, r.Pass)
	return r, true
}

// worth returns the points that a run of a plan can have.
func worth(p Plan) float64 {
	if n, each, ok := drawn(p.Questions, p.Settings); ok {
		return float64(n) * each
	}
	sum := 0.0
	for _, q := range p.Questions {
		if q.Graded() {
			sum += q.Points
		}
	}
	return sum
}
