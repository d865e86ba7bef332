package keys

import (
	"regexp"
	"strings"
	"sync"

	"lectern/reader/words"
)

// Say returns the key of an action in a mode as a sentence names it, like footer and
// help: the first of its keys. Every sentence that names a key asks for it here.
func (t *Table) Say(mode Mode, a Action) string {
	if keys := t.KeysOf(mode, a); len(keys) > 0 {
		return Label(keys[0])
	}
	return words.T("no key")
}

// SayBoth names the first two keys of an action.
func (t *Table) SayBoth(mode Mode, a Action) string {
	if keys := t.KeysOf(mode, a); len(keys) > 1 {
		return words.T("%s or %s", Label(keys[0]), Label(keys[1]))
	}
	return t.Say(mode, a)
}

// actionsNamed finds the actions that a help text names in braces. Help has a hundred rows, and is drawn at each key.
var actionsNamed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[a-z-]+\}`) })

// helpOf returns the help text of a row, with the key of each action that it names in
// braces. Those that mean nothing in the row's modes are keys of a lesson.
func (t *Table) helpOf(b Binding) string {
	return actionsNamed().ReplaceAllStringFunc(words.Text(b.Help), func(name string) string {
		mode, a := b.Modes, Action(strings.Trim(name, "{}"))
		if len(t.KeysOf(mode, a)) == 0 {
			mode = InLesson
		}
		return t.Say(mode, a)
	})
}
