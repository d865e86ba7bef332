package reader

import (
	"cmp"
	"strings"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// listHits shows all hits of the search under a field that refines it. Without a
// search it begins one.
func (m *Model) listHits() {
	begun := !m.find.on
	m.beginFind()
	o := &hitList{began: begun}
	o.at, o.typed = m.find.at, sheet.NewField(m.find.typed, false)
	m.lay(o)
	m.keepInView(o)
}

// hitList is the overlay with all hits of the search, below the search field.
type hitList struct {
	fieldList
	began bool // opening the list began the search, so leaving it ends the search
}

func (o *hitList) title() string             { return words.T("Hits") }
func (o *hitList) length(m *Model) int       { return min(len(m.find.hits), maxListed) }
func (o *hitList) fieldNote(m *Model) string { return m.hitNumber(o.at) }

// update edits the field of the list and moves in it.
func (o *hitList) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Leave:
		m.lift()
		if o.began {
			m.cancelFind()
		}
	case keys.Submit, keys.Pick:
		if in.Action == keys.Pick {
			o.at = in.Arg
		}
		o.open(m)
	case keys.Down, keys.Up, keys.PageDown, keys.PageUp:
		m.moveInList(o, in)
	default:
		if o.typed.Edit(in) {
			o.at, o.first = 0, 0
			m.lookUp(o.typed.Text())
		}
	}
}

// open shows the selected hit.
func (o *hitList) open(m *Model) {
	m.lift()
	switch {
	case !m.find.on:
		m.cancelFind()
	case len(m.find.hits) > 0:
		m.toHit(o.at)
		m.noteWay()
	case m.find.done:
		m.noHits()
	}
}

// sheet draws the list of hits, each with its lesson and the text around it.
func (o *hitList) sheet(m *Model, w int) *sheet.Sheet {
	all := m.find.hits[:min(len(m.find.hits), maxListed)]
	var rows []int // of each row the hit; -1-i for the lesson of hit i
	s := sheet.New()
	if len(all) == 0 {
		text := cmp.Or(m.hitState(), words.T("Type what to look for in the whole course."))
		s.Add(typeset.Span{Text: typeset.Fit(text, w), Role: typeset.MutedRole})
		return s
	}
	for i, h := range all {
		if i == 0 || all[i-1].Lesson != h.Lesson {
			rows = append(rows, -1-i)
		}
		if i == o.at {
			s.First, s.Last = len(rows), len(rows)
		}
		rows = append(rows, i)
	}
	if len(m.find.hits) > maxListed {
		rows = append(rows, len(all))
	}
	s.More, s.Make = len(rows), func(i int) sheet.Row { return m.hitRow(rows[i], o.at, w) }
	return s
}

// hitRow draws one row of the list of hits: a hit, its lesson, or what stands below the last one.
func (m *Model) hitRow(i, selected, w int) sheet.Row {
	if i < 0 {
		l := m.find.hits[-1-i].Lesson
		return sheet.Row{Pick: -1, Spans: []typeset.Span{{Text: typeset.Fit(lessonTitle(l), w), Role: typeset.SubheadingRole}}}
	}
	if i == maxListed {
		return sheet.Row{Pick: -1, Spans: []typeset.Span{{
			Text: typeset.Fit(words.T("and %d more: a longer word finds fewer", len(m.find.hits)-maxListed), w), Role: typeset.MutedRole,
		}}}
	}
	text, match := typeset.Body, sheet.HitRole
	if i == selected {
		text, match = sheet.SelectedRole, sheet.CurrentHit
	}
	return sheet.Row{Pick: i, Spans: m.find.hits[i].inContext(w-2, text, match)}
}

// inContext returns a hit with the words around it, aligned so that the hits of a list stand below each other.
func (h hit) inContext(w int, text, found typeset.Role) []typeset.Span {
	around, start, end := h.Snippet(h.nth, w/2, w)
	match := typeset.Fit(typeset.Clean(around[start:end]), w)
	room := max(0, (w-typeset.Width(match))/3)
	left := typeset.Clean(around[:start])
	if over := typeset.Width(left) - room; over > 0 {
		left = typeset.DropColumns(left, over)
		if i := strings.IndexByte(left, ' '); i >= 0 {
			left = left[i:] // not from within a word
		}
	}
	left = strings.Repeat(" ", max(0, room-typeset.Width(left))) + left
	right := typeset.Fit(typeset.Clean(around[end:]), max(0, w-typeset.Width(left)-typeset.Width(match)))
	return []typeset.Span{{Text: "  "}, {Text: left, Role: text}, {Text: match, Role: found}, {Text: right, Role: text}}
}

// findField is the overlay with the field of a search. It lies over the status line, so that the hits are seen.
type findField struct {
	window
	typed sheet.Field
}

func (o *findField) mode() keys.Mode                     { return keys.InField }
func (o *findField) title() string                       { return "" }
func (o *findField) sheet(*Model, int) *sheet.Sheet      { return sheet.New() }
func (o *findField) field() (f *sheet.Field, above bool) { return &o.typed, false }

// typesSearch reports whether the student types what to search for.
func (m *Model) typesSearch() bool {
	switch m.front().(type) {
	case *findField, *hitList:
		return true
	}
	return false
}

// untouched reports whether a search is on and nothing was typed to take its place:
// then, as in less and vi, the field goes on with that one.
func (o *findField) untouched(m *Model) bool { return m.find.on && o.typed.Text() == "" }

// update edits the search field; every change searches again.
func (o *findField) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Leave:
		m.lift()
		if !o.untouched(m) {
			m.cancelFind()
		}
	case keys.Submit:
		m.lift()
		switch {
		case o.untouched(m):
			m.stepHit(1)
		case !m.find.on:
			m.cancelFind()
		case m.find.done && len(m.find.hits) == 0:
			m.noHits()
		case m.find.shown:
			m.sayHit() // a low window has no other line for it
		}
		m.noteWay()
	case keys.Down, keys.Up:
		m.toHit(m.find.at + map[keys.Action]int{keys.Down: 1, keys.Up: -1}[in.Action])
	default:
		if o.typed.Edit(in) {
			m.lookUp(o.typed.Text())
		}
	}
}

// drawInStatus draws the field with the number of hits, and returns where the cursor stands.
func (o *findField) drawInStatus(v *view, c terminal.Canvas, l layout) point {
	line := l.status
	if line.empty() {
		line = l.footer
	} else {
		v.drawFooter(part(c, l.footer), "")
	}
	p := part(c, line).Sub(1, 0, line.w-2, 1)
	p.Fill(0, 0, p.W, " ", tcell.StyleDefault)
	m := v.model
	note := cmp.Or(m.hitState(), m.hitNumber(m.find.at))
	if p.W >= 60 && m.find.shown {
		note = m.inLesson(note)
	}
	col := v.drawField(p.Sub(0, 0, p.W-typeset.Width(note)-2, 1), "/ ", o.typed)
	p.Text(p.W-typeset.Width(note), 0, note, v.theme.Role(typeset.MutedRole))
	return point{p.X + col, p.Y}
}
