package reader

import (
	"lectern/reader/keys"
	"lectern/reader/words"
)

// paragraphHere is the block that keys are about: the one in focus, else the first on the screen.
func (m *Model) paragraphHere() int {
	if m.focusOnScreen() {
		return m.block
	}
	p := m.set()
	for i := m.firstLine(); i < len(p.Lines); i++ {
		if len(p.Lines[i].Spans) > 0 {
			return p.Lines[i].Block
		}
	}
	return 0
}

// bookmark sets a bookmark at the paragraph, or takes it away.
func (m *Model) bookmark() {
	if !m.keeps() {
		return
	}
	if !m.Bookmark(m.paragraphHere()) {
		m.say(words.T("The bookmark is gone."))
		return
	}
	m.say(words.T("Bookmark set; %s lists them.", m.keys.Say(m.mode(), keys.Notes)))
}

// noteSigns returns the sign of each block of the lesson that has a note or bookmark.
func (m *Model) noteSigns() map[int]string {
	var out map[int]string
	for _, n := range m.Kept.Notes {
		block, ok := m.BlockOf(n)
		if !ok {
			continue
		}
		if out == nil {
			out = map[int]string{}
		}
		if n.Text != "" {
			out[block] = "✎"
		} else if out[block] == "" {
			out[block] = "◆"
		}
	}
	return out
}
