// Package doctest has a value of every kind of block and inline, for the tests of
// what must know all of them. Its own test fails for a kind that is not here.
package doctest

import "lectern/lessons/doc"

// Blocks returns one block of each kind, made anew. Each holds all that its kind
// may hold: texts, blocks, anchors.
func Blocks() []doc.Block {
	return []doc.Block{
		&doc.Heading{At: 1, Level: 2, ID: "heading", Text: text("A heading")},
		&doc.Rubric{At: 2, Text: text("A rubric")},
		&doc.Paragraph{At: 3, Text: Inlines()},
		&doc.List{At: 4, Ordered: true, Numeral: doc.LowerAlpha, Start: 3, Prefix: "(", Suffix: ")", Tight: true, Items: []doc.ListItem{
			{Line: 4, Task: doc.TaskDone, Blocks: below("An item")}, {Line: 5, Blocks: below("Another item")},
		}},
		&doc.Definitions{At: 6, Kind: doc.Glossary, Items: []doc.Definition{{
			Line: 6, IDs: []string{"term-a", "term-b"}, Terms: [][]doc.Inline{text("A term"), text("Another name")},
			Classifiers: [][]doc.Inline{text("a classifier")}, Blocks: below("A definition"),
		}}},
		&doc.Code{At: 7, Lang: "go", Text: "rich code", Rich: text("rich code"), Caption: text("A caption of code")},
		&doc.Quote{At: 8, Kind: "epigraph", Blocks: below("A quote"), Attribution: text("Its author")},
		&doc.Table{At: 9, Caption: text("A caption of a table"), Columns: []doc.Column{{Width: 1, Align: doc.AlignRight}, {Width: 2}},
			Head: []doc.Row{{Cells: []doc.Cell{{Blocks: below("A head")}, {Blocks: below("Another head")}}}},
			Body: []doc.Row{{Cells: []doc.Cell{{ColSpan: 1, Blocks: below("A wide cell")}}}}},
		&doc.Admonition{At: 10, Kind: "note", Title: text("A title"), Blocks: below("A note")},
		&doc.Figure{At: 11, Image: doc.Image{Source: "a.png", Alt: "A picture", Title: "Its title", Target: "https://example.org/picture"},
			Caption: text("A caption of a picture"), Legend: below("A legend")},
		&doc.LineBlock{At: 12, Lines: []doc.VerseLine{{Text: text("A line")}, {Indent: 1, Text: text("An indented line")}}},
		&doc.Footnote{At: 13, ID: "footnote", Label: "1", Citation: true, Blocks: below("A footnote")},
		&doc.Object{At: 14, Kind: "function", ID: "object", Signatures: []string{"f(x)", "f(x, y)"}, Blocks: below("A function")},
		&doc.Toctree{At: 15, Caption: "Pages", Entries: []doc.TocEntry{{Line: 16, Title: "A page", Target: "page"}}, Numbered: true, MaxDepth: 2},
		&doc.Rule{At: 17},
		&doc.Anchor{At: 18, ID: "anchor"},
		&doc.QuizRef{At: 19, Source: "bank.gift", First: 20, Format: "gift"},
	}
}

// Inlines returns one inline of each kind, made anew.
func Inlines() []doc.Inline {
	return []doc.Inline{
		&doc.Text{Value: "Plain text, "},
		&doc.Styled{Style: doc.Strong, Content: text("strong text")},
		&doc.Literal{Value: "literal"},
		&doc.Math{Value: "x^2"},
		&doc.Link{Target: "https://example.org/", Content: text("a link")},
		&doc.Image{Source: "b.png", Alt: "a small picture", Title: "its title", Target: "https://example.org/small"},
		&doc.FootnoteRef{Label: "2", ID: "note"},
		&doc.LineBreak{},
		&doc.Target{ID: "target"},
	}
}

func text(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

func below(s string) []doc.Block { return []doc.Block{&doc.Paragraph{Text: text(s)}} }
