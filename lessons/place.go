package lessons

import "lectern/lessons/doc"

// Place is where a student is in a course. Most edits of the course leave it
// alone, because IDs of lessons outlive them.
type Place struct {
	Lesson       string // the lesson's ID
	doc.Position        // among the lesson's blocks
}
