package checktest

// Reason says why a word of a source need not be shown.
type Reason uint8

// The reasons. All else of a source is Text.
const (
	Text     Reason = iota // no reason: it must be shown or told
	Comment                // all formats: what an author notes for authors
	Metadata               // front matter, docinfo, ids and tags of questions: facts about a text
	Name                   // names of directives, roles, options and settings, and marks of kinds: they say what a text is
	Option                 // values of options that say how something looks or is looked up
	Label                  // names by which a source refers to its own parts: labels of references, substitutions, anchors
	Tag                    // HTML: tags with attributes that no browser shows
	Script                 // HTML: programs and style sheets
	File                   // names of files that are included, asked or drawn: what is in them is shown
	Language               // of code
	Hidden                 // mdBook: lines of Rust that begin with "# "
	Number                 // list numbers in Markdown, of which only the first counts; labels of choices
	Key                    // what is right: numbers, letters, weights; the grading shows it, not the text
	Tip                    // titles of links: shown in browsers under a mouse that rests
	Frame                  // HTML: what stands around the text on all pages of a site
	Told                   // a problem says so
)

// String names a reason.
func (r Reason) String() string {
	return [...]string{"Text", "Comment", "Metadata", "Name", "Option", "Label", "Tag", "Script", "File", "Language",
		"Hidden", "Number", "Key", "Tip", "Frame", "Told"}[r]
}

// never says of a reason that its words are not shown even where a parser does not
// understand the markup, so that they are no counterpart of a word that is shown.
func (r Reason) never() bool {
	switch r {
	case Label, Tag, Script, Number, Key, Tip, Frame:
		return true
	}
	return false
}
