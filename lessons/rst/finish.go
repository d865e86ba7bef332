package rst

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// finish does what can be done only when the whole page has been read. The order
// of the steps is that of docutils.
func (p *parser) finish(blocks []doc.Block) *doc.Document {
	p.numberNotes()
	p.giveIDs()
	p.giveOtherIDs()
	for _, s := range p.sections.list {
		s.heading.Text = p.settle(s.heading.Text)
	}
	p.aimFigures()
	page := p.pageOf(blocks)
	page.takeSubtitle()
	if page.first < len(blocks) && isFieldList(blocks[page.first]) && p.headers == nil {
		page.docinfo = blocks[page.first].(*doc.Definitions)
	}
	p.numberFigures(blocks)
	p.numberSections(page)
	p.placed = page
	blocks = p.settleBlocks(blocks)
	p.placeNotes(&blocks)
	blocks = p.takeDocinfo(page, blocks)
	blocks = append(p.withHeader(page, blocks), p.settleBlocks(p.footer)...)
	p.doc.Blocks = blocks
	if page.title != nil && p.doc.Title == nil {
		p.doc.Title = page.title.Text
	}
	p.sortProblems()
	return p.doc
}

// giveOtherIDs gives out the anchors of what is no target: terms and objects.
func (p *parser) giveOtherIDs() {
	for _, t := range p.glossaryTerms {
		it := &t.list.Items[t.item]
		it.IDs = append(it.IDs, p.newID("term-"+doc.Slug(t.name)))
	}
	for _, o := range p.objects {
		o.object.ID = p.newID(o.id)
	}
}

// aimFigures finds where pictures lead whose target is a reference.
func (p *parser) aimFigures() {
	for _, f := range p.figures {
		if dest, why := p.destination(f.ref); why == "" {
			f.figure.Image.Target = dest
		} else {
			p.problemIn(f.ref.file, doc.Warning, f.ref.line, 0, "unresolved-reference", "the picture's target %s %s", f.ref.raw, why)
		}
	}
}

// page is the outline of a page: a title that stands alone at the top is
// the document's (RST spec, "Document Structure").
type page struct {
	title    *doc.Heading
	promoted bool // the title is no section any more
	subtitle bool // the lone section below it neither
	sections []section
	blocks   []doc.Block
	first    int              // index of the first block that shows something, behind title and subtitle
	docinfo  *doc.Definitions // the field list that stands there
}

func (p *parser) pageOf(blocks []doc.Block) *page {
	pg := &page{sections: p.sections.list, blocks: blocks}
	pg.first = visible(blocks, 0)
	top := 0
	for _, s := range pg.sections {
		if s.heading.Level == 1 {
			top++
		}
	}
	if top != 1 || pg.first == len(blocks) {
		return pg
	}
	h, ok := blocks[pg.first].(*doc.Heading)
	if ok {
		pg.title, pg.promoted = h, true
		pg.first = visible(blocks, pg.first+1)
		return pg
	}
	// Fields before a lone title keep it from being promoted, not from being
	// the page's title.
	if isFieldList(blocks[pg.first]) {
		if i := visible(blocks, pg.first+1); i < len(blocks) {
			pg.title, _ = blocks[i].(*doc.Heading)
		}
	}
	return pg
}

// takeSubtitle finds the lone section right below a promoted title.
func (pg *page) takeSubtitle() {
	if !pg.promoted || pg.first == len(pg.blocks) {
		return
	}
	h, ok := pg.blocks[pg.first].(*doc.Heading)
	if !ok {
		return
	}
	n := 0
	for _, s := range pg.sections {
		if s.heading.Level == h.Level {
			n++
		}
	}
	if n == 1 && h.Level == 2 {
		pg.subtitle = true
		pg.first = visible(pg.blocks, pg.first+1)
	}
}

// visible returns the index of the first block from i that shows something.
func visible(blocks []doc.Block, i int) int {
	for ; i < len(blocks); i++ {
		switch blocks[i].(type) {
		case *doc.Anchor, *doc.Toctree, *doc.QuizRef, *notesBlock:
		default:
			return i
		}
	}
	return i
}

func isFieldList(b doc.Block) bool {
	d, ok := b.(*doc.Definitions)
	return ok && d.Kind == doc.Fields
}

// takeDocinfo makes metadata of a field list right below the title (RST spec,
// "Bibliographic Fields"). Abstract and dedication are text all the same.
func (p *parser) takeDocinfo(pg *page, blocks []doc.Block) []doc.Block {
	list := pg.docinfo
	if list == nil {
		return blocks
	}
	var shown []doc.Block
	for _, it := range list.Items {
		name := strings.ToLower(doc.InlineText(it.Terms[0]))
		if name == "abstract" || name == "dedication" {
			title := strings.ToUpper(name[:1]) + name[1:]
			shown = append(shown, &doc.Admonition{At: doc.At(it.Line), Kind: "topic", Title: []doc.Inline{&doc.Text{Value: title}}, Blocks: it.Blocks})
			continue
		}
		p.addMeta(name, keyword(text.OneLine(doc.PlainText(it.Blocks))))
	}
	out := make([]doc.Block, 0, len(blocks)+len(shown))
	for _, b := range blocks {
		if b == doc.Block(list) {
			out = append(out, shown...)
			continue
		}
		out = append(out, b)
	}
	return out
}

// keyword takes the value out of what version control expands: "$Date: ... $".
func keyword(s string) string {
	if len(s) < 4 || s[0] != '$' || s[len(s)-1] != '$' {
		return s
	}
	_, value, ok := strings.Cut(s[1:len(s)-1], ":")
	if !ok {
		return s
	}
	return strings.TrimSpace(value)
}

// withHeader puts the page header below the title.
func (p *parser) withHeader(pg *page, blocks []doc.Block) []doc.Block {
	if len(p.header) == 0 {
		return blocks
	}
	header := p.settleBlocks(p.header)
	at := 0
	if pg.promoted {
		for at < len(blocks) && blocks[at] != doc.Block(pg.title) {
			at++
		}
		at = min(at+1, len(blocks))
	}
	out := append([]doc.Block(nil), blocks[:at]...)
	return append(append(out, header...), blocks[at:]...)
}
