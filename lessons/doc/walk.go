package doc

// Walk calls visit for every block in reading order, parents before children,
// the blocks inside list items, cells, definitions and so on included. When
// visit returns false the block's children are passed over.
func Walk(blocks []Block, visit func(Block) bool) {
	for _, b := range blocks {
		if visit(b) {
			for _, c := range children(b) {
				Walk(c, visit)
			}
		}
	}
}

// WalkInlines calls visit for every inline of the blocks in reading order,
// parents before children.
func WalkInlines(blocks []Block, visit func(Inline)) {
	Walk(blocks, func(b Block) bool {
		// A Block's own inlines come before its children's in every type
		// but Quote, whose attribution stands below it; nobody who walks
		// inlines depends on that.
		for _, text := range inlines(b) {
			walkInlines(text, visit)
		}
		return true
	})
}

func walkInlines(text []Inline, visit func(Inline)) {
	for _, in := range text {
		visit(in)
		switch in := in.(type) {
		case *Styled:
			walkInlines(in.Content, visit)
		case *Link:
			walkInlines(in.Content, visit)
		}
	}
}

// children returns the runs of blocks inside b.
func children(b Block) [][]Block {
	switch b := b.(type) {
	case *List:
		runs := make([][]Block, len(b.Items))
		for i, it := range b.Items {
			runs[i] = it.Blocks
		}
		return runs
	case *Definitions:
		runs := make([][]Block, len(b.Items))
		for i, it := range b.Items {
			runs[i] = it.Blocks
		}
		return runs
	case *Quote:
		return [][]Block{b.Blocks}
	case *Table:
		var runs [][]Block
		for _, rows := range [][]Row{b.Head, b.Body} {
			for _, r := range rows {
				for _, c := range r.Cells {
					runs = append(runs, c.Blocks)
				}
			}
		}
		return runs
	case *Admonition:
		return [][]Block{b.Blocks}
	case *Figure:
		return [][]Block{b.Legend}
	case *Footnote:
		return [][]Block{b.Blocks}
	case *Object:
		return [][]Block{b.Blocks}
	}
	return nil
}

// inlines returns the runs of inlines that belong to b itself.
func inlines(b Block) [][]Inline {
	switch b := b.(type) {
	case *Heading:
		return [][]Inline{b.Text}
	case *Rubric:
		return [][]Inline{b.Text}
	case *Paragraph:
		return [][]Inline{b.Text}
	case *Definitions:
		var runs [][]Inline
		for _, it := range b.Items {
			runs = append(runs, it.Terms...)
			runs = append(runs, it.Classifiers...)
		}
		return runs
	case *Code:
		return [][]Inline{b.Caption, b.Rich}
	case *Quote:
		return [][]Inline{b.Attribution}
	case *Table:
		return [][]Inline{b.Caption}
	case *Admonition:
		return [][]Inline{b.Title}
	case *Figure:
		return [][]Inline{{&b.Image}, b.Caption}
	case *LineBlock:
		runs := make([][]Inline, len(b.Lines))
		for i, l := range b.Lines {
			runs[i] = l.Text
		}
		return runs
	}
	return nil
}
