package reader

import (
	"strings"
	"testing"
)

func modes() []Mode {
	var out []Mode
	for m := Mode(1); m&everywhere != 0; m <<= 1 {
		out = append(out, m)
	}
	return out
}

// A key means one thing at a time.
func TestNoKeyClashes(t *testing.T) {
	for _, mode := range modes() {
		seen := map[string]Action{}
		for _, b := range defaultBindings() {
			if b.Modes&mode == 0 {
				continue
			}
			for _, key := range b.Keys {
				if other, ok := seen[key]; ok {
					t.Errorf("mode %b: %s is %s and %s", mode, key, other, b.Action)
				}
				seen[key] = b.Action
			}
		}
	}
}

// Everyone can quit, leave and ask for help everywhere; nothing needs an arrow or a mouse.
func TestEveryModeHasAWayOut(t *testing.T) {
	table := NewKeyTable()
	for _, mode := range modes() {
		if b, _ := table.find(mode, "Ctrl-C"); b.Action != Quit {
			t.Errorf("mode %b: Ctrl-C does not quit", mode)
		}
		if mode&inTyping != 0 {
			if b, _ := table.find(mode, "Esc"); b.Action != Leave {
				t.Errorf("mode %b: Esc does not leave the field", mode)
			}
			continue
		}
		if b, _ := table.find(mode, "q"); b.Action != Quit {
			t.Errorf("mode %b: q does not quit", mode)
		}
		if b, _ := table.find(mode, "?"); mode != InHelp && b.Action != Help {
			t.Errorf("mode %b: ? does not help", mode)
		}
	}
	arrows := map[string]bool{"Up": true, "Down": true, "Left": true, "Right": true}
	for _, b := range defaultBindings() {
		if b.Modes&inTyping != 0 {
			continue
		}
		for _, key := range b.Keys {
			if !arrows[key] {
				continue
			}
			for _, mode := range modes() {
				if b.Modes&mode != 0 && !hasOtherKey(mode, b.Action, arrows) {
					t.Errorf("mode %b: only an arrow does %s", mode, b.Action)
				}
			}
		}
	}
}

func hasOtherKey(mode Mode, a Action, arrows map[string]bool) bool {
	for _, b := range defaultBindings() {
		if b.Modes&mode == 0 || b.Action != a {
			continue
		}
		for _, key := range b.Keys {
			if !arrows[key] {
				return true
			}
		}
	}
	return false
}

// The footer is the table: fitted to every width, with help and quit always there.
func TestFooterComesFromTheTable(t *testing.T) {
	table := NewKeyTable()
	for _, mode := range modes() {
		for w := 10; w <= 200; w += 7 {
			items := table.footerItems(mode, w)
			if len(items) > 0 && footerWidth(items) > w {
				t.Errorf("mode %b: the footer is %d wide at %d", mode, footerWidth(items), w)
			}
			for _, it := range items {
				if _, ok := findLabelled(table, mode, it); !ok {
					t.Errorf("mode %b: the footer shows %q %q, which the table does not have", mode, it.key, it.label)
				}
			}
		}
		if mode&commands != 0 && mode != InHelp {
			line := ""
			for _, it := range table.footerItems(mode, 30) {
				line += it.key + " " + it.label + "  "
			}
			if !strings.Contains(line, "? help") || !strings.Contains(line, "q quit") {
				t.Errorf("mode %b: at 30 columns the footer is %q", mode, line)
			}
		}
	}
}

func findLabelled(t *KeyTable, mode Mode, it footerItem) (Binding, bool) {
	for _, b := range t.rows {
		if b.Modes&mode != 0 && b.Short == it.label && keyLabel(b.Keys[0]) == it.key {
			return b, true
		}
	}
	return Binding{}, false
}

// The help screen names every row of the table that has a help text.
func TestHelpComesFromTheTable(t *testing.T) {
	r := begin(t, harbour(), 120, 60)
	var text strings.Builder
	for _, row := range r.app.model.helpSheet(100).rows {
		for _, sp := range row.spans {
			text.WriteString(sp.Text)
		}
		text.WriteByte('\n')
	}
	for _, b := range defaultBindings() {
		if b.Help != "" && !strings.Contains(text.String(), b.Help) {
			t.Errorf("help does not say %q", b.Help)
		}
	}
}
