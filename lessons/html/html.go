// Package html reads HTML into the document model: texts of questions, what stands in
// Markdown pages, and whole pages.
//
// Parse takes a fragment and never looks for a head or a body; Page (page.go) takes a page,
// finds what its author wrote in it, and reads that as a fragment. Headings,
// paragraphs, lists, definitions, quotes, code, tables, pictures and figures become
// the blocks of the same names, emphasis, links and code the inlines. Of everything
// else the text stays. Comments, scripts and styles are dropped, and so are
// attributes that are not among those of isKnownAttribute: nothing of a style sheet is known here.
// Tags that HTML does not have are text or told (Tags); what a browser would show is
// never dropped in silence: drawings and formulas are read by formula.go.
//
// Parsing never fails: a tag that is never closed ends with the fragment, one that
// nothing opened is left out. Elements deeper than maxDepth lose their tags, those
// in running text beyond MaxInlineDepth their look.
//
// Markdown may hold HTML anywhere, and its headings get anchors by the same rule, so
// its parser shares Run, which builds running text, and IDs.
//
// To add an element: its name in one of the tables of tags.go, its case in
// builder.node (html.go) if it is a block or in wrap (element.go) if it is running
// text, and a line in TestParse.
package html

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Parse reads a fragment that stands alone, such as the text of a question. Lines
// count from 1 at its start.
func Parse(src string) []doc.Block {
	blocks, _ := ParseTelling(src)
	return blocks
}

// ParseTelling is Parse with what is not shown, or not as it was meant.
func ParseTelling(src string) ([]doc.Block, []doc.Problem) { return ParseAt(src, 1, NewIDs()) }

// ParseAt is ParseTelling for a fragment that stands in a page with these anchors, from a line on.
func ParseAt(src string, first int, ids *IDs) ([]doc.Block, []doc.Problem) {
	norm := text.Normalize([]byte(src))
	var problems []doc.Problem
	tags := NewTags(func(_, offset int, severity doc.Severity, code, text string) {
		line := first + bytes.Count(norm[:offset], []byte{'\n'})
		problems = append(problems, doc.Problem{Line: line, Severity: severity, Code: code, Text: text})
	})
	tags.Scan(0, norm)
	tags.Border()
	return Fragment(norm, first, ids, tags, 0), problems
}

// Fragment reads a fragment that stands on a line of a page of another format. src
// is as text.Normalize returns it. ids are the anchors of the page. tags says which tags
// of it are text, and knows it as piece.
func Fragment(src []byte, line int, ids *IDs, tags *Tags, piece int) []doc.Block {
	b := builder{ids: ids}
	root := parseTree(src, line, func(offset int) bool { return tags.Text(piece, offset) })
	explain(root, ids)
	b.nodes(root.kids)
	return b.finish()
}

// builder makes blocks of nodes. The depth of nodes is bounded by parseTree.
type builder struct {
	ids  *IDs
	out  []doc.Block
	run  Run // the running text that is not yet in a paragraph
	line int // on which that begins; 0 when there is none
}

// finish ends the last paragraph and returns the blocks.
func (b *builder) finish() []doc.Block {
	b.paragraph()
	return b.out
}

// paragraph ends the running text.
func (b *builder) paragraph() {
	run := b.run.Finish()
	b.run = Run{}
	b.out = AppendText(b.out, doc.At(b.line), run)
	b.line = 0
}

func (b *builder) add(bl doc.Block) { b.out = append(b.out, bl) }

// letGo stands for a node of which blocks were made.
var letGo = &node{}

func (b *builder) nodes(nodes []*node) {
	for i, n := range nodes {
		b.node(n)
		nodes[i] = letGo // the tree of a large page goes as its blocks come
	}
}

