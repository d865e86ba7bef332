package address

import (
	"bytes"
	"strings"
)

// Head is the metadata at the beginning of a page: by names in lower case the values, of a
// list each.
type Head map[string][]string

// maxHeadLines bounds how far metadata is looked for.
const maxHeadLines = 100

// ParseHead reads the metadata at the beginning of a page, in all forms that pages have it in:
// front matter in YAML between "---" or TOML between "+++", fields of reStructuredText
// (":slug: x"), and lines "Slug: x" as MultiMarkdown and Pelican write them. It is no parser of
// those: it takes plain values and plain lists, and passes over what it does not understand.
func ParseHead(src []byte) Head {
	head := Head{}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	end, list, first := "", "", true
	n := 0
	for line := range bytes.Lines(src) {
		if n++; n > maxHeadLines {
			break
		}
		s := strings.TrimRight(string(line), " \t\r\n")
		if first && s == "" {
			continue
		}
		if first && (s == "---" || s == "+++") {
			end, first = s, false
			continue
		}
		first = false
		if end != "" && s == end {
			break
		}
		switch item, isItem := strings.CutPrefix(strings.TrimSpace(s), "- "); {
		case isItem && list != "":
			head.add(list, item)
		case end != "" && s != strings.TrimLeft(s, " \t"): // belongs to something larger
		default:
			list = head.line(s)
		}
	}
	return head
}

// line takes one line, and returns the name of the list that begins with it, "" for none.
func (h Head) line(s string) (list string) {
	i := strings.IndexAny(strings.TrimPrefix(s, ":"), ":=")
	if i < 0 {
		return ""
	}
	if strings.HasPrefix(s, ":") {
		i++
	}
	name := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(s[:i], ":")))
	if name == "" || strings.ContainsAny(name, " /<>[](){}") {
		return ""
	}
	value := strings.TrimSpace(s[i+1:])
	switch {
	case value == "":
		return name
	case strings.HasPrefix(value, "[") && strings.HasSuffix(value, "]"):
		for item := range strings.SplitSeq(value[1:len(value)-1], ",") {
			h.add(name, item)
		}
	default:
		h.add(name, value)
	}
	return ""
}

func (h Head) add(name, value string) {
	if value = strings.Trim(strings.TrimSpace(value), `"'`); value != "" {
		h[name] = append(h[name], value)
	}
}

// first returns the first value of a field, "" if it has none.
func (h Head) first(name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}
