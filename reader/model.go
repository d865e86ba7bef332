package reader

import (
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/typeset"
)

// Model is all that the screen shows, as plain data. update changes it, drawing
// reads it; nothing else touches it.
type Model struct {
	course  *lessons.Course
	keys    *keys.Table
	student string
	w, h    int // of the window
	column  int // the widest that the text may be
	theme   string

	stage  stage
	lesson *lessons.Lesson
	place  doc.Position  // of the text's first line on the screen
	page   *typeset.Page // the lesson at the width it was last set to
	pageOf *lessons.Lesson
	// untitled says that a link on that page has no title yet: it may have one
	// when more pages are parsed.
	untitled bool
	room     int // rows that a picture had on that page
	link     int // the link in focus, from 1; 0 for none
	hover    int // the link under the mouse pointer; 0 for none
	endAt    time.Time

	pictures pictures
	contents contents
	over     []overlay // what lies over the stage, the front one last
	whole    wholeBlock
	find     find
	named    named
	links    linkRows
	sums     sums
	run      *run
	top      int // first row of a question, verdict or summary on the screen
	way      []spot
	wayAt    int         // how many spots of way lie behind; those from here on lie ahead
	number   int         // that is being typed; 0 for none
	waiting  keys.Action // SetMark or GoMark: the next key names the mark
	block    int         // the paragraph in focus; noBlock for none
	shelf    shelf

	known   known
	spent   float64 // seconds in the lesson that the record does not have yet
	last    time.Time
	now     time.Time
	notice  string // why nothing is saved; stays
	message string // what was just done; goes with the next key
	opener  bool   // there is a program that opens addresses

	out []Effect // what this update asks for
}

// stage is what fills the body.
type stage uint8

const (
	atLesson stage = iota
	atQuestion
	atVerdict
	atSummary
	atEnd
)

// spot is a place to come back to.
type spot struct {
	lesson *lessons.Lesson
	place  doc.Position
}

// known is what the record holds, as far as the screen shows it.
type known struct {
	lessons map[string]study.LessonState
	scores  map[string]study.Score
	answers map[string]study.LastAnswer
	history study.History
	turn    int // another one whenever the rest changes
}

// Effect is something to be done outside the model.
type Effect interface{ effect() }

type (
	// SavePlace keeps the place; it may be written a moment later.
	SavePlace struct{ Place lessons.Place }
	// SaveReading keeps seconds and whether the lesson is read.
	SaveReading struct {
		Lesson   string
		Seconds  float64
		Finished bool
	}
	// SaveAnswer keeps an answer; it begins the run's attempt if it is the first.
	SaveAnswer struct {
		Run   *run
		Given study.Given
	}
	// SaveScore ends an attempt.
	SaveScore struct {
		Run         *run
		Score, Most float64
		Passed      bool
	}
	// SaveSetting keeps a setting.
	SaveSetting struct{ Name, Value string }
	// Refresh reads the progress of the whole course again.
	Refresh struct{}
	// LookUp searches the course and hands the hits to found.
	LookUp struct {
		Query string
		Turn  int
	}
	// OpenAddress gives an address to the system's opener.
	OpenAddress struct{ Address string }
	// CopyText puts text on the clipboard.
	CopyText struct{ Text string }
	// Stop ends the program.
	Stop struct{}
	// Suspend stops the program until its shell lets it go on.
	Suspend struct{}
	// Repaint sends the whole screen again.
	Repaint struct{}
)

func (SavePlace) effect()   {}
func (SaveReading) effect() {}
func (SaveAnswer) effect()  {}
func (SaveScore) effect()   {}
func (SaveSetting) effect() {}
func (Refresh) effect()     {}
func (LookUp) effect()      {}
func (OpenAddress) effect() {}
func (CopyText) effect()    {}
func (Stop) effect()        {}
func (Suspend) effect()     {}
func (Repaint) effect()     {}

// newModel returns the model of a course at its first lesson.
func newModel(c *lessons.Course, table *keys.Table, student string, now time.Time) *Model {
	m := &Model{
		course: c, keys: table, student: student, column: defaultColumn, theme: "auto",
		shelf: shelf{marks: map[string]study.Note{}}, block: noBlock, now: now, last: now,
		known: known{lessons: map[string]study.LessonState{}, scores: map[string]study.Score{}, answers: map[string]study.LastAnswer{}},
	}
	m.lesson = c.First()
	return m
}

// mode says which rows of the key table hold.
func (m *Model) mode() keys.Mode {
	if o := m.front(); o != nil {
		return o.mode()
	}
	if m.contents.open && m.contents.focus {
		return keys.InContents
	}
	switch m.stage {
	case atQuestion:
		return m.run.mode()
	case atVerdict:
		return keys.InVerdict
	case atSummary:
		return keys.InSummary
	case atEnd:
		return keys.InEnd
	}
	if m.find.on {
		return keys.InSearch
	}
	return keys.InLesson
}

// do asks for an effect.
func (m *Model) do(e Effect) { m.out = append(m.out, e) }

// say shows a message until the next key.
func (m *Model) say(text string) { m.message = typeset.Clean(text) }

// here is the place for the record.
func (m *Model) here() lessons.Place {
	return lessons.Place{Lesson: m.lesson.ID, Position: m.place}
}
