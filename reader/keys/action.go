package keys

// Action is what a student can ask for. The names are those of keys.toml: they
// are a contract and change only with a note in the changelog.
type Action string

// The actions.
const (
	Next      Action = "next"      // lesson, or the rest of the questions skipped
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
	ParaDown  Action = "paragraph-down"
	ParaUp    Action = "paragraph-up"
	Digit     Action = "digit" // of a number that is being typed
	Contents  Action = "contents"
	Fold      Action = "fold" // what lies below a row of the contents
	Links     Action = "links"
	LinkNext  Action = "link-next"
	LinkPrev  Action = "link-back"
	Open      Action = "open" // the row or link that the cursor is on
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
	Pause     Action = "suspend"
	Redraw    Action = "redraw"

	Hover    Action = "hover"  // the pointer stands on link Input.Arg; 0 for none
	Pick     Action = "pick"   // Input.Arg is the row, or Input.Text the letter
	Toggle   Action = "toggle" // a tick, or a lifted row
	Submit   Action = "answer"
	Skip     Action = "skip"
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
	SetMark   Action = "set-mark"
	GoMark    Action = "go-mark"
	Editor    Action = "editor" // what is typed goes on in $EDITOR
	Bookmark  Action = "bookmark"
	WriteNote Action = "note"
	Notes     Action = "notes"
	Remove    Action = "remove"
	Enlarge   Action = "enlarge"
	Pictures  Action = "pictures" // or the drawings that stand for them
)

// Input is one thing that the student did: an action, with the row or number it is about, or text.
type Input struct {
	Action Action
	Arg    int    // Pick, Open: index of the row; Digit: the digit; a click on a link: its number; on a picture: its block
	Text   string // Type: what was typed; Pick: the letter; Enlarge: a picture's source
	Click  bool   // it came from the mouse
}
