package typeset

import (
	"fmt"

	"lectern/lessons/doc"
)

// kind knows how to show one kind of block. The types that implement it are in the
// file of their family, each around the block of package doc that it shows.
type kind interface {
	// set puts out the block's lines. A block without lines leaves the flow as it was.
	set(s *setter)
	// measure adds to w how wide the block needs and would like to be in the
	// cell of a table, where it stands indent cells to the right.
	measure(s *setter, w *want, indent int)
}

// kindOf is the table of kinds.
func kindOf(b doc.Block) kind {
	switch b := b.(type) {
	case *doc.Heading:
		return heading{b}
	case *doc.Rubric:
		return rubric{b}
	case *doc.Paragraph:
		return paragraph{b}
	case *doc.List:
		return list{b}
	case *doc.Definitions:
		return definitions{b}
	case *doc.Code:
		return code{b}
	case *doc.Quote:
		return quote{b}
	case *doc.Table:
		return table{b}
	case *doc.Admonition:
		return admonition{b}
	case *doc.Figure:
		return figure{b}
	case *doc.LineBlock:
		return lineBlock{b}
	case *doc.Footnote:
		return footnote{b}
	case *doc.Object:
		return object{b}
	case *doc.Toctree:
		return toctree{b}
	case *doc.Rule:
		return rule{}
	case *doc.Anchor:
		return place{b}
	case *doc.QuizRef:
		return quizRef{}
	}
	panic(fmt.Sprintf("typeset: kindOf does not know %T", b)) // TestEveryKind finds it
}

// measure measures blocks that stand one below the other.
func (s *setter) measure(blocks []doc.Block, w *want, indent int) {
	for _, b := range blocks {
		kindOf(b).measure(s, w, indent)
	}
}

// place is an anchor between blocks: links to it lead to the next line.
type place struct{ *doc.Anchor }

func (p place) set(s *setter)             { s.anchor(p.ID) }
func (place) measure(*setter, *want, int) {}

// quizRef is where a page names its questions, which follow on screens of their own.
type quizRef struct{}

func (quizRef) set(*setter)                 {}
func (quizRef) measure(*setter, *want, int) {}
