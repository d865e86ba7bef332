package terminal

import (
	"github.com/gdamore/tcell/v2"
)

// KeyName returns the name of a key as the key table writes it: a character as
// itself, "Space", "Enter", "Shift-Tab", "Ctrl-D", "Alt-x". It is "" for a key
// that has no name here.
func KeyName(ev *tcell.EventKey) string {
	mod := ev.Modifiers()
	if ev.Key() == tcell.KeyRune {
		return runeName(ev.Rune(), mod)
	}
	switch ev.Key() {
	case tcell.KeyBacktab:
		return "Shift-Tab"
	case tcell.KeyBackspace, tcell.KeyBackspace2:
		return prefixed("Backspace", mod)
	case tcell.KeyTab, tcell.KeyEnter, tcell.KeyEsc:
		// These are control characters as well; they go by their own names.
		return prefixed(tcell.KeyNames[ev.Key()], mod&^tcell.ModCtrl)
	}
	name := tcell.KeyNames[ev.Key()]
	if len(name) > 5 && name[:5] == "Ctrl-" {
		return prefixed(name, mod&^tcell.ModCtrl)
	}
	return prefixed(name, mod)
}

func runeName(r rune, mod tcell.ModMask) string {
	name := string(r)
	if r == ' ' {
		name = "Space"
	}
	if mod&tcell.ModCtrl != 0 && r >= 'a' && r <= 'z' {
		name = string(r - 'a' + 'A')
	}
	return prefixed(name, mod&^tcell.ModShift)
}

func prefixed(name string, mod tcell.ModMask) string {
	if name == "" {
		return ""
	}
	if mod&tcell.ModShift != 0 {
		name = "Shift-" + name
	}
	if mod&tcell.ModCtrl != 0 {
		name = "Ctrl-" + name
	}
	if mod&(tcell.ModAlt|tcell.ModMeta) != 0 {
		name = "Alt-" + name
	}
	return name
}
