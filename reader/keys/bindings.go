package keys

import (
	"strings"

	"lectern/reader/words"
)

// Binding is one row of the key table.
type Binding struct {
	Modes  Mode
	Keys   []string // names as keyName makes them; the first is the one that footer and help show first
	Action Action
	Short  string // for the footer; "" leaves it out
	Rank   int    // of the footer's bindings, those of lower rank stay where room is short
	Help   string // a few words for the help screen, keys as {action}; "" leaves it out
}

// defaultBindings is the one key table: what the keys do, what the footer says
// and what the help screen says all come from here. The order is that of the
// footer and of help. Where two rows have the same key in the same mode the
// first holds; a test sees to it that none do.
func defaultBindings() []Binding {
	return []Binding{
		{InLesson, k("n Right"), Next, words.T("next"), 1, words.T("next lesson, or its questions first")},
		{InSearch, k("Right >"), Next, "", 0, ""},
		{Reading, k("p Left"), Back, words.T("back"), 2, words.T("lesson before")},
		{Reading, k("Space"), GoOn, words.T("on"), 5, words.T("page down, then on to what follows")},
		{Reading | inPaper, k("j Down"), Down, "", 0, words.T("line down")},
		{Reading | inPaper, k("k Up"), Up, "", 0, words.T("line up")},
		{Reading | inPaper, k("d Ctrl-D"), HalfDown, "", 0, words.T("half a page down")},
		{Reading | inPaper&^InAddress, k("u Ctrl-U"), HalfUp, "", 0, words.T("half a page up")},
		{everywhere&^Typing | InField, k("PgDn"), PageDown, "", 0, words.T("page down")},
		{everywhere&^Typing | InField, k("PgUp"), PageUp, "", 0, words.T("page up")},
		{Reading | inPaper | inRows, k("g Home"), Top, "", 0, words.T("top; there, the first lesson; with a number, that one")},
		{Reading | inPaper | inRows, k("G End"), Bottom, "", 0, words.T("end; there, the last lesson; with a number, that one")},
		{Reading, k("}"), ParaDown, "", 0, words.T("next paragraph: a bar shows which one {copy}, {note} and {bookmark} are about")},
		{Reading, k("{"), ParaUp, "", 0, words.T("paragraph before")},
		{Reading | inRows | InBlock, k("0 1 2 3 4 5 6 7 8 9"), Digit, "", 0, words.T("a number: {open} follows that link, {top} opens that lesson")},

		{InSearch, k("n"), FindNext, words.T("next hit"), 1, words.T("next hit of the search")},
		{InSearch, k("N"), FindPrev, words.T("hit before"), 2, words.T("hit before")},
		{InSearch, k("Esc"), Leave, words.T("end search"), 2, words.T("end the search and go back")},

		{Reading | inQuestion | InVerdict | InSummary | InEnd, k("t"), Contents, words.T("contents"), 4, words.T("contents")},
		{InContents, k("t Esc"), Contents, words.T("close"), 2, ""},
		{InLesson, k("Esc"), Leave, "", 0, words.T("let go of the link or paragraph in focus")},
		{Reading, k("Tab"), LinkNext, "", 0, words.T("next link on the screen; contents where there is none")},
		{Reading, k("Shift-Tab"), LinkPrev, "", 0, words.T("link before")},
		{Reading, k("Enter"), Open, "", 0, words.T("follow the link; enlarge a table, picture or code")},
		{Reading | InBlock, k("i"), Pictures, "", 0, words.T("pictures instead of their drawings, and back")},
		{Reading, k("l"), Links, words.T("links"), 6, words.T("links of the lesson")},
		{Reading | InVerdict | InSummary, k("/"), Find, words.T("search"), 7, words.T("search the whole course")},
		{Reading, k("Ctrl-F"), AllHits, "", 0, words.T("search with a list of all hits")},
		{Reading, k(":"), Goto, "", 0, words.T("go to a lesson by words of its title")},
		{Reading, k("["), WayBack, "", 0, words.T("back to where a link or search was taken from")},
		{Reading, k("Ctrl-O"), WayBack, "", 0, ""},
		{Reading, k("]"), WayOn, "", 0, words.T("forward again")},
		{Reading, k("Ctrl-I"), WayOn, "", 0, ""},
		{Reading | InEnd, k("a"), Questions, words.T("questions"), 8, words.T("questions of the lesson")},
		{Reading | InEnd | InProgress, k("X"), Exam, "", 0, words.T("questions of the whole course in one run")},

		{Reading, k("o"), Open, "", 0, words.T("open the link in focus")},
		{Reading, k("y"), Copy, "", 0, words.T("copy the address of the link in focus, else the paragraph")},
		{Reading, k("L"), KeepLink, "", 0, words.T("keep the link in focus to read later")},
		{Reading, k("B"), Bookmark, "", 0, words.T("bookmark at the paragraph; again takes it away")},
		{InLesson, k("N"), WriteNote, "", 0, words.T("note at the paragraph")},
		{Reading, k("b"), Notes, "", 0, words.T("notes, bookmarks, and links to read later")},
		{Reading, k("m"), SetMark, "", 0, words.T("mark this place with a letter")},
		{Reading, k("'"), GoMark, "", 0, words.T("go to a mark")},
		{Reading, k("+"), Wider, "", 0, words.T("wider text")},
		{Reading, k("-"), Narrower, "", 0, words.T("narrower text")},
		{Reading, k("T"), Themes, "", 0, words.T("next theme: auto, dark, light, mono")},

		{inRows, k("j Down"), Down, "", 0, ""},
		{inRows, k("k Up"), Up, "", 0, ""},
		{InContents, k("Enter Right l"), Open, words.T("open"), 1, words.T("open the lesson")},
		{InContents, k("Tab"), Leave, "", 0, ""},
		{InContents, k("Space Left h"), Fold, words.T("fold"), 3, words.T("fold a part or a page, or show what is below it")},
		{InList, k("Enter"), Open, words.T("open"), 1, words.T("open the row")},
		{InList, k("y"), Copy, words.T("copy"), 3, words.T("copy the address")},
		{InList, k("x Delete"), Remove, "", 0, words.T("remove the note or link")},
		{InList, k("L"), KeepLink, "", 0, words.T("keep the link to read later")},
		{InList, k("Esc l b"), Leave, words.T("close"), 2, ""},

		{InChoice | InTrueFalse | InPairs | InOrder | InGapChoice, k("j Down"), Down, "", 0, words.T("choice below")},
		{InChoice | InTrueFalse | InPairs | InOrder | InGapChoice, k("k Up"), Up, "", 0, words.T("choice above")},
		{InChoice, k("Space"), Toggle, words.T("choose"), 3, words.T("choose, or tick and untick")},
		{InTrueFalse, k("Space"), Toggle, "", 0, ""},
		{InOrder, k("Space"), Toggle, words.T("lift"), 3, words.T("lift the row, move it, put it down")},
		{InOrder, k("J Shift-Down"), MoveDown, "", 0, words.T("move the row down")},
		{InOrder, k("K Shift-Up"), MoveUp, "", 0, words.T("move the row up")},
		{InPairs | InGapChoice, k("Right Space"), Right, words.T("change"), 3, words.T("next partner")},
		{InPairs | InGapChoice, k("Left Backspace"), Left, "", 0, words.T("partner before")},
		{InGapChoice, k("Tab"), Down, "", 0, ""},
		{InGapChoice, k("Shift-Tab"), Up, "", 0, ""},
		{inQuestion&^InAsked | InAnswer | InGaps, k("Enter"), Submit, words.T("answer"), 1, words.T("answer, then on")},
		{InAsked, k("Enter Space"), Submit, words.T("go on"), 1, words.T("go on; back to the field")},
		{inLines, k("Ctrl-S Alt-Enter"), Submit, words.T("done"), 1, words.T("done with the text")},
		{inLines, k("Enter"), NewLine, "", 0, words.T("new line")},
		{inLines, k("Ctrl-G"), Editor, words.T("editor"), 3, words.T("go on in $EDITOR")},
		{inAnyAnswer &^ (InAnswer | InText | InGaps), k("h"), Hint, words.T("hint"), 5, words.T("a hint, where there is one")},
		{inAnyAnswer &^ (InAnswer | InText | InGaps), k("i"), DontKnow, words.T("don't know"), 6, words.T("“I don't know”: an honest answer")},
		{inQuestion, k("n"), Skip, words.T("skip"), 4, words.T("skip the rest of the questions")},
		{inQuestion, k("p"), Back, words.T("lesson"), 4, words.T("back to the lesson")},
		{InAnswer | InText | InGaps, k("Esc"), Leave, words.T("more keys"), 2, words.T("leave the field, for the other keys")},
		{InGaps, k("Tab Down"), Down, words.T("next gap"), 3, words.T("next gap")},
		{InGaps, k("Shift-Tab Up"), Up, "", 0, words.T("gap before")},

		{InVerdict, k("Enter Space n Right"), Next, words.T("on"), 1, words.T("on")},
		{InVerdict | InSummary, k("l p Left"), Teach, words.T("lesson"), 2, words.T("the lesson that taught it; {questions} leads back")},
		{InSummary, k("Enter Space n Right"), Next, words.T("on"), 1, ""},
		{InSummary | InEnd, k("r"), Again, words.T("try the wrong ones again"), 2, words.T("try the wrong ones again")},
		{InSummary, k("R"), AllAgain, words.T("all again"), 4, words.T("all the questions again")},
		{InEnd, k("p Left"), Back, words.T("back"), 2, ""},

		{InField, k("Enter"), Submit, words.T("go"), 1, ""},
		{InField | InNote, k("Esc"), Leave, words.T("close"), 2, ""},
		{InField, k("Down Ctrl-N"), Down, "", 0, ""},
		{InField, k("Up Ctrl-P"), Up, "", 0, ""},
		{Typing, k("Backspace"), Erase, "", 0, ""},
		{Typing, k("Delete"), EraseNext, "", 0, ""},
		{Typing, k("Ctrl-W Alt-Backspace"), EraseWord, "", 0, words.T("erase a word")},
		{Typing, k("Ctrl-U"), EraseLine, "", 0, words.T("erase the line")},
		{Typing, k("Left Ctrl-B"), Left, "", 0, ""},
		{Typing, k("Right"), Right, "", 0, ""},
		{inLines, k("Down"), Down, "", 0, ""},
		{inLines, k("Up"), Up, "", 0, ""},
		{Typing, k("Home Ctrl-A"), LineStart, "", 0, ""},
		{Typing, k("End Ctrl-E"), LineEnd, "", 0, ""},

		{InAddress, k("o"), Open, words.T("open"), 2, ""},
		{InAside, k("o"), Open, words.T("go there"), 3, words.T("go to the note or entry itself")},
		{InAddress | InBlock | InAside, k("y"), Copy, words.T("copy"), 1, words.T("copy")},
		{InAddress, k("L"), KeepLink, words.T("read later"), 3, ""},
		{InAddress | InBlock | InAside, k("Esc"), Leave, words.T("close"), 1, ""},
		{InHelp, k("?"), Leave, words.T("close"), 3, ""},
		{InHelp | InProgress | InEnd, k("Esc"), Leave, words.T("close"), 2, ""},
		{InAddress | InBlock | InAside, k("Space"), Leave, "", 0, ""},
		{InAddress | InAside, k("Enter"), Leave, "", 0, ""},
		{InBlock, k("Enter"), Open, "", 0, ""},
		{InProgress, k("s"), Leave, "", 0, ""},
		{InHelp | InProgress, k("Space"), PageDown, words.T("page"), 4, ""},
		{InBlock, k("Left h"), Left, words.T("left"), 3, words.T("scroll a wide table or code")},
		{InBlock, k("Right l"), Right, words.T("right"), 3, ""},

		{commands &^ (InProgress | InAddress | InBlock | InAside | InHelp | inRows), k("s"), Progress, words.T("progress"), 9, words.T("progress")},
		{commands &^ InHelp, k("?"), Help, words.T("help"), 0, words.T("this help")},
		{commands, k("q"), Quit, words.T("quit"), 0, words.T("quit; your place is kept")},
		{everywhere, k("Ctrl-C"), Quit, "", 0, ""},
		{everywhere, k("Ctrl-Z"), Pause, "", 0, words.T("suspend")},
		{everywhere, k("Ctrl-L"), Redraw, "", 0, words.T("draw the screen again")},
	}
}

// k splits a row's keys.
func k(names string) []string { return strings.Fields(names) }
