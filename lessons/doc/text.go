package doc

import "strings"

// PlainText returns the blocks as the source wrote them, undecorated: block after
// block separated by a blank line, with headings, alt texts of pictures and
// labels of footnotes, without list numbers, bullets, labels that the screen
// adds and toctree entries.
func PlainText(blocks []Block) string {
	w := &textWriter{}
	w.ownText = func(text *[]Inline) { w.inlines(*text) }
	w.inside = func(run *[]Block) { w.blocks(*run) }
	w.blocks(blocks)
	return w.b.String()
}

// InlineText returns running text without its markup.
func InlineText(text []Inline) string {
	var b strings.Builder
	inlineText(&b, text)
	return b.String()
}

func inlineText(b *strings.Builder, text []Inline) {
	for _, in := range text {
		switch in := in.(type) {
		case *Text:
			b.WriteString(in.Value)
		case *Styled:
			inlineText(b, in.Content)
		case *Literal:
			b.WriteString(in.Value)
		case *Math:
			b.WriteString(in.Value)
		case *Link:
			inlineText(b, in.Content)
		case *Image:
			b.WriteString(in.Alt)
		case *FootnoteRef:
			// A label is a word of its own even where it touches the text before it.
			b.WriteString(" " + in.Label + " ")
		case *LineBreak:
			b.WriteByte('\n')
		case *Target: // shows nothing
		}
	}
}

// textWriter puts one blank line between the texts it is given.
type textWriter struct {
	b       strings.Builder
	ownText func(*[]Inline) // what parts is asked with, made once
	inside  func(*[]Block)
}

func (w *textWriter) text(s string) {
	s = strings.Trim(s, "\n")
	if s == "" {
		return
	}
	if w.b.Len() > 0 {
		w.b.WriteString("\n\n")
	}
	w.b.WriteString(s)
}

func (w *textWriter) inlines(text []Inline) { w.text(InlineText(text)) }

func (w *textWriter) blocks(blocks []Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

// plainer is a block whose plain text is not that of its parts one after the other.
type plainer interface{ plain(w *textWriter) }

func (w *textWriter) block(b Block) {
	if p, ok := b.(plainer); ok {
		p.plain(w)
		return
	}
	b.parts(w.ownText, w.inside)
}

// Words counts the words of a text: runs without white space that hold a letter or a digit.
func Words(text string) int {
	n := 0
	for f := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(f, isWordRune) {
			n++
		}
	}
	return n
}
