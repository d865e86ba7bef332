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