// inside converts the content of an element as blocks of their own. The anchor of an item or
// a cell goes into its first line.
func (b *builder) inside(n *node) []doc.Block {
	in := builder{ids: b.ids}
	if id := n.attrs.get("id"); id != "" && (n.tag == "li" || n.tag == "dd" || n.tag == "td" || n.tag == "th") {
		first := n
		for k := firstKid(first); k != nil && (k.tag == "p" || k.tag == "div") && k.attrs.get("id") == ""; k = firstKid(first) {
			first = k
		}
		if first == n {
			in.anchor(n.line, id)
		} else {
			first.kids = append([]*node{{tag: "a", attrs: attrs{{"id", id}}, line: first.line}}, first.kids...)
		}
	}
	in.nodes(n.kids)
	return in.finish()
}

// anchor puts an anchor into the running text.
func (b *builder) anchor(line int, id string) {
	if b.line == 0 {
		b.line = line
	}
	b.run.Add(&doc.Target{ID: id})
}

// box makes text set apart.
func (b *builder) box(n *node) {
	a := &doc.Admonition{At: doc.At(n.line), Kind: n.attrs.get("type")}
	rest := &node{kids: n.kids}
	if len(n.kids) > 0 && n.kids[0].tag == "legend" {
		a.Title, rest.kids = inlineOf(n.kids[0]), n.kids[1:]
	}
	a.Blocks = b.inside(rest)
	b.add(a)
}

func (b *builder) node(n *node) {
	if n.tag == "" {
		b.textNode(n)
		return
	}
	if !isBlockTag(n.tag) {
		b.inline(n)
		return
	}
	b.paragraph()
	at := doc.At(n.line)
	if id := n.attrs.get("id"); id != "" && !isHeading(n) && n.tag != noteTag { // those keep their own
		b.add(&doc.Anchor{At: at, ID: id})
	}
	switch n.tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		b.heading(n)
	case "ul", "ol", "menu":
		b.list(n)
	case "blockquote":
		b.add(&doc.Quote{At: at, Blocks: b.inside(n)})
	case "pre":
		b.add(&doc.Code{At: at, Lang: preLang(n), Text: preText(n)})
	case "hr":
		b.add(&doc.Rule{At: at})
	case "table":
		b.table(n)
	case "dl":
		b.definitions(n)
	case "figure":
		b.figure(n)
	case boxTag:
		b.box(n)
	case noteTag:
		b.add(&doc.Footnote{At: at, ID: n.attrs.get("id"), Label: n.attrs.get("label"), Citation: n.attrs.get("type") != "", Blocks: b.inside(&node{kids: n.kids})})
	case "summary", "legend", "caption":
		if text := inlineOf(n); len(text) > 0 {
			b.add(&doc.Rubric{At: at, Text: text})
		}
	default:
		b.nodes(n.kids)
	}
	b.paragraph()
}

// textNode adds text; a run of white space in HTML is one space.
func (b *builder) textNode(n *node) {
	s := squeeze(n.text)
	if b.line == 0 {
		trimmed := strings.TrimLeft(n.text, " \t\n\f\r")
		if trimmed == "" {
			return
		}
		b.line = n.line + int(n.lead)
		s = strings.TrimLeft(s, " \n")
	}
	b.run.Text(s)
}

// inline adds an element of running text with what is in it. Blocks inside it
// ("<a><h2>…") end its paragraph; the look of the element does not reach into them.
func (b *builder) inline(n *node) {
	if hasBlock(n) && !isWholeTag(n.tag) {
		if target := strings.TrimSpace(n.attrs.get("href")); n.tag == "a" && target != "" {
			b.linked(n, target)
		} else {
			b.nodes(n.kids)
		}
		return
	}
	if b.line == 0 {
		b.line = n.line
	}
	addInline(&b.run, n)
}

// linked adds the blocks that stand in a link: the text of each leads where the link does.
func (b *builder) linked(n *node, target string) {
	b.paragraph()
	if id := anchorOf(n.attrs); id != "" {
		b.add(&doc.Anchor{At: doc.At(n.line), ID: id})
	}
	blocks := b.inside(n)
	doc.Walk(blocks, func(bl doc.Block) bool {
		switch bl := bl.(type) {
		case *doc.Paragraph:
			bl.Text = linkedText(target, bl.Text)
		case *doc.Heading:
			bl.Text = linkedText(target, bl.Text)
		case *doc.Rubric:
			bl.Text = linkedText(target, bl.Text)
		case *doc.Figure:
			if bl.Image.Target == "" {
				bl.Image.Target = target
			}
		default: // their text is in the blocks in them
		}
		return true
	})
	b.out = append(b.out, blocks...)
}

