package progress

import (
	"cmp"
	"slices"
	"time"
)

// Outline describes a course to Summary: its lessons in order with
// their graded questions.
type Outline struct {
	Lessons []OutlineLesson
	Pass    float64 // the share of the points that passes, 0..1; 0 if there is no pass mark
}

// OutlineLesson is a lesson of an Outline.
type OutlineLesson struct {
	ID        string
	Page      string // its source file
	Title     string
	Questions []OutlineQuestion // graded ones only
	// Undrawn is how many of them no attempt asks, because it draws only some.
	// The questions are then worth the same each, and as many answers count as
	// an attempt asks questions: the earliest for First, the best for Best, the
	// latest for Last.
	Undrawn int
}

// OutlineQuestion is a question of an Outline.
type OutlineQuestion struct {
	ID     string
	Points float64
}

// Summary sums up a student's work in a course. Its JSON form is what
// `lectern progress --format json` prints.
type Summary struct {
	Course  CourseName      `json:"course"`
	Student string          `json:"student"`
	Percent float64         `json:"percent"` // of the lessons read to their end, 0..100
	Score   float64         `json:"score"`   // points: the best answer to each question counts
	Max     float64         `json:"max"`     // points
	Passed  bool            `json:"passed"`  // Score reaches the pass mark; false if there is none
	Answers int             `json:"answers"` // given in all, to removed questions too
	Seconds float64         `json:"seconds"` // spent reading
	Streak  int             `json:"streak"`  // days in a row up to today or yesterday
	Lessons []LessonSummary `json:"lessons"`
	Pages   []PageSummary   `json:"pages"`
}

// CourseName names a course.
type CourseName struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// LessonSummary sums up a student's work in a lesson. The scores are sums over
// the lesson's questions, of the first, best and last answer to each, as far as
// they count (OutlineLesson.Undrawn); a question without an answer counts
// nothing. They are null if no question of the lesson was answered.
type LessonSummary struct {
	ID       string   `json:"id"`
	Page     string   `json:"page"`
	Title    string   `json:"title"`
	Read     bool     `json:"read"` // to its end, once
	Seconds  float64  `json:"seconds"`
	First    *float64 `json:"first"` // points
	Best     *float64 `json:"best"`
	Last     *float64 `json:"last"`
	Max      float64  `json:"max"`
	Attempts int      `json:"attempts"` // runs with an answer to a question of the lesson
}

// PageSummary is the sum of a page's lessons.
type PageSummary struct {
	Page    string   `json:"page"`
	Lessons int      `json:"lessons"`
	Read    int      `json:"read"` // lessons
	Seconds float64  `json:"seconds"`
	First   *float64 `json:"first"`
	Best    *float64 `json:"best"`
	Last    *float64 `json:"last"`
	Max     float64  `json:"max"`
}

// Summary adds up what the student did in the course that o outlines.
func (r *Record) Summary(o Outline) (Summary, error) {
	s := Summary{
		Course: CourseName{r.course.ID, r.course.Title}, Student: r.student,
		Lessons: []LessonSummary{}, Pages: []PageSummary{},
	}
	read, err := r.Lessons()
	if err != nil {
		return s, err
	}
	answers, err := r.marks()
	if err != nil {
		return s, err
	}
	if s.Streak, err = r.Streak(); err != nil {
		return s, err
	}
	s.Answers = len(answers)
	trail := trailOf(answers)
	stand := standings(answers)
	for _, l := range o.Lessons {
		s.add(summarize(l, read[l.ID], stand, trail))
	}
	s.conclude(o)
	return s, nil
}

// trail records when a question was answered, and in which attempts.
type trail struct {
	first, last int // places among all answers
	attempts    map[string]bool
}

// trailOf returns the trail of each question.
func trailOf(answers []Answer) map[string]*trail {
	all := map[string]*trail{}
	for i, a := range answers {
		t := all[a.Question]
		if t == nil {
			t = &trail{first: i, attempts: map[string]bool{}}
			all[a.Question] = t
		}
		t.last = i
		t.attempts[a.Attempt] = true
	}
	return all
}

// result holds the scores of an answered question of a lesson.
type result struct {
	Standing
	*trail
	points float64
}

