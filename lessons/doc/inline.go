package doc

// Inline is a piece of running text.
//
//sumtype:decl
type Inline interface{ inline() }

type (
	// Text is plain text. A newline in it is a space that the source broke at.
	Text struct{ Value string }

	// Styled is text with an emphasis or a meaning.
	Styled struct {
		Style   Style
		Content []Inline
	}

	// Literal is code inside running text.
	Literal struct{ Value string }

	// Math is a formula inside running text, as its source wrote it.
	Math struct{ Value string }

	// Link leads somewhere.
	Link struct {
		// Target as the source wrote it: an address, a path relative to the
		// page, "#id" for a place in this page, or a name for Ref to look up.
		Target  string
		Ref     string // "" for an address or path; else Sphinx's "doc", "ref", "term", "numref", "any", "download"
		Content []Inline
	}

	// Image is a picture inside running text.
	Image struct {
		Source string
		Alt    string // "" if the source gives none
		Title  string
		Target string // what a click on it leads to; "" if nothing
	}

	// FootnoteRef points at a Footnote.
	FootnoteRef struct {
		Label    string // as shown
		ID       string // of the Footnote; "" if there is none
		Citation bool
	}

	// LineBreak is a hard line break.
	LineBreak struct{}

	// Target is an anchor in running text.
	Target struct{ ID string }
)

// Style is what Styled text means.
type Style uint8

// The styles.
const (
	Emphasis Style = iota
	Strong
	Strike
	Subscript
	Superscript
	Title    // the title of a work
	Keyboard // keys to press, menus, buttons
	Inserted
	Marked // with a highlighter
)

func (*Text) inline()        {}
func (*Styled) inline()      {}
func (*Literal) inline()     {}
func (*Math) inline()        {}
func (*Link) inline()        {}
func (*Image) inline()       {}
func (*FootnoteRef) inline() {}
func (*LineBreak) inline()   {}
func (*Target) inline()      {}
