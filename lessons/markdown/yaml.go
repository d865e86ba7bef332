package markdown

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

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
