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
	if depth >= html.MaxInlineDepth {
		c.flat(&b, n)
		return b.Finish()
	}
	for in := n.FirstChild(); in != nil; in = in.NextSibling() {
		c.inline(&b, in, depth)
	}
	return b.Finish()
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
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
			target = "mailto:" + target
		}
		b.Add(&doc.Link{Target: target, Content: []doc.Inline{&doc.Text{Value: string(n.Label(c.src))}}})
	case *ast.RawHTML:
		var tag []byte
		for i := range n.Segments.Len() {
			seg := n.Segments.At(i)
			tag = append(tag, seg.Value(c.src)...)
		}
		c.rawTag(b, n, string(tag))
	default:
		c.leaf(b, n)
	}
}

// rawTag adds a tag, or its letters where it was no tag to its author.
func (c *converter) rawTag(b *html.Run, n *ast.RawHTML, tag string) {
	at := n.Segments.At(0).Start
	before := byte(0)
	if at > 0 {
		before = c.src[at-1]
	}
	how := html.Usual
	if !c.endedAround(n)["svg"] { // a drawing has tags of its own
		how = html.StrangeTag(tag, before, func(name string) bool { return c.ended.names[name] })
	}
	c.tellStrange(at, tag, how)
	if how == html.Text {
		b.Text(tag)
		return
	}
	b.Tag(tag)
}

// endedAround returns the names of the elements whose end tags stand in the block
// of running text around a node.
func (c *converter) endedAround(n ast.Node) map[string]bool {
	block := n.Parent()
	for block.Type() == ast.TypeInline {
		block = block.Parent()
	}
	if c.ended.block == block {
		return c.ended.names
	}
	c.ended.block, c.ended.names = block, map[string]bool{}
	ast.Walk(block, func(in ast.Node, entering bool) (ast.WalkStatus, error) {
		if raw, ok := in.(*ast.RawHTML); ok && entering {
			seg := raw.Segments.At(0)
			if name, end := strings.CutPrefix(string(seg.Value(c.src)), "</"); end {
				c.ended.names[strings.ToLower(strings.TrimRight(name, "> \t\n"))] = true
			}
		}
		return ast.WalkContinue, nil
	})
	return c.ended.names
}

// tellStrange tells of a tag that HTML does not know.
func (c *converter) tellStrange(at int, tag string, how html.Strange) {
	p := doc.Problem{Line: c.lines.line(at), Severity: doc.Warning, Code: "unknown-tag"}
	tag = text.Clip(text.OneLine(tag), 60)
	switch how {
	case html.Text:
		p.Text = tag + " is no tag of HTML and is shown as text: write &lt; for <, or put it between backticks"
	case html.Passed:
		p.Severity = doc.Info
		p.Text = tag + " is no tag of HTML: what stands in it is shown, what it means elsewhere is not"
	default:
		return
	}
	c.problems = append(c.problems, p)
}

// tellHidden tells of a block of HTML that hides text by mistake, or that means
// something to another program.
func (c *converter) tellHidden(n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	p := doc.Problem{Line: c.lines.line(n.Lines().At(0).Start), Severity: doc.Warning, Code: "hidden-text"}
	switch {
	case n.HTMLBlockType == ast.HTMLBlockType2 && !n.HasClosure() && !bytes.Contains(n.Lines().Value(c.src), []byte("-->")):
		p.Text = "the comment <!-- has no end, so that nothing below it is shown: write --> where it ends"
	case n.HTMLBlockType == ast.HTMLBlockType3, n.HTMLBlockType == ast.HTMLBlockType5:
		p.Text = "lines between <? and ?>, or <![CDATA[ and ]]>, are for another program and are not shown: take them out, or put them into a code block"
	default:
		return
	}
	c.problems = append(c.problems, p)
}

// leaf adds a node that has no inlines of its own.
func (c *converter) leaf(b *html.Run, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		value := string(n.Segment.Value(c.src))
		if !n.IsRaw() {
			value = unescape(value)
		}
		b.Text(value)
		if n.HardLineBreak() {
			b.Add(&doc.LineBreak{})
		} else if n.SoftLineBreak() {
			b.Text("\n")
		}
	case *ast.String:
		b.Text(string(n.Value))
	case *ast.CodeSpan:
		b.Add(&doc.Literal{Value: c.codeSpan(n)})
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
	if img := html.OnlyImage(content); img != nil && target != "" {
		img.Target = target
		b.Add(img)
		return
	}
	before, inner, after := html.Edges(content)
	b.Text(before)
	b.Add(&doc.Link{Target: target, Content: inner})
	b.Text(after)
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