// linkedText makes a link of running text, unless there are links in it.
func linkedText(target string, text []doc.Inline) []doc.Inline {
	for _, in := range text {
		switch in := in.(type) {
		case *doc.Link:
			return text
		case *doc.Image:
			if in.Target != "" {
				return text
			}
		default: // may stand in a link
		}
	}
	return Linked(target, text)
}

// addInline adds an element that holds no blocks to a run.
func addInline(run *Run, n *node) {
	if n.tag == "" {
		run.Text(squeeze(n.text))
		return
	}
	if isWholeTag(n.tag) {
		run.whole(n)
		return
	}
	if n.tag == refTag {
		if id := anchorOf(n.attrs); id != "" {
			run.Add(&doc.Target{ID: id})
		}
		run.Add(&doc.FootnoteRef{Label: n.attrs.get("label"), ID: n.attrs.get("href"), Citation: n.attrs.get("type") != ""})
		return
	}
	run.start(n.tag, n.attrs)
	for _, k := range n.kids {
		addInline(run, k)
	}
	if !isVoidTag(n.tag) {
		run.end(n.tag)
	}
}

// Whole reads an element in running text that Run cannot read tag by tag (see NeedsWhole).
func Whole(src []byte) []doc.Inline {
	return inlineOf(parseTree(src, 1, func(int) bool { return false }))
}

// NeedsWhole returns the name of the element that a tag begins or ends, if it is one
// that is shown by all that it holds together, as a formula is; else "".
func NeedsWhole(tag []byte) (name string, end bool) {
	name, rest, end := cutTag(string(tag))
	name = strings.ToLower(name)
	if isWholeTag(name) || name == "script" && (end || strings.Contains(rest, "math/")) {
		return name, end
	}
	return "", false
}

// inlineOf returns the content of an element as running text, blocks in it as lines.
func inlineOf(n *node) []doc.Inline {
	var run Run
	for _, k := range n.kids {
		addInline(&run, k)
	}
	return Trim(run.Finish())
}

func hasBlock(n *node) bool {
	for _, k := range n.kids {
		if isBlockTag(k.tag) || hasBlock(k) {
			return true
		}
	}
	return false
}

// squeeze makes one blank of each run of white space, a newline if it holds one.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\n':
			blank = '\n'
		case ' ', '\t', '\r', '\f':
			if blank == 0 {
				blank = ' '
			}
		default:
			if blank != 0 {
				b.WriteByte(blank)
				blank = 0
			}
			b.WriteByte(c)
		}
	}
	if blank != 0 {
		b.WriteByte(blank)
	}
	return b.String()
}

func (b *builder) heading(n *node) {
	text := inlineOf(n)
	if len(text) == 0 {
		return
	}
	id := n.attrs.get("id")
	if id == "" {
		id = Slug(doc.InlineText(text))
	}
	if OnlyImage(text) != nil && doc.InlineText(text) == "" {
		b.out = AppendText(b.out, doc.At(n.line), text) // a logo is no title
		return
	}
	b.add(&doc.Heading{At: doc.At(n.line), Level: int(n.tag[1] - '0'), ID: b.ids.Take(id), Text: text})
}

