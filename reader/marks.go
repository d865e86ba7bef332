package reader

import (
	"slices"

	"lectern/reader/keys"
	"lectern/reader/words"
)

// mark sets or goes to the mark of a letter; without one it waits for the letter.
func (m *Model) mark(in keys.Input) {
	switch {
	case in.Text == "" && in.Action == keys.SetMark:
		m.waiting = keys.SetMark
		m.say(words.T("Mark this place: type a letter."))
	case in.Text == "":
		m.waiting = keys.GoMark
		m.say(words.T("Go to a mark: type its letter; %s goes back.", m.keys.Say(m.mode(), keys.GoMark)))
	case in.Action == keys.SetMark:
		m.setMark(in.Text)
	case slices.Contains(m.keys.KeysOf(m.mode(), keys.GoMark), in.Text):
		m.wayBack()
	default:
		m.goMark(in.Text)
	}
}

// setMark puts the place under a letter.
func (m *Model) setMark(letter string) {
	m.SetMark(letter)
	m.say(words.T("Mark %s is set.", letter))
}

// goMark goes to the place under a letter, also where the page was edited since.
func (m *Model) goMark(letter string) {
	n, ok := m.Kept.Marks[letter]
	if !ok {
		m.say(words.T("There is no mark %s.", letter))
		return
	}
	l, at := m.Find(n)
	if l == nil {
		m.say(words.T("Mark %s lost its place: the paragraph is gone from the course.", letter))
		return
	}
	m.jump(l, at)
}
