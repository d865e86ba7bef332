package reader

import (
	"fmt"
	"strings"

	"lectern/lessons/study"
	"lectern/reader/sheet"
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
	m.lay(overlay{kind: overNotes})
}

// openNote goes to a note's paragraph, or shows a link of the list.
func (m *Model) openNote(i int) {
	if k := i - len(m.shelf.notes); k >= 0 {
		if k < len(m.shelf.links) {
			l := m.shelf.links[k]
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
	m.jump(l, at.Position)
	m.block = at.Block
}

// removeNote takes the selected row off the list.
func (m *Model) removeNote(o *overlay) {
	if k := o.at - len(m.shelf.notes); k >= 0 {
		if k < len(m.shelf.links) {
			m.do(DropLink{m.shelf.links[k].Address})
			m.say("Taken off the list.")
		}
		return
	}
	m.do(DropNote{m.shelf.notes[o.at].ID})
	m.say("Removed.")
}

// noteRows draws the list of notes, bookmarks and links.
func (m *Model) noteRows(o *overlay, w int) []sheet.Row {
	var rows []sheet.Row
	add := func(i int, sign, head, below string) {
		role := typeset.Body
		if i == o.at {
			role = sheet.SelectedRole
		}
		rows = append(rows, sheet.Row{Pick: i, Spans: []typeset.Span{{Text: sign + " ", Role: sheet.KeyRole}, {Text: typeset.Fit(head, w-2), Role: role}}})
		if below != "" {
			rows = append(rows, sheet.Row{Pick: i, Spans: []typeset.Span{{Text: "  " + typeset.Fit(below, w-2), Role: typeset.MutedRole}}})
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
	for i, l := range m.shelf.links {
		add(len(m.shelf.notes)+i, "↗", oneLine(fmt.Sprintf("%s  %s", l.Text, l.Address)), "")
	}
	return rows
}

// oneLine makes a text safe and folds it into one line.
func oneLine(s string) string { return typeset.Clean(strings.Join(strings.Fields(s), " ")) }
