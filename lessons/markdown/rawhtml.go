package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"lectern/lessons/doc"
	"lectern/lessons/html"
)

// scanHTML gives all raw HTML of the text to what decides which tags of it are text.
// Partners of tags are looked for between two headings only, because at a heading a
// page may be cut (parts.go): its parts must be what the whole is.
func (c *converter) scanHTML() {
	var nodes []ast.Node
	c.tags = html.NewTags(func(piece, offset int, severity doc.Severity, code, text string) {
		c.problem(c.lineIn(nodes[piece-1], offset), severity, code, text)
	})
	c.pieces = map[ast.Node]int{}
	add := func(n ast.Node) int {
		nodes = append(nodes, n)
		c.pieces[n] = len(nodes)
		return len(nodes)
	}
	c.whole = map[ast.Node]ast.Node{}
	open := map[opened]ast.Node{}
	for n := c.root.FirstChild(); n != nil; n = following(n, c.root) {
		switch n := n.(type) {
		case *ast.Heading:
			if n.Parent() == c.root {
				c.tags.Border()
			}
		case *ast.RawHTML:
			before := ' '
			if start := n.Segments.At(0).Start; start > 0 {
				before, _ = utf8.DecodeLastRune(c.src[max(0, start-utf8.UTFMax):start])
			}
			tag := c.rawTag(n)
			c.tags.Tag(add(n), tag, before)
			if name, end := html.NeedsWhole(tag); name != "" {
				key := opened{n.Parent(), name}
				if first, ok := open[key]; end && ok {
					c.whole[first] = n
					delete(open, key)
				} else if !end && !ok {
					open[key] = n
				}
			}
		case *ast.HTMLBlock:
			if raw := c.rawBlock(n); !isComment(raw) {
				c.tags.Scan(add(n), raw)
			}
		}
	}
	c.tags.Border()
}

// isComment reports whether a block of raw HTML is one comment, of which nothing is shown.
func isComment(raw []byte) bool {
	raw = bytes.TrimSpace(raw)
	return bytes.HasPrefix(raw, []byte("<!--")) && bytes.Index(raw, []byte("-->")) == len(raw)-len("-->") && !bytes.Contains(raw, []byte("--!>"))
}

// opened is an element that is read as a whole, by the node that it stands in.
type opened struct {
	parent ast.Node
	name   string
}

// sourceOf returns the source between two tags of one paragraph, both included.
func (c *converter) sourceOf(first, last ast.Node) []byte {
	from, end := first.(*ast.RawHTML).Segments.At(0).Start, last.(*ast.RawHTML).Segments
	to := end.At(end.Len() - 1).Stop
	p := first.Parent()
	for p.Type() != ast.TypeBlock {
		p = p.Parent()
	}
	lines := p.Lines()
	at := sort.Search(lines.Len(), func(i int) bool { return lines.At(i).Stop > from })
	var src []byte
	for ; at < lines.Len() && lines.At(at).Start < to; at++ {
		seg := lines.At(at)
		src = append(src, c.src[max(seg.Start, from):min(seg.Stop, to)]...)
	}
	return src
}

// following returns the node after n in the order of the page, nil after the last below root.
func following(n, root ast.Node) ast.Node {
	if n.FirstChild() != nil {
		return n.FirstChild()
	}
	for n != root && n.NextSibling() == nil {
		n = n.Parent()
	}
	if n == root {
		return nil
	}
	return n.NextSibling()
}

// rawTag returns the source of a tag in running text.
func (c *converter) rawTag(n *ast.RawHTML) []byte {
	var tag []byte
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		tag = append(tag, seg.Value(c.src)...)
	}
	return tag
}

// rawBlock returns the lines of a block of raw HTML.
func (c *converter) rawBlock(n *ast.HTMLBlock) []byte {
	lines := n.Lines().Value(c.src)
	if n.HasClosure() {
		lines = append(lines, n.ClosureLine.Value(c.src)...)
	}
	return lines
}

// lineIn returns the line of the page of an offset in raw HTML.
func (c *converter) lineIn(n ast.Node, offset int) doc.At {
	raw, ok := n.(*ast.RawHTML)
	if ok {
		return doc.At(c.lines.line(raw.Segments.At(0).Start))
	}
	block := n.(*ast.HTMLBlock)
	i := bytes.Count(c.rawBlock(block)[:offset], []byte{'\n'})
	switch {
	case i < block.Lines().Len():
		return doc.At(c.lines.line(block.Lines().At(i).Start))
	case block.HasClosure():
		return doc.At(c.lines.line(block.ClosureLine.Start))
	}
	return c.lineOf(block)
}
