package keys

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"lectern/lessons/settings"
	"lectern/lessons/text"
	"lectern/reader/words"
)

// Section is a table of keys.toml and the modes it applies to.
type Section struct {
	Name  string
	Modes Mode // that it is about
}

// Sections are the tables of keys.toml.
func Sections() []Section {
	return []Section{
		{"everywhere", Everywhere},
		{"reading", InLesson | InReadOn},
		{"searching", InSearch},
		{"contents", InContents},
		{"lists", InList | InNotes | InAnswers | InSure},
		{"questions", inQuestion},
		{"fields", Typing},
		{"answered", InVerdict},
		{"summary", InSummary},
		{"end", ends},
		{"progress", InProgress},
		{"help", InHelp},
		{"windows", InAddress | InBlock | InAside},
		{"exam", InExam | InPretest},
		{"handing-in", InHandOver | InHanded},
	}
}

// maxFile bounds how many bytes of a keys file are read.
const maxFile = 256 << 10

// Load reads the keys of a file like
//
//	[reading]
//	next = ["n", "Right"]
//	search = "s"
//
// over the default ones: in the named table (reading, searching, contents, lists,
// questions, fields, answered, summary, end, progress, help, windows, exam, handing-in,
// or everywhere) the action has these keys and no others. The keys of digit are those
// for 0 to 9, so there are ten of them or none. A file that does not exist changes
// nothing. Errors name the file and the line.
func Load(path string) (*Table, error) {
	// Looked at before opening: to open a pipe would wait for its other end, and a device has none.
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return New(), nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New(words.T("%s: not a regular file", path))
	case info.Size() > maxFile:
		return nil, errors.New(words.T("%s: longer than %d kB; a file of keys is not", path, maxFile>>10))
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(src, path)
}

// change is one line of a keys file.
type change struct {
	line    int
	section string
	action  Action
	keys    []string
}

// Parse is Load for the text of a file of that name.
func Parse(src []byte, file string) (*Table, error) {
	src, _ = text.Decode(src) // the file is the student's own: nobody need be told of its encoding
	changes, err := readChanges(src)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", file, err)
	}
	t := New()
	for _, c := range changes {
		if err := t.apply(c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, c.line, err)
		}
	}
	// Only when all is applied can two keys be told to clash: they may have been swapped.
	for _, c := range changes {
		if err := t.clash(c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, c.line, err)
		}
	}
	return t, nil
}

// readChanges reads the lines of a keys file. Its errors begin with the line.
func readChanges(src []byte) ([]change, error) {
	var out []change
	var p unstable.Parser
	p.Reset(src)
	section := ""
	for p.NextExpression() {
		e := p.Expression()
		key := e.Key()
		if !key.Next() {
			continue
		}
		name := string(key.Node().Data)
		line := p.Shape(key.Node().Raw).Start.Line
		switch e.Kind {
		case unstable.Table:
			section = name
			if _, ok := sectionModes(name); !ok {
				return nil, atLine(line, "there is no table [%s]; the tables are %s", name, strings.Join(sectionNames(), ", "))
			}
		case unstable.KeyValue:
			if section == "" {
				return nil, atLine(line, "%s stands before the first table; write [reading] above it", name)
			}
			keys, err := keyNames(e.Value())
			if err != nil {
				return nil, fmt.Errorf("%d: %s: %w", line, name, err)
			}
			out = append(out, change{line, section, Action(name), keys})
		}
	}
	if err := p.Error(); err != nil {
		var pe *unstable.ParserError
		if errors.As(err, &pe) {
			return nil, fmt.Errorf("%d: %s", p.Shape(p.Range(pe.Highlight)).Start.Line, pe.Message)
		}
		return nil, fmt.Errorf("1: %w", err)
	}
	return out, nil
}

// fault is an error that says what is wrong with a keys file.
func fault(key string, args ...any) error { return errors.New(words.T(key, args...)) }

// atLine is an error that says what is wrong in a line.
func atLine(line int, key string, args ...any) error {
	return fmt.Errorf("%d: %w", line, fault(key, args...))
}

