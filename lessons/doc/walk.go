package doc

// Walk calls visit for every block in reading order, parents before children,
// the blocks inside list items, cells, definitions and so on included. When
// visit returns false the block's children are passed over.
func Walk(blocks []Block, visit func(Block) bool) {
	below := func(run *[]Block) { Walk(*run, visit) }
	for _, b := range blocks {
		if visit(b) {
			b.parts(ignoreText, below)
		}
	}
}

// WalkInlines calls visit for every inline of the blocks, parents before children:
// those of a block itself, in reading order, then those of the blocks inside it.
func WalkInlines(blocks []Block, visit func(Inline)) {
	own := func(run *[]Inline) { walkInlines(*run, visit) }
	Walk(blocks, func(b Block) bool {
		b.parts(own, ignoreBlocks)
		return true
	})
}

func ignoreText(*[]Inline)  {}
func ignoreBlocks(*[]Block) {}

func walkInlines(text []Inline, visit func(Inline)) {
	for _, in := range text {
		visit(in)
		switch in := in.(type) {
		case *Styled:
			walkInlines(in.Content, visit)
		case *Link:
			walkInlines(in.Content, visit)
		case *Text, *Literal, *Math, *Image, *FootnoteRef, *LineBreak, *Target: // hold no inlines
		}
	}
}

// Parts calls text with each running text of a block itself, and blocks with each
// run of blocks inside it, in reading order. Both may replace what they are given,
// but for the picture of a Figure, which is given to text as one inline that stays.
func Parts(b Block, text func(*[]Inline), blocks func(*[]Block)) { b.parts(text, blocks) }

// IDs returns the anchors of a block itself that links can name. One that is ""
// stands for none.
func IDs(b Block) []string { return b.ids() }
