package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/doc"
	"lectern/lessons/html"
)

// converter turns goldmark's tree of one page into blocks. The depth of blocks
// is bounded by nested, that of inlines by html.MaxInlineDepth, so its recursion is
// bounded as well.
type converter struct {
	src   []byte
	lines lineMap
	page  *page
	ids   *html.IDs
	root  ast.Node
	notes map[string]string // anchor of each footnote by the key of its label
	// elsewhere are the anchors of footnotes that are known from reading the
	// whole page, when this is a part of it. It is only read.
	elsewhere map[string]string
	problems  []doc.Problem
	tags      *html.Tags            // which tags of raw HTML are text
	pieces    map[ast.Node]int      // numbers of the nodes that are raw HTML
	whole     map[ast.Node]ast.Node // end tags of the elements that are read as a whole
	rest      doc.Block             // says that the rest of the text is not shown; nil if it is

	pc       parser.Context // of the text
	around   *around        // what is shared with the texts inside directives
	included int            // bytes that directives included, when the page is complete
	myst     bool           // it is written in that dialect
	pymdownx bool

	inHeading bool // what is read is the text of a heading
}

// all returns the blocks of the text, and the one that says what of it is not shown.
func (c *converter) all() []doc.Block {
	blocks := c.blocks(c.root, 0)
	if c.rest != nil {
		blocks = append(blocks, c.rest)
	}
	blocks = c.closeDoor(blocks)
	if c.myst {
		c.aimLabels(blocks)
	}
	return blocks
}

// lineOf returns the line of the page on which a node begins.
func (c *converter) lineOf(n ast.Node) doc.At {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 && n.Kind() != ast.KindFencedCodeBlock {
		return doc.At(c.lines.line(n.Lines().At(0).Start))
	}
	if start, ok := c.page.starts[n]; ok {
		return doc.At(c.lines.line(start))
	}
	return doc.At(c.lines.line(n.Pos()))
}

func (c *converter) problem(line doc.At, severity doc.Severity, code, text string) {
	c.problems = append(c.problems, doc.Problem{Line: int(line), Severity: severity, Code: code, Text: text})
}

// blocks converts the children of a node.
func (c *converter) blocks(parent ast.Node, depth int) []doc.Block {
	var out []doc.Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = c.block(out, n, depth)
	}
	return out
}

// captioned gives the last block a paragraph as its caption (PyMdown, "Caption"), and reports whether it could.
func captioned(out, words []doc.Block) bool {
	if len(words) != 1 || len(out) == 0 {
		return false
	}
	p, ok := words[0].(*doc.Paragraph)
	if !ok {
		return false
	}
	var caption *[]doc.Inline
	switch b := out[len(out)-1].(type) {
	case *doc.Figure:
		caption = &b.Caption
	case *doc.Table:
		caption = &b.Caption
	case *doc.Code:
		caption = &b.Caption
	default: // nothing that has one
	}
	if caption == nil || *caption != nil {
		return false
	}
	*caption = p.Text
	return true
}

// block converts one node and appends the result.
func (c *converter) block(out []doc.Block, n ast.Node, depth int) []doc.Block {
	at := c.lineOf(n)
	switch n := n.(type) {
	case *ast.Heading:
		return append(out, c.heading(n, at))
	case *ast.Paragraph, *ast.TextBlock:
		return html.AppendText(out, at, c.inlines(n))
	case *ast.List:
		return append(out, c.list(n, at, depth))
	case *ast.Blockquote:
		if word, ok := n.AttributeString(alertAttribute); ok {
			return append(out, c.admonition(n, at, word.(string), false, depth))
		}
		return append(out, &doc.Quote{At: at, Blocks: c.blocks(n, depth+1)})
	case *admonitionNode:
		if n.bare {
			blocks := c.blocks(n, depth+1)
			if strings.HasSuffix(n.word, "caption") && captioned(out, blocks) {
				return out
			}
			return append(out, blocks...)
		}
		return append(out, c.admonition(n, at, strings.ToLower(n.word), n.untitle, depth))
	case *ast.CodeBlock:
		return append(out, &doc.Code{At: at, Text: c.codeText(n)})
	case *ast.FencedCodeBlock:
		return append(out, c.fence(n, at))
	case *mathBlockNode:
		return append(out, c.mathBlock(n, at)...)
	case *ast.HTMLBlock:
		raw := c.rawBlock(n)
		if isComment(raw) {
			return out
		}
		return append(out, html.Fragment(raw, int(at), c.ids, c.tags, c.pieces[n])...)
	case *ast.ThematicBreak:
		return append(out, &doc.Rule{At: at})
	case *extast.Table:
		return append(out, c.table(n, at))
	case *extast.DefinitionList:
		return append(out, c.definitions(n, at, depth))
	case *footnoteNode:
		return append(out, &doc.Footnote{At: at, ID: c.noteID(n.label), Label: n.label, Blocks: c.blocks(n, depth+1)})
	case *quizNode:
		return append(out, &doc.QuizRef{At: at, Source: n.path, Format: "mdbook"})
	case *ast.LinkReferenceDefinition, *titleNode:
		return out
	case blockNode:
		return append(out, n.blocks(c, at, depth)...)
	}
	return append(out, c.blocks(n, depth+1)...)
}

