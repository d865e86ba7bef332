package reader

import (
	"cmp"
	"slices"
	"strings"

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
	acts := []keys.Action{keys.Open, keys.OpenOld, keys.Copy, keys.KeepLink}
	if o.best() == "" && slices.Contains(acts, in.Action) {
		m.say(words.T("This link has no address."))
		return
	}
	switch in.Action {
	case keys.Open:
		m.number = 0
		o.open(m, o.best())
	case keys.OpenOld:
		o.open(m, o.dest.Address)
	case keys.Copy:
		m.copyText(o.best())
	case keys.KeepLink:
		m.readLater(o.dest.Address, o.text)
	default:
		m.scrollOrLeave(in)
	}
}

// best is the address that leads furthest: where to look instead of one that is gone or
// moved, else the address itself.
func (o *addressWindow) best() string {
	if f := o.dest.Fate; f.Dead() && f.Replacement != "" {
		return f.Replacement
	}
	return o.dest.Address
}

// useless are the keys that have nothing to open, copy or keep.
func (o *addressWindow) useless() []keys.Action {
	switch {
	case o.best() == "":
		return []keys.Action{keys.Open, keys.Copy, keys.KeepLink}
	case o.best() == o.dest.Address && !o.dest.Opens():
		return []keys.Action{keys.Open}
	}
	return nil
}

// open opens one of the addresses of the window.
func (o *addressWindow) open(m *Model, address string) {
	if address == o.dest.Address && !o.dest.Opens() {
		return // the window says why it is only shown
	}
	m.do(OpenAddress{address})
	if m.opener {
		m.lift()
		m.say(words.T("Opened %s", address))
	}
}

// sheet draws the full address, what is known of it, and what can be done about it.
func (o *addressWindow) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	if o.text != "" {
		s.Words(sheet.TitleRole, typeset.Clean(o.text), w)
		s.Words(typeset.Body, "", w)
	}
	if o.dest.Address != "" {
		url := hyperlink(o.dest) // once: an address may have thousands of rows
		for _, part := range sheet.WrapHard(typeset.Clean(o.dest.Address), w) {
			s.Rows = append(s.Rows, sheet.Row{Pick: -1, Spans: []typeset.Span{{Text: part, Role: typeset.LinkRole}}, URL: url})
		}
	}
	if f := o.dest.Fate; f != nil {
		s.Gap()
		for _, row := range fateRows(f, w) {
			s.Add(row...)
		}
	}
	why := cmp.Or(o.why, words.Say(o.dest.Reason))
	switch {
	case o.dest.Kind == lessons.External && why == "" && m.opener:
		why = o.offer(m)
	case o.dest.Kind == lessons.External && why == "":
		why = m.noOpener
	case o.dest.Kind == lessons.Absent:
		why = sentence(why)
	case o.dest.Kind == lessons.Refused:
		why = words.T("This address is shown, but not opened: %s", sentence(why))
	}
	if o.dest.Address != "" {
		s.Words(typeset.Body, "", w)
	}
	s.Words(typeset.MutedRole, typeset.Clean(why), w)
	switch offer := o.offer(m); {
	case o.dest.Kind == lessons.External || offer == "":
	case m.opener:
		s.Words(typeset.MutedRole, offer, w)
	default:
		s.Words(typeset.MutedRole, m.noOpener, w)
	}
	return s
}

// offer says which key opens what; "" where nothing is to be said of it.
func (o *addressWindow) offer(m *Model) string {
	best := m.keys.Say(keys.InAddress, keys.Open)
	switch instead := o.best() != o.dest.Address; {
	case instead && o.dest.Kind != lessons.External:
		return words.T("%s opens what is there instead.", best)
	case instead:
		return words.T("%s opens what is there instead, %s this address all the same.", best, m.keys.Say(keys.InAddress, keys.OpenOld))
	case o.dest.Kind != lessons.External && o.dest.Opens(), o.dest.Kind == lessons.External && o.dest.Fate.Dead():
		return words.T("%s opens it all the same.", best)
	}
	return ""
}

// fateRows are the lines of what is known of an address, at a width; its state stands out.
func fateRows(f *lessons.Address, w int) [][]typeset.Span {
	state := words.LinkState(string(f.State), f.Year)
	var out [][]typeset.Span
	for i, line := range sheet.Wrap(words.LinkSaid(string(f.State), f.Year, typeset.Clean(f.Note)), w) {
		said := []typeset.Span{{Text: line}}
		if rest, ok := strings.CutPrefix(line, state); ok && i == 0 {
			said = []typeset.Span{{Text: state, Role: sheet.NoticeRole}, {Text: rest}}
		}
		out = append(out, said)
	}
	if f.Replacement != "" {
		for _, line := range sheet.WrapHard(words.LinkInstead(string(f.State), typeset.Clean(f.Replacement)), w) {
			out = append(out, []typeset.Span{{Text: line}})
		}
	}
	return out
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
