package reader

import (
	"strings"

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
		m.say("Choose a link first: Tab, or l.")
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
		m.say("There are no notes yet: B sets a bookmark, N writes a note, L keeps a link for later.")
		return
	}
	m.lay(&noteList{})
}

// oneLine makes a text safe and folds it into one line.
func oneLine(s string) string { return typeset.Clean(strings.Join(strings.Fields(s), " ")) }
