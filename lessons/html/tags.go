package html

import (
	"slices"
	"strings"
	"sync"

	nethtml "golang.org/x/net/html"

	"lectern/lessons/doc"
)

// isVoidTag reports whether an element holds nothing and has no end tag.
func isVoidTag(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "frame", "hr", "img",
		"input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// isBlockTag reports whether an element begins on a new line.
func isBlockTag(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "body", "caption",
		"center", "dd", "details", "dialog", "div", "dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1",
		"h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
		"legend", "li", "main", "menu", "nav", "ol", "p", "pre",
		"section", "summary", "table", "tbody", "td", "tfoot", "th",
		"thead", "tr", "ul", boxTag, noteTag:
		return true
	}
	return false
}

// isDroppedTag reports whether the content of an element is no text of the page.
func isDroppedTag(name string) bool {
	switch name {
	case "script", "style", "head", "title", "template":
		return true
	}
	return false
}

// isWholeTag reports whether an element is shown by all that it holds together.
func isWholeTag(name string) bool {
	switch name {
	case "svg", "math", "select":
		return true
	}
	return false
}

// styleTags are the elements that change the look of their text.
var styleTags = sync.OnceValue(func() map[string]doc.Style {
	return map[string]doc.Style{
		"b": doc.Strong, "strong": doc.Strong, "i": doc.Emphasis, "em": doc.Emphasis, "dfn": doc.Emphasis,
		"var": doc.Emphasis, "cite": doc.Title, "s": doc.Strike, "strike": doc.Strike, "del": doc.Strike,
		"ins": doc.Inserted, "u": doc.Inserted, "sub": doc.Subscript, "sup": doc.Superscript, "kbd": doc.Keyboard,
		"mark": doc.Marked,
	}
})

// isKnownAttribute reports whether anything here looks at an attribute.
func isKnownAttribute(name string) bool {
	switch name {
	case "href", "src", "alt", "title", "id", "name", "start",
		"class", "colspan", "rowspan", "data", "type", "lang",
		"value", "max", "placeholder", "checked", "label", "srcset", "data-src",
		"encoding", "alttext", "open", "close",
		"role", "epub:type", "itemprop", "content", "xlink:href", "data-lang", "data-language", "style", "hidden":
		return true
	}
	return false
}

// attributes returns the attributes that count.
func attributes(list []nethtml.Attribute) attrs {
	n := 0
	for _, a := range list {
		if isKnownAttribute(a.Key) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	m := make(attrs, 0, n)
	for _, a := range list {
		m = addAttribute(m, a.Key, a.Val)
	}
	return m
}

func addAttribute(m attrs, name, value string) attrs {
	if isKnownAttribute(name) && !m.has(name) { // HTML: the first of two counts
		m = append(m, attribute{name, value})
	}
	return m
}

// attrs are the attributes of an element. They are few, and a map for each element of a large page would
// be most of what it takes.
type attrs []attribute

type attribute struct{ name, value string }

// get returns the value of an attribute, "" if there is none.
func (a attrs) get(name string) string {
	for i := range a {
		if a[i].name == name {
			return a[i].value
		}
	}
	return ""
}

func (a attrs) has(name string) bool {
	return slices.ContainsFunc(a, func(at attribute) bool { return at.name == name })
}

// set gives an attribute a value, drop takes it away.
func (a *attrs) set(name, value string) {
	for i := range *a {
		if (*a)[i].name == name {
			(*a)[i].value = value
			return
		}
	}
	*a = append(*a, attribute{name, value})
}

func (a *attrs) drop(name string) {
	*a = slices.DeleteFunc(*a, func(at attribute) bool { return at.name == name })
}

// readTag reads one tag as CommonMark's grammar has it ("Raw HTML"); its name is
// "" for a comment, a declaration and the like.
func readTag(tag string) (name string, attrs attrs, end bool) {
	name, rest, end := cutTag(tag)
	if name == "" {
		return "", nil, false
	}
	for rest = strings.TrimLeft(rest, blanks); rest != ""; rest = strings.TrimLeft(rest, blanks) {
		var key, value string
		key, rest = cut(rest, blanks+"=")
		after := strings.TrimLeft(rest, blanks)
		if after, ok := strings.CutPrefix(after, "="); ok {
			value, rest = strings.TrimLeft(after, blanks), ""
			if value != "" && (value[0] == '"' || value[0] == '\'') {
				value, rest, _ = strings.Cut(value[1:], value[:1])
			} else {
				value, rest = cut(value, blanks)
			}
		}
		attrs = addAttribute(attrs, strings.ToLower(key), nethtml.UnescapeString(value))
	}
	return strings.ToLower(name), attrs, end
}

// cutTag returns the name of a tag as it is written and what stands behind it.
func cutTag(tag string) (name, rest string, end bool) {
	tag = strings.TrimSuffix(strings.TrimPrefix(tag, "<"), ">")
	tag, end = strings.CutPrefix(tag, "/")
	tag = strings.TrimSuffix(tag, "/")
	if tag == "" || tag[0]|0x20 < 'a' || tag[0]|0x20 > 'z' {
		return "", "", false
	}
	name, rest = cut(tag, blanks)
	return name, rest, end
}

const blanks = " \t\r\n"

// cut cuts a text before the first of some characters.
func cut(s, ends string) (before, rest string) {
	if i := strings.IndexAny(s, ends); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}
