package reader

import (
	"strings"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// helpScreen is the overlay with the keys.
type helpScreen struct{ screenful }

func (o *helpScreen) mode() keys.Mode { return keys.InHelp }

func (o *helpScreen) update(m *Model, in keys.Input) {
	if in.Action == keys.Pick {
		m.number = 0
		m.pickKey(in.Arg)
		return
	}
	m.scrollOrLeave(in)
}

// sheet draws the key table: every row that has a help text, once.
func (o *helpScreen) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	how := " · " + words.T("%s closes", m.keys.SayBoth(keys.InHelp, keys.Leave))
	if w >= 60 {
		how = " · " + words.T("%s closes; a click does what the key does", m.keys.SayBoth(keys.InHelp, keys.Leave))
	}
	s.Add(typeset.Span{Text: words.T("Keys"), Role: typeset.HeadingRole}, typeset.Span{Text: how, Role: typeset.MutedRole})
	for _, sec := range m.keys.Help() {
		s.Gap()
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
	return s
}

// pickKey closes the help and performs a row of the table, as if its key
// had been pressed, so that a mouse can do all that a key can.
func (m *Model) pickKey(at int) {
	m.lift()
	b := m.keys.All()[at]
	if b.Modes&m.mode() == 0 || b.Action == keys.Digit {
		m.say(words.T("This key has no meaning here."))
		return
	}
	m.carryOut(keys.Input{Action: b.Action})
}

// helpRow draws one row of the table; a click on it does what the key does.
func helpRow(s *sheet.Sheet, row keys.HelpRow, w int) {
	names := strings.Join(row.Keys, " ")
	col := min(20, w/3)
	head := []typeset.Span{{Text: "  " + typeset.Pad(typeset.Fit(names, col-3), col-2), Role: sheet.KeyRole}}
	s.Lines(row.At, head, sheet.WrapSpan(typeset.Span{Text: row.Text}, w-col))
}
