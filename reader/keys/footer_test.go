package keys

import (
	"strings"
	"testing"
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
