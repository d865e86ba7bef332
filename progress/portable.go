package progress

import "time"

// An exported record is text: one JSON object a line, in UTF-8.
//
//	{"lectern":"record","format":1,"exported":"2026-07-30T08:15:04.12Z"}
//	{"student":{…}}
//	{"course":{…}}
//	{"place":{…}}, {"reading":{…}}, {"attempt":{…}}, {"answer":{…}}, {"link":{…}}, {"note":{…}}, {"setting":{…}}
//	{"end":{"lines":N}}
//
// A line may refer only to students, courses and attempts above it. N counts
// the lines between the first and the last, so that a file that was cut off is
// known. Times are RFC 3339 in UTC; stamps are explained in clock.go.

// formatVersion is the version of the exported form that this program writes,
// and the latest that it reads.
const formatVersion = 1

// header is the first line.
type header struct {
	Lectern  string    `json:"lectern"`
	Format   int       `json:"format"`
	Exported time.Time `json:"exported"`
}

// line is any other line: exactly one of its fields is set.
type line struct {
	Student *studentLine `json:"student,omitempty"`
	Course  *courseLine  `json:"course,omitempty"`
	Place   *placeLine   `json:"place,omitempty"`
	Reading *readingLine `json:"reading,omitempty"`
	Attempt *attemptLine `json:"attempt,omitempty"`
	Answer  *answerLine  `json:"answer,omitempty"`
	Link    *linkLine    `json:"link,omitempty"`
	Note    *noteLine    `json:"note,omitempty"`
	Setting *settingLine `json:"setting,omitempty"`
	End     *endLine     `json:"end,omitempty"`
}

type studentLine struct {
	Name string `json:"name"`
}

type courseLine struct {
	Course
	Stamp int64 `json:"stamp"`
}

type placeLine struct {
	Student string `json:"student"`
	Course  string `json:"course"`
	Place
	Stamp int64 `json:"stamp"`
}

type readingLine struct {
	Session  string    `json:"session"`
	Lesson   string    `json:"lesson"`
	Day      string    `json:"day"`
	Student  string    `json:"student"`
	Course   string    `json:"course"`
	First    time.Time `json:"first"`
	Last     time.Time `json:"last"`
	Times    int64     `json:"times"`
	Seconds  float64   `json:"seconds"`
	Finished bool      `json:"finished"`
	Stamp    int64     `json:"stamp"`
}

type attemptLine struct {
	Student string `json:"student"`
	Course  string `json:"course"`
	Attempt
	Began int64 `json:"began"`
	Stamp int64 `json:"stamp"`
}

type answerLine struct {
	Answer
	Day   string `json:"day"`
	Stamp int64  `json:"stamp"`
}

type linkLine struct {
	Student string `json:"student"`
	Course  string `json:"course"`
	Link
	Deleted bool  `json:"deleted,omitempty"`
	Stamp   int64 `json:"stamp"`
}

type noteLine struct {
	Student string `json:"student"`
	Course  string `json:"course"`
	Note
	Deleted bool  `json:"deleted,omitempty"`
	Stamp   int64 `json:"stamp"`
}

type settingLine struct {
	Student string  `json:"student"`
	Key     string  `json:"key"`
	Value   *string `json:"value"` // null: taken back
	Stamp   int64   `json:"stamp"`
}

type endLine struct {
	Lines int `json:"lines"`
}
