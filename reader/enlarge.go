package reader

import (
	"fmt"
	"slices"
	"sort"

	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// enlarge shows a table or code whole, or the picture in a block, on the whole
// screen: block -1 for the one that Enter is about.
func (m *Model) enlarge(block int, image string) {
	blocks := m.lesson.Blocks()
	if block < 0 {
		here := m.toEnlarge()
		block, image = here.block, here.image
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

// enlargeable is what Enter shows whole.
type enlargeable struct {
	block int    // -1 for nothing
	image string // the source of the picture in it that alone is shown
	less  bool   // the screen shows less of it than there is
}

// toEnlarge finds the table, code or picture that Enter shows whole: the one in
// focus, else the first on the screen that shows less than there is, else the first.
func (m *Model) toEnlarge() enlargeable {
	blocks := m.lesson.Blocks()
	p, top := m.set(), m.firstLine()
	found, best := enlargeable{block: -1}, 0
	for i := top; i < min(top+m.layout().text.h, len(p.Lines)); i++ {
		l, rank := p.Lines[i], 0
		if l.Block >= len(blocks) {
			continue
		}
		r, less := pictureOn(l), lessened(p, l)
		switch {
		case r == nil && !opensWhole(blocks[l.Block]) && !less:
		case l.Block == m.block:
			rank = 3
		case less:
			rank = 2
		default:
			rank = 1
		}
		if rank > best {
			best, found = rank, enlargeable{block: l.Block}
			if r != nil {
				found.image = r.Source
			}
		}
		found.less = found.less || less && l.Block == found.block
	}
	return found
}

// lessenedHere says what Enter would show whole of what is cut on the screen, "" if nothing is.
func (m *Model) lessenedHere() string {
	here := m.toEnlarge()
	if !here.less || m.link > 0 {
		return ""
	}
	if _, ok := m.lesson.Blocks()[here.block].(*doc.Table); ok {
		return "Enter: the whole table"
	}
	return "Enter: the whole of what is cut"
}

// wholeBlock is a block set in full, and what it was made of. Drawing asks for it several times.
type wholeBlock struct {
	key  wholeKey
	page *typeset.Page
}

type wholeKey struct {
	of      *typeset.Page // the lesson's, which changes with whatever else the block is set by
	block   int
	image   string
	w, room int
}

// blockRows draws a block whole, from column o.left on; the head of a table stays
// where it is when the rows below it scroll.
func (m *Model) blockRows(s *sheet.Sheet, o *overlay, w int) {
	p := m.setWhole(o, w)
	for _, l := range p.Lines {
		s.Add(cutLeft(l.Spans, o.left)...)
	}
	if p.Head <= m.layout().body.h/2 {
		s.Pinned = p.Head
	}
}

// setWhole returns the block of an overlay in full.
func (m *Model) setWhole(o *overlay, w int) *typeset.Page {
	blocks := m.lesson.Blocks()
	if o.block >= len(blocks) {
		return &typeset.Page{}
	}
	key := wholeKey{m.set(), o.block, o.image, w, wholeRoom(m.layout().body.h)}
	if key == m.whole.key {
		return m.whole.page
	}
	b := blocks[o.block]
	f := figureOf(b, o.image)
	if f != nil {
		b = f
	}
	m.whole = wholeBlock{key, typeset.SetWhole(b, typeset.Options{
		Width: w, Drawing: m.drawing, Picture: m.shown(key.room), LinkTitle: m.titleOf,
		Numbers: f == nil, LinksBefore: m.linksBefore(o.block),
	})}
	return m.whole.page
}

// linksBefore is how many links of the lesson stand before a block.
func (m *Model) linksBefore(block int) int {
	p := m.set()
	return sort.Search(len(p.Links), func(i int) bool { return p.Lines[p.Links[i].Line].Block >= block })
}

// openInBlock follows the link of the block that was clicked or whose number was
// typed; without one it closes the view.
func (m *Model) openInBlock(in keys.Input) {
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
func (m *Model) scrollSideways(o *overlay, a keys.Action) {
	if a == keys.Left {
		o.left = max(0, o.left-8)
	} else {
		o.left = min(m.mostLeft(o), o.left+8)
	}
}

// mostLeft is the first column on the screen when the last one of the block is on it too.
func (m *Model) mostLeft(o *overlay) int {
	w := m.overWidth(o)
	return max(0, m.setWhole(o, w).Width-w)
}

// cutLeft leaves out the first n columns of a line.
func cutLeft(spans []typeset.Span, n int) []typeset.Span {
	if n == 0 {
		return spans
	}
	var out []typeset.Span
	for _, s := range spans {
		w := typeset.Width(s.Text)
		if n >= w {
			n -= w
			continue
		}
		if n > 0 {
			s.Text, n = typeset.DropColumns(s.Text, n), 0
		}
		out = append(out, s)
	}
	return out
}
