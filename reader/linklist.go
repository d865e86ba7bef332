package reader

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// listLinks shows the links of the lesson with their addresses.
func (m *Model) listLinks() {
	if len(m.set().Links) == 0 {
		m.say(words.T("This lesson has no links."))
		return
	}
	m.lay(&linkList{list: list{at: max(0, m.link-1)}})
}

// linkList is the overlay with the links of the lesson.
type linkList struct {
	list
}

func (o *linkList) title() string       { return words.T("Links of this lesson") }
func (o *linkList) length(m *Model) int { return len(m.set().Links) }

func (o *linkList) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Copy:
		text := ""
		if l, d, ok := m.destination(o.at + 1); ok {
			text = cmp.Or(d.Address, l.Target)
		}
		m.copyText(text)
	case keys.KeepLink:
		l, d, _ := m.destination(o.at + 1)
		m.readLater(d.Address, l.Text)
	default:
		m.updateList(o, in)
	}
}

func (o *linkList) open(m *Model) {
	m.lift()
	m.follow(o.at + 1)
}

// linksKey is the cache key for the rows of the list, apart from the selection.
type linksKey struct {
	page     *typeset.Page
	revision int64 // of the course: where a link leads may not have been known
	w        int
}

// sheet draws the list of links. The rows are cached, because to say where a link leads takes a look at that page.
func (o *linkList) sheet(m *Model, w int) *sheet.Sheet {
	key := linksKey{m.set(), m.Course.Revision(), w}
	rows := m.caches.links.get(key, func() []sheet.Row { return m.makeLinkRows(w) })
	s := sheet.New()
	s.Rows = slices.Clone(rows)
	for i, r := range s.Rows {
		if r.Pick == o.at {
			s.Rows[i].Spans = slices.Clone(r.Spans)
			s.Rows[i].Spans[1].Role = sheet.SelectedRole
			break
		}
	}
	s.FocusOn(o.at)
	return s
}

func (m *Model) makeLinkRows(w int) []sheet.Row {
	var rows []sheet.Row
	digits := len(fmt.Sprint(len(m.set().Links)))
	for i, l := range m.set().Links {
		num := fmt.Sprintf("%*d  ", digits, l.Number)
		rows = append(rows, sheet.Row{Pick: i, Spans: []typeset.Span{
			{Text: num, Role: sheet.KeyRole}, {Text: typeset.Fit(typeset.Clean(l.Text), w-typeset.Width(num)), Role: typeset.LinkRole, Link: l.Number},
		}})
		indent := typeset.Span{Text: strings.Repeat(" ", typeset.Width(num))}
		d := m.Course.Resolve(m.Lesson, l.Target, l.Ref)
		for _, part := range sheet.WrapHard(typeset.Clean(m.describe(d)), w-typeset.Width(num)) {
			rows = append(rows, sheet.Row{Pick: i, Spans: []typeset.Span{indent, {Text: part, Role: typeset.MutedRole}}})
		}
		if d.Fate != nil {
			for _, row := range fateRows(d.Fate, w-typeset.Width(num)) {
				rows = append(rows, sheet.Row{Pick: i, Spans: append([]typeset.Span{indent}, row...)})
			}
		}
	}
	return rows
}
