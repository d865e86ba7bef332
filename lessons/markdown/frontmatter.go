package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sort"
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

var yamlKey = text.Pattern(`^["']?[\pL\pN_][\pL\pN_ .$@/-]*["']?[ \t]*:(?:[ \t]|$)`)

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

// headerNames are the fields with which such metadata begins. "Note: …" at the
// start of a page is text.
var headerNames = map[string]bool{
	"title": true, "date": true, "modified": true, "author": true, "authors": true, "slug": true,
	"category": true, "tags": true, "summary": true, "status": true, "order": true, "template": true,
	"description": true, "weight": true, "save_as": true, "url": true, "lang": true, "sort-order": true,
	"sidebar": true, "sidebar_label": true, "layout": true, "keywords": true, "page_title": true,
	"sidebarsortorder": true, "meta": true, "hide": true, "icon": true, "version": true, "id": true,
}

// readHeaders reads "Name: value" lines up to the first blank line. All of them
// must be such lines, and the first a name of headerNames.
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
			valid = len(h.meta) > 0 || headerNames[name]
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
