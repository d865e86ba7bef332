package keys

import "strings"

// Binding is one row of the key table.
type Binding struct {
	Modes  Mode
	Keys   []string // names as terminal.KeyName makes them; the first is the one that footer and help show first
	Action Action
	Short  string // for the footer, in English; "" leaves it out
	Rank   int    // of the footer's bindings, those of lower rank stay where room is short
	Help   string // a few words for the help screen, in English, keys as {action}; "" leaves it out
}

// defaultBindings is the one key table: what the keys do, what the footer says
// and what the help screen says all come from here. The order is that of the
// footer and of help. Where two rows have the same key in the same mode the
// first holds; a test sees to it that none do.
func defaultBindings() []Binding {
	return []Binding{
		{InLesson | InReadOn, k("n Right"), Next, "next", 1, "next lesson, or its questions first"},
		{InSearch, k("Right )"), Next, "", 0, ""},
		{InSearch, k("n ; F3"), FindNext, "next hit", 1, "next hit of the search"},
		{InSearch, k("N , Shift-F3"), FindPrev, "hit before", 2, "hit before"},
		{InSearch, k("Esc"), Leave, "end search", 2, "end the search; {way-back} leads to where it began"},
		{InReadOn, k("; F3"), FindNext, "next hit", 2, "after reading on: next hit"},
		{InReadOn, k(", Shift-F3"), FindPrev, "", 0, "after reading on: hit before"},
		{InReadOn, k("Esc"), Leave, "end search", 3, ""},
		{Reading, k("p Left"), Back, "back", 2, "lesson before"},
		{Reading, k("Space"), GoOn, "on", 5, "page down, then on to what follows"},
		{Reading | Paper, k("j Down Ctrl-N Ctrl-E"), Down, "", 0, "line down"},
		{Reading | Paper, k("k Up Ctrl-P Ctrl-Y"), Up, "", 0, "line up"},
		{Reading | Paper, k("d Ctrl-D"), HalfDown, "", 0, "half a page down"},
		{Reading | Paper&^InAddress, k("u Ctrl-U"), HalfUp, "", 0, "half a page up"},
		{Reading | Paper | Rows, k("PgDn f"), PageDown, "", 0, "page down; twice at the end of a lesson: go on"},
		{Reading | Paper | Rows, k("PgUp Ctrl-B"), PageUp, "", 0, "page up; twice at the top of a lesson: the one before"},
		{inQuestion | InField, k("PgDn"), PageDown, "", 0, ""},
		{inQuestion | InField, k("PgUp"), PageUp, "", 0, ""},
		{Reading | Paper | Rows, k("g Home"), Top, "", 0, "top; with a number, that lesson"},
		{Reading | Paper | Rows, k("G End"), Bottom, "", 0, "end; with a number, that lesson"},
		{Reading, k("< Ctrl-Home"), First, "", 0, "first lesson of the course"},
		{Reading, k("> Ctrl-End"), Last, "", 0, "last lesson of the course"},
		{Paper | Rows, k("< Ctrl-Home"), Top, "", 0, ""},
		{Paper | Rows, k("> Ctrl-End"), Bottom, "", 0, ""},
		{Reading, k("}"), ParaDown, "", 0, "next paragraph: a bar shows which one {copy}, {note} and {bookmark} are about"},
		{Reading, k("{"), ParaUp, "", 0, "paragraph before"},
		{Reading | Rows | InBlock, k("0 1 2 3 4 5 6 7 8 9"), Digit, "", 0, "a number: {open} follows that link, {top} opens that lesson"},

		{Reading | InVerdict | InSummary | ends, k("t"), Contents, "contents", 4, "contents"},
		{inQuestion, k("t"), Contents, "contents", 5, "contents"},
		{InContents, k("t Esc q"), Contents, "close", 2, ""},
		{InLesson, k("Esc"), Leave, "", 0, "let go of the link or paragraph in focus"},
		{Reading, k("Tab"), LinkNext, "", 0, "next link on the screen; contents where there is none"},
		{Reading, k("Shift-Tab"), LinkPrev, "", 0, "link before"},
		{Reading, k("Enter"), Open, "", 0, "follow the link; enlarge a table, picture or code"},
		{Reading | InBlock, k("i"), Pictures, "", 0, "pictures instead of their drawings, and back"},
		{Reading, k("l"), Links, "links", 6, "links of the lesson"},
		{Reading | InVerdict | InSummary | ends, k("/"), Find, "search", 7, "search the whole course"},
		{Reading, k("Ctrl-F"), AllHits, "", 0, "search with a list of all hits"},
		{Reading | InVerdict | InSummary | ends, k(":"), Goto, "", 0, "go to a lesson by words of its title"},
		{overlaid &^ InContents, k(":"), Goto, "", 0, ""},
		{InContents, k("/ :"), Goto, "by title", 4, "show the lessons with words in their titles"},
		{Reading, k("[ Backspace Alt-Left"), WayBack, "", 0, "back to where a link or search was taken from"},
		{Reading, k("Ctrl-O"), WayBack, "", 0, ""},
		{Reading, k("] Alt-Right"), WayOn, "", 0, "forward again"},
		{Reading, k("Ctrl-I"), WayOn, "", 0, ""},
		{Reading | InEnd, k("a"), Questions, "questions", 8, "questions of the lesson"},
		{InEnd, k("X"), Exam, "exam", 1, ""},
		{Reading, k("X"), Exam, "exam", 1, "exam: questions of the whole course in one run"},
		{InProgress | InSummary, k("X"), Exam, "", 0, "exam: questions of the whole course in one run"},
		{InProgress | ends | InSummary, k("v"), Review, "review", 3, ""},
		{Reading, k("v"), Review, "", 0, "review: the questions that you are about to forget"},
		{InVerdict, k("e"), Easy, "easy", 3, "in a review, after a right answer: it was easy"},
		{InExam, k("Enter"), Submit, "begin", 1, "begin the exam"},
		{InExam, k("Esc"), Leave, "close", 2, ""},
		{InPretest, k("Enter"), Submit, "begin", 1, "begin the questions before reading"},
		{InPretest, k("N"), Skip, "skip", 3, "read without them, for good"},
		{InPretest, k("Esc n"), Leave, "close", 2, ""},
		{InExam | InPretest, k("Space"), PageDown, "", 0, ""},
		{InProgress, k("H"), HandIn, "hand in", 3, "hand in: write your results into a file"},
		{ends | InSummary, k("H"), HandIn, "", 0, "hand in: write your results into a file"},
		{InSure, k("Enter Space"), Open, "say", 1, ""},
		{InSure, k("Esc"), Leave, "close", 2, ""},
		{InAnswers, k("Enter"), Open, "open", 2, ""},
		{InAnswers, k("H"), HandIn, "hand in", 3, ""},
		{InAnswers, k("F"), Flag, "flag", 4, ""},
		{InAnswers, k("Esc A"), Leave, "close", 1, ""},
		{inAnyAnswer &^ (InAnswer | InText | InGaps), k("A"), Answers, "answers", 4, "in an exam that is handed in: the answer sheet"},
		{InAnswer | InText | InGaps, k("Alt-a"), Answers, "answers", 4, ""},
		{inAnyAnswer &^ (InAnswer | InText | InGaps), k("F"), Flag, "", 0, "there: flag the question, to look at it again"},
		{InAnswer | InText | InGaps, k("Alt-f"), Flag, "", 0, ""},
		{InHandIn, k("Enter"), Submit, "next", 1, ""},
		{InHandIn, k("Down Tab Ctrl-N"), Down, "", 0, ""},
		{InHandIn, k("Up Shift-Tab Ctrl-P"), Up, "", 0, ""},
		{InHandOver, k("Enter"), Submit, "write", 1, ""},
		{InHandOver, k("p Left"), Back, "change", 3, ""},
		{InHanded, k("Enter"), Submit, "", 0, ""},
		{InHandIn | InHandOver | InHanded, k("Esc"), Leave, "close", 2, ""},
		{InHandOver | InHanded, k("Space"), PageDown, "", 0, ""},

		{Reading, k("o"), Open, "", 0, "open the link in focus"},
		{Reading, k("y"), Copy, "", 0, "copy the address of the link in focus, else the paragraph"},
		{Reading, k("L"), KeepLink, "", 0, "keep the link in focus to read later"},
		{Reading, k("B"), Bookmark, "", 0, "bookmark at the paragraph; again takes it away"},
		{InLesson | InReadOn, k("N"), WriteNote, "", 0, "note at the paragraph"},
		{Reading, k("b"), Notes, "", 0, "notes, bookmarks, and links to read later"},
		{Reading, k("m"), SetMark, "", 0, "mark this place with a letter"},
		{Reading, k("'"), GoMark, "", 0, "go to a mark"},
		{Reading, k("+"), Wider, "", 0, "wider text"},
		{Reading, k("-"), Narrower, "", 0, "narrower text"},
		{Reading, k("T"), Themes, "", 0, "next theme: auto, dark, light, mono"},
		{Reading | InHelp, k("I"), Languages, "", 0, "next language of the screen"},

		{Rows, k("j Down Ctrl-N Ctrl-E"), Down, "", 0, ""},
		{Rows, k("k Up Ctrl-P Ctrl-Y"), Up, "", 0, ""},
		{InContents, k("Enter Right l"), Open, "open", 1, "open the lesson"},
		{InContents, k("Tab"), Leave, "", 0, ""},
		{InContents, k("Space Left h"), Fold, "fold", 3, "fold a part or a page, or show what is below it"},
		{InList | InNotes, k("Enter"), Open, "open", 1, "open the row"},
		{InNotes, k("x Delete"), Remove, "drop", 4, "take the note or link off the list"},
		{InNotes, k("u"), Undo, "undo", 3, "bring back what was removed last"},
		{InList, k("y"), Copy, "copy", 3, "copy the address"},
		{InNotes, k("y"), Copy, "copy", 5, ""},
		{InList, k("L"), KeepLink, "", 0, "keep the link to read later"},
		{InList | InNotes, k("Esc l b"), Leave, "close", 2, ""},

		{InChoice | InTrueFalse | InPairs | InOrder | InGapChoice, k("j Down"), Down, "", 0, "choice below"},
		{InChoice | InTrueFalse | InPairs | InOrder | InGapChoice, k("k Up"), Up, "", 0, "choice above"},
		{InChoice, k("Space"), Toggle, "choose", 2, "choose, or tick and untick"},
		{InTrueFalse, k("Space"), Toggle, "", 0, ""},
		{InOrder, k("Space"), Toggle, "lift", 2, "lift the row, move it, put it down"},
		{InOrder, k("J Shift-Down"), MoveDown, "", 0, "move the row down"},
		{InOrder, k("K Shift-Up"), MoveUp, "", 0, "move the row up"},
		{InPairs | InGapChoice, k("Right Space"), Right, "change", 2, "next partner"},
		{InPairs | InGapChoice, k("Left Backspace"), Left, "", 0, "partner before"},
		{InGapChoice, k("Tab"), Down, "", 0, ""},
		{InGapChoice, k("Shift-Tab"), Up, "", 0, ""},
		{inQuestion&^InAsked | InAnswer | InGaps, k("Enter"), Submit, "answer", 1, "answer, then on"},
		{InAsked, k("Enter Space"), Submit, "go on", 1, "go on; back to the field"},
		{inLines, k("Ctrl-S Alt-Enter"), Submit, "done", 1, "done with the text"},
		{InText, k("Enter"), NewLine, "new line", 3, "new line; where a program's output is typed, on an empty line: done"},
		{InNote, k("Enter"), NewLine, "", 0, ""},
		{inLines, k("Ctrl-G"), Editor, "editor", 4, "go on in $EDITOR"},
		{inAnyAnswer &^ (InAnswer | InText | InGaps), k("i"), DontKnow, "don't know", 3, "“I don't know”: an honest answer"},
		{InAnswer | InText | InGaps, k("Alt-i"), DontKnow, "don't know", 3, ""},
		{inAnyAnswer &^ (InAnswer | InText | InGaps), k("h"), Hint, "hint", 3, "a hint, where there is one"},
		{InAnswer | InText | InGaps, k("Alt-h"), Hint, "hint", 3, ""},
		{inQuestion, k("n"), Skip, "skip", 4, "leave the question for later"},
		{inQuestion, k("N"), SkipAll, "", 0, "leave all that are left for later"},
		{inQuestion, k("p"), Back, "lesson", 4, "back to the lesson"},
		{InAnswer | InText | InGaps, k("Esc"), Leave, "more keys", 2, "leave the field, for the other keys"},
		{InGaps, k("Tab Down"), Down, "next gap", 3, "next gap"},
		{InGaps, k("Shift-Tab Up"), Up, "", 0, "gap before"},

		{InVerdict, k("Enter n Right"), Next, "on", 1, "on"},
		{InVerdict | InSummary, k("Space"), GoOn, "page", 2, "page down, then on"},
		{InVerdict | InSummary, k("l p Left"), Teach, "lesson", 2, "the lesson that taught it; {questions} leads back"},
		{InSummary, k("Enter n Right"), Next, "on", 1, ""},
		{InVerdict | InSummary, k("Esc"), Leave, "", 0, ""},
		{InSummary | InEnd, k("r"), Again, "wrong ones", 2, "try the wrong ones again"},
		{InSummary, k("R"), AllAgain, "all again", 4, "all the questions again"},
		{ends, k("p Left"), Back, "back", 2, ""},

		{InField, k("Enter"), Submit, "go", 1, ""},
		{InField | InNote, k("Esc"), Leave, "close", 2, ""},
		{InField, k("Down Ctrl-N"), Down, "", 0, ""},
		{InField, k("Up Ctrl-P"), Up, "", 0, ""},
		{Typing, k("Backspace"), Erase, "", 0, ""},
		{Typing, k("Delete"), EraseNext, "", 0, ""},
		{Typing, k("Ctrl-W Alt-Backspace"), EraseWord, "", 0, "erase a word"},
		{Typing, k("Ctrl-U"), EraseLine, "", 0, "erase the line"},
		{Typing, k("Left Ctrl-B"), Left, "", 0, ""},
		{Typing, k("Right"), Right, "", 0, ""},
		{inLines, k("Down"), Down, "", 0, ""},
		{inLines, k("Up"), Up, "", 0, ""},
		{Typing, k("Home Ctrl-A"), LineStart, "", 0, ""},
		{Typing, k("End Ctrl-E"), LineEnd, "", 0, ""},

		{InAddress, k("o"), Open, "open", 2, ""},
		{InAddress, k("O"), OpenOld, "", 0, "open an address that is known to be gone or moved"},
		{InAside, k("o"), Open, "go there", 3, "go to the note or entry itself"},
		{InAddress | InBlock | InAside, k("y"), Copy, "copy", 1, "copy"},
		{InAddress, k("L"), KeepLink, "read later", 3, ""},
		{InAddress | InBlock | InAside, k("Esc"), Leave, "close", 1, ""},
		{InHelp, k("?"), Leave, "", 0, ""},
		{InHelp | InProgress | ends, k("Esc"), Leave, "close", 2, ""},
		{InAddress | InBlock | InAside, k("Space"), Leave, "", 0, ""},
		{InAddress | InAside, k("Enter"), Leave, "", 0, ""},
		{InBlock, k("Enter"), Open, "", 0, ""},
		{InProgress, k("s"), Leave, "", 0, ""},
		{InHelp | InProgress, k("Space"), PageDown, "page", 4, ""},
		{InBlock, k("Left h"), Left, "left", 3, "scroll a wide table or code"},
		{InBlock, k("Right l"), Right, "right", 3, ""},

		{commands &^ (InProgress | InAddress | InBlock | InAside | InHelp | InHandOver | InHanded | Rows), k("s"), Progress, "progress", 9, "progress"},
		{commands &^ InHelp, k("? F1"), Help, "help", 0, "this help"},
		{Typing, k("F1"), Help, "", 0, ""},
		{commands &^ overlaid, k("q"), Quit, "quit", 0, "quit; your place is kept"},
		{overlaid &^ InContents, k("q"), Leave, "", 0, "close what lies over the lesson"},
		{commands, k("Z"), QuitTwice, "", 0, "twice, or before Q: quit"},
		{Everywhere, k("Ctrl-C"), Quit, "", 0, ""},
		{Everywhere, k("Ctrl-Z"), Pause, "", 0, "suspend"},
		{Everywhere, k("Ctrl-L"), Redraw, "", 0, "draw the screen again"},
	}
}

