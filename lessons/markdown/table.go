package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
)

// tableTransformer makes tables of paragraphs (GFM, "Tables"), in two points other than
// goldmark's own, which loses words there: what a row has beyond its head is shown, and
// a bar in a formula or in code parts no cells where the row would else be too long.
type tableTransformer struct{}

// Transform implements parser.ParagraphTransformer.
func (tableTransformer) Transform(node *ast.Paragraph, r gmtext.Reader, pc parser.Context) {
	lines, src := node.Lines(), r.Source()
	for i := 1; i < lines.Len(); i++ {
		seg := lines.At(i)
		aligns := delimiterRow(seg.Value(src))
		if aligns == nil {
			continue
		}
		head := splitRow(src, lines.At(i-1), len(aligns))
		if len(head) != len(aligns) {
			return
		}
		rows := make([][]gmtext.Segment, 0, lines.Len()-i-1)
		width := len(head)
		for j := i + 1; j < lines.Len(); j++ {
			row := splitRow(src, lines.At(j), len(aligns))
			if len(row) > len(aligns) {
				tellLong(pc, lines.At(j), len(row), len(aligns))
			}
			width = max(width, len(row))
			rows = append(rows, row)
		}
		if first, last := lines.At(0), lines.At(lines.Len()-1); width*lines.Len() > 4*(last.Stop-first.Start)+10_000 {
			// Rows are filled up to the longest of them, so that one of 5,000
			// cells makes 5,000 cells of each.
			pageOf(pc).tellOnce(first.Start, doc.Warning, "absurd-table",
				"a table has far more columns than its rows have cells and is shown as text")
			return
		}
		aligns = append(aligns, make([]extast.Alignment, width-len(aligns))...)
		for k := len(head); k < width; k++ {
			aligns[k] = extast.AlignNone
		}
		insertTable(node, i, tableOf(lines, i, aligns, head, rows))
		return
	}
}

func tellLong(pc parser.Context, seg gmtext.Segment, cells, columns int) {
	column := "columns"
	if columns == 1 {
		column = "column"
	}
	pageOf(pc).tell(seg.Start, doc.Warning, "long-row", fmt.Sprintf(
		"the row has %d cells and the head of its table %d %s: write a bar that belongs to a cell as \\|, or add to the head",
		cells, columns, column))
}

// tableOf makes the table whose delimiter row is line i.
func tableOf(lines *gmtext.Segments, i int, aligns []extast.Alignment, head []gmtext.Segment, rows [][]gmtext.Segment) *extast.Table {
	table := extast.NewTable()
	table.Alignments = aligns
	at := lines.At(i - 1)
	table.SetPos(at.Start)
	table.AppendChild(table, extast.NewTableHeader(rowOf(lines.At(i-1), aligns, head)))
	for j, row := range rows {
		table.AppendChild(table, rowOf(lines.At(i+1+j), aligns, row))
	}
	return table
}

func rowOf(line gmtext.Segment, aligns []extast.Alignment, cells []gmtext.Segment) *extast.TableRow {
	row := extast.NewTableRow(aligns)
	row.SetPos(line.Start)
	for _, seg := range cells {
		cell := extast.NewTableCell()
		cell.SetPos(seg.Start)
		cell.Lines().Append(seg)
		row.AppendChild(row, cell)
	}
	for range len(aligns) - len(cells) {
		row.AppendChild(row, extast.NewTableCell())
	}
	return row
}

// insertTable puts the table behind what the paragraph holds before it.
func insertTable(node *ast.Paragraph, delimiter int, table *extast.Table) {
	node.Parent().InsertAfter(node.Parent(), node, table)
	if delimiter == 1 {
		node.Parent().RemoveChild(node.Parent(), node)
		return
	}
	node.Lines().SetSliced(0, delimiter-1)
	last := node.Lines().At(delimiter - 2)
	last.Stop-- // its newline
	node.Lines().Set(delimiter-2, last)
}

// delimiterRow reads the line below the head of a table; nil if it is none.
func delimiterRow(line []byte) []extast.Alignment {
	if w, _ := util.IndentWidth(line, 0); w > 3 || bytes.IndexByte(line, '-') < 0 {
		return nil
	}
	line = bytes.TrimSpace(line)
	// A line of hyphens alone is the underline of a heading or a rule.
	if len(bytes.Trim(line, "-")) == 0 {
		return nil
	}
	line = bytes.TrimPrefix(line, []byte{'|'})
	line = bytes.TrimSuffix(line, []byte{'|'})
	var aligns []extast.Alignment
	for col := range bytes.SplitSeq(line, []byte{'|'}) {
		col = bytes.TrimSpace(col)
		dashes := bytes.TrimSuffix(bytes.TrimPrefix(col, []byte{':'}), []byte{':'})
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return nil
		}
		left, right := col[0] == ':', col[len(col)-1] == ':'
		switch {
		case left && right:
			aligns = append(aligns, extast.AlignCenter)
		case left:
			aligns = append(aligns, extast.AlignLeft)
		case right:
			aligns = append(aligns, extast.AlignRight)
		default:
			aligns = append(aligns, extast.AlignNone)
		}
	}
	return aligns
}

// maxKeptRow is how long a row may be, in bytes, in which formulas and code are looked
// for. Looking takes the square of its length.
const maxKeptRow = 1000

// splitRow returns the cells of a row. Where it has more of them than the table has
// columns, bars inside formulas and code are tried as text: they are, if what is left fits.
func splitRow(src []byte, seg gmtext.Segment, columns int) []gmtext.Segment {
	seg = seg.TrimLeftSpace(src)
	seg = seg.TrimRightSpace(src)
	line := seg.Value(src)
	start := seg.Start - seg.Padding
	if len(line) > 0 && line[0] == '|' {
		line = line[1:]
		start++
	}
	if n := len(line); n > 0 && line[n-1] == '|' && before(line, n-1) != '\\' {
		line = line[:n-1]
	}
	if len(line) == 0 {
		return nil
	}
	bars := barsOf(line, false)
	if len(bars)+1 > columns && len(line) <= maxKeptRow && bytes.ContainsAny(line, "$\\`") {
		if inner := barsOf(line, true); len(inner)+1 <= columns {
			bars = inner
		}
	}
	cells := make([]gmtext.Segment, 0, len(bars)+1)
	from := 0
	for _, bar := range append(bars, len(line)) {
		cell := gmtext.NewSegment(start+from, start+bar)
		cell = cell.TrimLeftSpace(src)
		cells = append(cells, cell.TrimRightSpace(src))
		from = bar + 1
	}
	return cells
}

// barsOf returns where the bars of a row are that part cells: not those with a
// backslash before them, nor, where kept says so, those inside a formula or code.
func barsOf(line []byte, kept bool) []int {
	var bars []int
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '|' && before(line, i) != '\\':
			bars = append(bars, i)
		case kept && (c == '$' || c == '\\'):
			if n := formulaLength(line, i); n > 0 {
				i += n - 1
			} else if c == '\\' && i+1 < len(line) && line[i+1] != '|' {
				i++
			}
		case kept && c == '`':
			i += codeLength(line[i:]) - 1
		}
	}
	return bars
}
