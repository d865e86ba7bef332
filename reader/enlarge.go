package reader

import (
	"fmt"
	"slices"
	"sort"

	"github.com/rivo/uniseg"

	"lectern/lessons/doc"
	"lectern/reader/typeset"
)

// enlarge shows a table or code whole, or the picture in a block, on the whole
// screen: block -1 for the one that Enter is about.
func (m *Model) enlarge(block int, image string) {
	blocks := m.lesson.Blocks()
	if block < 0 {
		block, image = m.blockToEnlarge(blocks)
	}
	if block < 0 || block >= len(blocks) {
		m.say("There is nothing to enlarge here. A number and Enter follow a link.")
		return
	}
	m.lay(overlay{kind: overBlock, block: block, image: image, text: doc.PlainText(blocks[block : block+1])})
}

// opensWhole reports whether a block is of a kind that can be seen on the whole screen.
func opensWhole(b doc.Block) bool {
	switch b.(type) {
	case *doc.Table, *doc.Code, *doc.Figure:
		return true
	}
	return false
}

// lessened reports whether a line of a page shows less than there is: it is cut,
// or its table was taken apart.
func lessened(p *typeset.Page, l typeset.Line) bool {
	return l.Cut > 0 || slices.Contains(p.Apart, l.Block)
}

// blockToEnlarge finds the table, code or picture that Enter opens: the one in
// focus, else the first on the screen that shows less than there is, else the first.
func (m *Model) blockToEnlarge(blocks []doc.Block) (found int, image string) {
	p, top := m.set(), m.firstLine()
	found, best := -1, 0
	for i := top; i < min(top+m.layout().text.h, len(p.Lines)); i++ {
		l, rank := p.Lines[i], 0
		if l.Block >= len(blocks) {
			continue
		}
		r := pictureOn(l)
		switch {
		case r == nil && !opensWhole(blocks[l.Block]) && !lessened(p, l):
		case l.Block == m.block:
			rank = 3
		case lessened(p, l):
			rank = 2
		default:
			rank = 1
		}
		if rank > best {
			found, best, image = l.Block, rank, ""
			if r != nil {
				image = r.Source
			}
		}
	}
	return found, image
}

// lessenedHere says what Enter would show whole of what is cut on the screen, "" if nothing is.
func (m *Model) lessenedHere() string {
	blocks := m.lesson.Blocks()
	block, _ := m.blockToEnlarge(blocks)
	if block < 0 || m.link > 0 {
		return ""
	}
	p, top := m.set(), m.firstLine()
	for i := top; i < min(top+m.layout().text.h, len(p.Lines)); i++ {
		if p.Lines[i].Block != block || !lessened(p, p.Lines[i]) {
			continue
		}
		if _, ok := blocks[block].(*doc.Table); ok {
			return "Enter: the whole table"
		}
		return "Enter: the whole of what is cut"
	}
	return ""
}

// blockRows draws a block whole, from column o.left on; the head of a table stays
// where it is when the rows below it scroll.
func (m *Model) blockRows(s *sheet, o *overlay, w int) {
	p := m.wholeBlock(o, w)
	for _, l := range p.Lines {
		s.add(cutLeft(l.Spans, o.left)...)
	}
	if p.Head <= m.layout().body.h/2 {
		s.pinned = p.Head
	}
}

func (m *Model) wholeBlock(o *overlay, w int) *typeset.Page {
	blocks := m.lesson.Blocks()
	if o.block >= len(blocks) {
		return &typeset.Page{}
	}
	b := blocks[o.block]
	f := figureOf(b, o.image)
	if f != nil {
		b = f
	}
	return typeset.SetWhole(b, typeset.Options{
		Width: w, Drawing: m.drawing, Picture: m.shown(wholeRoom(m.layout().body.h)), LinkTitle: m.titleOf,
		Numbers: f == nil, LinksBefore: m.linksBefore(o.block),
	})
}

// linksBefore is how many links of the lesson stand before a block.
func (m *Model) linksBefore(block int) int {
	p := m.set()
	return sort.Search(len(p.Links), func(i int) bool { return p.Lines[p.Links[i].Line].Block >= block })
}

// openInBlock follows the link of the block that was clicked or whose number was
// typed; without one it closes the view.
func (m *Model) openInBlock(in Input) {
	n := max(in.Arg, m.takeNumber(0))
	if _, _, ok := m.destination(n); n > 0 && !ok {
		m.say(fmt.Sprintf("This lesson has no link %d.", n))
		return
	}
	m.lift()
	if n > 0 {
		m.follow(n)
	}
}

// scrollSideways moves a block that is wider than the screen.
func (m *Model) scrollSideways(o *overlay, a Action) {
	if a == Left {
		o.left = max(0, o.left-8)
	} else {
		o.left = min(m.mostLeft(o), o.left+8)
	}
}

// mostLeft is the first column on the screen when the last one of the block is on it too.
func (m *Model) mostLeft(o *overlay) int {
	w := m.overWidth(o)
	return max(0, m.wholeBlock(o, w).Width-w)
}

// cutLeft leaves out the first n columns of a line.
func cutLeft(spans []typeset.Span, n int) []typeset.Span {
	if n == 0 {
		return spans
	}
	var out []typeset.Span
	for _, s := range spans {
		w := width(s.Text)
		if n >= w {
			n -= w
			continue
		}
		if n > 0 {
			s.Text, n = dropColumns(s.Text, n), 0
		}
		out = append(out, s)
	}
	return out
}

// dropColumns leaves out the first n columns of a text; half of a wide character becomes a space.
func dropColumns(s string, n int) string {
	state := -1
	for n > 0 && s != "" {
		var w int
		_, s, w, state = uniseg.FirstGraphemeClusterInString(s, state)
		if n -= w; n < 0 {
			return " " + s
		}
	}
	return s
}
