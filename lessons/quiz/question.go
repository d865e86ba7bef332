package quiz

// Format is the markup of a Text.
type Format string

// The formats: those of Moodle's texts.
const (
	Plain    Format = "plain"
	Moodle   Format = "moodle" // plain text whose line breaks count, with HTML allowed
	HTML     Format = "html"
	Markdown Format = "markdown"
)

// Text is a piece of a question with its markup still in it.
type Text struct {
	Source string
	Format Format
}

// Empty reports whether there is no text.
func (t Text) Empty() bool { return t.Source == "" }

// GapMark stands in the Prompt of a cloze question for each gap, in order. It
// is U+FFFC, the object replacement character; readers take it out of the
// texts of others.
const GapMark = '\uFFFC'

// Question is one graded item (or a description, which is not graded). Which of
// the lists it uses follows from Kind.
type Question struct {
	ID        string // unique in the course; derived from page, title and text when none is written
	IDWritten bool   // the source states the ID
	// IDSource is the text that an ID is derived from, "" for the prompt's. It
	// differs where an earlier program read the question otherwise, so that what
	// its students answered is still found.
	IDSource string
	Title    string // "" if the source gives none
	Kind     Kind
	Prompt   Text
	Points   float64 // what a right answer is worth; 1 unless the source says otherwise

	Choices  []Choice   // single, multi, truefalse, order
	Accepted []Accepted // short, numeric: the first that matches decides
	Units    []string   // numeric: what may stand behind the number, the usual one first
	Pairs    []Pair     // match
	Gaps     []Gap      // cloze
	Trace    *Program   // trace

	General  Text     // feedback whatever the answer was
	ByCredit ByCredit // feedback by how right the answer was
	Hints    []Text   // shown one at a time on request
	Tags     []string
	Section  string // the category it stands under, parts joined by "/": where in the page it belongs
	Keep     bool   // the author fixed the order of the choices: never shuffle them

	// AllOrNothing gives no partial credit: an answer that is not wholly right
	// gets none (mdbook-quiz grades so).
	AllOrNothing bool

	// Sealed is the build of the exam that the question was handed out in without its key, "" of all
	// others. Nobody can grade an answer to it who has only this.
	Sealed string
	Parts  Partial // of a sealed one, what Partial says

	Bank string // name of the format of banks that it was read in; "" if it was made otherwise
	File string // path of its source inside the course
	Line int    // line of its source, from 1
}

// Choice is one choice of a choice question.
type Choice struct {
	Text     Text
	Fraction float64 // -1..1; 1 is wholly right
	Feedback Text
}

// Accepted is one accepted answer to a short or numeric question.
type Accepted struct {
	Text          string  // short: pattern in which * stands for anything (\* for a star)
	Value         float64 // numeric
	Tolerance     float64 // numeric: how far from Value is still accepted
	Any           bool    // numeric: matches every answer ("anything else")
	CaseSensitive bool    // short
	Fraction      float64 // -1..1
	Feedback      Text
}

// Pair is one pair of a matching question. A pair with an empty Left is a
// distractor: a right side that belongs to nothing.
type Pair struct {
	Left  Text
	Right string
}

// Gap is one gap of a cloze question: a small question of its own.
type Gap struct {
	Weight   float64
	Kind     Kind // single, multi, short or numeric
	Choices  []Choice
	Accepted []Accepted
	Units    []string // numeric
	Shuffle  bool
}

// Program is what a tracing question asks about.
type Program struct {
	Source   string
	Lang     string
	Compiles bool
	Stdout   string // what it prints, if it compiles
	Line     int    // the line that does not compile, from 1; 0 if not told. Not graded.
}
