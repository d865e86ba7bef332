package bank

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// tomlTable takes values out of a decoded table by their key, so that what is
// left over at the end is known to be unknown. Values of another type than
// wanted are read for what they can mean and reported.
type tomlTable struct {
	reader   *mdbookReader
	values   map[string]any
	question int    // index of the question that it belongs to; -1 for the top of the file
	path     string // "prompt." or "answer." inside a question
}

// line returns the source line of a key, or of the table where the key is not written.
func (t *tomlTable) line(key string) int { return t.reader.lines.find(t.question, t.path+key) }

// take removes and returns a value.
func (t *tomlTable) take(key string) (any, bool) {
	v, ok := t.values[key]
	delete(t.values, key)
	return v, ok
}

func (t *tomlTable) wrong(key, want string) {
	t.reader.problem(t.line(key), doc.Warning, "wrong-type", "%s%s is %s; it was left out", t.path, key, want)
}

// text takes a string; a number or truth value is read as its text.
func (t *tomlTable) text(key string) string {
	switch v, ok := t.take(key); v := v.(type) {
	case string:
		return v
	case int64, float64, bool:
		return fmt.Sprint(v)
	default:
		if ok {
			t.wrong(key, "no text")
		}
		return ""
	}
}

// texts takes a list of strings; one string is a list of one.
func (t *tomlTable) texts(key string) []string {
	v, ok := t.take(key)
	if !ok {
		return nil
	}
	list, isList := v.([]any)
	if !isList {
		list = []any{v}
	}
	var out []string
	for _, v := range list {
		switch v.(type) {
		case string, int64, float64, bool:
			out = append(out, fmt.Sprint(v))
		default:
			t.wrong(key, "no list of texts")
			return out
		}
	}
	return out
}

func (t *tomlTable) table(key string) map[string]any {
	v, ok := t.values[key]
	if !ok {
		return nil
	}
	if m, isTable := v.(map[string]any); isTable {
		delete(t.values, key)
		return m
	}
	// "multipart" of a question is a key, and "prompt" may be written as a text alone.
	if s, isText := v.(string); isText && key == "prompt" {
		delete(t.values, key)
		return map[string]any{"prompt": s}
	}
	return nil
}

// boolean takes a truth value; told is false when there is none.
func (t *tomlTable) boolean(key string) (value, told bool) {
	v, ok := t.take(key)
	if !ok {
		return false, false
	}
	b, isBool := v.(bool)
	if !isBool {
		t.wrong(key, "neither true nor false")
	}
	return b, isBool
}

func (t *tomlTable) flag(key string) bool {
	b, _ := t.boolean(key)
	return b
}

func (t *tomlTable) number(key string) (float64, bool) {
	switch v, ok := t.take(key); v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	default:
		if ok {
			t.wrong(key, "no number")
		}
		return 0, false
	}
}

// rest reports the keys that nobody took.
func (t *tomlTable) rest() {
	keys := make([]string, 0, len(t.values))
	for k := range t.values {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		t.reader.problem(t.line(k), doc.Warning, "unknown-key", "the key %s%s is not known; it was passed over", t.path, clip(k, 40))
	}
}

// tomlIndex records the lines on which the keys of a file stand. Keys are dotted paths
// below their question, or below the top of the file for question -1.
type tomlIndex struct {
	keys      map[tomlKey]int
	questions []int // the line of each question
	widest    int   // how many keys the largest table has, at most
	deepest   int   // how many parts the longest key has
}

type tomlKey struct {
	question int
	path     string
}

// find returns the line of a key, else of its question, else 0.
func (x tomlIndex) find(question int, path string) int {
	if n, ok := x.keys[tomlKey{question, path}]; ok {
		return n
	}
	if question >= 0 && question < len(x.questions) {
		return x.questions[question]
	}
	return 0
}

