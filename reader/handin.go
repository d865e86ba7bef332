package reader

import (
	"lectern/reader/handin"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// handInSheet is the overlay on which results are handed in.
type handInSheet struct {
	window
	form *handin.Form
}

func (o *handInSheet) mode() keys.Mode                     { return o.form.Mode() }
func (o *handInSheet) title() string                       { return o.form.Title() }
func (o *handInSheet) field() (f *sheet.Field, above bool) { return o.form.Field(), false }

func (o *handInSheet) sheet(m *Model, w int) *sheet.Sheet {
	return o.form.Sheet(w, func(a keys.Action) string { return m.keys.Say(o.mode(), a) })
}

// shownFrom keeps the field that is typed into on the screen.
func (o *handInSheet) shownFrom(s *sheet.Sheet, h int) int {
	if s.CursorRow < 0 {
		return o.window.shownFrom(s, h)
	}
	return sheet.Revealed(o.first, s.CursorRow, s.CursorRow, h, s.Count())
}

func (o *handInSheet) update(m *Model, in keys.Input) {
	stage := o.mode()
	switch o.form.Update(in) {
	case handin.Write:
		m.do(HandIn{Who: o.form.Identity()})
	case handin.Close:
		m.lift()
	case handin.Enrol:
		m.lift()
		m.do(Enrol{o.form.Identity()})
	case handin.Scroll:
		m.scrollRows(in)
	}
	if o.mode() != stage {
		o.first = 0
	}
}

// startHandIn begins to hand in what was read and answered until now.
func (m *Model) startHandIn() {
	if o, ok := m.front().(*answerSheet); ok {
		o.handIn(m)
		return
	}
	m.Leave(false)
	m.do(HandIn{})
}

// handIn lays the sheet for handing in, or has the file written that it asked for.
func (a *app) handIn(e HandIn) {
	d, m := a.cfg.Desk, a.model
	switch {
	case d == nil && a.cfg.Record != nil: // an exam has ended, and nobody wants a file of it
		m.say(words.T("Your answers are saved."))
		return
	case d == nil:
		m.say(words.T("Nothing is being saved, so there is nothing to hand in."))
		return
	}
	a.hold.Wait() // for what is to be inside
	if o, ok := m.front().(*handInSheet); ok && e.Who != nil {
		o.form.Handed(d.HandIn(e.Who))
		o.first = 0
		return
	}
	inside, err := d.Inside()
	if err != nil {
		a.failed(err)
		return
	}
	form := handin.New(typeset.Clean(m.Course.Manifest.Title), d.Asked(), d.Known(), inside)
	if e.Now {
		form.Handed(d.HandIn(d.Known()))
	}
	m.lay(&handInSheet{form: form})
}
