package html

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
)

// maxSpan bounds what a cell may claim to cover.
const maxSpan = 100

// table converts a table element. What stands in it but in no cell comes before it.
func (b *builder) table(n *node) {
	t := &doc.Table{At: doc.At(n.line)}
	b.rows(t, n, false)
	if len(t.Head)+len(t.Body) == 0 {
		if len(t.Caption) > 0 {
			b.add(&doc.Rubric{At: t.At, Text: t.Caption})
		}
		return
	}
	width := 0
	for _, rows := range [][]doc.Row{t.Head, t.Body} {
		for _, r := range rows {
			sum := 0
			for _, c := range r.Cells {
				sum += 1 + c.ColSpan
			}
			width = max(width, sum)
		}
	}
	t.Columns = make([]doc.Column, width)
	b.add(t)
}

func (b *builder) rows(t *doc.Table, n *node, head bool) {
	for _, k := range n.kids {
		switch k.tag {
		case "thead":
			b.rows(t, k, true)
		case "tbody", "tfoot":
			b.rows(t, k, false)
		case "caption":
			if t.Caption == nil {
				t.Caption = inlineOf(k)
			} else {
				b.node(k)
			}
		case "tr":
			row, headers := b.row(k)
			// A first row of headers is a head even without thead.
			if head || (headers && len(t.Body) == 0 && len(t.Head) == 0) {
				t.Head = append(t.Head, row)
			} else {
				t.Body = append(t.Body, row)
			}
		case "td", "th":
			t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{b.cell(k)}})
		case "colgroup", "col":
		default:
			b.node(k)
		}
	}
	b.paragraph()
}

// row converts a row and reports whether all of its cells are headers.
func (b *builder) row(n *node) (row doc.Row, headers bool) {
	headers = true
	for _, k := range n.kids {
		switch {
		case k.tag == "td" || k.tag == "th":
			headers = headers && k.tag == "th"
			if id := n.attrs.get("id"); id != "" && len(row.Cells) == 0 && k.attrs.get("id") == "" {
				k.attrs = with(k.attrs, "id", id)
			}
			row.Cells = append(row.Cells, b.cell(k))
		case k.tag == "" && strings.TrimSpace(k.text) == "":
		default:
			b.node(k)
		}
	}
	return row, headers && len(row.Cells) > 0
}

func (b *builder) cell(n *node) doc.Cell {
	span := func(name string) int {
		v, err := strconv.Atoi(n.attrs.get(name))
		if err != nil {
			return 0
		}
		return min(max(v-1, 0), maxSpan)
	}
	return doc.Cell{RowSpan: span("rowspan"), ColSpan: span("colspan"), Blocks: b.inside(n)}
}
