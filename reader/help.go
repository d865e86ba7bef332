package reader

import (
	"cmp"
	"slices"
	"strings"

	"lectern/reader/typeset"
)

// keyLabel is a key's name as it is shown.
func keyLabel(key string) string {
	switch key {
	case "Left":
		return "←"
	case "Right":
		return "→"
	case "Up":
		return "↑"
	case "Down":
		return "↓"
	}
	return key
}

// footerItem is one key of the footer.
type footerItem struct {
	key, label string
	action     Action
	rank       int
}

// footerItems returns the keys that the footer shows in a mode, in the order of
// their rank and fitted to a width: where room is short those of the highest rank
// are left out. Rank 0, help and quit, stands at the end and always stays.
func (t *KeyTable) footerItems(mode Mode, w int) []footerItem {
	var items []footerItem
	for _, b := range t.rows {
		if b.Modes&mode != 0 && b.Short != "" && len(b.Keys) > 0 {
			items = append(items, footerItem{keyLabel(b.Keys[0]), b.Short, b.Action, b.Rank})
		}
	}
	slices.SortStableFunc(items, func(a, b footerItem) int { return cmp.Compare(uint(a.rank-1), uint(b.rank-1)) })
	for footerWidth(items) > w && len(items) > 0 {
		worst := 0
		for i, it := range items {
			if it.rank >= items[worst].rank {
				worst = i
			}
		}
		items = append(items[:worst:worst], items[worst+1:]...)
	}
	return items
}

// footerGap is the space between two keys of the footer.
const footerGap = 2

func footerWidth(items []footerItem) int {
	n := 0
	for i, it := range items {
		if i > 0 {
			n += footerGap
		}
		n += typeset.Width(it.key) + 1 + typeset.Width(it.label)
	}
	return n
}

// helpSection is a heading of the help screen with the modes it is about.
type helpSection struct {
	title string
	modes Mode
}

func helpSections() []helpSection {
	return []helpSection{
		{"Reading", InLesson},
		{"Searching", InSearch},
		{"Contents and lists", InContents | InList},
		{"Questions", inAnyAnswer},
		{"After an answer", InVerdict | InSummary | InEnd},
		{"Fields", inTyping},
		{"Tables, code, addresses", InBlock | InAside | InAddress},
	}
}

// helpText is a section of the help: a heading and the rows of the key table below it.
type helpText struct {
	title string
	rows  []Binding
	at    []int // where in the table each row is
}

// help returns the rows that have a help text, each once, by section.
func (t *KeyTable) help() []helpText {
	var out []helpText
	shown := map[int]bool{}
	for _, sec := range helpSections() {
		text := helpText{title: sec.title}
		for i, b := range t.rows {
			if !shown[i] && b.Help != "" && b.Modes&sec.modes != 0 && len(b.Keys) > 0 {
				shown[i] = true
				text.rows = append(text.rows, b)
				text.at = append(text.at, i)
			}
		}
		if len(text.rows) > 0 {
			out = append(out, text)
		}
	}
	return out
}

// labels returns a row's keys as they are shown.
func (b Binding) labels() []string {
	if b.Action == Digit {
		return []string{"0–9"}
	}
	out := make([]string, len(b.Keys))
	for i, key := range b.Keys {
		out[i] = keyLabel(key)
	}
	return out
}

// helpSheet draws the key table: every row that has a help text, once.
func (m *Model) helpSheet(w int) *sheet {
	s := newSheet()
	how := " · ? or Esc closes"
	if w >= 60 {
		how += "; a click does what the key does"
	}
	s.add(typeset.Span{Text: "Keys", Role: typeset.HeadingRole}, typeset.Span{Text: how, Role: typeset.MutedRole})
	for _, sec := range m.keys.help() {
		s.gap()
		s.add(typeset.Span{Text: sec.title, Role: typeset.SubheadingRole})
		for i, b := range sec.rows {
			helpRow(s, sec.at[i], b, w)
		}
	}
	s.gap()
	s.add(typeset.Span{Text: "Signs", Role: typeset.SubheadingRole})
	for _, l := range []string{"✓  read, or right", "▸  here", "?3 three questions wait for an answer", "✗  not right   ◐ right in part"} {
		s.words(typeset.Body, "  "+l, w)
	}
	return s
}

// pickKey closes the help and does what a row of the table is for, as if its key
// had been pressed, so that a mouse can do all that a key can.
func (m *Model) pickKey(at int) {
	m.lift()
	b := m.keys.rows[at]
	if b.Modes&m.mode() == 0 || b.Action == Digit {
		m.say("This key has no meaning here.")
		return
	}
	m.carryOut(Input{Action: b.Action})
}

// helpRow draws one row of the table; a click on it does what the key does.
func helpRow(s *sheet, at int, b Binding, w int) {
	keys := strings.Join(b.labels(), " ")
	col := min(20, w/3)
	head := []typeset.Span{{Text: "  " + typeset.Pad(typeset.Fit(keys, col-3), col-2), Role: KeyRole}}
	s.lines(at, head, spanLines(typeset.Span{Text: b.Help}, w-col))
}
