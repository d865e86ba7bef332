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
		n += width(it.key) + 1 + width(it.label)
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
		{"Tables, code, addresses", InBlock | InAddress},
	}
}

// helpSheet draws the key table: every row that has a help text, once.
func (m *Model) helpSheet(w int) *sheet {
	s := newSheet()
	s.add(typeset.Span{Text: "Keys", Role: typeset.HeadingRole}, typeset.Span{Text: " · ? or Esc closes", Role: typeset.MutedRole})
	shown := map[int]bool{}
	for _, sec := range helpSections() {
		first := true
		for i, b := range m.keys.rows {
			if shown[i] || b.Help == "" || b.Modes&sec.modes == 0 || len(b.Keys) == 0 {
				continue
			}
			shown[i] = true
			if first {
				s.gap()
				s.add(typeset.Span{Text: sec.title, Role: typeset.SubheadingRole})
				first = false
			}
			helpRow(s, b, w)
		}
	}
	s.gap()
	s.add(typeset.Span{Text: "Signs", Role: typeset.SubheadingRole})
	for _, l := range []string{"✓  read, or right", "▸  here", "?3 three questions wait for an answer", "✗  not right   ◐ right in part"} {
		s.words(typeset.Body, "  "+l, w)
	}
	return s
}

// helpRow draws one row of the table.
func helpRow(s *sheet, b Binding, w int) {
	labels := make([]string, len(b.Keys))
	for i, key := range b.Keys {
		labels[i] = keyLabel(key)
	}
	keys := strings.Join(labels, " ")
	if b.Action == Digit {
		keys = "0–9"
	}
	col := min(20, w/3)
	head := []typeset.Span{{Text: "  " + pad(cut(keys, col-3), col-2), Role: KeyRole}}
	s.lines(-1, head, spanLines(typeset.Span{Text: b.Help}, w-col))
}
