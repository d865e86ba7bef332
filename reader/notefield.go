package reader

import (
	"strings"

	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/words"
)

// writeNote opens the field for a note at the paragraph: with the note that is
// there, or with what was typed for it and not kept.
func (m *Model) writeNote() {
	if !m.keeps() {
		return
	}
	l, block := m.spread().origin(m.paragraphHere())
	n := m.NoteAt(l, block)
	if old, ok := m.NoteOn(l, block, false); ok {
		n.ID, n.Text = old.ID, old.Text
	}
	if d := m.draft; d != nil && d.Place == n.Place {
		n.Text = d.Text
	}
	m.lay(&noteField{note: n, typed: sheet.NewField(n.Text, true)})
}

// noteField is the overlay in which a note is written.
type noteField struct {
	window
	note  study.Note
	typed sheet.Field
}

func (o *noteField) mode() keys.Mode                     { return keys.InNote }
func (o *noteField) title() string                       { return words.T("Note") }
func (o *noteField) rect(m *Model, rows int) rect        { return m.windowRect(max(rows, minNoteRows) + 2) }
func (o *noteField) field() (f *sheet.Field, above bool) { return &o.typed, false }

// minNoteRows is the least height of the field for a note, in rows.
const minNoteRows = 5

func (o *noteField) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	s.AddField(&o.typed, w, true)
	return s
}

// update edits the note.
func (o *noteField) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Leave:
		n := o.note
		n.Text = o.typed.Text()
		m.lift()
		if n.Text != o.note.Text {
			m.draft = &n
			m.say(words.T("Not kept. %s here goes on with what you wrote.", m.keys.Say(keys.InLesson, keys.WriteNote)))
		}
	case keys.Submit:
		n := o.note
		n.Text = strings.TrimSpace(o.typed.Text())
		m.lift()
		m.draft = nil
		switch {
		case n.Text != "":
			m.KeepNote(n)
			m.say(words.T("The note is kept; %s lists them.", m.keys.Say(m.mode(), keys.Notes)))
		case n.ID != "":
			m.DropNote(n)
			m.say(words.T("The note is gone."))
		}
	case keys.Editor:
		m.do(EditText{o.typed.Text()})
	default:
		o.typed.Edit(in)
	}
}
