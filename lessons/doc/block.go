package doc

import "strings"

// Block is a paragraph-sized piece of a page. Each kind stands with its methods in
// block.go, list.go, table.go, frame.go or course.go.
//
//sumtype:decl
type Block interface {
	block()
	Line() int // line of the source on which the block begins, from 1; 0 if it was generated

	// parts calls text with each running text of the block itself, and blocks
	// with each run of blocks inside it, in reading order. Both may replace what
	// they are given.
	parts(text func(*[]Inline), blocks func(*[]Block))
	// ids returns the anchors that links can name.
	ids() []string
}

// At is the source line of a block. It is embedded in every block type, and gives
// it no parts and no anchors; a type that has some says so itself.
type At int

// Line returns the source line, from 1.
func (a At) Line() int { return int(a) }

func (At) parts(func(*[]Inline), func(*[]Block)) {}
func (At) ids() []string                         { return nil }

// Heading begins a section. Level 1 is the outermost.
type Heading struct {
	At
	Level int
	ID    string // unique in the page; the anchor that links use; "" for none
	Text  []Inline
}

func (*Heading) block() {}

func (b *Heading) parts(text func(*[]Inline), _ func(*[]Block)) { text(&b.Text) }

func (b *Heading) ids() []string {
	if b.ID == "" {
		return nil
	}
	return []string{b.ID}
}

// Rubric is a heading that begins no section (RST "rubric", Sphinx "centered").
type Rubric struct {
	At
	Text []Inline
}

func (*Rubric) block() {}

func (b *Rubric) parts(text func(*[]Inline), _ func(*[]Block)) { text(&b.Text) }

// Paragraph is running text.
type Paragraph struct {
	At
	Text []Inline
}

func (*Paragraph) block() {}

func (b *Paragraph) parts(text func(*[]Inline), _ func(*[]Block)) { text(&b.Text) }

// Code is text whose line breaks and spaces count.
type Code struct {
	At
	Lang    string   // language, in lower case; "" if unknown; "math" for formulas
	Text    string   // no trailing newline, tabs already expanded
	Rich    []Inline // set only where markup inside the code counts (parsed-literal); Text is then its plain text
	Caption []Inline
	Kind    CodeKind
}

func (*Code) block() {}

func (b *Code) parts(text func(*[]Inline), _ func(*[]Block)) {
	text(&b.Caption)
	if b.Rich != nil {
		text(&b.Rich)
	}
}

// plain leaves out Rich, which says the same as Text.
func (b *Code) plain(w *textWriter) {
	w.inlines(b.Caption)
	w.text(b.Text)
}

// LineBlock keeps the line breaks of its source (verse, addresses).
type LineBlock struct {
	At
	Lines []VerseLine
}

func (*LineBlock) block() {}

func (b *LineBlock) parts(text func(*[]Inline), _ func(*[]Block)) {
	for i := range b.Lines {
		text(&b.Lines[i].Text)
	}
}

// plain keeps the lines together.
func (b *LineBlock) plain(w *textWriter) {
	lines := make([]string, len(b.Lines))
	for i, l := range b.Lines {
		lines[i] = InlineText(l.Text)
	}
	w.text(strings.Join(lines, "\n"))
}

// Rule is a transition, a line between two parts.
type Rule struct{ At }

func (*Rule) block() {}

// Anchor makes the place of the next block a target of links. It shows nothing.
type Anchor struct {
	At
	ID string
}

func (*Anchor) block() {}

func (b *Anchor) ids() []string { return []string{b.ID} }

// CodeKind tells what kind of literal text a Code block is.
type CodeKind uint8

// The kinds of Code.
const (
	Source  CodeKind = iota // code, literal blocks
	Doctest                 // an interactive session
	Drawing                 // a picture drawn in characters
)

// VerseLine is one line of a LineBlock.
type VerseLine struct {
	Indent int // nesting level, from 0
	Text   []Inline
}
