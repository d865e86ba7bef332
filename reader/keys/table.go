// Package keys is the one key table: what each key asks for in each mode, and
// what footer, help and sentences say of it. It knows no terminal.
//
// To add a key: name its Action if it is new, and add a row to defaultBindings
// (both in bindings.go); let the update of its mode do it. The tests of
// the reader find a sentence that names a key instead of asking for it.
//
// To add a mode: add it to the modes (mode.go) and to the groups that it belongs
// to, and say in Sections (file.go) in which table of keys.toml its keys are, which
// TestEveryModeHasASection holds. Give it keys that leave it (bindings.go); go test
// ./reader/keys -update writes docs/keys.md anew.
package keys

import "slices"

// Input is one thing that the student did: an action, with the row or number it is about, or text.
type Input struct {
	Action Action
	Arg    int    // Pick, Open: index of the row; Digit: the digit; a click on a link: its number; on a picture: its block; Down, Up: rows, 0 for one
	Text   string // Type: what was typed; Pick: the digit, where that was typed; Enlarge: a picture's source; Unknown: the key
	Click  bool   // it came from the mouse
	Panel  bool   // a click in the contents panel, which may be beside what the keys are for
}

// Table finds the action of a key. It is never changed once it is made.
type Table struct {
	rows []Binding
}

// New returns the table with the default keys.
func New() *Table { return &Table{rows: defaultBindings()} }

// Without returns the table without some actions in some modes: what is off there has no key, in the
// footer and the help neither.
func (t *Table) Without(modes Mode, actions ...Action) *Table {
	out := &Table{}
	for _, b := range t.rows {
		if slices.Contains(actions, b.Action) {
			b.Modes &^= modes
		}
		if b.Modes != 0 {
			out.rows = append(out.rows, b)
		}
	}
	return out
}

// All returns the rows of the table; they are not to be changed.
func (t *Table) All() []Binding { return t.rows }

// find returns the binding of a key in a mode.
func (t *Table) find(mode Mode, key string) (Binding, bool) {
	for _, b := range t.rows {
		if b.Modes&mode != 0 && slices.Contains(b.Keys, key) {
			return b, true
		}
	}
	return Binding{}, false
}

// Lookup turns a key into an input. In fields a key that is no command and
// is a character is typed; where choices have letters, those come first, and
// their numbers are for who has not given these keys another meaning. ok is false
// for a key that is to be left alone: one without a name, or no character in a field.
func (t *Table) Lookup(mode Mode, key string, letters []string) (in Input, ok bool) {
	if i := slices.Index(letters, key); i >= 0 {
		return Input{Action: Pick, Arg: i}, true
	}
	if b, ok := t.find(mode, key); ok {
		in := Input{Action: b.Action}
		if b.Action == Digit {
			in.Arg = slices.Index(b.Keys, key) // the keys of the action are those for 0 to 9, whatever they are
		}
		return in, true
	}
	if mode&(InChoice|InPairs|InGapChoice|InTrueFalse) != 0 && len(key) == 1 && key[0] >= '1' && int(key[0]-'1') < len(letters) {
		return Input{Action: Pick, Arg: int(key[0] - '1'), Text: key}, true
	}
	if mode&Typing != 0 {
		text, ok := typed(key)
		return Input{Action: Type, Text: text}, ok
	}
	return Input{Action: Unknown, Text: key}, key != ""
}

// IsCommand reports whether a key is a command in a mode, so that it can be no choice's letter.
func (t *Table) IsCommand(mode Mode, key string) bool {
	_, ok := t.find(mode, key)
	return ok
}

// typed returns the text that a key types.
func typed(key string) (string, bool) {
	if key == "Space" {
		return " ", true
	}
	runes := []rune(key)
	return key, len(runes) == 1
}
