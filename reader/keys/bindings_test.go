package keys

import (
	"slices"
	"testing"
)

func modes() []Mode {
	var out []Mode
	for m := Mode(1); m&Everywhere != 0; m <<= 1 {
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

// Whoever writes keys.toml can change the keys of every mode by themselves.
func TestEveryModeHasASection(t *testing.T) {
	for _, mode := range modes() {
		if !slices.ContainsFunc(Sections(), func(s Section) bool { return s.Modes != Everywhere && s.Modes&mode != 0 }) {
			t.Errorf("mode %b is in no table of Sections but that of everywhere", mode)
		}
	}
}

// Everyone can quit, leave and ask for help everywhere; nothing needs an arrow or a mouse.
func TestEveryModeHasAWayOut(t *testing.T) {
	table := New()
	for _, mode := range modes() {
		if b, _ := table.find(mode, "Ctrl-C"); b.Action != Quit {
			t.Errorf("mode %b: Ctrl-C does not quit", mode)
		}
		if mode&Typing != 0 {
			if b, _ := table.find(mode, "Esc"); b.Action != Leave {
				t.Errorf("mode %b: Esc does not leave the field", mode)
			}
			continue
		}
		want := Quit // and in what lies over the lesson q closes that, and not the program
		if mode&overlaid != 0 {
			want = Leave
		}
		if mode == InContents {
			want = Contents
		}
		if b, _ := table.find(mode, "q"); b.Action != want {
			t.Errorf("mode %b: q is %s, want %s", mode, b.Action, want)
		}
		if b, _ := table.find(mode, "?"); mode != InHelp && b.Action != Help {
			t.Errorf("mode %b: ? does not help", mode)
		}
	}
	arrows := map[string]bool{"Up": true, "Down": true, "Left": true, "Right": true}
	for _, b := range defaultBindings() {
		if b.Modes&Typing != 0 {
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
