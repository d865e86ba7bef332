package reader

import (
	"sort"

	"lectern/lessons/doc"
	"lectern/reader/words"
)

// noBlock means that no paragraph is in focus.
const noBlock = -1

// walkParagraphs moves the focus n paragraphs on, backward if n is negative. The
// paragraph in focus has a bar beside it; notes, bookmarks and y are about it.
func (m *Model) walkParagraphs(n int) {
	p := m.set()
	shown := m.visibleBlocks()
	if len(shown) == 0 {
		return
	}
	at := 0
	for i, b := range shown {
		if b <= m.block {
			at = i
		}
	}
	switch {
	case !m.focusOnScreen():
		first := p.Lines[m.firstLine()].Block
		for i, b := range shown {
			if b <= first {
				at = i
			}
		}
		at += n - sign(n)
	default:
		at += n
	}
	at = max(0, min(at, len(shown)-1))
	m.block = shown[at]
	m.standIn(m.block)
	m.showBlock(m.block)
}

// visibleBlocks are the blocks of the spread that have lines, in order, but for a heading that is shown again.
func (m *Model) visibleBlocks() []int {
	var out []int
	s := m.spread()
	for _, l := range s.Lines {
		if l.Block >= s.pieces[0].at && len(l.Spans) > 0 && (len(out) == 0 || out[len(out)-1] != l.Block) {
			out = append(out, l.Block)
		}
	}
	return out
}

// blockLines returns the first line of a block and the line behind its last that holds text.
func (m *Model) blockLines(block int) (first, end int) {
	lines := m.set().Lines
	first = -1
	for i := sort.Search(len(lines), func(i int) bool { return lines[i].Block >= block }); i < len(lines) && lines[i].Block == block; i++ {
		if len(lines[i].Spans) > 0 {
			if first < 0 {
				first = i
			}
			end = i + 1
		}
	}
	return max(0, first), end
}

// showBlock scrolls so that a block is on the screen, from its first line if it is longer.
func (m *Model) showBlock(block int) {
	first, end := m.blockLines(block)
	top, h := m.firstLine(), m.layout().text.h
	switch {
	case first < top:
		m.scroll(first)
	case end > top+h:
		m.scroll(min(first, end-h+min(2, h/4)))
		if m.firstLine() > first {
			m.scroll(first)
		}
	}
}

// focusOnScreen reports whether some of the paragraph in focus is on the screen.
func (m *Model) focusOnScreen() bool {
	if m.block == noBlock {
		return false
	}
	first, end := m.blockLines(m.block)
	top := m.firstLine()
	return end > top && first < top+m.layout().text.h
}

// copyHere copies the address of the link in focus, else the paragraph.
func (m *Model) copyHere() {
	if m.link > 0 {
		if l, d, ok := m.destination(m.link); ok {
			address := d.Address
			if address == "" {
				address = l.Target
			}
			m.do(CopyText{address})
			m.say(words.T("Copied %s", address))
			return
		}
	}
	block := m.paragraphHere()
	blocks := m.spread().blocks
	if block >= len(blocks) {
		return
	}
	m.do(CopyText{doc.PlainText(blocks[block : block+1])})
	m.say(words.T("Copied the paragraph."))
}

// copyText copies what an overlay has to copy.
func (m *Model) copyText(text string) {
	if text == "" {
		m.say(words.T("There is nothing to copy here."))
		return
	}
	m.do(CopyText{text})
	m.say(words.T("Copied."))
}
