package reader

import (
	"strings"

	"lectern/reader/keys"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// keeps tells the student where notes cannot be kept.
func (m *Model) keeps() bool {
	if !m.records {
		m.say(words.T("Notes and links cannot be kept: nothing is being saved."))
	}
	return m.records
}

// readLater puts the link in focus, or the one that is shown, on the list.
func (m *Model) readLater(address, text string) {
	if address == "" {
		m.say(words.T("Choose a link first: %s, or %s.", m.keys.Say(m.mode(), keys.LinkNext), m.keys.Say(m.mode(), keys.Links)))
		return
	}
	if m.keeps() {
		m.ReadLater(address, text)
		m.say("On the list of links to read later.")
	}
}

// listNotes shows notes, bookmarks and the links to read later.
func (m *Model) listNotes() {
	if len(m.Kept.Notes)+len(m.Kept.Links) == 0 {
		m.say(words.T("There are no notes yet: %s sets a bookmark, %s writes a note, %s keeps a link for later.",
			m.keys.Say(m.mode(), keys.Bookmark), m.keys.Say(keys.InLesson, keys.WriteNote), m.keys.Say(m.mode(), keys.KeepLink)))
		return
	}
	m.lay(&noteList{})
}

// oneLine makes a text safe and folds it into one line.
func oneLine(s string) string { return typeset.Clean(strings.Join(strings.Fields(s), " ")) }