// tomlLines goes over the expressions of a file, as far as it parses. The
// decoder itself does not tell lines.
func tomlLines(text []byte) tomlIndex {
	x := tomlIndex{keys: make(map[tomlKey]int)}
	var p unstable.Parser
	p.Reset(text)
	at, line := 0, 1 // expressions come in order, so counting goes on from the last one
	lineOf := func(offset int) int {
		if offset > at {
			line += bytes.Count(text[at:offset], []byte{'\n'})
			at = offset
		}
		return line
	}
	question, under := -1, "" // the table that the file is in
	inside, outside := 0, 0   // expressions of this question, and of no question
	for p.NextExpression() {
		e := p.Expression()
		path, offset := x.path(e.Key())
		n := lineOf(offset)
		switch e.Kind {
		case unstable.ArrayTable, unstable.Table:
			if e.Kind == unstable.ArrayTable && path == "questions" {
				x.questions = append(x.questions, n)
				inside = 0
			}
			question, under = x.table(path)
			x.add(question, strings.TrimSuffix(under, "."), n)
		case unstable.KeyValue:
			x.add(question, under+path, n)
			x.measure(e.Value())
			if question < 0 && path == "questions" && under == "" {
				x.inline(e.Value(), lineOf)
			} else {
				x.nested(question, under+path, e.Value(), lineOf)
			}
		}
		if question < 0 {
			outside++
		} else {
			inside++
		}
		x.widest = max(x.widest, inside, outside)
	}
	return x
}

// table returns the question that a table header belongs to, or -1, and the
// prefix of the keys below it.
func (x *tomlIndex) table(path string) (question int, under string) {
	if last := len(x.questions) - 1; last >= 0 {
		if path == "questions" {
			return last, ""
		}
		if rest, ok := strings.CutPrefix(path, "questions."); ok {
			return last, rest + "."
		}
	}
	return -1, path + "."
}

// measure counts the keys of inline tables. The parser bounds how deep they go.
func (x *tomlIndex) measure(v *unstable.Node) {
	if v == nil || v.Kind != unstable.InlineTable && v.Kind != unstable.Array {
		return
	}
	n := 0
	for it := v.Children(); it.Next(); {
		child := it.Node()
		if child.Kind == unstable.KeyValue {
			n++
			x.path(child.Key())
			child = child.Value()
		}
		x.measure(child)
	}
	x.widest = max(x.widest, n)
}

// add notes a key and those above it, each at its first line.
func (x *tomlIndex) add(question int, path string, line int) {
	k := tomlKey{question, path}
	if _, ok := x.keys[k]; !ok && len(path) < 200 {
		x.keys[k] = line
	}
}

// inline notes questions that are written as inline tables.
func (x *tomlIndex) inline(list *unstable.Node, lineOf func(int) int) {
	if list == nil || list.Kind != unstable.Array {
		return
	}
	for it := list.Children(); it.Next(); {
		x.questions = append(x.questions, 0)
		x.nested(len(x.questions)-1, "", it.Node(), lineOf)
	}
}

// nested notes the keys of an inline table, one level deep: prompt = { … }.
func (x *tomlIndex) nested(question int, under string, v *unstable.Node, lineOf func(int) int) {
	if v == nil || v.Kind != unstable.InlineTable {
		return
	}
	if under != "" {
		under += "."
	}
	for it := v.Children(); it.Next(); {
		if kv := it.Node(); kv.Kind == unstable.KeyValue {
			path, offset := x.path(kv.Key())
			n := lineOf(offset)
			x.add(question, under+path, n)
			if under == "" && question >= 0 {
				if x.questions[question] == 0 {
					x.questions[question] = n
				}
				x.nested(question, path, kv.Value(), lineOf)
			}
		}
	}
}

// path returns a dotted key and where it stands.
func (x *tomlIndex) path(key unstable.Iterator) (path string, offset int) {
	var parts []string
	for key.Next() {
		n := key.Node()
		if len(parts) == 0 {
			offset = int(n.Raw.Offset)
		}
		parts = append(parts, string(n.Data))
	}
	x.deepest = max(x.deepest, len(parts))
	return strings.Join(parts, "."), offset
}

// addMdbookID adds `id = "…"` as the first key of a question's own table.
func addMdbookID(s *source, q *quiz.Question) (why string) {
	line, indent := s.line(q)
	switch {
	case !bytes.HasPrefix(bytes.TrimSpace(line), []byte("[[questions]]")):
		return "the question is no [[questions]] table of its own; write id = " + strconv.Quote(q.ID) + " into it"
	case q.Line == len(s.lines):
		return "the table is empty"
	}
	s.insert(q.Line, indent+"id = "+tomlString(q.ID))
	return ""
}

// tomlString writes a TOML basic string.
func tomlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7F:
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
