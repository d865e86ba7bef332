package keys

import (
	"slices"
	"strings"
	"testing"

	"lectern/reader/words"
)

// The footer is the table: fitted to every width, with help and a way out always there.
func TestFooterComesFromTheTable(t *testing.T) {
	table := New()
	for _, mode := range modes() {
		for w := 10; w <= 200; w += 7 {
			items := table.Footer(mode, w)
			if len(items) > 0 && footerWidth(items) > w {
				t.Errorf("mode %b: the footer is %d wide at %d", mode, footerWidth(items), w)
			}
			for _, it := range items {
				if _, ok := findLabelled(table, mode, it); !ok {
					t.Errorf("mode %b: the footer shows %q %q, which the table does not have", mode, it.Key, it.Label)
				}
			}
		}
		if mode&commands != 0 && mode != InHelp {
			line := ""
			for _, it := range table.Footer(mode, 30) {
				line += it.Key + " " + it.Label + "  "
			}
			if !strings.Contains(line, "? help") || !strings.Contains(line, "q quit") && !strings.Contains(line, " close ") {
				t.Errorf("mode %b: at 30 columns the footer is %q", mode, line)
			}
		}
	}
}

func findLabelled(t *Table, mode Mode, it FooterItem) (Binding, bool) {
	for _, b := range t.rows {
		if b.Modes&mode != 0 && b.Short == it.Label && Label(b.Keys[0]) == it.Key {
			return b, true
		}
	}
	return Binding{}, false
}

// In every language the keys that matter most fit into the footer of a small window.
func TestFooterInLanguages(t *testing.T) {
	t.Cleanup(func() { words.Speak("en") })
	table := New()
	for _, l := range words.Languages() {
		words.Speak(l.Code)
		for _, mode := range modes() {
			fits := table.Footer(mode, 38)
			for _, it := range table.Footer(mode, 1000) {
				if it.rank <= 1 && !slices.Contains(fits, it) {
					t.Errorf("%s, mode %b: %q %q does not fit into the footer of 40 columns", l.Code, mode, it.Key, it.Label)
				}
			}
		}
	}
}
