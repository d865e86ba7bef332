package study

// Identity is what a student says of themselves to whoever gets the results, by the fields of
// lessons.IdentityFields and lessons.WordField.
type Identity map[string]string

// Desk takes in results: it makes the file that a student hands in.
type Desk interface {
	// Asked returns the fields that the course asks for, in order.
	Asked() []string
	// Known returns what the student said before, but for the word of the day.
	Known() Identity
	// Enrol keeps in mind what a student says at the beginning of an exam, and returns the ID by which
	// the paper is drawn.
	Enrol(Identity) (id string)
	// Inside returns what the file would have inside now, and where it would lie.
	Inside() (Inside, error)
	// HandIn writes the file and keeps in mind what the student said.
	HandIn(Identity) (Handed, error)
}

// Inside is what a results file has inside, for the student to see before it is written.
type Inside struct {
	Lessons  int // read to their end
	Attempts int
	Answers  int
	Sealed   bool   // only the instructor can read it
	Folder   string // where it will lie; "" for a place that is the instructor's
}

// Handed is a results file that was written.
type Handed struct {
	Path    string // "" where the instructor has it
	Receipt string // a code of eight letters that follows from the file
	How     string // what to do with it, in the author's words; "" if they say nothing
	Sealed  bool
}

// Missing returns the fields that are asked for and not said.
func Missing(asked []string, said Identity) []string {
	var missing []string
	for _, field := range asked {
		if said[field] == "" {
			missing = append(missing, field)
		}
	}
	return missing
}
