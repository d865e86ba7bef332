package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
		n.ID, n.Text, n.Created = old.ID, old.Text, old.Created
	}
	o := &noteField{note: n, draft: m.NoteAt(l, block), typed: sheet.NewField(n.Text, true)}
	if d, ok := m.DraftOn(l, block); ok {
		o.draft, o.typed = d, sheet.NewField(d.Text, true)
	}
	m.lay(o)
}

// noteField is the overlay in which a note is written.
type noteField struct {
	window
	note  study.Note // as it is kept
	draft study.Note // where what is typed is kept until it is a note
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

// update edits the note. What is typed is kept as a draft at the end of each word:
// no power cut takes more of it than that.
func (o *noteField) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Leave:
		m.lift()
		if o.keepTyped(m) {
			m.say(words.T("Kept as a draft: %s here goes on.", m.keys.Say(keys.InLesson, keys.WriteNote)))
		}
	case keys.Submit:
		n := o.note
		n.Text = strings.TrimSpace(o.typed.Text())
		m.lift()
		o.draft.Text = ""
		m.KeepDraft(o.draft)
		switch {
		case n.Text != "":
			m.KeepNote(n)
			m.say(words.T("The note is kept; %s lists them.", m.keys.Say(m.mode(), keys.Notes)))
		case n.ID != "":
			m.DropNote(o.note)
			m.say(words.T("The note is gone; %s, then %s brings it back.", m.keys.Say(m.mode(), keys.Notes), m.keys.Say(keys.InNotes, keys.Undo)))
		}
	case keys.Editor:
		o.keepTyped(m)
		m.do(EditText{o.typed.Text()})
	default:
		o.typed.Edit(in)
		if r, _ := utf8.DecodeLastRuneInString(in.Text); in.Action != keys.Type || !unicode.IsLetter(r) {
			o.keepTyped(m)
		}
	}
}

// keepTyped keeps what is typed as a draft and reports whether there is one: not of
// a note that was left as it is, or emptied.
func (o *noteField) keepTyped(m *Model) bool {
	d := o.draft
	if d.Text = o.typed.Text(); d.Text == o.note.Text || strings.TrimSpace(d.Text) == "" {
		d.Text = ""
	}
	m.KeepDraft(d)
	return d.Text != ""
}

// keepTyped keeps what is in a field for a note when the program ends or stops.
func (m *Model) keepTyped() {
	for _, o := range m.over {
		if f, ok := o.(*noteField); ok {
			f.keepTyped(m)
		}
	}
}
