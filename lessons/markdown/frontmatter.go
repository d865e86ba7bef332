package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// head is the metadata before the text of a page.
type head struct {
	meta     []doc.Field
	lines    map[string]int // line of each field
	size     int            // bytes that it takes
	count    int            // lines that it takes
	problems []doc.Problem
}

// maxHead is the greatest length of front matter, in bytes.
const maxHead = 256 << 10

// readHead reads the metadata at the start of a page: YAML between "---" lines,
// TOML between "+++" lines, JSON between the lines "{" and "}", or the "Title: x" lines of MkDocs and Pelican. The
// zero head means that there is none.
func readHead(src []byte) head {
	first, rest, _ := bytes.Cut(src, []byte{'\n'})
	switch string(bytes.TrimRight(first, " \t")) {
	case "---":
		if body, size := cutAt(rest, "---", "..."); size > 0 && looksLikeYAML(body) {
			h := head{size: len(first) + 1 + size}
			h.meta, h.lines = flatYAML(string(body), 2)
			return h.counted(src)
		}
	case "+++":
		if body, size := cutAt(rest, "+++"); size > 0 {
			h := head{size: len(first) + 1 + size}
			h.readTOML(body)
			return h.counted(src)
		}
	case "{":
		if body, size := cutAt(rest, "}"); size > 0 {
			h := head{size: len(first) + 1 + size}
			if h.readJSON(body) {
				return h.counted(src)
			}
		}
	default:
		return readHeaders(src)
	}
	return head{}
}

func (h head) counted(src []byte) head {
	h.count = bytes.Count(src[:h.size], []byte{'\n'})
	return h
}

// cutAt returns what stands before the first line that is one of ends, and the
// size of that with the closing line; 0 if there is none.
func cutAt(b []byte, ends ...string) (body []byte, size int) {
	for at := 0; at < len(b) && at < maxHead; {
		line, _, _ := bytes.Cut(b[at:], []byte{'\n'})
		for _, end := range ends {
			if string(bytes.TrimRight(line, " \t")) == end {
				return b[:at], min(at+len(line)+1, len(b))
			}
		}
		at += len(line) + 1
	}
	return nil, 0
}

var yamlKey = text.Pattern(`^["']?[\pL\pN_][\pL\pN_ .$@/:-]*["']?[ \t]*:(?:[ \t]|$)`)

// looksLikeYAML tells front matter from text between two rules: its first line
// that says something is a key, and every line at the margin is a key, an item
// or a bracket.
func looksLikeYAML(body []byte) bool {
	keys, ok := 0, true
	eachLine(body, func(line []byte) bool {
		switch {
		case len(bytes.TrimSpace(line)) == 0 || line[0] == '#':
		case yamlKey().Match(line):
			keys++
		case keys > 0 && strings.ContainsRune(" \t-]}", rune(line[0])):
		default:
			ok = false
		}
		return ok
	})
	return ok && (keys > 0 || len(bytes.TrimSpace(body)) == 0)
}

// maxHeadKeys bounds the keys and tables of a TOML document at the start of a page.
const maxHeadKeys = 4000

// readTOML takes the fields of a TOML document; keys of tables get the name of
// their table and a dot.
func (h *head) readTOML(body []byte) {
	h.lines = map[string]int{}
	var values map[string]any
	// The decoder looks through all keys of a table for each of them.
	if n := bytes.Count(body, []byte("=")) + bytes.Count(body, []byte("[")); n > maxHeadKeys {
		h.problems = append(h.problems, doc.Problem{Line: 1, Severity: doc.Warning, Code: "bad-front-matter",
			Text: fmt.Sprintf("the TOML at the start has more than %d keys and is ignored", maxHeadKeys)})
		return
	}
	if err := toml.Unmarshal(body, &values); err != nil {
		line := 1
		if de := (*toml.DecodeError)(nil); errors.As(err, &de) {
			row, _ := de.Position()
			line += row
		}
		h.problems = append(h.problems, doc.Problem{Line: line, Severity: doc.Warning, Code: "bad-front-matter",
			Text: "the TOML at the start cannot be read and is ignored: " + strings.TrimPrefix(err.Error(), "toml: ")})
		return
	}
	h.addTOML("", values, 0)
}

// readJSON takes the fields of a JSON document, without its braces (Hugo, "Front matter"). It
// is false if that is none.
func (h *head) readJSON(body []byte) bool {
	var values map[string]any
	if bytes.Count(body, []byte(":")) > maxHeadKeys || json.Unmarshal(slices.Concat([]byte("{"), body, []byte("}")), &values) != nil {
		return false
	}
	h.lines = map[string]int{}
	h.addTOML("", values, 0)
	return true
}

