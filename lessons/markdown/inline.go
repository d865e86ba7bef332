package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// maxInlineDepth is how deep emphasis, links and HTML elements nest in the
// document; what is deeper keeps its text and loses its look.
const maxInlineDepth = 40

// inlines converts the running text of a block.
func (c *converter) inlines(n ast.Node) []doc.Inline { return c.run(n, 0) }

// run converts the inline children of a node.
func (c *converter) run(n ast.Node, depth int) []doc.Inline {
	var b inlineBuilder
	if depth >= maxInlineDepth {
		c.flat(&b, n)
		return b.finish()
	}
	for in := n.FirstChild(); in != nil; in = in.NextSibling() {
		c.inline(&b, in, depth)
	}
	return b.finish()
}

// inline adds what one node stands for.
func (c *converter) inline(b *inlineBuilder, n ast.Node, depth int) {
	switch n := n.(type) {
	case *ast.Emphasis:
		style := doc.Emphasis
		if n.Level >= 2 {
			style = doc.Strong
		}
		b.add(&doc.Styled{Style: style, Content: c.run(n, depth+1)})
	case *extast.Strikethrough:
		b.add(&doc.Styled{Style: doc.Strike, Content: c.run(n, depth+1)})
	case *ast.Link:
		c.link(b, n, depth)
	case *ast.Image:
		b.add(&doc.Image{Source: unescape(string(n.Destination)), Title: unescape(string(n.Title)),
			Alt: text.OneLine(doc.InlineText(c.run(n, depth+1)))})
	case *ast.AutoLink:
		target := string(n.URL(c.src))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
			target = "mailto:" + target
		}
		b.add(&doc.Link{Target: target, Content: []doc.Inline{&doc.Text{Value: string(n.Label(c.src))}}})
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			seg := n.Segments.At(i)
			b.raw = append(b.raw, seg.Value(c.src)...)
		}
		b.html()
	default:
		c.leaf(b, n)
	}
}

// leaf adds a node that has no inlines of its own.
func (c *converter) leaf(b *inlineBuilder, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		value := string(n.Segment.Value(c.src))
		if !n.IsRaw() {
			value = unescape(value)
		}
		b.text(value)
		if n.HardLineBreak() {
			b.add(&doc.LineBreak{})
		} else if n.SoftLineBreak() {
			b.text("\n")
		}
	case *ast.String:
		b.text(string(n.Value))
	case *ast.CodeSpan:
		b.add(&doc.Literal{Value: c.codeSpan(n)})
	case *mathNode:
		for _, seg := range n.parts {
			b.text(string(seg.Value(c.src)))
		}
	case *footnoteRefNode:
		b.add(&doc.FootnoteRef{Label: n.label, ID: c.noteID(n.label)})
	}
}

// flat adds the text of everything below a node, without recursion.
func (c *converter) flat(b *inlineBuilder, root ast.Node) {
	for n := root.FirstChild(); n != nil; {
		switch n.Kind() {
		case ast.KindCodeSpan:
			c.leaf(b, n)
		case ast.KindAutoLink:
			c.inline(b, n, maxInlineDepth)
		default:
			c.leaf(b, n)
			if n.FirstChild() != nil {
				n = n.FirstChild()
				continue
			}
		}
		for n != root && n.NextSibling() == nil {
			n = n.Parent()
		}
		if n == root {
			return
		}
		n = n.NextSibling()
	}
}

func (c *converter) link(b *inlineBuilder, n *ast.Link, depth int) {
	target := unescape(string(n.Destination))
	content := c.run(n, depth+1)
	if img := onlyImage(content); img != nil && target != "" {
		img.Target = target
		b.add(img)
		return
	}
	b.add(&doc.Link{Target: target, Content: content})
}

// onlyImage returns the image that a link is made of, if it is made of one that
// leads nowhere else.
func onlyImage(content []doc.Inline) *doc.Image {
	content = trimInlines(content)
	if len(content) != 1 {
		return nil
	}
	if img, ok := content[0].(*doc.Image); ok && img.Target == "" {
		return img
	}
	return nil
}

