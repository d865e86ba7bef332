package reader

import (
	"fmt"
	"strings"

	"lectern/reader/typeset"
)

// hitList keeps the rows of the list of hits: each key draws them, and there may
// be a thousand.
type hitList struct {
	rows  []row
	hits  int // of which the rows are
	width int
}

// listHits shows all hits of the search under a field that refines it. Without a
// search it begins one.
func (m *Model) listHits() {
	begun := !m.find.on
	m.beginFind()
	m.lay(overlay{kind: overHits, at: m.find.at, field: newField(m.find.typed, false), began: begun})
	m.keepInView(m.front())
}

// updateHits edits the field of the list and moves in it.
func (m *Model) updateHits(o *overlay, in Input) {
	switch in.Action {
	case Leave:
		began := o.began
		m.lift()
		if began {
			m.endFind()
		}
	case Submit, Pick:
		if in.Action == Pick {
			o.at = in.Arg
		}
		at := o.at
		m.lift()
		switch {
		case !m.find.on:
			m.endFind()
		case len(m.find.hits) > 0:
			m.toHit(at)
		case m.find.done:
			m.noHits()
		}
	case Down, Up, PageDown, PageUp:
		m.moveInList(o, in)
	default:
		if o.field.edit(in) {
			o.at, o.top = 0, 0
			m.lookUp(o.field.text())
		}
	}
}

// hitRows returns the list of hits, each with its lesson and the text around it.
func (m *Model) hitRows(o *overlay, w int) []row {
	f := &m.find
	if f.list.rows == nil || f.list.width != w || f.list.hits != len(f.hits) {
		f.list = hitList{rows: m.makeHitRows(w), width: w, hits: len(f.hits)}
	}
	rows := append([]row{}, f.list.rows...)
	for i, r := range rows {
		if r.pick != o.at || r.pick < 0 {
			continue
		}
		spans := append([]typeset.Span{}, r.spans...)
		for k := range spans {
			switch spans[k].Role {
			case typeset.Body:
				spans[k].Role = SelectedRole
			case HitRole:
				spans[k].Role = CurrentHit
			}
		}
		rows[i].spans = spans
	}
	return rows
}

func (m *Model) makeHitRows(w int) []row {
	all := m.find.hits
	if len(all) == 0 {
		text := m.hitState()
		if text == "" {
			text = "Type what to look for in the whole course."
		}
		return []row{{pick: -1, spans: []typeset.Span{{Text: cut(text, w), Role: typeset.MutedRole}}}}
	}
	var rows []row
	for i, h := range all[:min(len(all), listedHits)] {
		if i == 0 || all[i-1].Lesson != h.Lesson {
			rows = append(rows, row{pick: -1, spans: []typeset.Span{{Text: cut(lessonTitle(h.Lesson), w), Role: typeset.SubheadingRole}}})
		}
		rows = append(rows, row{pick: i, spans: h.inContext(w - 2)})
	}
	if more := len(all) - listedHits; more > 0 {
		rows = append(rows, row{pick: -1, spans: []typeset.Span{{
			Text: cut(fmt.Sprintf("and %d more: a longer word finds fewer", more), w), Role: typeset.MutedRole,
		}}})
	}
	return rows
}

// inContext is a hit with the words around it, so that the hits of a list stand below each other.
func (h hit) inContext(w int) []typeset.Span {
	text, start, end := h.Snippet(h.nth, w/2, w)
	match := cut(typeset.Clean(text[start:end]), w)
	room := max(0, (w-width(match))/3)
	left := typeset.Clean(text[:start])
	if over := width(left) - room; over > 0 {
		left = dropColumns(left, over)
		if i := strings.IndexByte(left, ' '); i >= 0 {
			left = left[i:] // not from within a word
		}
	}
	left = strings.Repeat(" ", max(0, room-width(left))) + left
	right := cut(typeset.Clean(text[end:]), max(0, w-width(left)-width(match)))
	return []typeset.Span{{Text: "  "}, {Text: left}, {Text: match, Role: HitRole}, {Text: right}}
}
