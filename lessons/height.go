package lessons

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// textWidth is the assumed number of characters in a line of text.
const textWidth = 74

// height estimates how many lines a block takes, the blank line below it included.
// A kind that is not in the list takes what its parts take.
func (p *Page) height(b doc.Block) int {
	switch b := b.(type) {
	case *doc.Anchor, *doc.QuizRef:
		return 0
	case *doc.Toctree:
		if b.Hidden {
			return 0
		}
		return len(b.Entries) + 1
	case *doc.Heading, *doc.Rubric, *doc.Rule:
		return 2
	case *doc.Paragraph:
		return wrapped(doc.InlineText(b.Text)) + 1
	case *doc.Code:
		return strings.Count(b.Text, "\n") + 2
	case *doc.Figure:
		n := 4
		if d, ok := p.Drawing(b.Image.Source); ok {
			n = strings.Count(d, "\n") + 2
		}
		return n + wrapped(doc.InlineText(b.Caption)) + p.heights(b.Legend)
	case *doc.Table:
		return tableHeight(b)
	case *doc.List:
		n := 1
		for _, it := range b.Items {
			n += p.heights(it.Blocks)
			if b.Tight {
				n--
			}
		}
		return n
	case *doc.Definitions:
		n := 1
		for _, it := range b.Items {
			n += max(1, p.heights(it.Blocks)) + len(it.Terms)
		}
		return n
	case *doc.Admonition:
		return 2 + p.heights(b.Blocks)
	case *doc.Quote:
		return 1 + p.heights(b.Blocks)
	case *doc.Object:
		return 1 + len(b.Signatures) + p.heights(b.Blocks)
	case *doc.Footnote:
		return p.heights(b.Blocks)
	case *doc.LineBlock:
		return len(b.Lines) + 1
	}
	n := 1
	doc.Parts(b, func(text *[]doc.Inline) {
		if len(*text) > 0 {
			n += wrapped(doc.InlineText(*text))
		}
	}, func(blocks *[]doc.Block) { n += p.heights(*blocks) })
	return n
}

func (p *Page) heights(blocks []doc.Block) int {
	n := 0
	for _, b := range blocks {
		n += p.height(b)
	}
	return n
}

// tableHeight estimates a table of even columns.
func tableHeight(t *doc.Table) int {
	n := 4
	for _, rows := range [][]doc.Row{t.Head, t.Body} {
		for _, r := range rows {
			most := 1
			for _, c := range r.Cells {
				chars := utf8.RuneCountInString(doc.PlainText(c.Blocks))
				most = max(most, 1+chars*max(1, len(r.Cells))/textWidth)
			}
			n += most
		}
	}
	return n
}

// wrapped is how many lines a text takes.
func wrapped(text string) int {
	if text == "" {
		return 0
	}
	return 1 + utf8.RuneCountInString(text)/textWidth
}