func (h *head) addTOML(prefix string, values map[string]any, depth int) {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		full := prefix + strings.ToLower(name)
		if table, ok := values[name].(map[string]any); ok {
			if depth < 4 {
				h.addTOML(full+".", table, depth+1)
			}
			continue
		}
		h.meta = append(h.meta, doc.Field{Name: full, Value: tomlText(values[name])})
		h.lines[full] = 1
	}
}

func tomlText(v any) string {
	switch v := v.(type) {
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			if _, ok := e.([]any); ok {
				e = "" // lists in lists say nothing that a course uses
			}
			parts[i] = tomlText(e)
		}
		return strings.Join(parts, ", ")
	case time.Time:
		return v.Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

var (
	// Python-Markdown "Meta-Data", which MkDocs and Pelican use.
	headerLine = text.Pattern(`^ {0,3}([A-Za-z0-9_-]+):[ \t]*(.*?)[ \t]*$`)
	headerMore = text.Pattern(`^(?: {4,}|\t)[ \t]*(.*?)[ \t]*$`)
)

// isHeaderName reports whether such metadata may begin with a field. "Note: …" at the start of
// a page is text.
func isHeaderName(name string) bool {
	switch name {
	case "title", "date", "modified", "author", "authors", "slug",
		"category", "tags", "summary", "status", "order", "template",
		"description", "weight", "save_as", "url", "lang", "sort-order",
		"sidebar", "sidebar_label", "layout", "keywords", "page_title",
		"sidebarsortorder", "meta", "hide", "icon", "version", "id":
		return true
	}
	return false
}

// readHeaders reads "Name: value" lines up to the first blank line. All of them
// must be such lines, and the first a name that isHeaderName knows.
func readHeaders(src []byte) head {
	h := head{lines: map[string]int{}}
	valid := true
	eachLine(src[:min(len(src), maxHead)], func(line []byte) bool {
		h.size += len(line) + 1
		if len(bytes.TrimSpace(line)) == 0 {
			return false
		}
		h.count++
		if m := headerLine().FindSubmatch(line); m != nil {
			name := strings.ToLower(string(m[1]))
			valid = len(h.meta) > 0 || isHeaderName(name)
			h.meta = append(h.meta, doc.Field{Name: name, Value: string(m[2])})
			h.lines[name] = h.count
			return valid
		}
		if m := headerMore().FindSubmatch(line); m != nil && len(h.meta) > 0 {
			last := &h.meta[len(h.meta)-1]
			last.Value = joinValue(last.Value, string(m[1]), " ")
			return true
		}
		valid = false
		return false
	})
	if !valid || len(h.meta) == 0 {
		return head{}
	}
	h.size = min(h.size, len(src))
	return h.counted(src)
}

// flatYAML reads the part of YAML that front matter uses: keys with scalars,
// plain or quoted, lists in brackets or one item a line, block scalars ("|" and
// ">"), and maps, whose keys get the name of the map and a dot. Lists are joined
// by ", ". Names are in lower case; first is the line of the first line. What it
// does not know it keeps as it is written.
func flatYAML(body string, first int) (meta []doc.Field, lines map[string]int) {
	y := yamlReader{first: first, at: map[string]int{}}
	y.read(strings.Split(body, "\n"))
	return y.meta, y.at
}

// yamlReader goes through the lines of a document, keeping the keys that are open.
type yamlReader struct {
	first int
	meta  []doc.Field
	at    map[string]int
	open  []yamlMap // the maps that the current line may belong to
}

type yamlMap struct {
	indent int    // of its key
	prefix string // its name with a dot
	field  int    // index in meta of its key
}

func (y *yamlReader) read(lines []string) {
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t")
		text := strings.TrimLeft(line, " \t")
		if text == "" || text[0] == '#' {
			continue
		}
		indent := len(line) - len(text)
		if text == "-" || strings.HasPrefix(text, "- ") {
			y.item(indent, strings.TrimSpace(text[1:]))
			continue
		}
		for len(y.open) > 0 && y.open[len(y.open)-1].indent >= indent {
			y.open = y.open[:len(y.open)-1]
		}
		name, value, ok := cutKey(text)
		if !ok || len(y.open) > 8 {
			y.more(text)
			continue
		}
		if len(y.open) > 0 {
			name = y.open[len(y.open)-1].prefix + name
		}
		if value != "" && (value[0] == '|' || value[0] == '>') {
			next := blockEnd(lines, i+1, indent)
			y.add(name, blockScalar(lines[i+1:next], value[0] == '|'), i)
			i = next - 1
			continue
		}
		y.add(name, yamlValue(value), i)
		y.open = append(y.open, yamlMap{indent, name + ".", len(y.meta) - 1})
	}
}