func (b *builder) list(n *node) {
	l := &doc.List{At: doc.At(n.line), Tight: true}
	if n.tag == "ol" {
		l.Ordered, l.Start, l.Suffix = true, 1, "."
		if start, err := strconv.Atoi(n.attrs.get("start")); err == nil && start >= 0 {
			l.Start = start
		}
		l.Numeral = map[string]doc.Numeral{"a": doc.LowerAlpha, "A": doc.UpperAlpha, "i": doc.LowerRoman, "I": doc.UpperRoman}[n.attrs.get("type")]
	}
	for _, k := range n.kids {
		switch {
		case k.tag == "li":
			l.Items = append(l.Items, doc.ListItem{Line: k.line, Blocks: b.inside(k)})
		case k.tag == "" && strings.TrimSpace(k.text) == "":
		default:
			// Not allowed here, but written: it goes with the item before it.
			loose := b.inside(&node{kids: []*node{k}})
			if len(l.Items) == 0 {
				l.Items = append(l.Items, doc.ListItem{Line: k.line})
			}
			last := &l.Items[len(l.Items)-1]
			last.Blocks = append(last.Blocks, loose...)
		}
	}
	if len(l.Items) > 0 {
		b.add(l)
	}
}

// preLang returns the language that a code element in a pre element names.
func preLang(n *node) string {
	for _, k := range n.kids {
		for _, class := range strings.Fields(k.attrs.get("class")) {
			if lang, ok := strings.CutPrefix(class, "language-"); ok {
				return strings.ToLower(lang)
			}
		}
	}
	return strings.ToLower(n.attrs.get("lang"))
}

// tabStop is how many columns apart the tab stops of code are, as in Markdown.
const tabStop = 4

func preText(n *node) string {
	var b strings.Builder
	var add func(*node)
	add = func(n *node) {
		if n.tag == "br" {
			b.WriteByte('\n')
		}
		b.WriteString(n.text)
		for _, k := range n.kids {
			add(k)
		}
	}
	add(n)
	// HTML: a newline right after the tag does not count.
	return strings.TrimRight(text.ExpandTabs(strings.TrimPrefix(b.String(), "\n"), tabStop), "\n")
}

func (b *builder) definitions(n *node) {
	d := &doc.Definitions{At: doc.At(n.line)}
	if slices.Contains(strings.Fields(n.attrs.get("class")), "glossary") {
		d.Kind = doc.Glossary
	}
	described := true
	var entries func(*node)
	entries = func(n *node) {
		for _, k := range n.kids {
			switch k.tag {
			case "dt":
				if described {
					d.Items = append(d.Items, doc.Definition{Line: k.line})
					described = false
				}
				last := &d.Items[len(d.Items)-1]
				last.Terms = append(last.Terms, inlineOf(k))
				if id := k.attrs.get("id"); id != "" {
					last.IDs = append(last.IDs, id)
				}
			case "dd":
				if len(d.Items) == 0 {
					d.Items = append(d.Items, doc.Definition{Line: k.line})
				}
				last := &d.Items[len(d.Items)-1]
				last.Blocks = append(last.Blocks, b.inside(k)...)
				described = true
			case "div":
				entries(k)
			default:
				b.node(k) // not allowed here; it comes before the list
			}
		}
	}
	entries(n)
	b.paragraph()
	if len(d.Items) > 0 {
		b.add(d)
	}
}

// figure makes a Figure of one picture and a caption, and the plain blocks of
// anything else.
func (b *builder) figure(n *node) {
	var caption []doc.Inline
	rest := &node{}
	for _, k := range n.kids {
		if k.tag == "figcaption" && !hasBlock(k) {
			if len(caption) > 0 {
				caption = append(caption, &doc.LineBreak{})
			}
			caption = append(caption, inlineOf(k)...)
		} else {
			rest.kids = append(rest.kids, k)
		}
	}
	blocks := b.inside(rest)
	for i := len(blocks) - 1; i >= 0 && caption != nil; i-- {
		var own *[]doc.Inline // unless a figure inside this one has its own
		switch in := blocks[i].(type) {
		case *doc.Figure:
			own = &in.Caption
			if *own == nil {
				in.Legend, blocks = append(in.Legend, blocks[i+1:]...), blocks[:i+1]
			}
		case *doc.Code:
			own = &in.Caption
		default: // the caption becomes a paragraph
			continue
		}
		if *own == nil {
			*own, caption = caption, nil
		}
		break
	}
	b.out = append(b.out, blocks...)
	b.out = AppendText(b.out, doc.At(n.line), caption)
}
