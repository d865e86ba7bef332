package class

import (
	"encoding/json"

	"lectern/progress"
)

// Course is the course with its key, as far as grading needs to know of it.
type Course interface {
	// About names the course as the record does.
	About() progress.Course
	// Questions returns what the lessons ask, or the exam: every question that wants an answer, in order.
	Questions(exam bool) []Question
	// Practice reports whether a scope is that of runs in which a student practises what was answered
	// before: they change no grade, and figures that counted them would say nothing of the questions.
	Practice(scope string) bool
	// HasKey reports whether the answers of an exam program, by its build, can be graded.
	HasKey(build string) bool
	// Original returns the ID under which Questions has a question that the record calls id: an exam
	// program, one of those builds, may have it under another.
	Original(id string, builds []string) string
	// Grade says what an answer is worth. ok is false when the course has no such question.
	Grade(id string, response json.RawMessage, builds []string) (g Given, ok bool)
	// Count sums up answers to the questions of the lessons as a student's progress does: the first,
	// the best and the last answer to each.
	Count([]Answered) Score
	// Paper returns the questions that an exam program, one of those builds, draws for a student, as
	// the record calls them; nil where that is not known.
	Paper(student string, builds []string) []string
}

// Question is a question of the course.
type Question struct {
	ID, Title, Kind, Hash string
	Points                float64
	Graded                bool     // false of free text, which a person grades
	Guess                 *float64 // what blind guessing gets, 0..1
	Choices               []Part   // what can be chosen, if it can be said in advance
}

// Part is a part of an answer: a choice that was taken, a text that was typed.
type Part struct {
	Text     string
	Right    bool
	DontKnow bool
}

// Given is an answer as the course's key sees it.
type Given struct {
	Question string  // the ID under which Questions has it
	Credit   float64 // 0..1
	Graded   bool
	Same     bool   // the question's text and key are those that the student was asked
	Words    string // the answer, for people
	Parts    []Part
}

// Answered is an answer as far as Count needs it.
type Answered struct {
	Question, Attempt, Scope string
	Credit                   float64
}

// Score is how the questions went, in points of Max; nil where none was answered.
type Score struct {
	First, Best, Last *float64
	Max               float64
}