// summarize adds up one lesson.
func summarize(l OutlineLesson, read LessonState, stand map[string]Standing, trails map[string]*trail) LessonSummary {
	sum := LessonSummary{ID: l.ID, Page: l.Page, Title: l.Title, Read: read.Finished, Seconds: read.Seconds}
	attempts := map[string]bool{}
	var results []result
	for _, q := range l.Questions {
		sum.Max += q.Points
		s, answered := stand[q.ID]
		if !answered {
			continue
		}
		results = append(results, result{s, trails[q.ID], q.Points})
		for id := range trails[q.ID].attempts {
			attempts[id] = true
		}
	}
	asked := len(l.Questions)
	if l.Undrawn > 0 {
		asked -= l.Undrawn
		sum.Max = float64(asked) * l.Questions[0].Points
	}
	sum.First = total(results, asked, func(r result) float64 { return r.First }, func(a, b result) int { return cmp.Compare(a.first, b.first) })
	sum.Best = total(results, asked, func(r result) float64 { return r.Best }, func(a, b result) int { return cmp.Compare(b.Best, a.Best) })
	sum.Last = total(results, asked, func(r result) float64 { return r.Last }, func(a, b result) int { return cmp.Compare(b.last, a.last) })
	sum.Attempts = len(attempts)
	return sum
}

// total returns the points of as many results as count; those count that come
// first in the given order. It is nil if there are no results.
func total(results []result, counts int, credit func(result) float64, order func(a, b result) int) *float64 {
	if len(results) > counts {
		results = slices.SortedStableFunc(slices.Values(results), order)[:counts]
		if counts == 0 {
			return new(float64)
		}
	}
	var sum *float64
	for _, r := range results {
		sum = plus(sum, credit(r)*r.points)
	}
	return sum
}

// add counts a lesson into the course and into its page.
func (s *Summary) add(l LessonSummary) {
	s.Lessons = append(s.Lessons, l)
	s.Seconds += l.Seconds
	s.Max += l.Max
	if l.Best != nil {
		s.Score += *l.Best
	}
	if n := len(s.Pages); n == 0 || s.Pages[n-1].Page != l.Page {
		s.Pages = append(s.Pages, PageSummary{Page: l.Page})
	}
	p := &s.Pages[len(s.Pages)-1]
	p.Lessons++
	if l.Read {
		p.Read++
	}
	p.Seconds += l.Seconds
	p.Max += l.Max
	p.First, p.Best, p.Last = join(p.First, l.First), join(p.Best, l.Best), join(p.Last, l.Last)
}

// conclude fills in the totals once all lessons are added.
func (s *Summary) conclude(o Outline) {
	read := 0
	for _, p := range s.Pages {
		read += p.Read
	}
	if len(s.Lessons) > 0 {
		s.Percent = 100 * float64(read) / float64(len(s.Lessons))
	}
	s.Passed = o.Pass > 0 && s.Max > 0 && s.Score >= o.Pass*s.Max-1e-9
}

// plus returns *sum + x; a sum that is nil counts as 0.
func plus(sum *float64, x float64) *float64 {
	if sum != nil {
		x += *sum
	}
	return &x
}

// join adds two sums, either of which may be nil.
func join(a, b *float64) *float64 {
	if b == nil {
		return a
	}
	return plus(a, *b)
}

// Point is a finished attempt in a plot of scores over time.
type Point struct {
	At     time.Time
	Scope  string
	Share  float64 // 0..1 of its points
	Passed bool
}

// Points returns the finished attempts of a scope, those of all scopes for "",
// in the order in which they were finished.
func (r *Record) Points(scope string) ([]Point, error) {
	var points []Point
	err := r.store.read(func(t *tx) error {
		lines, err := attempts(t, filter{r.student, r.course.ID})
		slices.SortStableFunc(lines, func(a, b attemptLine) int { return cmp.Compare(a.Stamp, b.Stamp) })
		for _, l := range lines {
			if l.Finished() && (scope == "" || l.Scope == scope) {
				points = append(points, Point{l.Ended, l.Scope, l.share(), l.Passed})
			}
		}
		return err
	})
	return points, err
}
