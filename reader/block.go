package reader

import (
	"sort"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// blockScreen is the overlay that shows a table, code or picture of the lesson whole.
type blockScreen struct {
	screenful
	block int    // of the lesson
	image string // the source of the picture in it that alone is shown
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

// wholeKey is what a block that is shown whole is made of.
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
	blocks := m.Lesson.Blocks()
	if o.block >= len(blocks) {
		return &typeset.Page{}
	}
	key := wholeKey{m.set(), o.block, o.image, w, wholeRoom(m.layout().body.h)}
	return m.caches.whole.get(key, func() *typeset.Page {
		b := blocks[o.block]
		f := figureOf(b, o.image)
		if f != nil {
			b = f
		}
		return typeset.SetWhole(b, typeset.Options{
			Width: w, Drawing: m.drawing, Picture: m.shown(key.room, m.setPage().pictures), LinkTitle: m.Lesson.Page.LinkTitle,
			Numbers: f == nil, LinksBefore: m.linksBefore(o.block),
		})
	})
}

// linksBefore is how many links of the lesson stand before a block.
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

// mostLeft is the first column on the screen when the last one of the block is on it too.
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
