package reader

import (
	"cmp"

	"lectern/lessons"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// addressWindow is the overlay that shows an address whole, and why it was not opened.
type addressWindow struct {
	window
	dest lessons.Destination
	text string // of the link
	why  string // the opener did not open it; "" if it was not asked
}

func (o *addressWindow) mode() keys.Mode { return keys.InAddress }
func (o *addressWindow) title() string   { return words.T("Link") }

func (o *addressWindow) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Open:
		m.number = 0
		if o.dest.Kind == lessons.External {
			m.do(OpenAddress{o.dest.Address})
		}
	case keys.Copy:
		m.copyText(o.dest.Address)
	case keys.KeepLink:
		m.readLater(o.dest.Address, o.text)
	default:
		m.scrollOrLeave(in)
	}
}

// sheet draws the full address and the actions available for it.
func (o *addressWindow) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	if o.text != "" {
		s.Words(sheet.TitleRole, typeset.Clean(o.text), w)
		s.Words(typeset.Body, "", w)
	}
	for _, part := range sheet.WrapHard(typeset.Clean(o.dest.Address), w) {
		s.Rows = append(s.Rows, sheet.Row{Pick: -1, Spans: []typeset.Span{{Text: part, Role: typeset.LinkRole}}, URL: hyperlink(o.dest)})
	}
	why := cmp.Or(o.why, words.Say(o.dest.Reason))
	switch {
	case o.dest.Kind == lessons.External && why == "":
		why = words.T("No program that opens addresses was found here. Set $BROWSER to name one.")
	case o.dest.Kind == lessons.Absent:
		why = sentence(why)
	case o.dest.Kind == lessons.Refused:
		why = words.T("This address is shown, but not opened: %s", sentence(why))
	}
	if o.dest.Address != "" {
		s.Words(typeset.Body, "", w)
	}
	s.Words(typeset.MutedRole, typeset.Clean(why), w)
	return s
}

// sentence turns a reason into a sentence, with a capital letter and a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	r := []rune(s)
	if r[0] >= 'a' && r[0] <= 'z' {
		r[0] += 'A' - 'a'
	}
	if last := r[len(r)-1]; last != '.' {
		r = append(r, '.')
	}
	return string(r)
}