func (c *converter) heading(n *ast.Heading, at doc.At) doc.Block {
	c.inHeading = true
	h := &doc.Heading{At: at, Level: n.Level, Text: html.Trim(c.inlines(n))}
	c.inHeading = false
	if id, ok := n.AttributeString("id"); ok {
		h.ID = c.ids.Take(id.(string))
	} else {
		h.ID = c.ids.Take(html.Slug(doc.InlineText(h.Text)))
		h.Text = c.oldAnchor(h)
		if was := c.formerID(n); was != "" && was != h.ID {
			h.Text = append(h.Text, &doc.Target{ID: was})
		}
	}
	return h
}

// formerID returns the anchor that a heading had before the roles, signs and attributes in it
// were read, by which records and links may know it; "" where there are none.
func (c *converter) formerID(n *ast.Heading) string {
	for in := n.FirstChild(); in != nil; in = following(in, n) {
		switch in.(type) {
		case inlineNode:
			body := append(bytes.TrimSpace(n.Lines().Value(c.src)), '\n')
			plain := &converter{src: body, lines: newLineMap(body, 1, nil), page: c.page, ids: c.ids, pc: c.pc, around: c.around, inHeading: true}
			plain.root = plainGrammar().Parse(gmtext.NewReader(body))
			plain.scanHTML()
			if text := plain.root.FirstChild(); text != nil {
				return html.Slug(doc.InlineText(html.Trim(plain.inlines(text))))
			}
			return ""
		}
	}
	return ""
}

func (c *converter) list(n *ast.List, at doc.At, depth int) doc.Block {
	l := &doc.List{At: at, Tight: n.IsTight}
	if n.IsOrdered() {
		l.Ordered, l.Start, l.Suffix = true, n.Start, string(n.Marker)
	}
	for it := n.FirstChild(); it != nil; it = it.NextSibling() {
		item := doc.ListItem{Line: int(c.lineOf(it))}
		if text := it.FirstChild(); text != nil {
			// The box is the first thing of the item's first text.
			if box, ok := text.FirstChild().(*extast.TaskCheckBox); ok {
				item.Task = doc.TaskOpen
				if box.IsChecked {
					item.Task = doc.TaskDone
				}
			}
		}
		item.Blocks = c.blocks(it, depth+1)
		l.Items = append(l.Items, item)
	}
	return l
}

func (c *converter) admonition(n ast.Node, at doc.At, word string, untitle bool, depth int) doc.Block {
	a := &doc.Admonition{At: at, Kind: word}
	if t, ok := n.FirstChild().(*titleNode); ok {
		if text := html.Trim(c.inlines(t)); len(text) > 0 {
			a.Title = text
		}
	} else if untitle {
		a.Title = []doc.Inline{}
	}
	a.Blocks = c.blocks(n, depth+1)
	return a
}

func (c *converter) definitions(n *extast.DefinitionList, at doc.At, depth int) doc.Block {
	d := &doc.Definitions{At: at}
	var cur *doc.Definition
	described := true
	for it := n.FirstChild(); it != nil; it = it.NextSibling() {
		switch it := it.(type) {
		case *extast.DefinitionTerm:
			if described {
				d.Items = append(d.Items, doc.Definition{Line: int(c.lineOf(it))})
				cur, described = &d.Items[len(d.Items)-1], false
			}
			cur.Terms = append(cur.Terms, html.Trim(c.inlines(it)))
		case *extast.DefinitionDescription:
			if cur == nil {
				d.Items = append(d.Items, doc.Definition{Line: int(c.lineOf(it))})
				cur = &d.Items[len(d.Items)-1]
			}
			cur.Blocks = append(cur.Blocks, c.blocks(it, depth+1)...)
			described = true
		}
	}
	if d.At == 0 && len(d.Items) > 0 {
		d.At = doc.At(d.Items[0].Line)
	}
	return d
}

func (c *converter) table(n *extast.Table, at doc.At) doc.Block {
	t := &doc.Table{At: at}
	aligns := map[extast.Alignment]doc.Align{
		extast.AlignLeft: doc.AlignLeft, extast.AlignRight: doc.AlignRight, extast.AlignCenter: doc.AlignCenter,
	}
	for _, a := range n.Alignments {
		t.Columns = append(t.Columns, doc.Column{Align: aligns[a]})
	}
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		row := doc.Row{}
		for cell := r.FirstChild(); cell != nil; cell = cell.NextSibling() {
			var blocks []doc.Block
			if cell.HasChildren() {
				blocks = html.AppendText(nil, c.lineOf(cell), c.inlines(cell))
			}
			row.Cells = append(row.Cells, doc.Cell{Blocks: blocks})
		}
		if _, ok := r.(*extast.TableHeader); ok {
			t.Head = append(t.Head, row)
		} else {
			t.Body = append(t.Body, row)
		}
	}
	return t
}

// noteID returns the anchor of the footnote with a label.
func (c *converter) noteID(label string) string {
	key := labelKey(label)
	if id, ok := c.notes[key]; ok {
		return id
	}
	if id, ok := c.elsewhere[key]; ok {
		return id
	}
	if c.notes == nil {
		c.notes = map[string]string{}
	}
	id := c.ids.Unique("fn-" + html.Slug(label))
	c.notes[key] = id
	return id
}
