package rst

import "lectern/lessons/doc"

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

func (p *parser) settleBlock(b doc.Block) {
	switch b := b.(type) {
	case *doc.Rubric:
		b.Text = p.settle(b.Text)
	case *doc.Paragraph:
		b.Text = p.settle(b.Text)
	case *doc.List:
		for i := range b.Items {
			b.Items[i].Blocks = p.settleBlocks(b.Items[i].Blocks)
		}
	case *doc.Definitions:
		p.settleDefinitions(b)
	case *doc.Code:
		b.Caption = p.settle(b.Caption)
		if b.Rich != nil {
			b.Rich = p.settle(b.Rich)
			b.Text = doc.InlineText(b.Rich)
		}
	case *doc.Quote:
		b.Blocks = p.settleBlocks(b.Blocks)
		b.Attribution = p.settle(b.Attribution)
	case *doc.Table:
		b.Caption = p.settle(b.Caption)
		p.settleRows(b.Head)
		p.settleRows(b.Body)
	case *doc.Admonition:
		b.Title = p.settle(b.Title)
		b.Blocks = p.settleBlocks(b.Blocks)
	case *doc.Figure:
		b.Caption = p.settle(b.Caption)
		b.Legend = p.settleBlocks(b.Legend)
	case *doc.LineBlock:
		for i := range b.Lines {
			b.Lines[i].Text = p.settle(b.Lines[i].Text)
		}
	case *doc.Footnote:
		b.Blocks = p.settleBlocks(b.Blocks)
	case *doc.Object:
		b.Blocks = p.settleBlocks(b.Blocks)
	}
}

func (p *parser) settleDefinitions(b *doc.Definitions) {
	for i := range b.Items {
		it := &b.Items[i]
		for k := range it.Terms {
			it.Terms[k] = p.settle(it.Terms[k])
		}
		for k := range it.Classifiers {
			it.Classifiers[k] = p.settle(it.Classifiers[k])
		}
		it.Blocks = p.settleBlocks(it.Blocks)
	}
}

func (p *parser) settleRows(rows []doc.Row) {
	for _, r := range rows {
		for i := range r.Cells {
			r.Cells[i].Blocks = p.settleBlocks(r.Cells[i].Blocks)
		}
	}
}
