package reader

import (
	"cmp"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
)

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

// update edits the search field; every change searches again.
func (o *findField) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Leave:
		m.lift()
		m.endFind()
	case keys.Submit:
		m.lift()
		if !m.find.on {
			m.endFind()
		} else if m.find.done && len(m.find.hits) == 0 {
			m.noHits()
		}
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
