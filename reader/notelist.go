package reader

import (
	"fmt"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// noteList is the overlay with notes, bookmarks and the links to read later.
type noteList struct {
	list
}

func (o *noteList) title() string       { return "Notes, bookmarks, links" }
func (o *noteList) length(m *Model) int { return len(m.shelf.notes) + len(m.shelf.links) }

func (o *noteList) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Copy:
		text := ""
		if k := o.at - len(m.shelf.notes); k >= 0 && k < len(m.shelf.links) {
			text = m.shelf.links[k].Address
		} else if k < 0 {
			text = m.shelf.notes[o.at].Text
		}
		m.copyText(text)
	case keys.Remove:
		o.remove(m)
	default:
		m.updateList(o, in)
	}
}

// shorten is told that the list may have lost a row: the cursor stays on a row, and an empty list closes.
func (o *noteList) shorten(m *Model) {
	n := o.length(m)
	if o.at = max(0, min(o.at, n-1)); n == 0 {
		m.lift()
	}
}

// open goes to a note's paragraph, or shows a link of the list.
func (o *noteList) open(m *Model) {
	i := max(0, min(o.at, o.length(m)-1))
	if k := i - len(m.shelf.notes); k >= 0 {
		if k < len(m.shelf.links) {
			l := m.shelf.links[k]
			m.lay(&addressWindow{text: l.Text, dest: m.course.Resolve(m.lesson, l.Address, "")})
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

// remove takes the selected row off the list.
func (o *noteList) remove(m *Model) {
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

// sheet draws the list.
func (o *noteList) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	add := func(i int, sign, head, below string) {
		role := typeset.Body
		if i == o.at {
			role = sheet.SelectedRole
		}
		s.Rows = append(s.Rows, sheet.Row{Pick: i, Spans: []typeset.Span{{Text: sign + " ", Role: sheet.KeyRole}, {Text: typeset.Fit(head, w-2), Role: role}}})
		if below != "" {
			s.Rows = append(s.Rows, sheet.Row{Pick: i, Spans: []typeset.Span{{Text: "  " + typeset.Fit(below, w-2), Role: typeset.MutedRole}}})
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
	s.FocusOn(o.at)
	return s
}
