package reader

import (
	"lectern/lessons"
	"lectern/lessons/quiz"
)

// Record is what the reader asks of whoever keeps a student's progress. Each
// method may fail; the student then reads on, and a line says that nothing is
// saved and why. Answer, ReadLesson and the other saves return only when what
// they save would survive a crash. The methods may be called from two goroutines.
type Record interface {
	Place() (place lessons.Place, known bool, err error)
	SavePlace(lessons.Place) error

	// Lessons returns the state of each lesson met so far, by ID.
	Lessons() (map[string]LessonState, error)
	// ReadLesson adds seconds spent in a lesson; finished marks it as read for good.
	ReadLesson(lesson string, seconds float64, finished bool) error

	// Scores returns what the finished attempts of each scope came to.
	Scores() (map[string]Score, error)
	// Answers returns the last answer to each question, by its ID.
	Answers() (map[string]LastAnswer, error)
	// Unfinished returns the newest attempt of a scope that has answers and no end.
	Unfinished(scope string) (a Attempt, found bool, err error)
	// Begin notes that an attempt has begun and returns its ID.
	Begin(a Attempt) (id string, err error)
	// Answer keeps one answer of an attempt.
	Answer(attempt string, g Given) error
	// Finish ends an attempt with its score.
	Finish(attempt string, score, most float64, passed bool) error
	// History returns what the progress screen shows of the course as a whole.
	History() (History, error)

	// Setting returns what SaveSetting kept under a name, "" if nothing.
	Setting(name string) (string, error)
	SaveSetting(name, value string) error
}

// LessonState is what is known of a lesson.
type LessonState struct {
	Read    bool
	Seconds float64
}

// Score is the score of a scope, as shares 0..1 of what could be had.
type Score struct {
	Attempts          int
	First, Best, Last float64
}

// LastAnswer is how the last answer to a question did.
type LastAnswer struct {
	Credit   float64 // 0..1
	TextHash string  // of the question as it was asked
}

// Attempt is one run of questions. Scope is "lesson:ID", "page:ID" or "course".
type Attempt struct {
	ID        string
	Scope     string
	Seed      string   // what the order of questions and choices comes from
	Questions []string // IDs, in the order in which they are asked
	Given     []Given  // the answers so far, oldest first
}

// Given is one answer with all that the record keeps of it.
type Given struct {
	Question *quiz.Question // nil in an Attempt that Unfinished returns
	ID       string         // of the question
	Answer   quiz.Answer
	Credit   float64 // 0..1
	Graded   bool
	Hints    int     // how many hints were shown before it
	Seconds  float64 // from the question's first showing
}

// History is the course as a whole.
type History struct {
	Streak  int       // days in a row, today or yesterday the last
	Seconds float64   // spent reading and answering
	Series  []float64 // score of each finished attempt, 0..1, oldest first
}
