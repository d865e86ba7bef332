package reader

import (
	"fmt"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// noteList is the overlay with notes, bookmarks and the links to read later.
type noteList struct {
	list
}

func (o *noteList) title() string       { return words.T("Notes, bookmarks, links") }
func (o *noteList) length(m *Model) int { return len(m.Kept.Notes) + len(m.Kept.Links) }

func (o *noteList) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Copy:
		text := ""
		if k := o.at - len(m.Kept.Notes); k >= 0 && k < len(m.Kept.Links) {
			text = m.Kept.Links[k].Address
		} else if k < 0 {
			text = m.Kept.Notes[o.at].Text
		}
		m.copyText(text)
	case keys.Remove:
		o.remove(m)
	default:
		m.updateList(o, in)
	}
}

// shorten adjusts the list after it may have lost a row: the cursor stays on a row, and an empty list closes.
func (o *noteList) shorten(m *Model) {
	n := o.length(m)
	if o.at = max(0, min(o.at, n-1)); n == 0 {
		m.lift()
	}
}

// open goes to a note's paragraph, or shows a link of the list.
func (o *noteList) open(m *Model) {
	i := max(0, min(o.at, o.length(m)-1))
	if k := i - len(m.Kept.Notes); k >= 0 {
		if k < len(m.Kept.Links) {
			l := m.Kept.Links[k]
			m.lay(&addressWindow{text: l.Text, dest: m.Course.Resolve(m.Lesson, l.Address, "")})
		}
		return
	}
	n := m.Kept.Notes[i]
	l, at := m.Find(n)
	if l == nil {
		m.say(words.T("This note lost its place: the paragraph is gone from the course."))
		return
	}
	m.lift()
	m.jump(l, at)
	m.block = m.spread().index(l, at.Block)
}

// remove takes the selected row off the list.
func (o *noteList) remove(m *Model) {
	if k := o.at - len(m.Kept.Notes); k >= 0 {
		if k < len(m.Kept.Links) {
			m.DropLink(m.Kept.Links[k].Address)
			m.say(words.T("Taken off the list."))
		}
		return
	}
	m.DropNote(m.Kept.Notes[o.at])
	m.say(words.T("Removed."))
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
	for i, n := range m.Kept.Notes {
		where := n.Place.Lesson
		if at, ok := m.Course.Relocate(n.Place, n.Paragraph); !ok {
			where = words.T("lost its place")
		} else if l := m.Course.Lesson(at.Lesson); l != nil {
			where = lessonTitle(l)
		}
		text := safeLine(n.Paragraph)
		if n.Text == "" {
			add(i, "◆", text, where)
		} else {
			add(i, "✎", safeLine(n.Text), words.T("%s: %s", where, text))
		}
	}
	for i, l := range m.Kept.Links {
		i += len(m.Kept.Notes)
		add(i, "↗", safeLine(fmt.Sprintf("%s  %s", l.Text, l.Address)), "")
		if f := m.Course.Fate(l.Address); f != nil {
			for _, row := range fateRows(f, w-2) {
				s.Pick(i, append([]typeset.Span{{Text: "  "}}, row...)...)
			}
		}
	}
	s.FocusOn(o.at)
	return s
}
