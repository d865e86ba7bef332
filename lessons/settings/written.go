package settings

import (
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Key is a key or a table as a file writes it.
type Key struct {
	Path  string // with the tables that it stands in, as "exam.pass"
	Line  int
	Texts []Text // the texts of its value, or of the list that is its value
}

// Text is a text of a file.
type Text struct {
	Value string
	Line  int
}

// Written returns the keys and tables of a file in their order, as far as it
// parses. The decoder does not tell where they stand.
func Written(src []byte) []Key {
	var p unstable.Parser
	p.Reset(src)
	w := &written{lines: NewLines(src)}
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = w.key("", e) + "."
		case unstable.KeyValue:
			w.keyValue(table, e)
		}
	}
	return w.keys
}

// LinesOfKeys returns the lines that first set each key, by its path.
func LinesOfKeys(keys []Key) map[string]int {
	lines := map[string]int{}
	for _, k := range keys {
		if _, ok := lines[k.Path]; !ok {
			lines[k.Path] = k.Line
		}
	}
	return lines
}

// TextsOf returns the texts of all keys of a path.
func TextsOf(src []byte, path string) []Text {
	var out []Text
	for _, k := range Written(src) {
		if k.Path == path {
			out = append(out, k.Texts...)
		}
	}
	return out
}

// written gathers the keys of a file.
type written struct {
	lines *Lines
	keys  []Key
}

// key adds the key of an expression that stands in a table, and returns its path.
func (w *written) key(table string, e *unstable.Node) string {
	var parts []string
	line := 0
	for it := e.Key(); it.Next(); {
		n := it.Node()
		if line == 0 {
			line = w.lines.Of(int(n.Raw.Offset))
		}
		parts = append(parts, string(n.Data))
	}
	path := table + strings.Join(parts, ".")
	w.keys = append(w.keys, Key{Path: path, Line: line})
	return path
}

func (w *written) keyValue(table string, e *unstable.Node) {
	at := len(w.keys)
	path := w.key(table, e)
	w.value(at, path, e.Value())
}

// value collects the texts in v, the value of the key with index at in w.keys, and
// the keys in tables that are written inside it.
func (w *written) value(at int, path string, v *unstable.Node) {
	switch v.Kind {
	case unstable.String:
		w.keys[at].Texts = append(w.keys[at].Texts, Text{string(v.Data), w.lines.Of(int(v.Raw.Offset))})
	case unstable.Array:
		for it := v.Children(); it.Next(); {
			w.value(at, path, it.Node())
		}
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			if it.Node().Kind == unstable.KeyValue {
				w.keyValue(path+".", it.Node())
			}
		}
	}
}
