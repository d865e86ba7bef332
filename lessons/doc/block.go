package doc

// Block is a paragraph-sized piece of a page.
type Block interface {
	block()
	Line() int // line of the source on which the block begins, from 1; 0 if it was generated
}

// At is the source line of a block; it is embedded in every block type.
type At int

// Line returns the source line, from 1.
func (a At) Line() int { return int(a) }

type (
	// Heading begins a section. Level 1 is the outermost.
	Heading struct {
		At
		Level int
		ID    string // unique in the page; the anchor that links use
		Text  []Inline
	}

	// Rubric is a heading that begins no section (RST "rubric", Sphinx "centered").
	Rubric struct {
		At
		Text []Inline
	}

	// Paragraph is running text.
	Paragraph struct {
		At
		Text []Inline
	}

	// List is a bullet or enumerated list.
	List struct {
		At
		Ordered bool
		Numeral Numeral // how the items of an ordered list are numbered
		Start   int     // number of the first item of an ordered list
		Prefix  string  // before the number: "" or "("
		Suffix  string  // after the number: "." or ")"
		Tight   bool    // no blank lines between the items
		Items   []ListItem
	}

	// Definitions is a list of names with what each means: an RST definition,
	// field or option list, a Markdown definition list, a glossary.
	Definitions struct {
		At
		Kind  DefinitionKind
		Items []Definition
	}

	// Code is text whose line breaks and spaces count.
	Code struct {
		At
		Lang    string   // language, in lower case; "" if unknown; "math" for formulas
		Text    string   // no trailing newline, tabs already expanded
		Rich    []Inline // set only where markup inside the code counts (parsed-literal); Text is then its plain text
		Caption []Inline
		Kind    CodeKind
	}

	// Quote is a block quotation.
	Quote struct {
		At
		Kind        string // "" or "epigraph", "highlights", "pull-quote"
		Blocks      []Block
		Attribution []Inline
	}

	// Table has rows of cells. Cells that are covered by a span of another are absent.
	Table struct {
		At
		Caption []Inline
		Columns []Column
		Head    []Row // may be empty
		Body    []Row
	}

	// Admonition is text set apart: note, warning, topic, sidebar, version change.
	Admonition struct {
		At
		// Kind is the lower-case word of the source: "note", "tip", "seealso",
		// "versionadded", "topic", "sidebar", "admonition" ...
		Kind string
		// Title is what the source wrote; the label for a Kind ("Note") is
		// decoration that the screen adds when Title is nil.
		Title  []Inline
		Blocks []Block
	}

	// Figure is a picture that stands on its own.
	Figure struct {
		At
		Image   Image
		Caption []Inline
		Legend  []Block
	}

	// LineBlock keeps the line breaks of its source (verse, addresses).
	LineBlock struct {
		At
		Lines []VerseLine
	}

	// Footnote is the body of a footnote or a citation.
	Footnote struct {
		At
		ID       string // anchor, unique in the page
		Label    string // as shown: "1", "*", "CIT2002"
		Citation bool
		Blocks   []Block
	}

	// Object describes one thing of a programming interface (Sphinx "py:function" and kin).
	Object struct {
		At
		Kind       string   // the directive's name without its domain: "function"
		ID         string   // anchor; "" if none
		Signatures []string // one a line, as written
		Blocks     []Block
	}

	// Toctree lists pages of the course that belong under this one (Sphinx
	// "toctree"). Its entries are navigation and no text of the page.
	Toctree struct {
		At
		Caption  string
		Entries  []TocEntry
		Glob     bool // entries may hold * ? [ patterns
		Hidden   bool // for the order only, not shown
		Numbered bool
		Reversed bool
		MaxDepth int // 0: no limit
	}

	// Rule is a transition, a line between two parts.
	Rule struct{ At }

	// Anchor makes the place of the next block a target of links. It shows nothing.
	Anchor struct {
		At
		ID string
	}

	// QuizRef is where a page asks for questions: those of a file, or those written in the page.
	QuizRef struct {
		At
		Source  string // path of a bank as written; "" if the questions are in Content
		Content string // the bank's text
		Format  string // "gift", "aiken", "mdbook"; "" to tell by the suffix of Source
	}
)

// ListItem is one item of a List.
type ListItem struct {
	Line   int
	Task   Task
	Blocks []Block
}

// Task is the tick box of a list item.
type Task uint8

// The states of a tick box.
const (
	NoTask Task = iota
	TaskOpen
	TaskDone
)

// Numeral is the sequence that numbers an ordered list.
type Numeral uint8

// The five sequences of RST "Enumerated Lists".
const (
	Arabic Numeral = iota
	LowerAlpha
	UpperAlpha
	LowerRoman
	UpperRoman
)

// DefinitionKind tells the lists of names apart.
type DefinitionKind uint8

// The kinds of Definitions.
const (
	Terms    DefinitionKind = iota
	Fields                  // RST field list inside a page
	Options                 // RST option list
	Glossary                // a definition list whose terms links may point at
)

// Definition is one entry of a Definitions list.
type Definition struct {
	Line        int
	IDs         []string   // anchors, for glossary terms
	Terms       [][]Inline // one or more names (glossaries and Markdown allow several); option strings as Literal
	Classifiers [][]Inline // RST "term : classifier"
	Blocks      []Block
}

// CodeKind tells what kind of literal text a Code block is.
type CodeKind uint8

// The kinds of Code.
const (
	Source  CodeKind = iota // code, literal blocks
	Doctest                 // an interactive session
	Drawing                 // a picture drawn in characters
)

// Align is the alignment of a table column.
type Align uint8

// The alignments.
const (
	AlignDefault Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Column is one column of a Table.
type Column struct {
	Width int // relative width as the source gives it; 0 if it does not
	Align Align
}

// Row is one row of a Table.
type Row struct{ Cells []Cell }

// Cell is one cell of a Table.
type Cell struct {
	RowSpan, ColSpan int // extra rows and columns that it covers; 0 for a plain cell
	Blocks           []Block
}

// VerseLine is one line of a LineBlock.
type VerseLine struct {
	Indent int // nesting level, from 0
	Text   []Inline
}

// TocEntry is one entry of a Toctree.
type TocEntry struct {
	Line   int
	Title  string // "" to take the page's own
	Target string // page path as written, or an address
}

func (*Heading) block()     {}
func (*Rubric) block()      {}
func (*Paragraph) block()   {}
func (*List) block()        {}
func (*Definitions) block() {}
func (*Code) block()        {}
func (*Quote) block()       {}
func (*Table) block()       {}
func (*Admonition) block()  {}
func (*Figure) block()      {}
func (*LineBlock) block()   {}
func (*Footnote) block()    {}
func (*Object) block()      {}
func (*Toctree) block()     {}
func (*Rule) block()        {}
func (*Anchor) block()      {}
func (*QuizRef) block()     {}
