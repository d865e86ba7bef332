package rst

import (
	"strings"

	"lectern/lessons/doc"
)

// tableDirective gives a table a title.
func tableDirective(s *scanner, d *directive) {
	s.named(d)
	title, blocks := s.argInlines(d), s.contentBlocks(d)
	if len(blocks) == 1 {
		if t, ok := blocks[0].(*doc.Table); ok {
			t.Caption = title
			setWidths(t, d)
			s.emit(t)
			return
		}
	}
	s.problem(doc.Warning, d.line, 0, "table-content", "the content of a table directive is not one table, shown as it is")
	if title != nil {
		s.emit(&doc.Rubric{At: s.at(d.line), Text: title})
	}
	s.emit(blocks...)
}

// setWidths takes the widths of the columns from the "widths" option, when it
// gives one for each.
func setWidths(t *doc.Table, d *directive) {
	v, _ := d.option("widths")
	words := strings.FieldsFunc(v, func(r rune) bool { return r == ',' || isSpace(r) })
	if len(words) != len(t.Columns) {
		return
	}
	for i, w := range words {
		n := 0
		for _, c := range []byte(w) {
			if !isDigitByte(c) || n > 1000 {
				return
			}
			n = 10*n + int(c-'0')
		}
		t.Columns[i].Width = n
	}
}

// listTable reads a table that is written as a list of lists, and the "flat"
// kind, whose cells may span others (the roles cspan and rspan).
func listTable(s *scanner, d *directive) {
	s.named(d)
	title := s.argInlines(d)
	flat := d.name == "flat-table"
	if flat {
		outer := s.cellSpans
		s.cellSpans = map[int]cell{}
		defer func() { s.cellSpans = outer }()
	}
	blocks := s.contentBlocks(d)
	rows, ok := listRows(blocks)
	if !ok {
		s.problem(doc.Warning, d.line, 0, "table-content", "the content of a %s is not a list of lists, shown as it is", d.name)
		if title != nil {
			s.emit(&doc.Rubric{At: s.at(d.line), Text: title})
		}
		s.emit(blocks...)
		return
	}
	t := &doc.Table{At: s.at(d.line), Caption: title}
	columns := 0
	for _, items := range rows {
		width := 0
		r := doc.Row{Cells: make([]doc.Cell, len(items))}
		for i, it := range items {
			r.Cells[i].Blocks = it.Blocks
			if flat {
				sp := s.cellSpans[it.Line]
				r.Cells[i].RowSpan, r.Cells[i].ColSpan = sp.rows, sp.cols
				trimCell(it.Blocks)
			}
			width += 1 + r.Cells[i].ColSpan
		}
		columns = max(columns, width)
		t.Body = append(t.Body, r)
	}
	t.Columns = make([]doc.Column, columns)
	setWidths(t, d)
	splitHead(t, d.number("header-rows", 0))
	s.emit(t)
}

// trimCell takes off the space that is left where a span was written.
func trimCell(blocks []doc.Block) {
	if len(blocks) == 0 {
		return
	}
	if par, ok := blocks[0].(*doc.Paragraph); ok && len(par.Text) > 0 {
		if t, ok := par.Text[0].(*doc.Text); ok {
			t.Value = strings.TrimLeft(t.Value, " \n")
			if t.Value == "" {
				par.Text = par.Text[1:]
			}
		}
	}
}

// listRows returns the items of each inner list of a list of lists.
func listRows(blocks []doc.Block) ([][]doc.ListItem, bool) {
	var list *doc.List
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Anchor:
		case *doc.List:
			if list != nil {
				return nil, false
			}
			list = b
		default:
			return nil, false
		}
	}
	if list == nil {
		return nil, false
	}
	var rows [][]doc.ListItem
	for _, it := range list.Items {
		if len(it.Blocks) != 1 {
			return nil, false
		}
		inner, ok := it.Blocks[0].(*doc.List)
		if !ok {
			return nil, false
		}
		rows = append(rows, inner.Items)
	}
	return rows, true
}

// splitHead makes the first n rows the head, if there are more.
func splitHead(t *doc.Table, n int) {
	if n > 0 && n < len(t.Body) {
		t.Head, t.Body = append(t.Head, t.Body[:n]...), t.Body[n:]
	}
}
