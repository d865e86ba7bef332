package doc

import "strings"

// Quote is a block quotation.
type Quote struct {
	At
	Kind        string // "" or "epigraph", "highlights", "pull-quote"
	Blocks      []Block
	Attribution []Inline
}

func (*Quote) block() {}

func (b *Quote) parts(text func(*[]Inline), blocks func(*[]Block)) {
	blocks(&b.Blocks)
	text(&b.Attribution)
}

// Admonition is text set apart: note, warning, topic, sidebar, version change.
type Admonition struct {
	At
	// Kind is the lower-case word of the source: "note", "tip", "seealso",
	// "versionadded", "topic", "sidebar", "admonition" ...
	Kind string
	// Title is what the source wrote; the label for a Kind ("Note") is
	// decoration that the screen adds when Title is nil.
	Title  []Inline
	Blocks []Block
}

func (*Admonition) block() {}

func (b *Admonition) parts(text func(*[]Inline), blocks func(*[]Block)) {
	text(&b.Title)
	blocks(&b.Blocks)
}

// Figure is a picture that stands on its own.
type Figure struct {
	At
	Image   Image
	Caption []Inline
	Legend  []Block
}

func (*Figure) block() {}

func (b *Figure) parts(text func(*[]Inline), blocks func(*[]Block)) {
	text(&[]Inline{&b.Image})
	text(&b.Caption)
	blocks(&b.Legend)
}

// Footnote is the body of a footnote or a citation.
type Footnote struct {
	At
	ID       string // anchor, unique in the page
	Label    string // as shown: "1", "*", "CIT2002"
	Citation bool
	Blocks   []Block
}

func (*Footnote) block() {}

func (b *Footnote) parts(_ func(*[]Inline), blocks func(*[]Block)) { blocks(&b.Blocks) }

func (b *Footnote) ids() []string { return []string{b.ID} }

func (b *Footnote) plain(w *textWriter) {
	w.text(b.Label)
	w.blocks(b.Blocks)
}

// Object describes one thing of a programming interface (Sphinx "py:function" and kin).
type Object struct {
	At
	Kind       string   // the directive's name without its domain: "function"
	ID         string   // anchor; "" if none
	Signatures []string // one a line, as written
	Blocks     []Block
}

func (*Object) block() {}

func (b *Object) parts(_ func(*[]Inline), blocks func(*[]Block)) { blocks(&b.Blocks) }

func (b *Object) ids() []string { return []string{b.ID} }

func (b *Object) plain(w *textWriter) {
	w.text(strings.Join(b.Signatures, "\n"))
	w.blocks(b.Blocks)
}
