package markdown

import (
	"bytes"
	stdhtml "html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/text"
)

// inlines converts the running text of a block.
func (c *converter) inlines(n ast.Node) []doc.Inline { return c.run(n, 0) }

// run converts the inline children of a node.
func (c *converter) run(n ast.Node, depth int) []doc.Inline {
	var b html.Run
	if !c.inHeading {
		b.Explains = c.ids.Explains
	}
	if depth >= html.MaxInlineDepth {
		c.flat(&b, n)
		return b.Finish()
	}
	for in := n.FirstChild(); in != nil; in = in.NextSibling() {
		if end := c.wholeEnd(in); end != nil {
			for _, in := range html.Whole(c.sourceOf(in, end)) {
				b.Add(in)
			}
			in = end
			continue
		}
		c.inline(&b, in, depth)
	}
	return b.Finish()
}

// wholeEnd returns the end tag of the element that begins with a node and is read as a whole, nil for others.
func (c *converter) wholeEnd(n ast.Node) ast.Node {
	if len(c.whole) == 0 {
		return nil
	}
	return c.whole[n]
}

// inline converts one node and adds the result.
func (c *converter) inline(b *html.Run, n ast.Node, depth int) {
	switch n := n.(type) {
	case *ast.Emphasis:
		style := doc.Emphasis
		if n.Level >= 2 {
			style = doc.Strong
		}
		b.Add(&doc.Styled{Style: style, Content: c.run(n, depth+1)})
	case *extast.Strikethrough:
		b.Add(&doc.Styled{Style: doc.Strike, Content: c.run(n, depth+1)})
	case *ast.Link:
		c.link(b, n, depth)
	case *ast.Image:
		b.Add(&doc.Image{Source: unescape(string(n.Destination)), Title: unescape(string(n.Title)),
			Alt: text.OneLine(doc.InlineText(c.run(n, depth+1)))})
	case *ast.AutoLink:
		target := string(n.URL(c.src))
		if c.myst && n.AutoLinkType == ast.AutoLinkURL {
			b.Add(c.mystAutoLink(target))
			return
		}
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
			target = "mailto:" + target
		}
		b.Add(&doc.Link{Target: target, Content: []doc.Inline{&doc.Text{Value: string(n.Label(c.src))}}})
	case *ast.RawHTML:
		if c.tags.Text(c.pieces[n], 0) {
			c.leaf(b, n)
			return
		}
		b.Tag(string(c.rawTag(n)))
	case inlineNode:
		n.inline(c, b, depth)
	default:
		c.leaf(b, n)
	}
}

// leaf adds a node that has no inlines of its own.
func (c *converter) leaf(b *html.Run, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(c.src)
		if n.IsRaw() || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
			b.Bytes(value)
		} else {
			b.Text(unescape(string(value)))
		}
		if n.HardLineBreak() {
			b.Add(&doc.LineBreak{})
		} else if n.SoftLineBreak() {
			b.Text("\n")
		}
	case *ast.RawHTML:
		if c.tags.Text(c.pieces[n], 0) {
			b.Text(string(c.rawTag(n)))
		}
	case *ast.String:
		b.Text(string(n.Value))
	case *ast.CodeSpan:
		value := c.codeSpan(n)
		if c.pymdownx {
			value = withoutLanguage(value)
		}
		b.Add(&doc.Literal{Value: value})
	case *mathNode:
		b.Text(barsIn(n, string(n.value(c.src))))
	case *footnoteRefNode:
		b.Add(&doc.FootnoteRef{Label: n.label, ID: c.noteID(n.label)})
	}
}

// flat adds the plain text of all nodes below a node, without recursion.
func (c *converter) flat(b *html.Run, root ast.Node) {
	for n := root.FirstChild(); n != nil; {
		switch n.Kind() {
		case ast.KindCodeSpan:
			c.leaf(b, n)
		case ast.KindAutoLink:
			c.inline(b, n, html.MaxInlineDepth)
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

func (c *converter) link(b *html.Run, n *ast.Link, depth int) {
	target := unescape(string(n.Destination))
	content := c.run(n, depth+1)
	if _, place := n.NextSibling().(*attributesNode); place && target == "" && len(content) == 0 {
		return // "[](){#id}"
	}
	linked := html.Linked(target, content)
	if c.myst {
		for i, in := range linked {
			if l, ok := in.(*doc.Link); ok {
				linked[i] = c.mystLink(l.Target, l.Content)
			}
		}
	}
	for _, in := range linked {
		if _, ok := in.(*doc.Text); ok {
			b.Space()
		} else {
			b.Add(in)
		}
	}
}

// codeSpan returns the text of a code span; its line breaks are spaces.
func (c *converter) codeSpan(n *ast.CodeSpan) string {
	var b strings.Builder
	for t := n.FirstChild(); t != nil; t = t.NextSibling() {
		if t, ok := t.(*ast.Text); ok {
			b.Write(t.Segment.Value(c.src))
		}
	}
	return barsIn(n, strings.ReplaceAll(b.String(), "\n", " "))
}

// barsIn returns the text of a node that holds no markup: in a table "\|" is a bar
// there too (GFM "Tables").
func barsIn(n ast.Node, s string) string {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock {
			if p.Kind() == extast.KindTableCell {
				return strings.ReplaceAll(s, `\|`, "|")
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
				if r := stdhtml.UnescapeString(entity); r != entity {
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
