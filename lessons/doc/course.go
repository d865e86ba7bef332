package doc

// Toctree lists pages of the course that belong under this one (Sphinx
// "toctree"). Its entries are navigation and no text of the page.
type Toctree struct {
	At
	Caption  string
	Entries  []TocEntry
	Glob     bool // entries may hold * ? [ patterns
	Hidden   bool // for the order only, not shown
	Numbered bool
	Reversed bool
	MaxDepth int // 0: no limit
}

func (*Toctree) block() {}

// QuizRef is where a page asks for questions: those of a file, or those written in the page.
type QuizRef struct {
	At
	Source  string // path of a bank as written; "" if the questions are in Content
	Content string // the bank's text
	First   int    // the line of the page on which Content begins; 0 for the one behind At
	Format  string // name of a format of banks, as "gift"; "" to tell by the suffix of Source
}

func (*QuizRef) block() {}

// TocEntry is one entry of a Toctree.
type TocEntry struct {
	Line   int
	Title  string // "" to take the page's own
	Target string // page path as written, or an address
}
