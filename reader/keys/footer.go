package keys

import (
	"cmp"
	"slices"
	"strings"

	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Label returns the name of a key as the student sees it.
func Label(key string) string {
	for _, arrow := range []struct{ name, sign string }{{"Left", "←"}, {"Right", "→"}, {"Up", "↑"}, {"Down", "↓"}} {
		if with, ok := strings.CutSuffix(key, arrow.name); ok && (with == "" || strings.HasSuffix(with, "-")) {
			return with + arrow.sign // Alt-← too
		}
	}
	return key
}

// FooterItem is one key of the footer.
type FooterItem struct {
	Key, Label string
	Action     Action
	rank       int
}

// Footer returns the keys that the footer shows in a mode, but for the actions without, in the order of
// their rank and fitted to a width: where room is short those of the highest rank
// are left out. Rank 0, help and quit, stands at the end and always stays.
func (t *Table) Footer(mode Mode, w int, without ...Action) []FooterItem {
	var items []FooterItem
	for _, b := range t.rows {
		if b.Modes&mode != 0 && b.Short != "" && len(b.Keys) > 0 && !slices.Contains(without, b.Action) {
			items = append(items, FooterItem{Label(b.Keys[0]), words.Text(b.Short), b.Action, b.Rank})
		}
	}
	slices.SortStableFunc(items, func(a, b FooterItem) int { return cmp.Compare(uint(a.rank-1), uint(b.rank-1)) })
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

// FooterGap is the space between two keys of the footer.
const FooterGap = 2

func footerWidth(items []FooterItem) int {
	n := 0
	for i, it := range items {
		if i > 0 {
			n += FooterGap
		}
		n += typeset.Width(it.Key) + 1 + typeset.Width(it.Label)
	}
	return n
}
