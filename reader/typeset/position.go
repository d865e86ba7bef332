package typeset

import (
	"sort"

	"lectern/lessons/doc"
)

// Width is how many cells the line takes.
func (l Line) Width() int {
	n := 0
	for _, sp := range l.Spans {
		n += textWidth(sp.Text)
	}
	return n
}

// Text is the line's text with everything that stands on it.
func (l Line) Text() string {
	switch len(l.Spans) {
	case 0:
		return ""
	case 1:
		return l.Spans[0].Text
	}
	n := 0
	for _, sp := range l.Spans {
		n += len(sp.Text)
	}
	b := make([]byte, 0, n)
	for _, sp := range l.Spans {
		b = append(b, sp.Text...)
	}
	return string(b)
}

// At returns the place at which a line begins. A line out of range is taken as
// the nearest one.
func (p *Page) At(line int) doc.Position {
	if len(p.Lines) == 0 {
		return doc.Position{}
	}
	return p.Lines[min(max(line, 0), len(p.Lines)-1)].Position
}

// LineAt returns the line on which a place stands: the last one that begins at
// or before it. LineAt(At(line)) is line. A place in a block that shows nothing
// is the next line that shows something; one out of range is the nearest.
func (p *Page) LineAt(pos doc.Position) int {
	if len(p.Lines) == 0 || len(p.Starts) == 0 || pos.Block < 0 {
		return 0
	}
	if pos.Block >= len(p.Starts) {
		return len(p.Lines) - 1
	}
	after := sort.Search(len(p.Lines), func(i int) bool {
		l := &p.Lines[i]
		return l.Block > pos.Block || l.Block == pos.Block && l.Offset > pos.Offset
	})
	if after == 0 || p.Lines[after-1].Block != pos.Block {
		return p.Starts[pos.Block]
	}
	return after - 1
}