// keyNames reads one key or a list of keys.
func keyNames(v *unstable.Node) ([]string, error) {
	var keys []string
	add := func(n *unstable.Node) error {
		if n.Kind != unstable.String {
			return fault(`keys are written as "n" or ["n", "Right"]`)
		}
		key := string(n.Data)
		if !isKeyName(key) {
			return fault("%q is no key; keys are single characters, Space, Enter, Esc, Tab, Shift-Tab, Up, PgDn, F1, Ctrl-D, Alt-x", key)
		}
		keys = append(keys, key)
		return nil
	}
	if v.Kind != unstable.Array {
		return keys, add(v)
	}
	for it := v.Children(); it.Next(); {
		if err := add(it.Node()); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// namedKeys are the keys known by a name rather than by the character they type, except F1 and so on.
func namedKeys() []string {
	return k("Space Enter Esc Tab Backspace Delete Insert Up Down Left Right Home End PgUp PgDn " +
		"UpLeft UpRight DownLeft DownRight Center Clear Exit Cancel Pause Print Menu CapsLock ScrollLock NumLock")
}

// isKeyName reports whether a key of a terminal may have such a name.
func isKeyName(s string) bool {
	if len([]rune(s)) == 1 {
		return s != " "
	}
	for _, prefix := range []string{"Alt-", "Ctrl-", "Shift-"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			return isKeyName(rest)
		}
	}
	if n, ok := strings.CutPrefix(s, "F"); ok {
		f, err := strconv.Atoi(n)
		return err == nil && 1 <= f && f <= maxFunctionKey && n == strconv.Itoa(f)
	}
	return slices.Contains(namedKeys(), s)
}

// maxFunctionKey is the highest function key that a terminal may send.
const maxFunctionKey = 64

func sectionModes(name string) (Mode, bool) {
	for _, s := range Sections() {
		if s.Name == name {
			return s.Modes, true
		}
	}
	return 0, false
}

func sectionNames() []string {
	var names []string
	for _, s := range Sections() {
		names = append(names, s.Name)
	}
	return names
}

// apply gives an action its new keys in the modes of a table.
func (t *Table) apply(c change) error {
	modes, _ := sectionModes(c.section)
	if n := len(c.keys); c.action == Digit && n != 0 && n != 10 {
		return fault("digit needs ten keys, those for 0 to 9 in this order; it has %d", n)
	}
	var rows []Binding
	var held Mode // where the action had keys
	first := -1
	for _, b := range t.rows {
		if b.Action != c.action || b.Modes&modes == 0 {
			rows = append(rows, b)
			continue
		}
		held |= b.Modes & modes
		if first < 0 {
			first = len(rows)
			rows = append(rows, Binding{Keys: c.keys, Action: b.Action, Short: b.Short, Rank: b.Rank, Help: b.Help})
		} else if rows[first].Short == "" && b.Short != "" {
			rows[first].Short, rows[first].Rank = b.Short, b.Rank
		}
		if b.Modes &^= modes; b.Modes != 0 {
			rows = append(rows, b)
		}
	}
	if first < 0 {
		names := t.actionsIn(modes)
		if near := settings.Nearest(string(c.action), names); near != "" {
			return fault("[%s] has no action %q; did you mean %q?", c.section, c.action, near)
		}
		return fault("[%s] has no action %q; it has %s", c.section, c.action, strings.Join(names, ", "))
	}
	rows[first].Modes = held
	t.rows = rows
	return nil
}

// actionsIn lists the actions that have keys in some modes.
func (t *Table) actionsIn(modes Mode) []string {
	var names []string
	for _, b := range t.rows {
		if b.Modes&modes != 0 && !slices.Contains(names, string(b.Action)) {
			names = append(names, string(b.Action))
		}
	}
	slices.Sort(names)
	return names
}

// clash finds a key of a change that is also bound to another action.
func (t *Table) clash(c change) error {
	modes, _ := sectionModes(c.section)
	for _, key := range c.keys {
		for _, b := range t.rows {
			if b.Action == c.action || b.Modes&modes == 0 || !slices.Contains(b.Keys, key) {
				continue
			}
			for _, mine := range t.rows {
				if mine.Action == c.action && mine.Modes&b.Modes&modes != 0 && slices.Contains(mine.Keys, key) {
					return fault("%q is the key of %q already", key, b.Action)
				}
			}
		}
	}
	// Without a way out a student would be locked in.
	for m := Mode(1); m&Everywhere != 0; m <<= 1 {
		if len(t.KeysOf(m, Quit)) == 0 {
			return fault("quit needs a key everywhere")
		}
	}
	return nil
}

// KeysOf returns the keys of an action in a mode.
func (t *Table) KeysOf(mode Mode, a Action) []string {
	var keys []string
	for _, b := range t.rows {
		if b.Modes&mode != 0 && b.Action == a {
			keys = append(keys, b.Keys...)
		}
	}
	return keys
}