// codeSpan returns the text of a code span; its line breaks are spaces. In a
// table "\|" is a bar, in code as well (GFM "Tables").
func (c *converter) codeSpan(n *ast.CodeSpan) string {
	var b strings.Builder
	for t := n.FirstChild(); t != nil; t = t.NextSibling() {
		if t, ok := t.(*ast.Text); ok {
			b.Write(t.Segment.Value(c.src))
		}
	}
	s := strings.ReplaceAll(b.String(), "\n", " ")
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock {
			if p.Kind() == extast.KindTableCell {
				s = strings.ReplaceAll(s, `\|`, "|")
			}
			break
		}
	}
	return s
}

// unescape resolves the backslash escapes and the entities of a text.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			end := strings.IndexByte(s[i:min(len(s), i+34)], ';')
			if end > 1 {
				entity := s[i : i+end+1]
				if r := html.UnescapeString(entity); r != entity {
					b.WriteString(r)
					i += end
					continue
				}
			}
			b.WriteByte('&')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// isPunct reports whether a byte is ASCII punctuation, which a backslash escapes.
func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// inlineBuilder puts running text together while the elements of HTML in it open and close.
type inlineBuilder struct {
	out     []doc.Inline
	open    []element // elements that are not closed yet, the innermost last
	pending []byte    // text that is not in a run yet
	raw     []byte    // one tag of HTML
	wide    bool      // a block element began or ended: what comes next is on a new line
}

// element is an HTML element that is open, with what it holds so far.
type element struct {
	tag     string
	attrs   map[string]string
	content []doc.Inline
}

// target returns the run that new inlines belong to.
func (b *inlineBuilder) target() *[]doc.Inline {
	if n := len(b.open); n > 0 {
		return &b.open[n-1].content
	}
	return &b.out
}

func (b *inlineBuilder) text(s string) {
	if b.wide && s != "" {
		if s = strings.TrimLeft(s, " \t\n"); s != "" {
			b.breakLine()
		}
	}
	b.pending = append(b.pending, s...)
}

// flush makes one Text of what text was given.
func (b *inlineBuilder) flush() {
	if len(b.pending) > 0 {
		run := b.target()
		*run = append(*run, &doc.Text{Value: string(b.pending)})
		b.pending = b.pending[:0]
	}
}

func (b *inlineBuilder) add(in doc.Inline) {
	b.flush()
	if b.wide {
		b.breakLine()
	}
	run := b.target()
	*run = append(*run, in)
}

// breakLine ends the line between two block elements that stand in running text.
func (b *inlineBuilder) breakLine() {
	b.wide = false
	b.flush()
	run := b.target()
	if len(*run) > 0 {
		if _, ok := (*run)[len(*run)-1].(*doc.LineBreak); !ok {
			*run = append(*run, &doc.LineBreak{})
		}
	}
}

// html takes the tag in raw.
func (b *inlineBuilder) html() {
	name, attrs, end := readTag(string(b.raw))
	b.raw = b.raw[:0]
	switch {
	case name == "":
	case end:
		b.end(name)
	default:
		b.start(name, attrs)
	}
}

// start opens an element.
func (b *inlineBuilder) start(tag string, attrs map[string]string) {
	b.flush()
	if in := voidInline(tag, attrs); in != nil {
		b.add(in)
		return
	}
	if blockTags[tag] {
		b.wide = b.wide || len(*b.target()) > 0
		return
	}
	if voidTags[tag] || len(b.open) >= maxInlineDepth {
		return
	}
	b.open = append(b.open, element{tag: tag, attrs: attrs})
}

// end closes the innermost open element of that name, with those inside it.
func (b *inlineBuilder) end(tag string) {
	b.flush()
	if blockTags[tag] {
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

// pop takes the innermost element off. Only those that are closed mean something:
// one that never ends must not change the look of the rest.
func (b *inlineBuilder) pop(closed bool) {
	e := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	content := e.content
	switch {
	case closed:
		content = wrap(e.tag, e.attrs, e.content)
	case anchorOf(e.attrs) != "":
		content = append([]doc.Inline{&doc.Target{ID: anchorOf(e.attrs)}}, content...)
	}
	run := b.target()
	*run = append(*run, content...)
}

// finish returns the run.
func (b *inlineBuilder) finish() []doc.Inline {
	b.flush()
	for len(b.open) > 0 {
		b.pop(false)
	}
	return b.out
}
