package reader

import (
	"fmt"
	"strings"

	"lectern/lessons"
	"lectern/reader/typeset"
)

// Shelf is what a Record may keep besides: notes, bookmarks, and links to be read
// when there is a network. A Record that is no Shelf leaves these keys without effect.
type Shelf interface {
	// Notes returns the notes and bookmarks of the course, oldest first.
	Notes() ([]Note, error)
	// Marks returns the marks of the course, one a letter.
	Marks() ([]Note, error)
	// SaveNote keeps a note; one with an ID takes the place of the old one, and a
	// mark that of the one with its letter.
	SaveNote(Note) error
	DropNote(id string) error
	// ReadLater puts a link on the list of those to be read later.
	ReadLater(Later) error
	DropLater(address string) error
	Laters() ([]Later, error)
}

// Note is something that a student left at a paragraph. It is kept with the
// paragraph's text, so that it is found again when the page was edited.
type Note struct {
	ID        string
	Place     lessons.Place
	Paragraph string // doc.PlainText of its block
	Text      string // "" for a bookmark
	Letter    string // of a mark; "" for the others
}

// Later is a link to be read when there is a network.
type Later struct{ Address, Text, Lesson string }

// shelf is what of it the model shows.
type shelf struct {
	kept   bool // the record keeps these things
	notes  []Note
	laters []Later
	marks  map[string]Note // by letter
	draft  *Note           // that was left without being kept
}

type (
	// KeepNote saves a note.
	KeepNote struct{ Note Note }
	// DropNote removes a note.
	DropNote struct{ ID string }
	// KeepLater puts a link on the list of those to be read later.
	KeepLater struct{ Later Later }
	// DropLater takes it off the list.
	DropLater struct{ Address string }
)

func (KeepNote) effect()  {}
func (DropNote) effect()  {}
func (KeepLater) effect() {}
func (DropLater) effect() {}

// loadShelf reads the notes and links of the record, if it keeps any.
func (a *app) loadShelf() {
	s, ok := a.cfg.Record.(Shelf)
	m := a.model
	m.shelf.kept = ok
	if !ok {
		return
	}
	var err error
	if m.shelf.notes, err = s.Notes(); err != nil {
		a.failed(err)
	}
	if m.shelf.laters, err = s.Laters(); err != nil {
		a.failed(err)
	}
	marks, err := s.Marks()
	if err != nil {
		a.failed(err)
	}
	for _, n := range marks {
		m.shelf.marks[n.Letter] = n
	}
	// A list that lost a row keeps its cursor on a row; an empty one closes.
	if o := m.front(); o != nil && o.kind == overNotes {
		n := m.listLength(o)
		if o.at = max(0, min(o.at, n-1)); n == 0 {
			m.lift()
		}
	}
}

// shelve does what concerns notes and links.
func (a *app) shelve(e Effect) {
	s, ok := a.cfg.Record.(Shelf)
	if !ok {
		return
	}
	a.save(func() error {
		switch e := e.(type) {
		case KeepNote:
			return s.SaveNote(e.Note)
		case DropNote:
			return s.DropNote(e.ID)
		case KeepLater:
			return s.ReadLater(e.Later)
		case DropLater:
			return s.DropLater(e.Address)
		}
		return nil
	})
	a.loadShelf()
}

// keeps tells the student where notes cannot be kept.
func (m *Model) keeps() bool {
	if !m.shelf.kept {
		m.say("Notes and links cannot be kept: this record has no place for them.")
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
		m.do(KeepLater{Later{address, text, m.lesson.ID}})
		m.say("On the list of links to read later.")
	}
}

// listNotes shows notes, bookmarks and the links to read later.
func (m *Model) listNotes() {
	if len(m.shelf.notes)+len(m.shelf.laters) == 0 {
		m.say("There are no notes yet: B sets a bookmark, N writes a note, L keeps a link for later.")
		return
	}
	m.lay(overlay{kind: overNotes})
}

// openNote goes to a note's paragraph, or shows a link of the list.
func (m *Model) openNote(i int) {
	if k := i - len(m.shelf.notes); k >= 0 {
		if k < len(m.shelf.laters) {
			l := m.shelf.laters[k]
			m.lay(overlay{kind: overAddress, text: l.Text, dest: m.course.Resolve(m.lesson, l.Address, "")})
		}
		return
	}
	n := m.shelf.notes[i]
	at, ok := m.course.Relocate(n.Place, n.Paragraph)
	l := m.course.Lesson(at.Lesson)
	if !ok || l == nil {
		m.say("This note lost its place: the paragraph is gone from the course.")
		return
	}
	m.lift()
	m.jump(l, typeset.Position{Block: at.Block, Offset: at.Offset})
	m.block = at.Block
}

// removeNote takes the selected row off the list.
func (m *Model) removeNote(o *overlay) {
	if k := o.at - len(m.shelf.notes); k >= 0 {
		if k < len(m.shelf.laters) {
			m.do(DropLater{m.shelf.laters[k].Address})
			m.say("Taken off the list.")
		}
		return
	}
	m.do(DropNote{m.shelf.notes[o.at].ID})
	m.say("Removed.")
}

// noteRows draws the list of notes, bookmarks and links.
func (m *Model) noteRows(o *overlay, w int) []row {
	var rows []row
	add := func(i int, sign, head, below string) {
		role := typeset.Body
		if i == o.at {
			role = SelectedRole
		}
		rows = append(rows, row{pick: i, spans: []typeset.Span{{Text: sign + " ", Role: KeyRole}, {Text: cut(head, w-2), Role: role}}})
		if below != "" {
			rows = append(rows, row{pick: i, spans: []typeset.Span{{Text: "  " + cut(below, w-2), Role: typeset.MutedRole}}})
		}
	}
	for i, n := range m.shelf.notes {
		where := n.Place.Lesson
		if at, ok := m.course.Relocate(n.Place, n.Paragraph); !ok {
			where = "lost its place"
		} else if l := m.course.Lesson(at.Lesson); l != nil {
			where = lessonTitle(l)
		}
		text := oneLine(n.Paragraph)
		if n.Text == "" {
			add(i, "◆", text, where)
		} else {
			add(i, "✎", oneLine(n.Text), where+": "+text)
		}
	}
	for i, l := range m.shelf.laters {
		add(len(m.shelf.notes)+i, "↗", oneLine(fmt.Sprintf("%s  %s", l.Text, l.Address)), "")
	}
	return rows
}

// oneLine makes a text safe and folds it into one line.
func oneLine(s string) string { return typeset.Clean(strings.Join(strings.Fields(s), " ")) }
