package reader

import (
	"cmp"
	"fmt"
	"slices"

	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// noteList is the overlay with notes, bookmarks, drafts and the links to read later.
type noteList struct {
	list
	back study.Item // what was brought back, for the cursor
}

func (o *noteList) mode() keys.Mode     { return keys.InNotes }
func (o *noteList) title() string       { return words.T("Notes, bookmarks, links") }
func (o *noteList) length(m *Model) int { return len(m.Kept.Items()) }

// selected is the row that the cursor is on; ok is false for an empty list.
func (o *noteList) selected(m *Model) (row study.Item, ok bool) {
	rows := m.Kept.Items()
	if len(rows) == 0 {
		return study.Item{}, false
	}
	return rows[max(0, min(o.at, len(rows)-1))], true
}

func (o *noteList) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Copy:
		row, _ := o.selected(m)
		m.copyText(cmp.Or(row.Link.Address, row.Note.Text))
	case keys.Remove:
		o.remove(m)
	case keys.Undo:
		o.undo(m)
	default:
		m.updateList(o, in)
	}
}

// settle adjusts the list after what it shows was saved: the cursor stays on a row,
// and is on what was brought back.
func (o *noteList) settle(m *Model) {
	rows := m.Kept.Items()
	if i := slices.IndexFunc(rows, o.back.Same); i >= 0 {
		o.at = i
	}
	o.back = study.Item{}
	o.at = max(0, min(o.at, len(rows)-1))
	m.keepInView(o)
}

// open goes to the paragraph of a note or a draft, or shows a link of the list.
func (o *noteList) open(m *Model) {
	row, ok := o.selected(m)
	switch {
	case !ok:
		return
	case row.Link.Address != "":
		m.lay(&addressWindow{text: row.Link.Text, dest: m.Course.Resolve(m.Lesson, row.Link.Address, "")})
		return
	}
	l, at := m.Find(row.Note)
	if l == nil {
		m.say(words.T("This note lost its place: the paragraph is gone from the course."))
		return
	}
	m.lift()
	m.jump(l, at)
	m.block = m.spread().index(l, at.Block)
	if row.Draft {
		m.say(words.T("A draft: %s goes on with it.", m.keys.Say(keys.InLesson, keys.WriteNote)))
	}
}

// remove takes the selected row off the list.
func (o *noteList) remove(m *Model) {
	row, ok := o.selected(m)
	switch {
	case !ok:
		return
	case row.Link.Address != "":
		m.DropLink(row.Link.Address)
	case row.Draft:
		m.DropDraft(row.Note)
		o.settle(m)
	default:
		m.DropNote(row.Note)
	}
	m.say(words.T("Removed; %s brings it back.", m.keys.Say(keys.InNotes, keys.Undo)))
}

// undo brings back what was taken away last, on this list or in the lesson.
func (o *noteList) undo(m *Model) {
	it, ok := m.BringBack()
	if !ok {
		m.say(words.T("Nothing was removed since the program began."))
		return
	}
	if o.back = it; it.Draft {
		o.settle(m) // it is there already; the others are when they are saved
	}
	m.say(words.T("It is back."))
}

// sheet draws the list.
func (o *noteList) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	rows := m.Kept.Items()
	if len(rows) == 0 {
		s.Words(typeset.MutedRole, words.T("Nothing is left. %s brings back what was removed.", m.keys.Say(keys.InNotes, keys.Undo)), w)
	}
	for i, row := range rows {
		o.row(m, s, i, row, w)
	}
	s.FocusOn(o.at)
	return s
}

// row draws a row of the list, and what is said below it.
func (o *noteList) row(m *Model, s *sheet.Sheet, i int, row study.Item, w int) {
	sign, head, below := m.itemWords(row)
	role := typeset.Body
	if i == o.at {
		role = sheet.SelectedRole
	}
	s.Pick(i, typeset.Span{Text: sign + " ", Role: sheet.KeyRole}, typeset.Span{Text: typeset.Fit(head, w-2), Role: role})
	if below != "" {
		s.Pick(i, typeset.Span{Text: "  " + typeset.Fit(below, w-2), Role: typeset.MutedRole})
	}
	if f := m.Course.Fate(row.Link.Address); f != nil {
		for _, row := range fateRows(f, w-2) {
			s.Pick(i, append([]typeset.Span{{Text: "  "}}, row...)...)
		}
	}
}

// itemWords is what a row of the list says, and below it where it is.
func (m *Model) itemWords(it study.Item) (sign, head, below string) {
	if it.Link.Address != "" {
		return "↗", safeLine(fmt.Sprintf("%s  %s", it.Link.Text, it.Link.Address)), ""
	}
	n := it.Note
	where := n.Place.Lesson
	if at, ok := m.Course.Relocate(n.Place, n.Paragraph); !ok {
		where = words.T("lost its place")
	} else if l := m.Course.Lesson(at.Lesson); l != nil {
		where = lessonTitle(l)
	}
	text := safeLine(n.Paragraph)
	switch {
	case it.Draft:
		return draftSign, safeLine(n.Text), words.T("draft, %s: %s", where, text)
	case n.Bookmark():
		return bookmarkSign, text, where
	}
	return noteSign, safeLine(n.Text), words.T("%s: %s", where, text)
}