// Action is something that a student can ask for. The names are those of keys.toml: they
// are a contract and change only with a note in the changelog.
type Action string

// The actions.
const (
	Next      Action = "next"      // lesson or question
	Back      Action = "back"      // lesson
	Down      Action = "down"      // line or row
	Up        Action = "up"        //
	HalfDown  Action = "half-down" // page
	HalfUp    Action = "half-up"   //
	PageDown  Action = "page-down" //
	PageUp    Action = "page-up"   //
	GoOn      Action = "go-on"     // a page down, and at the end of a lesson to what follows it
	Top       Action = "top"       //
	Bottom    Action = "bottom"    //
	First     Action = "first"     // lesson of the course
	Last      Action = "last"      //
	ParaDown  Action = "paragraph-down"
	ParaUp    Action = "paragraph-up"
	Digit     Action = "digit" // of a number that is being typed
	Contents  Action = "contents"
	Fold      Action = "fold" // what lies below a row of the contents
	Links     Action = "links"
	LinkNext  Action = "link-next"
	LinkPrev  Action = "link-back"
	Open      Action = "open"            // the row or link that the cursor is on
	OpenOld   Action = "open-as-written" // the address on the page, though it is known to be gone or moved
	Find      Action = "search"
	FindNext  Action = "search-next"
	FindPrev  Action = "search-back"
	AllHits   Action = "all-hits"
	Goto      Action = "goto" // a lesson by number or by words of its title
	WayBack   Action = "way-back"
	WayOn     Action = "way-forward"
	Leave     Action = "leave" // what is in front
	Questions Action = "questions"
	Progress  Action = "progress"
	Help      Action = "help"
	Quit      Action = "quit"
	QuitTwice Action = "quit-twice" // the first of two keys that quit together
	Pause     Action = "suspend"
	Redraw    Action = "redraw"

	Unknown  Action = "unknown" // the key Input.Text means nothing here
	Hover    Action = "hover"   // the pointer stands on link Input.Arg; 0 for none
	Pick     Action = "pick"    // Input.Arg is the row, or Input.Text the letter
	Toggle   Action = "toggle"  // a tick, or a lifted row
	Submit   Action = "answer"
	Skip     Action = "skip"     // this question
	SkipAll  Action = "skip-all" // all that are left
	Hint     Action = "hint"
	DontKnow Action = "dont-know"
	Left     Action = "left"
	Right    Action = "right"
	MoveUp   Action = "move-up"
	MoveDown Action = "move-down"
	Again    Action = "again"     // the wrong ones
	AllAgain Action = "all-again" // all of them
	Teach    Action = "lesson"    // back to the lesson that taught it
	Exam     Action = "exam"
	HandIn   Action = "hand-in"
	Review   Action = "review"  // what is due
	Easy     Action = "easy"    // the answer was
	Answers  Action = "answers" // the answer sheet of an exam
	Flag     Action = "flag"    // a question of an exam, to look at it again

	Type      Action = "type" // Input.Text goes into a field
	Erase     Action = "erase"
	EraseNext Action = "erase-next"
	EraseWord Action = "erase-word"
	EraseLine Action = "erase-line"
	LineStart Action = "line-start"
	LineEnd   Action = "line-end"
	NewLine   Action = "new-line"

	Copy      Action = "copy"
	KeepLink  Action = "read-later"
	Wider     Action = "wider"
	Narrower  Action = "narrower"
	Themes    Action = "theme"
	Languages Action = "language"
	SetMark   Action = "set-mark"
	GoMark    Action = "go-mark"
	Editor    Action = "editor" // what is typed goes on in $EDITOR
	Bookmark  Action = "bookmark"
	WriteNote Action = "note"
	Notes     Action = "notes"
	Remove    Action = "remove"
	Undo      Action = "undo" // brings back what was removed last
	Enlarge   Action = "enlarge"
	Pictures  Action = "pictures" // or the drawings that stand for them
)

// k splits a string of key names at its spaces.
func k(names string) []string { return strings.Fields(names) }
