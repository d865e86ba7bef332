package study

import (
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/review"
)

// Record is the interface through which a session keeps a student's progress in a
// course. Each method may fail; the student then reads on, and is told that
// nothing is saved and why. Answer, ReadLessons and the other saves return only
// when what they save would survive a crash. The methods may be called from two
// goroutines.
type Record interface {
	Place() (place lessons.Place, known bool, err error)
	SavePlace(lessons.Place) error

	// Lessons returns the state of each lesson met so far, by ID.
	Lessons() (map[string]LessonState, error)
	// ReadLessons adds seconds spent in lessons, all of them or none; a finished one is read for good.
	ReadLessons([]Reading) error

	// Scores returns how the attempts of each scope went.
	Scores() (map[string]Score, error)
	// Answers returns all answers, oldest first.
	Answers() ([]Answered, error)
	// Memory returns the answers, in any order, that tell when to ask again (Replayed).
	Memory() ([]review.Answer, error)
	// CallEasy notes that the last answer to a question in an attempt was easy.
	CallEasy(attempt, question string) error
	// Unfinished returns the newest attempt of a scope that has answers and no end.
	Unfinished(scope string) (a Attempt, found bool, err error)
	// Begin notes that an attempt has begun and returns its ID.
	Begin(a Attempt) (id string, err error)
	// Answer keeps one answer of an attempt.
	Answer(attempt string, g Given) error
	// Elapsed returns how long ago an attempt began. No clock that is set back makes it less.
	Elapsed(attempt string) (time.Duration, error)
	// Finish ends an attempt with its score.
	Finish(attempt string, score, most float64, passed bool) error
	// History returns how the course as a whole went.
	History() (History, error)

	// Setting returns what SaveSetting kept under a name, "" if nothing.
	Setting(name string) (string, error)
	SaveSetting(name, value string) error

	// Notes returns the notes and bookmarks of the course, oldest first.
	Notes() ([]Note, error)
	// Marks returns the marks of the course, one a letter.
	Marks() ([]Note, error)
	// SaveNote keeps a note. One with an ID replaces the note of that ID, and a
	// mark the one of its letter.
	SaveNote(Note) error
	DropNote(id string) error
	// Drafts returns what was typed for notes and not kept as such, oldest first.
	Drafts() ([]Note, error)
	// SaveDraft keeps what was typed for a note, in place of what was typed at the
	// same place before; one without a text takes that away.
	SaveDraft(Note) error
	// Links returns the links that are kept to be read later, oldest first.
	Links() ([]Link, error)
	// SaveLink keeps a link, at the end of the list if it was not added before.
	SaveLink(Link) error
	DropLink(address string) error

	// News returns what the student should be told about the file of the record
	// since the last call, "" if nothing: it may be moved, removed or replaced
	// at any time, and saving goes on elsewhere or not at all.
	News() string
}

// Reading is what the student read of a lesson before leaving it.
type Reading struct {
	Lesson   string // its ID
	Seconds  float64
	Finished bool
}

// LessonState is the student's progress in a lesson.
type LessonState struct {
	Read    bool
	Seconds float64
}

// Score sums up the attempts of a scope.
type Score struct {
	Begun             int     // attempts that have an answer, finished or not
	Left              bool    // the last one was left and can be gone on with
	Attempts          int     // finished ones
	First, Best, Last float64 // of the finished ones: shares 0..1 of what could be had
	Most              float64 // the points that the best of them could have
}

// LastAnswer is the result of the last answer to a question.
type LastAnswer struct {
	Credit   float64 // 0..1
	TextHash string  // of the question as it was asked
}

// Attempt is one run of questions. Scope is "lesson:ID", "page:ID", "course",
// "again", "review", "cram" or "pretest:ID".
type Attempt struct {
	ID        string
	Scope     string
	Seed      string    // what the order of questions and choices comes from
	Questions []string  // IDs, in the order in which they are asked
	Begun     time.Time // only of one that Unfinished returns
	Given     []Given   // the answers so far, oldest first

	Earlier [][]string // what the finished attempts of the scope asked, oldest first; only of one that Unfinished returns
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

	Confidence Confidence // how sure the student said to be; 0 if nobody asked
}

// History is the course as a whole.
type History struct {
	Streak  int       // days in a row, today or yesterday the last
	Seconds float64   // spent reading and answering
	Series  []float64 // score of each finished attempt, 0..1, oldest first
}

// Note is something that a student left at a paragraph: a note, a bookmark or a
// mark. It is kept with the paragraph's text, so that it is found again when the
// page was edited.
type Note struct {
	ID        string // "" of one that is not kept yet
	Place     lessons.Place
	Paragraph string    // doc.PlainText of its block
	Text      string    // "" for a bookmark
	Letter    string    // of a mark; "" for the others
	Created   time.Time // set by the record
	Updated   time.Time // set by the record
}

// Bookmark reports whether the note is a place to come back to and no more.
func (n Note) Bookmark() bool { return n.Text == "" && n.Letter == "" }

// Link is an address that a student wants to read when there is a network.
type Link struct {
	Address string
	Text    string    // of the link
	Lesson  string    // ID of the lesson where it was
	Added   time.Time // set by the record where it is zero
}
