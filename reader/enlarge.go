package reader

import (
	"slices"

	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// enlarge shows a table or code whole, or the picture in a block, on the whole
// screen: block -1 for the one that Enter is about.
func (m *Model) enlarge(block int, image string) {
	blocks := m.Lesson.Blocks()
	if block < 0 {
		here := m.toEnlarge()
		block, image = here.block, here.image
	}
	if block < 0 || block >= len(blocks) {
		m.say(words.T("There is nothing to enlarge here. A number and %s follow a link.", m.keys.Say(m.mode(), keys.Open)))
		return
	}
	m.lay(&blockScreen{block: block, image: image, text: doc.PlainText(blocks[block : block+1])})
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
	blocks := m.Lesson.Blocks()
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
	if _, ok := m.Lesson.Blocks()[here.block].(*doc.Table); ok {
		return words.T("%s: the whole table", m.keys.Say(m.mode(), keys.Open))
	}
	return words.T("%s: the whole of what is cut", m.keys.Say(m.mode(), keys.Open))
}
