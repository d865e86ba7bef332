package markdown

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
)

// HTML reads a fragment of HTML, such as the text of a question, into blocks:
// headings, paragraphs, lists, quotes, code, tables and pictures where they are
// simple, and the text of everything else. Comments, scripts and styles are
// dropped. Lines count from 1 at the start of the fragment.
func HTML(src string) []doc.Block {
	return htmlBlocks(normalize([]byte(src)), 1, newIDs())
}

// htmlBlocks reads a fragment that begins on a line of the source.
func htmlBlocks(src []byte, line int, names *ids) []doc.Block {
	b := htmlBuilder{ids: names}
	b.nodes(parseHTML(src, line).kids)
	return b.finish()
}

// htmlBuilder makes blocks of nodes. The depth of nodes is bounded by parseHTML.
type htmlBuilder struct {
	ids  *ids
	out  []doc.Block
	run  inlineBuilder // the running text that is not yet in a paragraph
	line int           // on which that begins; 0 when there is none
}

// finish ends the last paragraph and returns the blocks.
func (b *htmlBuilder) finish() []doc.Block {
	b.paragraph()
	return b.out
}

// paragraph ends the running text.
func (b *htmlBuilder) paragraph() {
	text := b.run.finish()
	b.run = inlineBuilder{}
	b.out = appendText(b.out, doc.At(b.line), text)
	b.line = 0
}

func (b *htmlBuilder) add(bl doc.Block) { b.out = append(b.out, bl) }

func (b *htmlBuilder) nodes(nodes []*htmlNode) {
	for _, n := range nodes {
		b.node(n)
	}
}

// inside converts the content of an element as blocks of their own.
func (b *htmlBuilder) inside(n *htmlNode) []doc.Block {
	in := htmlBuilder{ids: b.ids}
	in.nodes(n.kids)
	return in.finish()
}

func (b *htmlBuilder) node(n *htmlNode) {
	if n.tag == "" {
		b.textNode(n)
		return
	}
	if !blockTags[n.tag] {
		b.inline(n)
		return
	}
	b.paragraph()
	at := doc.At(n.line)
	if id := n.attrs["id"]; id != "" && len(n.tag) != 2 { // headings keep their own
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
func (b *htmlBuilder) textNode(n *htmlNode) {
	text := squeeze(n.text)
	if b.line == 0 {
		trimmed := strings.TrimLeft(n.text, " \t\n\f\r")
		if trimmed == "" {
			return
		}
		b.line = n.line + strings.Count(n.text[:len(n.text)-len(trimmed)], "\n")
		text = strings.TrimLeft(text, " \n")
	}
	b.run.text(text)
}

// inline adds an element of running text with what is in it. Blocks inside it
// ("<a><h2>…") end its paragraph; the look of the element does not reach into them.
func (b *htmlBuilder) inline(n *htmlNode) {
	if hasBlock(n) {
		b.nodes(n.kids)
		return
	}
	if b.line == 0 {
		b.line = n.line
	}
	addInline(&b.run, n)
}

// addInline adds an element that holds no blocks to a run.
func addInline(run *inlineBuilder, n *htmlNode) {
	if n.tag == "" {
		run.text(squeeze(n.text))
		return
	}
	run.start(n.tag, n.attrs)
	for _, k := range n.kids {
		addInline(run, k)
	}
	if !voidTags[n.tag] {
		run.end(n.tag)
	}
}

// inlineOf returns the content of an element as running text, blocks in it as lines.
func inlineOf(n *htmlNode) []doc.Inline {
	var run inlineBuilder
	for _, k := range n.kids {
		addInline(&run, k)
	}
	return trimInlines(run.finish())
}

func hasBlock(n *htmlNode) bool {
	for _, k := range n.kids {
		if blockTags[k.tag] || hasBlock(k) {
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

func (b *htmlBuilder) heading(n *htmlNode) {
	text := inlineOf(n)
	if len(text) == 0 {
		return
	}
	id := n.attrs["id"]
	if id == "" {
		id = slug(doc.InlineText(text))
	}
	if onlyImage(text) != nil && doc.InlineText(text) == "" {
		b.out = appendText(b.out, doc.At(n.line), text) // a logo is no title
		return
	}
	b.add(&doc.Heading{At: doc.At(n.line), Level: int(n.tag[1] - '0'), ID: b.ids.take(id), Text: text})
}

func (b *htmlBuilder) list(n *htmlNode) {
	l := &doc.List{At: doc.At(n.line), Tight: true}
	if n.tag == "ol" {
		l.Ordered, l.Start, l.Suffix = true, 1, "."
		if start, err := strconv.Atoi(n.attrs["start"]); err == nil && start >= 0 {
			l.Start = start
		}
		l.Numeral = map[string]doc.Numeral{"a": doc.LowerAlpha, "A": doc.UpperAlpha, "i": doc.LowerRoman, "I": doc.UpperRoman}[n.attrs["type"]]
	}
	for _, k := range n.kids {
		switch {
		case k.tag == "li":
			l.Items = append(l.Items, doc.ListItem{Line: k.line, Blocks: b.inside(k)})
		case k.tag == "" && strings.TrimSpace(k.text) == "":
		default:
			// Not allowed here, but written: it goes with the item before it.
			loose := b.inside(&htmlNode{kids: []*htmlNode{k}})
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
func preLang(n *htmlNode) string {
	for _, k := range n.kids {
		for _, class := range strings.Fields(k.attrs["class"]) {
			if lang, ok := strings.CutPrefix(class, "language-"); ok {
				return strings.ToLower(lang)
			}
		}
	}
	return strings.ToLower(n.attrs["lang"])
}

func preText(n *htmlNode) string {
	var b strings.Builder
	var text func(*htmlNode)
	text = func(n *htmlNode) {
		if n.tag == "br" {
			b.WriteByte('\n')
		}
		b.WriteString(n.text)
		for _, k := range n.kids {
			text(k)
		}
	}
	text(n)
	var out strings.Builder
	// HTML: a newline right after the tag does not count.
	expandTabs(&out, strings.TrimPrefix(b.String(), "\n"))
	return strings.TrimRight(out.String(), "\n")
}

func (b *htmlBuilder) definitions(n *htmlNode) {
	d := &doc.Definitions{At: doc.At(n.line)}
	described := true
	var entries func(*htmlNode)
	entries = func(n *htmlNode) {
		for _, k := range n.kids {
			switch k.tag {
			case "dt":
				if described {
					d.Items = append(d.Items, doc.Definition{Line: k.line})
					described = false
				}
				last := &d.Items[len(d.Items)-1]
				last.Terms = append(last.Terms, inlineOf(k))
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
func (b *htmlBuilder) figure(n *htmlNode) {
	var caption []doc.Inline
	rest := &htmlNode{}
	for _, k := range n.kids {
		if k.tag == "figcaption" && !hasBlock(k) {
			caption = inlineOf(k)
		} else {
			rest.kids = append(rest.kids, k)
		}
	}
	blocks := b.inside(rest)
	if len(blocks) > 0 {
		switch last := blocks[len(blocks)-1].(type) {
		case *doc.Figure:
			last.Caption = caption
			caption = nil
		case *doc.Code:
			last.Caption = caption
			caption = nil
		}
	}
	b.out = append(b.out, blocks...)
	b.out = appendText(b.out, doc.At(n.line), caption)
}
