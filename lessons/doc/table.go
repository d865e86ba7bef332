package doc

// Table has rows of cells. Cells that are covered by a span of another are absent.
type Table struct {
	At
	Caption []Inline
	Columns []Column
	Head    []Row // may be empty
	Body    []Row
}

func (*Table) block() {}

func (b *Table) parts(text func(*[]Inline), blocks func(*[]Block)) {
	text(&b.Caption)
	for _, rows := range [][]Row{b.Head, b.Body} {
		for _, r := range rows {
			for i := range r.Cells {
				blocks(&r.Cells[i].Blocks)
			}
		}
	}
}

// Column is one column of a Table.
type Column struct {
	Width int // relative width as the source gives it; 0 if it does not
	Align Align
}

// Align is the alignment of a table column.
type Align uint8

// The alignments.
const (
	AlignDefault Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Row is one row of a Table.
type Row struct{ Cells []Cell }

// Cell is one cell of a Table.
type Cell struct {
	RowSpan, ColSpan int // extra rows and columns that it covers; 0 for a plain cell
	Blocks           []Block
}
