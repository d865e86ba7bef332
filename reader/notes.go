package reader

import (
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
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

// noteAt returns the place and text of a block of the lesson.
func (m *Model) noteAt(block int) study.Note {
	n := study.Note{Place: lessons.Place{Lesson: m.lesson.ID, Position: doc.Position{Block: block}}}
	if blocks := m.lesson.Blocks(); block < len(blocks) {
		n.Paragraph = doc.PlainText(blocks[block : block+1])
	}
	return n
}

// blockOf returns the block of the lesson at which a note stands, also when the
// page was edited since; ok is false if it stands elsewhere.
func (m *Model) blockOf(n study.Note) (block int, ok bool) {
	page := m.lesson.Page.ID()
	if rest, ok := strings.CutPrefix(n.Place.Lesson, page); !ok || rest != "" && rest[0] != '/' {
		return 0, false
	}
	at, ok := m.course.RelocateInPage(n.Place, n.Paragraph)
	return at.Block, ok && at.Lesson == m.lesson.ID
}

// noteHere returns the note, or the bookmark, at a block of the lesson.
func (m *Model) noteHere(block int, bookmark bool) (study.Note, bool) {
	for _, n := range m.shelf.notes {
		if (n.Text == "") != bookmark {
			continue
		}
		if at, ok := m.blockOf(n); ok && at == block {
			return n, true
		}
	}
	return study.Note{}, false
}

// bookmark sets a bookmark at the paragraph, or takes it away.
func (m *Model) bookmark() {
	if !m.keeps() {
		return
	}
	block := m.paragraphHere()
	if old, ok := m.noteHere(block, true); ok {
		m.do(DropNote{old.ID})
		m.say("The bookmark is gone.")
		return
	}
	m.do(KeepNote{m.noteAt(block)})
	m.say("Bookmark set; b lists them.")
}

// noteSigns returns the sign of each block of the lesson that has a note or bookmark.
func (m *Model) noteSigns() map[int]string {
	var out map[int]string
	for _, n := range m.shelf.notes {
		block, ok := m.blockOf(n)
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
