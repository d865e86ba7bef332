// Package doc is the document model that every page is parsed into and that
// everything on the screen is made from: a tree of blocks and inlines.
//
// The parsers (lessons/rst, lessons/markdown, lessons/html) make Documents.
// PlainText and InlineText return what they say, Walk and WalkInlines go through
// them, Parts lets someone change them, Dump shows them to people. The package does
// no input or output, and nothing in it fails: every tree of non-nil blocks and
// inlines is valid, the empty one too. Strings are the text of the source, decoded
// but never escaped for a terminal; the code that shows them leaves out what a terminal
// must not see (package typeset does). How deep trees nest is bounded by who makes them.
//
// Block and Inline are sealed: only the types of this package are blocks and
// inlines, so a switch over them can be complete. Each block knows the line of the
// source on which it begins.
//
// To add a block kind:
//
//  1. write its type with its methods, in the file of its family or one of its own:
//     block, parts if it holds texts or blocks, ids if links can name it, and plain
//     if its plain text is not that of its parts;
//  2. put a value of it into doctest.Blocks;
//  3. let a parser make it (lessons/rst: a directive; lessons/markdown), with a txtar case;
//  4. show it in reader/typeset (see its package comment);
//  5. measure it in lessons/height.go, only if its height is not that of its parts.
//
// Steps 1, 2 and 4 are held by tests: those of doctest, which hold its fields against
// what Walk, Parts, IDs, PlainText and Dump say, lessons.TestEveryKindOfBlock and
// typeset.TestEveryKind.
package doc

// Document is one parsed page. Parsing never fails: what a parser did not
// understand is in Blocks as text, and in Problems.
type Document struct {
	Title    []Inline  // the page's title, also the first Heading of Blocks; nil when the page has none
	Meta     []Field   // metadata that is no text: docinfo fields, front matter
	Blocks   []Block   // everything in reading order
	Problems []Problem // faults in the source, by line
	Size     int       // bytes of source that it was made of, with what the page includes
}

// Field is one entry of a page's metadata. Name is in lower case, without colons.
type Field struct{ Name, Value string }

// Get returns the value of the first metadata field of that name ("" if there is none).
func (d *Document) Get(name string) string {
	for _, f := range d.Meta {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// Severity says how much a Problem matters.
type Severity uint8

// The severities, from the least to the most serious.
const (
	Info    Severity = iota // shown only by check; nothing is wrong on the screen
	Warning                 // the page reads, but not as its author meant
	Error                   // something is missing or unusable
)

func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Warning:
		return "warning"
	}
	return "error"
}

// Problem is a fault in a source, where it stands, with what was done or what to do.
type Problem struct {
	File     string // path inside the course; empty means the page being parsed
	Line     int    // from 1; 0 when the fault is the file's as a whole
	Column   int    // from 1; 0 when it is the line's as a whole
	Severity Severity
	Code     string // short kebab-case name of the kind of fault, as "unknown-directive"
	Text     string // one sentence, no trailing period
}
