package reader

import (
	"strings"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// helpScreen is the overlay with the keys.
type helpScreen struct {
	screenful
	here    keys.Mode // of what is in front of the student
	letters []string  // that answer the question there
}

func (o *helpScreen) mode() keys.Mode { return keys.InHelp }

func (o *helpScreen) update(m *Model, in keys.Input) {
	if in.Action == keys.Pick {
		m.number = 0
		m.pickKey(in.Arg)
		return
	}
	if in.Action == keys.Languages {
		m.nextLanguage()
		return
	}
	m.scrollOrLeave(in)
}

// showHelp lays the help over what is in front, open at the keys of what is in front.
func (m *Model) showHelp() {
	o := &helpScreen{here: m.mode(), letters: m.letters()}
	m.lay(o)
	if m.layout().small {
		return
	}
	s := sheet.New()
	at := o.rows(m, s, m.widthOf(o))
	// The row above it is a blank one, which the title that stays at the top covers.
	o.first = max(0, min(at-s.Pinned, s.Count()-m.heightOf(o, s.Count())))
}

// sheet draws the key table: every row that has a help text, once.
func (o *helpScreen) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	o.rows(m, s, w)
	return s
}

// rows adds the rows of the help and returns where the keys begin of what is in front of the
// student: 0 for the first section, and for a mode that has none.
func (o *helpScreen) rows(m *Model, s *sheet.Sheet, w int) (at int) {
	how := " · " + words.T("%s closes", m.keys.SayBoth(keys.InHelp, keys.Leave))
	if w >= 60 {
		how = " · " + words.T("%s closes; a click does what the key does", m.keys.SayBoth(keys.InHelp, keys.Leave))
	}
	s.Add(typeset.Span{Text: words.T("Keys"), Role: typeset.HeadingRole}, typeset.Span{Text: how, Role: typeset.MutedRole})
	s.Pinned = 1
	for i, sec := range m.keys.Help(o.here, o.letters) {
		s.Gap()
		if i > 0 && at == 0 && sec.Modes&o.here != 0 {
			at = s.Count()
		}
		s.Add(typeset.Span{Text: sec.Title, Role: typeset.SubheadingRole})
		for _, row := range sec.Rows {
			helpRow(s, row, w)
		}
	}
	s.Gap()
	s.Add(typeset.Span{Text: words.T("Signs"), Role: typeset.SubheadingRole})
	for _, l := range []string{
		words.T("✓  read, or right"), words.T("▸  here"), words.T("?3 three questions wait for an answer"), words.T("✗  not right   ◐ right in part"),
	} {
		s.Words(typeset.Body, "  "+l, w)
	}
	return at
}

// pickKey closes the help and performs a row of the table, as if its key
// had been pressed, so that a mouse can do all that a key can.
func (m *Model) pickKey(at int) {
	m.lift()
	b := m.keys.All()[at]
	if b.Modes&m.mode() == 0 || b.Action == keys.Digit {
		m.sayUnknown(b.Keys[0])
		return
	}
	m.carryOut(keys.Input{Action: b.Action})
}

// helpRow draws one row of the table; a click on it does what the key does.
func helpRow(s *sheet.Sheet, row keys.HelpRow, w int) {
	names, col := strings.Join(row.Keys, " "), min(20, w/3)
	for n := len(row.Keys) - 1; n > 0 && typeset.Width(names) > col-3; n-- {
		names = strings.Join(row.Keys[:n], " ") // rather fewer keys than half a name
	}
	head := []typeset.Span{{Text: "  " + typeset.Pad(typeset.Fit(names, col-3), col-2), Role: sheet.KeyRole}}
	s.Lines(row.At, head, sheet.WrapSpan(typeset.Span{Text: row.Text}, w-col))
}
