package keys

// Mode is the situation that decides what each key does.
type Mode uint64

// The modes. A binding may hold in several.
const (
	InLesson    Mode = 1 << iota // reading
	InSearch                     // reading, with a hit of a search on the screen
	InContents                   // the contents panel
	InList                       // a list of links
	InField                      // a line to type into
	InChoice                     // a question with choices
	InTrueFalse                  // a question with two
	InAnswer                     // a question with a line to type into
	InText                       // a question or note with several lines to type into
	InPairs                      // a matching question
	InOrder                      // a question about an order
	InGaps                       // a gap of a text to type into
	InGapChoice                  // a gap of a text with choices
	InAsked                      // a question whose field was left, or that asks for nothing
	InVerdict                    // what an answer was worth
	InSummary                    // the end of a run of questions
	InEnd                        // the end of the course
	InProgress
	InHelp
	InAddress  // an address that is shown whole
	InBlock    // a table, code or picture by itself
	InAside    // a footnote or glossary entry beside the text
	InNote     // a note that is being written
	InNotes    // the list of notes, bookmarks and links to read later
	InReadOn   // reading on, in another lesson than that of the hit
	InExam     // what stands before an exam
	InBareEnd  // the end of a course without questions
	InHandIn   // what a student says of themselves who hands in
	InHandOver // what will be handed in
	InHanded   // where it is
	InAnswers  // the answer sheet of an exam
	InSure     // how sure the student is of an answer
	InPretest  // what stands before the questions that are asked before reading

	Reading     = InLesson | InSearch | InReadOn
	Typing      = InField | InAnswer | InText | InGaps | InNote | InHandIn
	inLines     = InText | InNote // several lines
	inQuestion  = InChoice | InTrueFalse | InPairs | InOrder | InGapChoice | InAsked
	inAnyAnswer = inQuestion | InAnswer | InText | InGaps
	ends        = InEnd | InBareEnd
	Paper       = InVerdict | InSummary | ends | InProgress | InHelp | InAddress | InBlock | InAside | InExam | InPretest | InHandOver | InHanded // text that scrolls
	Rows        = InContents | InList | InNotes | InAnswers | InSure
	Everywhere  = Reading | Rows | Typing | inQuestion | Paper
	commands    = Everywhere &^ Typing                                                                                    // where letters are commands
	overlaid    = Rows | InProgress | InHelp | InAddress | InBlock | InAside | InExam | InPretest | InHandOver | InHanded // what lies over something, and is closed
)
