package typeset

import (
	"lectern/lessons/doc"
)

// source makes blocks from bytes, so that a fuzzer can look for bad ones. It
// gives zeros when the bytes are used up.
type source struct {
	data  []byte
	depth int
}

func (s *source) byte() int {
	if len(s.data) == 0 {
		return 0
	}
	b := s.data[0]
	s.data = s.data[1:]
	return int(b)
}

func (s *source) up(n int) int { return s.byte() % n }

// pieces are what texts are made of; the odd ones are where setting goes
// wrong first.
var pieces = [...]string{
	"pump", "a", "the keeper", " ", "  \n", "water-wheel", "12", ",", ".", "(", ")", "it's", "/path/to/it?q=1&r=2",
	"日本語", "水", "한국", "\u0301", "e\u0301", "👩‍🔧", "🇩🇪", "🇩", "\u00AD", "hy\u00ADphen", "\u200B", "\u2060", "\u200D", "\u200C",
	"\u00A0", "\u3000", "\u2003", "\x1b[31m", "\x00", "\u202E", "\u2066", "\ufeff", "\xff", "\xc3", "\u0600", "क्ष", "न\u200Dक", "می\u200cخ",
	"👍🏽", "🏽", "\uFE0F", "1\uFE0F\u20E3", "⸻", "\U000E0041", "\t", "\r\n", "ﾞ", "ᅵ", "각", "unbreakableandverylongwordthatnobodywouldsay",
	"مضخة", "[1]", "**", "“q”", "!", "$5", "%", "\u2028", "\ufffe", "H₂O", "\u0600 ", "น้ำ",
}

func (s *source) text() string {
	var out []byte
	for range s.up(7) {
		out = append(out, pieces[s.up(len(pieces))]...)
		if s.up(2) == 0 {
			out = append(out, ' ')
		}
	}
	return string(out)
}

func (s *source) inlines() []doc.Inline {
	var out []doc.Inline
	for range s.up(5) {
		out = append(out, s.inline())
	}
	return out
}

func (s *source) inline() doc.Inline {
	if s.depth > 6 {
		return tx(s.text())
	}
	s.depth++
	defer func() { s.depth-- }()
	switch s.up(14) {
	case 0:
		return &doc.Styled{Style: doc.Style(s.up(8)), Content: s.inlines()}
	case 1:
		return lit(s.text())
	case 2:
		return &doc.Math{Value: s.text()}
	case 3:
		return &doc.Link{Target: s.text(), Ref: []string{"", "", "doc", "term"}[s.up(4)], Content: s.inlines()}
	case 4:
		t := "https://pumps.example/" + s.text()
		return link(t, t)
	case 5:
		return &doc.Image{Source: s.text(), Alt: s.text(), Target: []string{"", "x"}[s.up(2)]}
	case 6:
		return &doc.FootnoteRef{Label: s.text(), ID: s.text()}
	case 7:
		return &doc.LineBreak{}
	case 8:
		return &doc.Target{ID: s.text()}
	}
	return tx(s.text())
}

func (s *source) blocks() []doc.Block {
	var out []doc.Block
	if s.depth > 6 {
		return out
	}
	s.depth++
	defer func() { s.depth-- }()
	for range s.up(5) {
		out = append(out, s.block())
	}
	return out
}

func (s *source) block() doc.Block {
	switch s.up(20) {
	case 0:
		return &doc.Heading{Level: s.up(8), ID: s.text(), Text: s.inlines()}
	case 1:
		return &doc.Rubric{Text: s.inlines()}
	case 2:
		return s.list()
	case 3:
		return s.definitions()
	case 4:
		return &doc.Code{Text: s.text() + "\n" + s.text(), Caption: s.inlines(), Kind: doc.CodeKind(s.up(3))}
	case 5:
		rich := s.inlines()
		return &doc.Code{Text: doc.InlineText(rich), Rich: rich}
	case 6:
		return &doc.Quote{Blocks: s.blocks(), Attribution: s.inlines()}
	case 7, 8:
		return s.table()
	case 9:
		return &doc.Admonition{Kind: []string{"note", "warning", "versionadded", "topic", "", "ünknown"}[s.up(6)], Title: s.inlines(), Blocks: s.blocks()}
	case 10:
		im := doc.Image{Source: []string{"drawn.png", "a.png", ""}[s.up(3)], Alt: s.text(), Target: []string{"", "x"}[s.up(2)]}
		return &doc.Figure{Image: im, Caption: append(in(tx("see ")), s.inlines()...), Legend: s.blocks()}
	case 11:
		var l doc.LineBlock
		for range s.up(4) {
			l.Lines = append(l.Lines, doc.VerseLine{Indent: s.up(12) - 1, Text: s.inlines()})
		}
		return &l
	case 12:
		return &doc.Footnote{ID: s.text(), Label: s.text(), Blocks: s.blocks()}
	case 13:
		return &doc.Object{Kind: []string{"class", "function"}[s.up(2)], Signatures: []string{s.text(), s.text()}, Blocks: s.blocks()}
	case 14:
		return &doc.Toctree{Caption: s.text(), Numbered: s.up(2) == 0, Entries: []doc.TocEntry{{Title: s.text(), Target: s.text()}}}
	case 15:
		return &doc.Rule{}
	case 16:
		return []doc.Block{&doc.Anchor{ID: s.text()}, &doc.QuizRef{}}[s.up(2)]
	}
	return &doc.Paragraph{Text: s.inlines()}
}

func (s *source) list() doc.Block {
	l := &doc.List{
		Ordered: s.up(2) == 0, Tight: s.up(2) == 0, Numeral: doc.Numeral(s.up(5)), Start: s.up(200) - 3,
		Prefix: []string{"", "("}[s.up(2)], Suffix: []string{"", ")", "."}[s.up(3)],
	}
	for range s.up(4) {
		l.Items = append(l.Items, doc.ListItem{Task: doc.Task(s.up(3)), Blocks: s.blocks()})
	}
	return l
}

func (s *source) definitions() doc.Block {
	d := &doc.Definitions{Kind: doc.DefinitionKind(s.up(4))}
	for range s.up(4) {
		var it doc.Definition
		for range s.up(3) {
			it.Terms = append(it.Terms, s.inlines())
		}
		if s.up(2) == 0 {
			it.Classifiers = [][]doc.Inline{s.inlines()}
		}
		it.IDs = []string{s.text()}
		it.Blocks = s.blocks()
		d.Items = append(d.Items, it)
	}
	return d
}

func (s *source) table() doc.Block {
	t := &doc.Table{Columns: make([]doc.Column, s.up(5)), Caption: s.inlines()}
	for i := range t.Columns {
		t.Columns[i].Align = doc.Align(s.up(4))
	}
	rows := func(n int) (rows []doc.Row) {
		for range n {
			var r doc.Row
			for range s.up(5) {
				r.Cells = append(r.Cells, doc.Cell{RowSpan: max(s.up(12)-8, 0), ColSpan: max(s.up(12)-8, 0), Blocks: s.blocks()})
			}
			rows = append(rows, r)
		}
		return rows
	}
	t.Head, t.Body = rows(s.up(3)), rows(s.up(4))
	return t
}
