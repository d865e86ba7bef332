package html

import (
	"strings"

	"lectern/lessons/doc"
)

// MaxInlineDepth is how deep emphasis, links and elements nest in running text;
// what is deeper keeps its text and loses its look.
const MaxInlineDepth = 40

// Run puts running text together while the elements of HTML in it open and close.
// The zero value is empty. It is for one run.
type Run struct {
	// Explains is asked whether the title of an abbreviation is to be said behind it; nil says none.
	Explains func(word, meaning string) bool

	out     []doc.Inline
	open    []element // elements that are not closed yet, the innermost last
	pending []byte    // text that is not in a run yet
	wide    bool      // a block element began or ended: what comes next is on a new line
}

// element is an HTML element that is open, with what it holds so far.
type element struct {
	tag     string
	attrs   attrs
	content []doc.Inline
}

// target returns the run that new inlines belong to.
func (b *Run) target() *[]doc.Inline {
	if n := len(b.open); n > 0 {
		return &b.open[n-1].content
	}
	return &b.out
}

// Text adds text to the run.
func (b *Run) Text(s string) {
	if b.wide && s != "" {
		if s = strings.TrimLeft(s, " \t\n"); s != "" {
			b.breakLine()
		}
	}
	if string(b.pending) == " " && s != "" && strings.TrimLeft(s[:1], " \t\n") == "" {
		b.pending = b.pending[:0] // that of a link's edge
	}
	b.pending = append(b.pending, s...)
}

// Bytes is Text for a part of a source.
func (b *Run) Bytes(s []byte) {
	if b.wide || len(b.pending) == 1 && b.pending[0] == ' ' {
		b.Text(string(s)) // the edge of something before decides
		return
	}
	b.pending = append(b.pending, s...)
}

// flush makes one Text of what text was given.
func (b *Run) flush() {
	if len(b.pending) > 0 {
		run := b.target()
		*run = append(*run, &doc.Text{Value: string(b.pending)})
		b.pending = b.pending[:0]
	}
}

// Add adds an inline to the run.
func (b *Run) Add(in doc.Inline) {
	b.flush()
	if b.wide {
		b.breakLine()
	}
	run := b.target()
	*run = append(*run, in)
}

// breakLine ends the line between two block elements that stand in running text.
func (b *Run) breakLine() {
	b.wide = false
	b.flush()
	run := b.target()
	if len(*run) > 0 {
		if _, ok := (*run)[len(*run)-1].(*doc.LineBreak); !ok {
			*run = append(*run, &doc.LineBreak{})
		}
	}
}

// Tag takes one tag as CommonMark's grammar has it ("Raw HTML"): it opens or closes
// an element, or stands for something without content.
func (b *Run) Tag(tag string) {
	name, attrs, end := readTag(tag)
	switch {
	case name == "":
	case end:
		b.end(name)
	default:
		b.start(name, attrs)
	}
}

// whole adds an element that is shown by all that it holds together.
func (b *Run) whole(n *node) {
	switch n.tag {
	case "math":
		if m := formulaOf(n).(*doc.Math); m.Value != "" {
			b.Add(m)
		}
	case "svg":
		b.Text(drawingWords(n))
	case "select":
		b.Text(choicesOf(n))
	}
}

// start opens an element.
func (b *Run) start(tag string, attrs attrs) {
	b.flush()
	if tag == "source" && attrs.get("src") != "" {
		b.source(attrs.get("src"))
	}
	if in := voidInline(tag, attrs); in != nil {
		if id := attrs.get("id"); id != "" && tag == "img" {
			b.Add(&doc.Target{ID: id})
		}
		b.Add(in)
		return
	}
	if isBlockTag(tag) {
		b.wide = b.wide || len(*b.target()) > 0
		return
	}
	if isVoidTag(tag) || len(b.open) >= MaxInlineDepth {
		return
	}
	if b.wide {
		b.breakLine() // before the element, which begins empty
	}
	b.open = append(b.open, element{tag: tag, attrs: attrs})
}

// source gives the film or sound that is open its file, if it has none yet.
func (b *Run) source(file string) {
	if len(b.open) == 0 {
		return
	}
	e := &b.open[len(b.open)-1]
	if (e.tag == "video" || e.tag == "audio") && e.attrs.get("src") == "" {
		e.attrs.set("src", file)
	}
}

// end closes the innermost open element of that name, with those inside it.
func (b *Run) end(tag string) {
	b.flush()
	if isBlockTag(tag) {
		b.wide = b.wide || len(*b.target()) > 0
		return
	}
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].tag == tag {
			for len(b.open) > i {
				b.pop(true)
			}
			return
		}
	}
}

// pop removes the innermost open element. Only those that are closed mean something:
// one that never ends must not change the look of the rest.
func (b *Run) pop(closed bool) {
	b.flush()
	e := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	content := e.content
	switch {
	case closed:
		content = wrap(e.tag, e.attrs, e.content)
		if isAbbreviation(e.tag) && b.Explains != nil {
			if word, meaning, ok := explanation(doc.InlineText(e.content), e.attrs); ok && b.Explains(word, meaning) {
				content = append(content, &doc.Text{Value: " (" + meaning + ")"})
			}
		}
	case anchorOf(e.attrs) != "":
		content = append([]doc.Inline{&doc.Target{ID: anchorOf(e.attrs)}}, content...)
	}
	for _, in := range content {
		if t, ok := in.(*doc.Text); ok && t.Value == " " {
			b.Space()
			continue
		}
		b.flush()
		run := b.target()
		*run = append(*run, in)
	}
}

// Space adds a blank, unless there is one already.
func (b *Run) Space() {
	if n := len(b.pending); n > 0 {
		if c := b.pending[n-1]; c != ' ' && c != '\n' {
			b.pending = append(b.pending, ' ')
		}
		return
	}
	run := *b.target()
	if n := len(run); n > 0 {
		if t, ok := run[n-1].(*doc.Text); ok && strings.HasSuffix(t.Value, " ") {
			return
		}
	}
	b.pending = append(b.pending, ' ')
}

// Finish returns the run. Elements that are still open keep their text alone.
func (b *Run) Finish() []doc.Inline {
	b.flush()
	for len(b.open) > 0 {
		b.pop(false)
	}
	b.flush()
	return b.out
}
