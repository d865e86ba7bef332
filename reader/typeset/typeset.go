// Package typeset turns a lesson's blocks into lines of styled spans at a given
// width. The screen and plain printing both use it; it knows no terminal
// library, only how wide text is (github.com/rivo/uniseg).
//
// Every span it returns is safe to send to a terminal: control characters,
// bidirectional overrides and stray zero-width characters of the source are
// gone, so that nobody downstream has to remember to take them out.
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
	DrawingRole // a picture drawn in characters
	QuoteRole
	LabelRole   // "Note", "Warning": a label that we add
	FrameRole   // lines of tables, frames, rules
	TableHead
	MarkerRole  // bullets and numbers of lists
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

// Span is a run of text of one look.
type Span struct {
	Text  string
	Role  Role
	Style Style
	Link  int // the number of the link that it belongs to, from 1; 0 for none
}

// Line is one line of the screen.
type Line struct {
	Spans  []Span
	Block  int // index of the top-level block that it belongs to
	Offset int // how many runes of that block's plain content stand on the lines before it
	Cut    int // cells of a code or drawing line that did not fit; 0 if none
}

// Link is one link of a lesson, in reading order.
type Link struct {
	Number int // from 1
	Text   string
	Target string
	Ref    string // as doc.Link.Ref
	Line   int    // the first line that it stands on
}

// Page is a lesson at one width.
type Page struct {
	Width  int
	Lines  []Line
	Starts []int // the first line of each top-level block
	Links  []Link
}

// Options are what the look of a page depends on besides its blocks.
type Options struct {
	Width int // columns for the text, at least 1
	// Drawing returns the drawing that stands for a picture, if the course
	// has one (the sibling of the picture's file with the suffix .txt).
	Drawing func(source string) (text string, ok bool)
	// Plain leaves out what only a screen can follow: the numbers behind links.
	Plain bool
}

// Position is a place in a lesson that a change of width leaves alone: the
// top-level block and how many runes of its content stand before it.
type Position struct{ Block, Offset int }

var _ doc.Block // the blocks that Set takes