func (y *yamlReader) add(name, value string, index int) {
	y.meta = append(y.meta, doc.Field{Name: name, Value: value})
	if _, seen := y.at[name]; !seen {
		y.at[name] = y.first + index
	}
}

// item adds an item to the list of the innermost key that is not deeper than it.
func (y *yamlReader) item(indent int, text string) {
	for len(y.open) > 0 && y.open[len(y.open)-1].indent > indent {
		y.open = y.open[:len(y.open)-1]
	}
	if len(y.open) == 0 {
		return
	}
	f := &y.meta[y.open[len(y.open)-1].field]
	f.Value = joinValue(f.Value, yamlValue(text), ", ")
}

// more adds a line that is no key to the value before it: a plain scalar or a
// list in brackets may run over several lines.
func (y *yamlReader) more(text string) {
	if len(y.meta) == 0 {
		return
	}
	f := &y.meta[len(y.meta)-1]
	f.Value = joinValue(f.Value, yamlValue(text), " ")
}

// joinValue bounds what a value grows to, so that a list of many items costs no
// more than its source.
func joinValue(old, more, sep string) string {
	switch {
	case old == "":
		return more
	case more == "" || len(old) > 4096:
		return old
	}
	return old + sep + more
}

// cutKey splits "key: value".
func cutKey(text string) (name, value string, ok bool) {
	if q := text[0]; q == '"' || q == '\'' {
		end := strings.IndexByte(text[1:], q)
		if end < 0 {
			return "", "", false
		}
		name, text = text[1:1+end], strings.TrimLeft(text[2+end:], " \t")
		if text == "" || text[0] != ':' {
			return "", "", false
		}
		return strings.ToLower(name), strings.TrimSpace(text[1:]), true
	}
	i := strings.IndexByte(text, ':')
	if i < 1 || (i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '\t') {
		return "", "", false
	}
	return strings.ToLower(strings.TrimSpace(text[:i])), strings.TrimSpace(text[i+1:]), true
}

// blockEnd returns the index of the first line after a block scalar.
func blockEnd(lines []string, i, indent int) int {
	for ; i < len(lines); i++ {
		text := strings.TrimLeft(lines[i], " ")
		if text != "" && len(lines[i])-len(text) <= indent {
			break
		}
	}
	return i
}

// blockScalar joins the lines of a block scalar: kept apart for "|", folded for ">".
func blockScalar(lines []string, keep bool) string {
	trimmed := make([]string, 0, len(lines))
	for _, l := range lines {
		trimmed = append(trimmed, strings.TrimSpace(l))
	}
	if keep {
		return strings.TrimSpace(strings.Join(trimmed, "\n"))
	}
	return text.OneLine(strings.Join(trimmed, " "))
}

// yamlValue reads a scalar or a list in brackets.
func yamlValue(s string) string {
	if s == "" {
		return ""
	}
	switch s[0] {
	case '"', '\'':
		v, _ := quotedScalar(s)
		return v
	case '[':
		inner := s[1:]
		if i := strings.LastIndexByte(inner, ']'); i >= 0 {
			inner = inner[:i]
		}
		return strings.Join(bracketItems(inner), ", ")
	}
	// A comment begins with " #".
	if i := strings.Index(s, " #"); i >= 0 {
		s = strings.TrimSpace(s[:i])
	}
	if s == "~" || s == "null" {
		return ""
	}
	return s
}

// bracketItems splits the items of a list in brackets at the commas outside of quotes.
func bracketItems(s string) []string {
	var items []string
	for s != "" {
		s = strings.TrimLeft(s, " \t,")
		if s == "" {
			break
		}
		if s[0] == '"' || s[0] == '\'' {
			var v string
			v, s = quotedScalar(s)
			items = append(items, v)
			continue
		}
		item, rest, _ := strings.Cut(s, ",")
		items, s = append(items, strings.TrimSpace(item)), rest
	}
	return items
}

// quotedScalar reads a scalar in single or double quotes and returns the rest behind it.
func quotedScalar(s string) (value, rest string) {
	q := s[0]
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && q == '"':
			i++
		case s[i] == q && q == '\'' && i+1 < len(s) && s[i+1] == q:
			i++ // '' stands for one quote
		case s[i] == q:
			inner := s[1:i]
			if q == '\'' {
				return strings.ReplaceAll(inner, "''", "'"), s[i+1:]
			}
			if v, err := strconv.Unquote(`"` + inner + `"`); err == nil {
				inner = v
			}
			return inner, s[i+1:]
		}
	}
	return s[1:], "" // never closed
}
