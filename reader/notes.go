package reader

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// paragraphHere returns the block that keys apply to: the one in focus, else the first on the screen.
func (m *Model) paragraphHere() int {
	if m.focusOnScreen() {
		return m.block
	}
	p := m.set()
	for i := m.firstLine(); i < len(p.Lines); i++ {
		if len(p.Lines[i].Spans) > 0 {
			return p.Lines[i].Block
		}
	}
	return 0
}

// bookmark sets a bookmark at the paragraph, or takes it away.
func (m *Model) bookmark() {
	if !m.keeps() {
		return
	}
	if !m.Bookmark(m.spread().origin(m.paragraphHere())) {
		m.say(words.T("The bookmark is gone."))
		return
	}
	m.say(words.T("Bookmark set; %s lists them.", m.keys.Say(m.mode(), keys.Notes)))
}

// The signs of what stands at a paragraph.
const (
	noteSign     = "✎"
	bookmarkSign = "◆"
	draftSign    = "…"
)

// noteSigns returns the sign of each block of the spread that has a note, a bookmark or a draft.
func (m *Model) noteSigns() map[int]string {
	var out map[int]string
	spread := m.spread()
	put := func(notes []study.Note, sign func(study.Note) string) {
		for _, n := range notes {
			block := m.noteBlock(spread, n)
			if block == noBlock {
				continue
			}
			if out == nil {
				out = map[int]string{}
			}
			if s := sign(n); s == noteSign || out[block] == "" {
				out[block] = s
			}
		}
	}
	put(m.Kept.Notes, func(n study.Note) string {
		if n.Bookmark() {
			return bookmarkSign
		}
		return noteSign
	})
	put(m.Kept.Drafts, func(study.Note) string { return draftSign })
	return out
}

// noteBlock returns the block of the spread at which a note stands, noBlock if it stands elsewhere.
func (m *Model) noteBlock(s *spread, n study.Note) int {
	for _, p := range s.pieces {
		if block, ok := m.BlockOf(p.lesson, n); ok {
			return s.index(p.lesson, block)
		}
	}
	return noBlock
}

// keeps reports whether notes can be saved; if not, it tells the student.
func (m *Model) keeps() bool {
	if !m.records {
		m.say(words.T("Notes and links cannot be kept: nothing is being saved."))
	}
	return m.records
}

// readLater puts the link in focus, or the one that is shown, on the list.
func (m *Model) readLater(address, text string) {
	if address == "" {
		m.say(words.T("Choose a link first: %s, or %s.", m.keys.Say(m.textMode(), keys.LinkNext), m.keys.Say(m.textMode(), keys.Links)))
		return
	}
	if m.keeps() {
		m.ReadLater(address, text)
		m.say(words.T("On the list of links to read later."))
	}
}

// listNotes shows notes, bookmarks and the links to read later.
func (m *Model) listNotes() {
	if len(m.Kept.Items()) == 0 && !m.Kept.Gone() {
		m.say(words.T("There are no notes yet: %s sets a bookmark, %s writes a note, %s keeps a link for later.",
			m.keys.Say(m.mode(), keys.Bookmark), m.keys.Say(keys.InLesson, keys.WriteNote), m.keys.Say(m.mode(), keys.KeepLink)))
		return
	}
	m.lay(&noteList{})
}

// safeLine makes a text safe to draw on one line.
func safeLine(s string) string { return typeset.Clean(text.OneLine(s)) }

// mark sets or goes to the mark of a letter; without one it waits for the letter.
func (m *Model) mark(in keys.Input) {
	switch {
	case in.Text == "" && in.Action == keys.SetMark:
		m.waiting = keys.SetMark
		m.say(words.T("Mark this place: type a letter."))
	case in.Text == "":
		m.waiting = keys.GoMark
		m.say(words.T("Go to a mark: type its letter; %s goes back.", m.keys.Say(m.mode(), keys.GoMark)))
	case in.Action == keys.SetMark:
		m.setMark(in.Text)
	case slices.Contains(m.keys.KeysOf(m.mode(), keys.GoMark), in.Text):
		m.wayBack()
	default:
		m.goMark(in.Text)
	}
}

// setMark puts the place under a letter.
func (m *Model) setMark(letter string) {
	m.SetMark(letter)
	m.say(words.T("Mark %s is set.", letter))
}

// goMark goes to the place under a letter, also where the page was edited since.
func (m *Model) goMark(letter string) {
	n, ok := m.Kept.Marks[letter]
	if !ok {
		m.say(words.T("There is no mark %s.", letter))
		return
	}
	l, at := m.Find(n)
	if l == nil {
		m.say(words.T("Mark %s lost its place: the paragraph is gone from the course.", letter))
		return
	}
	m.jump(l, at)
}

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
