// Package typeset turns a lesson's blocks into lines of styled spans at a given
// width. The screen and plain printing both use it; it knows no terminal
// library, only how wide text is (github.com/rivo/uniseg).
//
// Every span it returns is safe to send to a terminal: control characters,
// bidirectional overrides and stray zero-width characters of the source are
// gone (safe.go), so that nobody downstream has to remember to take them out.
//
// How a page is made: Set walks the blocks (set.go and a file for each family
// of blocks); running text is gathered into one string with looks (gather.go),
// broken into lines by UAX 14 (wrap.go) and put out behind the prefix of the
// blocks around it: bars, bullets, indents (prefix.go).
//
// To set a new kind of block:
//
//  1. write its type with the methods of kind, set and measure, in the file of
//     its family or one of its own (text, nest, bar and drawn put out lines);
//  2. add its row to kindOf (kinds.go);
//  3. to see how it looks (no test asks for it), add a block of it to the generator in random_test.go and to a
//     sample in sample_test.go; run the tests with -update and look at its testdata.
//
// TestEveryKind and TestEveryKindIsShown, which take one of every kind from package
// doctest, fail until the kind has a row.
package typeset

import "lectern/lessons/doc"

// Role says what a span is, so that a theme can give it a style.
type Role uint8

// The roles. A theme must have a style for each.
const (
	Body Role = iota
	HeadingRole
	SubheadingRole
	LinkRole
	LinkNumber  // the [3] behind a link's text
	LiteralRole // code inside running text
	CodeRole    // a code block
	CodeMark    // the sign that shows that code is cut off
	KeywordRole // what syntax finds in a code block
	StringRole
	CommentRole
	NumberRole
	DrawingRole // a picture drawn in characters
	QuoteRole
	LabelRole // "Note", "See also": a label that we add
	AlertRole // "Warning": a label of what may go wrong
	FrameRole // lines of tables, frames, rules
	TableHead
	MarkerRole // bullets and numbers of lists
	CaptionRole
	FootnoteRole
	TermRole // the name in a definition list
	MutedRole
)

// Style is emphasis that adds to a role.
type Style uint8

// The styles, which combine.
const (
	Bold Style = 1 << iota
	Italic
	Strike
	Underline
	Dim
)

// Join says how a span follows the text before it, for whoever puts the text of
// a page together again.
type Join uint8

// The joins.
const (
	Fresh  Join = iota // it begins a text, or stands for itself
	Tight              // it goes on where the span before ended
	Spaced             // the line was broken at a space, which is not shown
)

// Span is a run of text of one look.
type Span struct {
	Text  string
	Role  Role
	Style Style
	Link  int // the number of the link that it belongs to, from 1; 0 for none

	Added  bool // put there by this package, no text of the page: bullets, bars, labels, link numbers
	Join   Join // how it follows the text before it; Fresh for what is Added
	Remark bool // what is known of a link today, which is Added and does not count in Line.Offset
	Cell   int  // number of the table cell in its row that it belongs to, from 1; 0 outside of tables

	Picture *PictureRow // the row of a picture that it stands for; nil for text
}

// Line is one line of the screen.
type Line struct {
	Spans []Span
	// Position is where the line begins: in which top-level block, and how much
	// of it stands on the lines before. A picture's rows have their share of
	// pictureUnits. It counts the same at every width.
	doc.Position
	Cut  int    // cells of a code or drawing line that did not fit; 0 if none
	Out  int    // columns that the line begins at the left of the text
	Rest string // the text of those cells
}

// Link is one link of a lesson, in reading order.
type Link struct {
	Number int // from 1
	Text   string
	Target string
	Ref    string // as doc.Link.Ref
	Line   int    // the first line that it stands on
	Note   bool   // it points at a footnote or citation of the page; it shows its label and no number
}

// Page is a lesson at one width.
type Page struct {
	Width  int
	Lines  []Line
	Starts []int // the first line of each top-level block; for a block without lines that of the next
	Links  []Link
	More   bool  // Options.Enough left blocks out; Starts has the first of them too
	Apart  []int // the top-level blocks that hold a table taken apart, in order
	Head   int   // of SetWhole of a table: how many lines its caption and head take with the rule below; 0 for none

	// Anchors are the lines at which links to "#id" arrive.
	Anchors map[string]int
	// Addresses are the targets that a plain page names below its text, each
	// once, in the order of the numbers in the text; empty unless Options.Plain.
	Addresses []Address
}

// Address is a target that a plain page names below its text.
type Address struct {
	Target string
	LinkNews
}

// LinkNews is what became of an address since the page was written, as text that is said of it.
type LinkNews struct {
	Gone    bool   // the text says behind the link that it leads nowhere
	Text    string // a plain page says it below the address; "" for nothing
	Instead string // likewise, on a line of its own, whose words are never broken
}

// Options are what the look of a page depends on besides its blocks.
type Options struct {
	Width int // columns for the text, at least 1
	// Left and Right are columns beside the text that a table, code or a drawing may
	// take which would be cut or taken apart at Width; Line.Out says what it takes at the left.
	Left, Right int
	// Drawing returns the drawing that stands for a picture, if the course
	// has one (the sibling of the picture's file with the suffix .txt).
	Drawing func(source string) (text string, ok bool)
	// Picture says how a picture without a drawing is shown where there is room
	// for width columns. nil, as Plain does, shows a frame with its alt text.
	Picture func(source string, width int) Shown
	// LinkTitle returns the words for a link or toctree entry that states none
	// of its own: the title of what Target and Ref of the doc.Link name. May be nil.
	LinkTitle func(target, ref string) (title string, ok bool)
	// LinkNews returns what is known of a link, by Target and Ref of the doc.Link. May be nil.
	LinkNews func(target, ref string) LinkNews
	// Numbers shows the number of each link behind its text, counted from
	// LinksBefore+1: a block that is set by itself keeps the numbers of its lesson.
	Numbers     bool
	LinksBefore int
	// Plain sets the page for paper and pipes: headings are underlined with
	// = and -, code and drawings are never cut, and in place of the numbers
	// of links stand those of Page.Addresses, which Plain lists below the text.
	Plain bool
	// Records sets every table as records, each cell on a line of its own behind
	// the words at the head of its column: for those who listen to the page.
	Records bool
	// Enough leaves out the blocks behind the one with which the page has more
	// lines than this; 0 sets all. What is set is as without it.
	Enough int
}
