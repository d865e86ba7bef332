package reader

import (
	"slices"
	"sort"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// blockScreen is the overlay that shows a table, code or picture of the lesson in full.
type blockScreen struct {
	screenful
	of    *lessons.Lesson // that the block is of
	block int
	image string // if set, only the picture with this source is shown
	text  string // what is copied
	left  int    // the first column on the screen, of a block that scrolls sideways
}

func (o *blockScreen) mode() keys.Mode { return keys.InBlock }

func (o *blockScreen) rect(m *Model, rows int) rect {
	b := m.layout().body
	return rect{b.x + 1, b.y, max(1, b.w-2), b.h}
}

func (o *blockScreen) sides(m *Model) (left, right bool) { return o.left > 0, o.left < o.mostLeft(m) }

func (o *blockScreen) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Left, keys.Right:
		o.scrollSideways(m, in.Action)
	case keys.Pictures:
		m.switchPictures()
		o.first, o.left = 0, 0
	case keys.Open:
		o.open(m, in)
	case keys.Digit:
		m.digit(in.Arg)
	case keys.Copy:
		m.copyText(o.text)
	default:
		m.scrollOrLeave(in)
	}
}

// wholeKey is the cache key for a block that is shown in full.
type wholeKey struct {
	of      *typeset.Page // the lesson's, which changes with whatever else the block is set by
	block   int
	image   string
	w, room int
}

// sheet draws a block whole, from column o.left on; the head of a table stays
// where it is when the rows below it scroll.
func (o *blockScreen) sheet(m *Model, w int) *sheet.Sheet {
	s, p := sheet.New(), o.set(m, w)
	for _, l := range p.Lines {
		s.Add(cutLeft(l.Spans, o.left)...)
	}
	if p.Head <= m.layout().body.h/2 {
		s.Pinned = p.Head
	}
	return s
}

// set returns the block in full.
func (o *blockScreen) set(m *Model, w int) *typeset.Page {
	on := m.spread()
	at := on.index(o.of, o.block)
	if at == noBlock { // an edit or a smaller window took it away
		return &typeset.Page{}
	}
	key := wholeKey{on.Page, at, o.image, w, wholeRoom(m.layout().body.h)}
	return m.caches.whole.get(key, func() *typeset.Page {
		b := on.blocks[at]
		f := figureOf(b, o.image)
		if f != nil {
			b = f
		}
		return typeset.SetWhole(b, typeset.Options{
			Width: w, Drawing: m.drawing(o.of.Page), Picture: m.shown(o.of.Page, key.room, on.pictures), LinkTitle: o.of.Page.LinkTitle,
			LinkNews: linkNews(o.of.Page), Numbers: f == nil, LinksBefore: m.linksBefore(at),
		})
	})
}

// linksBefore is how many links of the spread stand before a block of it.
func (m *Model) linksBefore(block int) int {
	p := m.set()
	return sort.Search(len(p.Links), func(i int) bool { return p.Lines[p.Links[i].Line].Block >= block })
}

// open follows the link of the block that was clicked or whose number was
// typed; without one it closes the view.
func (o *blockScreen) open(m *Model, in keys.Input) {
	n := max(in.Arg, m.takeNumber(0))
	if _, _, ok := m.destination(n); n > 0 && !ok {
		m.say(words.T("This lesson has no link %d.", n))
		return
	}
	m.lift()
	if n > 0 {
		m.follow(n)
	}
}

// scrollSideways moves a block that is wider than the screen.
func (o *blockScreen) scrollSideways(m *Model, a keys.Action) {
	if a == keys.Left {
		o.left = max(0, o.left-sideStep)
	} else {
		o.left = min(o.mostLeft(m), o.left+sideStep)
	}
}

// sideStep is how many columns one key scrolls sideways.
const sideStep = 8

// mostLeft returns the largest o.left: the first column on the screen once the block's last one is visible.
func (o *blockScreen) mostLeft(m *Model) int {
	w := m.widthOf(o)
	return max(0, o.set(m, w).Width-w)
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

// enlarge shows a table or code whole, or the picture in a block, on the whole
// screen: block -1 for the one that Enter is about.
func (m *Model) enlarge(block int, image string) {
	s := m.spread()
	if block < 0 {
		here := m.toEnlarge()
		block, image = here.block, here.image
	}
	if block < 0 || block >= len(s.blocks) {
		m.say(words.T("There is nothing to enlarge here. A number and %s follow a link.", m.keys.Say(m.mode(), keys.Open)))
		return
	}
	m.standIn(block)
	of, at := s.origin(block)
	m.lay(&blockScreen{of: of, block: at, image: image, text: doc.PlainText(s.blocks[block : block+1])})
}

// opensWhole reports whether a block is of a kind that can be seen on the whole screen.
func opensWhole(b doc.Block) bool {
	switch b.(type) {
	case *doc.Table, *doc.Code, *doc.Figure:
		return true
	default:
		return false
	}
}

// lessened reports whether a line of a page is incomplete: cut at the edge, or part
// of a table that was too wide and is shown row by row.
func lessened(p *typeset.Page, l typeset.Line) bool {
	return l.Cut > 0 || slices.Contains(p.Apart, l.Block)
}

// enlargeable is a block or picture that Enter can show in full.
type enlargeable struct {
	block int    // of the spread; -1 for nothing
	image string // if set, only the picture with this source is shown
	less  bool   // the screen shows less of it than there is
}

// toEnlarge finds the table, code or picture that Enter shows in full: the one in
// focus, else the first on the screen that shows less than there is, else the first.
func (m *Model) toEnlarge() enlargeable {
	blocks := m.spread().blocks
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

// lessenedHere names what is cut on the screen and Enter would show in full, "" if nothing is.
func (m *Model) lessenedHere() string {
	here := m.toEnlarge()
	if !here.less || m.link > 0 {
		return ""
	}
	if _, ok := m.spread().blocks[here.block].(*doc.Table); ok {
		return words.T("%s: the whole table", m.keys.Say(m.textMode(), keys.Open))
	}
	return words.T("%s: the whole of what is cut", m.keys.Say(m.textMode(), keys.Open))
}
