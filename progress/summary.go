package progress

import (
	"cmp"
	"slices"
	"time"
)

// Outline describes a course to Summary: its lessons in order, and how its
// questions went. How answers are counted is a rule of the session (lessons/study);
// the record keeps them all.
type Outline struct {
	Lessons []OutlineLesson
	Pass    *float64 // the pass mark in percent; nil if there is none
	Passed  bool
	Exam    *ExamSummary // nil of a course without questions

	Calibration []Calibrated
	Pretests    []Pretest
}

// OutlineLesson is a lesson of an Outline.
type OutlineLesson struct {
	ID    string
	Page  string // its source file
	Title string
	Result
	Former []string // what its ID may have been; the record may have it under one of these
}

// Result is how questions went. The scores are points out of Max; they are null where there are none.
type Result struct {
	First    *float64 `json:"first"`
	Best     *float64 `json:"best"`
	Last     *float64 `json:"last"`
	Max      float64  `json:"max"`
	Attempts int      `json:"attempts"` // begun: with an answer
}

// Summary sums up a student's work in a course. Its JSON form is what
// `lectern progress --format json` prints.
type Summary struct {
	Course  CourseName      `json:"course"`
	Student string          `json:"student"`
	Percent float64         `json:"percent"` // of the lessons read to their end, 0..100
	Score   float64         `json:"score"`   // points of the lessons: the best answer to each question counts
	Max     float64         `json:"max"`     // points
	Passed  bool            `json:"passed"`  // Score reaches the pass mark; false if there is none
	Pass    *float64        `json:"pass"`    // the pass mark in percent; null if there is none
	Answers int             `json:"answers"` // given in all, in exams and to removed questions too
	Seconds float64         `json:"seconds"` // spent reading
	Streak  int             `json:"streak"`  // days in a row up to today or yesterday
	Lessons []LessonSummary `json:"lessons"`
	Pages   []PageSummary   `json:"pages"`
	Exam    *ExamSummary    `json:"exam"` // null of a course without questions

	Calibration []Calibrated `json:"calibration,omitempty"` // where the student said how sure they are
	Pretests    []Pretest    `json:"pretests,omitempty"`    // where questions were answered before the text was read
}

// Pretest tells how the questions of a page or part went before it was read and after.
type Pretest struct {
	Title     string `json:"title"`     // of the page or part
	Page      string `json:"page"`      // the source file that it begins with
	Questions int    `json:"questions"` // answered both times
	Before    int    `json:"before"`    // of these, right
	After     int    `json:"after"`     // likewise; the last answer counts
	Waiting   int    `json:"waiting"`   // answered before, and after not yet, or how is kept back
}

// Calibrated tells how often answers were right that the student said to be so sure of.
type Calibrated struct {
	Confidence int `json:"confidence"` // Sure, NotSure or Guess
	Answers    int `json:"answers"`
	Right      int `json:"right"`
}

// CourseName names a course.
type CourseName struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// LessonSummary sums up a student's work in a lesson.
type LessonSummary struct {
	ID      string  `json:"id"`
	Page    string  `json:"page"`
	Title   string  `json:"title"`
	Read    bool    `json:"read"` // to its end, once
	Seconds float64 `json:"seconds"`
	Result
}

// ExamSummary sums up the runs over the questions of the whole course. The scores
// are those of the runs that came to their end.
type ExamSummary struct {
	Result
	Passed bool     `json:"passed"`           // the best run reaches the pass mark; false if there is none
	Pass   *float64 `json:"pass"`             // in percent; null if there is none
	Sealed bool     `json:"sealed,omitempty"` // its answers are handed in, and graded elsewhere: there are no scores
	Left   bool     `json:"left"`             // the last run was left: it is among the attempts, and has no score yet
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
		Pass: o.Pass, Passed: o.Passed, Exam: o.Exam, Calibration: o.Calibration, Pretests: o.Pretests,
	}
	read, err := r.Lessons()
	if err != nil {
		return s, err
	}
	if s.Answers, err = r.count(); err != nil {
		return s, err
	}
	if s.Streak, err = r.Streak(); err != nil {
		return s, err
	}
	for _, l := range o.Lessons {
		state := read[l.ID]
		for _, id := range l.Former {
			if was := read[id]; was.Finished && !state.Finished {
				state.Finished, state.Seconds = true, state.Seconds+was.Seconds
			}
		}
		s.add(LessonSummary{ID: l.ID, Page: l.Page, Title: l.Title, Read: state.Finished, Seconds: state.Seconds, Result: l.Result})
	}
	s.conclude()
	return s, nil
}

// count returns how many answers the student gave.
func (r *Record) count() (n int, err error) {
	err = r.store.read(func(t *tx) error {
		return t.row(`SELECT count(*) FROM answers a JOIN attempts t ON t.uuid = a.attempt
			WHERE t.student = ? AND t.course = ?`, r.student, r.course.ID).Scan(&n)
	})
	return n, err
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
func (s *Summary) conclude() {
	read := 0
	for _, p := range s.Pages {
		read += p.Read
	}
	if len(s.Lessons) > 0 {
		s.Percent = 100 * float64(read) / float64(len(s.Lessons))
	}
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
				points = append(points, Point{l.Ended, l.Scope, l.Share(), l.Passed})
			}
		}
		return err
	})
	return points, err
}
