package html

import (
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"

	"lectern/lessons/doc"
)

// voidTags are the elements that hold nothing and have no end tag.
var voidTags = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "frame": true, "hr": true, "img": true,
	"input": true, "link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// blockTags are the elements that begin on a new line.
var blockTags = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "caption": true,
	"center": true, "dd": true, "details": true, "dialog": true, "div": true, "dl": true, "dt": true,
	"fieldset": true, "figcaption": true, "figure": true, "footer": true, "form": true, "h1": true,
	"h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "header": true, "hr": true, "html": true,
	"legend": true, "li": true, "main": true, "menu": true, "nav": true, "ol": true, "p": true, "pre": true,
	"section": true, "summary": true, "table": true, "tbody": true, "td": true, "tfoot": true, "th": true,
	"thead": true, "tr": true, "ul": true, boxTag: true, noteTag: true,
}

// droppedTags are the elements whose content is no text of the page.
var droppedTags = map[string]bool{
	"script": true, "style": true, "head": true, "title": true, "template": true,
}

// wholeTags are the elements that are shown by all that they hold together.
var wholeTags = map[string]bool{"svg": true, "math": true, "select": true}

// styleTags are the elements that change the look of their text.
var styleTags = map[string]doc.Style{
	"b": doc.Strong, "strong": doc.Strong, "i": doc.Emphasis, "em": doc.Emphasis, "dfn": doc.Emphasis,
	"var": doc.Emphasis, "cite": doc.Title, "s": doc.Strike, "strike": doc.Strike, "del": doc.Strike,
	"ins": doc.Inserted, "u": doc.Inserted, "sub": doc.Subscript, "sup": doc.Superscript, "kbd": doc.Keyboard,
	"mark": doc.Marked,
}

// knownAttributes are the attributes that anything here looks at.
var knownAttributes = map[string]bool{
	"href": true, "src": true, "alt": true, "title": true, "id": true, "name": true, "start": true,
	"class": true, "colspan": true, "rowspan": true, "data": true, "type": true, "lang": true,
	"value": true, "max": true, "placeholder": true, "checked": true, "label": true, "srcset": true, "data-src": true,
	"encoding": true, "alttext": true, "open": true, "close": true,
	"role": true, "epub:type": true, "itemprop": true, "content": true, "xlink:href": true, "data-lang": true, "data-language": true, "style": true, "hidden": true,
}

// attributes returns the attributes that count.
func attributes(list []nethtml.Attribute) attrs {
	n := 0
	for _, a := range list {
		if knownAttributes[a.Key] {
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
	if knownAttributes[name] && !m.has(name) { // HTML: the first of two counts
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
