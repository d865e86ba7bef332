package lessons

// Place is where a student is: a position in the text that a change of width
// leaves alone, and that most edits of the course leave alone too.
type Place struct {
	Lesson string // the lesson's ID
	Block  int    // index of the block in the lesson
	Offset int    // runes of that block before the place
}
