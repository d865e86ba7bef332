package reader

import (
	"lectern/reader/keys"
)

// mark sets or goes to the mark of a letter; without one it waits for the letter.
func (m *Model) mark(in keys.Input) {
	switch {
	case in.Text == "" && in.Action == keys.SetMark:
		m.waiting = keys.SetMark
		m.say("Mark this place: type a letter.")
	case in.Text == "":
		m.waiting = keys.GoMark
		m.say("Go to a mark: type its letter; ' goes back.")
	case in.Action == keys.SetMark:
		m.setMark(in.Text)
	case in.Text == "'":
		m.wayBack()
	default:
		m.goMark(in.Text)
	}
}

// setMark puts the place under a letter, and keeps it if the record can.
func (m *Model) setMark(letter string) {
	n := m.noteAt(m.place.Block)
	n.Letter, n.Place = letter, m.here()
	m.shelf.marks[letter] = n
	if m.shelf.kept {
		m.do(KeepNote{n})
	}
	m.say("Mark " + letter + " is set.")
}

// goMark goes to the place under a letter, also where the page was edited since.
func (m *Model) goMark(letter string) {
	n, ok := m.shelf.marks[letter]
	if !ok {
		m.say("There is no mark " + letter + ".")
		return
	}
	at, ok := m.course.Relocate(n.Place, n.Paragraph)
	l := m.course.Lesson(at.Lesson)
	if !ok || l == nil {
		m.say("Mark " + letter + " lost its place: the paragraph is gone from the course.")
		return
	}
	m.jump(l, at.Position)
}
