package rst

import (
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Placeholders stand in running text for what only the whole page can tell:
// where a reference leads, the number of a footnote, the text of a
// substitution. settle replaces them; none leaves the package. They are
// inlines by the embedded interface, which is nil and never used.
type (
	refInline struct {
		doc.Inline
		name      string // normalized; unused when anonymous
		anonymous int    // from 1: the n-th anonymous reference; 0: not anonymous
		raw       string // as written
		line      int
		file      string
		content   []doc.Inline
	}

	noteInline struct {
		doc.Inline
		label string // as written
		order int    // which of the [#]_ or [*]_ references it is, from 0
		line  int
		file  string
	}

	subInline struct {
		doc.Inline
		name string // white space normalized
		raw  string
		line int
		file string
	}

	// classifierMark divides a term from its classifiers.
	classifierMark struct{ doc.Inline }
)

func (p *parser) pendRef(r *refInline) *refInline {
	p.pending++
	r.file = p.file
	return r
}

func (p *parser) pendAnonymous(r *refInline) *refInline {
	p.targets.anonymousRefs++
	r.anonymous = p.targets.anonymousRefs
	return p.pendRef(r)
}

func (p *parser) pendSub(name, raw string, line int) *subInline {
	p.pending++
	return &subInline{name: text.OneLine(name), raw: raw, line: line, file: p.file}
}

func (p *parser) pendNote(label string, line int) *noteInline {
	p.pending++
	n := &noteInline{label: strings.Clone(label), line: line, file: p.file}
	switch label {
	case "#":
		n.order = p.notes.autoRefs
		p.notes.autoRefs++
	case "*":
		n.order = p.notes.symbolRefs
		p.notes.symbolRefs++
	}
	return n
}

func isPending(x doc.Inline) bool {
	switch x.(type) {
	case *refInline, *noteInline, *subInline, *numberInline:
		return true
	default:
		return false
	}
}

// plain is the text of inlines that may still hold placeholders, for names.
func plain(list []doc.Inline) string {
	if !slices.ContainsFunc(list, isPending) {
		return doc.InlineText(list)
	}
	var b strings.Builder
	for _, x := range list {
		switch x := x.(type) {
		case *refInline:
			b.WriteString(plain(x.content))
		case *subInline:
			b.WriteString(x.name)
		case *numberInline:
			b.WriteString(x.asText)
		case *noteInline:
		default:
			b.WriteString(doc.InlineText([]doc.Inline{x}))
		}
	}
	return b.String()
}

// joiner collects inlines and joins neighbouring texts.
type joiner struct {
	out   []doc.Inline
	text  strings.Builder
	ltrim bool // take the white space off the start of the next text
}

func (j *joiner) add(list ...doc.Inline) {
	for _, x := range list {
		t, ok := x.(*doc.Text)
		if !ok {
			j.flush()
			j.ltrim = false
			j.out = append(j.out, x)
			continue
		}
		v := t.Value
		if j.ltrim {
			v = strings.TrimLeft(v, " \n")
			j.ltrim = v == ""
		}
		j.text.WriteString(v)
	}
}

// trimRight takes the white space off the end of what was added last.
func (j *joiner) trimRight() {
	if s := j.text.String(); s != "" {
		j.text.Reset()
		j.text.WriteString(strings.TrimRight(s, " \n"))
	}
}

func (j *joiner) flush() {
	if j.text.Len() > 0 {
		j.out = append(j.out, &doc.Text{Value: j.text.String()})
		j.text.Reset()
	}
}

func (j *joiner) done() []doc.Inline {
	j.flush()
	return j.out
}

// settle replaces the placeholders of one running text.
func (p *parser) settle(list []doc.Inline) []doc.Inline {
	if p.pending == 0 || !slices.ContainsFunc(list, isPending) {
		return list
	}
	var j joiner
	for _, x := range list {
		switch x := x.(type) {
		case *refInline:
			j.add(p.settleRef(x)...)
		case *noteInline:
			j.add(p.settleNote(x))
		case *subInline:
			p.settleSub(x, &j)
		case *numberInline:
			j.add(p.settleNumber(x))
		default:
			j.add(x)
		}
	}
	return j.done()
}

// settleRef makes a link of a reference. Of one that leads nowhere the text is
// shown, and of a single word also the underscore: most often that is no
// reference but a name that ends so.
func (p *parser) settleRef(r *refInline) []doc.Inline {
	dest, why := p.destination(r)
	if why != "" {
		p.problemIn(r.file, doc.Warning, r.line, 0, "unresolved-reference", "the reference %s %s, shown as text", r.raw, why)
		if r.raw[0] == '`' {
			return p.settle(r.content)
		}
		return []doc.Inline{&doc.Text{Value: r.raw}}
	}
	content := p.settle(r.content)
	// An image that is a reference carries its destination itself.
	if len(content) == 1 {
		if img, ok := content[0].(*doc.Image); ok && img.Target == "" {
			linked := *img
			linked.Target = dest
			return []doc.Inline{&linked}
		}
	}
	out := []doc.Inline{&doc.Link{Target: dest, Content: content}}
	if p.targetNotes && !strings.HasPrefix(dest, "#") {
		out = append(out, &doc.Text{Value: " "}, p.targetNote(dest))
	}
	return out
}

// settleBlocks replaces the placeholders in blocks and all that is inside them.
func (p *parser) settleBlocks(blocks []doc.Block) []doc.Block {
	out := blocks[:0]
	for _, b := range blocks {
		if c, ok := b.(*contentsBlock); ok {
			if made := p.makeContents(c); made != nil {
				out = append(out, made)
			}
			continue
		}
		if a, ok := b.(*doc.Anchor); ok && a.ID == "" {
			continue // its heading has the same anchor
		}
		if p.pending > 0 || p.placeholders {
			p.settleBlock(b)
		}
		out = append(out, b)
	}
	return out
}

// settler holds the functions by which settleBlock settles the parts of a block. They
// are made once a page, because there are as many blocks as paragraphs.
type settler struct {
	text   func(*[]doc.Inline)
	blocks func(*[]doc.Block)
}

func (p *parser) newSettler() settler {
	return settler{
		func(text *[]doc.Inline) { *text = p.settle(*text) },
		func(blocks *[]doc.Block) { *blocks = p.settleBlocks(*blocks) },
	}
}

func (p *parser) settleBlock(b doc.Block) {
	doc.Parts(b, p.settler.text, p.settler.blocks)
	if b, ok := b.(*doc.Code); ok && b.Rich != nil {
		b.Text = doc.InlineText(b.Rich)
	}
}
