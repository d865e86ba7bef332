package reader

import (
	"strings"

	"lectern/lessons/study"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// shelf is what the model shows of the notes, marks and links that the record keeps.
type shelf struct {
	kept  bool // there is a record to keep them
	notes []study.Note
	links []study.Link
	marks map[string]study.Note // by letter
	draft *study.Note           // that was left without being kept
}

type (
	// KeepNote saves a note.
	KeepNote struct{ Note study.Note }
	// DropNote removes a note.
	DropNote struct{ ID string }
	// SaveLink puts a link on the list of those to be read later.
	SaveLink struct{ Link study.Link }
	// DropLink takes it off the list.
	DropLink struct{ Address string }
)

func (KeepNote) effect() {}
func (DropNote) effect() {}
func (SaveLink) effect() {}
func (DropLink) effect() {}

// loadShelf reads the notes and links of the record.
func (a *app) loadShelf() {
	s, m := a.cfg.Record, a.model
	m.shelf.kept = s != nil
	if s == nil {
		return
	}
	var err error
	if m.shelf.notes, err = s.Notes(); err != nil {
		a.failed(err)
	}
	if m.shelf.links, err = s.Links(); err != nil {
		a.failed(err)
	}
	marks, err := s.Marks()
	if err != nil {
		a.failed(err)
	}
	for _, n := range marks {
		m.shelf.marks[n.Letter] = n
	}
	if o, ok := m.front().(*noteList); ok {
		o.shorten(m)
	}
}

// shelve does what concerns notes and links.
func (a *app) shelve(e Effect) {
	s := a.cfg.Record
	if s == nil {
		return
	}
	a.save(func() error {
		switch e := e.(type) {
		case KeepNote:
			return s.SaveNote(e.Note)
		case DropNote:
			return s.DropNote(e.ID)
		case SaveLink:
			return s.SaveLink(e.Link)
		case DropLink:
			return s.DropLink(e.Address)
		}
		return nil
	})
	a.loadShelf()
}

// keeps tells the student where notes cannot be kept.
func (m *Model) keeps() bool {
	if !m.shelf.kept {
		m.say(words.T("Notes and links cannot be kept: nothing is being saved."))
	}
	return m.shelf.kept
}

// readLater puts the link in focus, or the one that is shown, on the list.
func (m *Model) readLater(address, text string) {
	if address == "" {
		m.say("Choose a link first: Tab, or l.")
		return
	}
	if m.keeps() {
		m.do(SaveLink{study.Link{Address: address, Text: text, Lesson: m.lesson.ID}})
		m.say("On the list of links to read later.")
	}
}

// listNotes shows notes, bookmarks and the links to read later.
func (m *Model) listNotes() {
	if len(m.shelf.notes)+len(m.shelf.links) == 0 {
		m.say("There are no notes yet: B sets a bookmark, N writes a note, L keeps a link for later.")
		return
	}
	m.lay(&noteList{})
}

// oneLine makes a text safe and folds it into one line.
func oneLine(s string) string { return typeset.Clean(strings.Join(strings.Fields(s), " ")) }
