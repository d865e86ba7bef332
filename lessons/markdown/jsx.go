package markdown

import (
	"bytes"
	"path"
	"strings"
	"sync"

	"lectern/lessons/text"
)

// jsxBoxes are the components that make a box, in small letters; the kind of some stands
// in what they are given.
var jsxBoxes = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"admonition": "note", "callout": "note", "aside": "note", "alert": "note", "note": "note", "tip": "tip", "info": "info", "warning": "warning",
		"caution": "caution", "danger": "danger", "important": "important", "hint": "hint", "details": "details", "accordion": "details",
		"tabitem": "tab", "tab": "tab",
	}
})

// isJSXLayout reports whether an element only lays out what stands in it. Alone on a line it
// would make raw HTML of it, and in MDX it is Markdown.
func isJSXLayout(name string) bool {
	switch name {
	case "div", "section", "article", "main", "header", "footer", "aside", "center", "span",
		"p", "figure", "nav", "small", "blockquote":
		return true
	}
	return false
}

// show replaces a tag. It returns the index of the last tag that is done with.
func (m *mdxPass) show(i int) int {
	t := m.tags[i]
	if t.name != "" && t.name[0] >= 'a' && !strings.Contains(t.name, ".") {
		return m.element(i)
	}
	name := strings.ToLower(t.name)
	word, isBox := jsxBoxes()[name]
	switch {
	case !t.self && t.close == 0 && t.name != "" && !t.end:
		return i // no tag: nothing closes it
	case t.name == "CodeBlock" && !t.end && !t.self:
		m.codeBlock(t)
		return t.close
	case isBox && t.close > 0 && t.end:
		m.replace(t.from, t.to, m.onLine(t, ":::"))
	case isBox && t.close > 0:
		m.replace(t.from, t.to, m.onLine(t, m.boxHead(t, word)))
	case t.name == "Link" && t.end:
		m.replace(t.from, t.to, "</a>")
	case t.name == "Link" && t.close > 0:
		m.replace(t.from, t.to, `<a href="`+quoteless(t.args.get("to", "href"))+`">`)
	case t.self && t.args.get("src", "img") != "":
		m.replace(t.from, t.to, "!["+plainText(t.args.get("alt", "caption", "title"))+"]("+strings.ReplaceAll(t.args.get("src", "img"), " ", "%20")+")")
	default:
		m.component(t)
	}
	return i
}

func quoteless(s string) string {
	return strings.NewReplacer(`"`, "%22", "<", "%3C", "\n", " ").Replace(s)
}

// component leaves out a tag that is not known, but for its own words.
func (m *mdxPass) component(t jsxTag) {
	if t.end {
		m.replace(t.from, t.to, "")
		return
	}
	switch t.name {
	case "", "Tabs", "Fragment", "React.Fragment", "Steps", "Cards", "CardGroup", "Columns", "AccordionGroup", "TOCInline", "DocCardList":
	default:
		m.foreignAt(t.from, "MDX", "the component "+clipName(t.name))
	}
	said := ""
	for _, name := range []string{"title", "label", "text", "heading", "name", "description", "children"} {
		if v := t.args.get(name); v != "" && !strings.Contains(said, v) {
			said = strings.TrimSpace(said + " " + v)
		}
	}
	switch {
	case said == "":
	case t.self:
		said = plainText(said)
	case t.alone:
		said = m.onLine(t, "**"+plainText(said)+"**\n")
	default:
		said = ""
	}
	m.replace(t.from, t.to, said)
}

// boxHead returns the line that opens a box.
func (m *mdxPass) boxHead(t jsxTag, word string) string {
	title := t.args.get("title", "label", "summary", "header")
	if kind := t.args.get("type", "kind", "severity", "variant"); word == "note" && colonWord().FindString(kind) == kind && kind != "" {
		word = strings.ToLower(kind)
	}
	if word == "tab" && title == "" {
		title = t.args.get("value", "name", "eventkey")
	}
	if title == "" {
		return "::: " + word
	}
	return "::: " + word + " [" + strings.ReplaceAll(text.OneLine(title), "]", "") + "]"
}

// onLine returns a line that stands for a tag, with breaks where the tag shares its line.
func (m *mdxPass) onLine(t jsxTag, line string) string {
	if t.alone {
		return line
	}
	return (&hugoPass{rewriting: m.rewriting}).onLine(t.from, t.to, line, "")
}

// codeBlock makes code of what stands in a CodeBlock, where that is a string.
func (m *mdxPass) codeBlock(t jsxTag) {
	end := m.tags[t.close]
	inner := strings.TrimSpace(string(m.text[t.to:end.from]))
	if strings.HasPrefix(inner, "{") && strings.HasSuffix(inner, "}") {
		inner = strings.TrimSpace(inner[1 : len(inner)-1])
		value, ok := literal(inner)
		if n := len(inner); !ok && n > 1 && inner[0] == '`' && inner[n-1] == '`' {
			value, ok = inner[1:n-1], true // with the names of the values in it
		}
		if !ok {
			m.foreignAt(t.from, "MDX", "the component CodeBlock")
			m.replace(t.from, end.to, "")
			return
		}
		inner = value
	}
	info := colonWord().FindString(t.args.get("language"))
	if title := t.args.get("title"); title != "" {
		info += ` title="` + strings.NewReplacer("`", "", `"`, "").Replace(text.OneLine(title)) + `"`
	}
	m.replace(t.from, end.to, fencedCode(info, strings.Trim(inner, "\n"), ""))
}

// element takes the tag of an element of HTML: what is no HTML in it goes.
func (m *mdxPass) element(i int) int {
	t := m.tags[i]
	anchor := ""
	if id := t.args.get("id"); id != "" && !t.end {
		anchor = `<a id="` + quoteless(id) + `"></a>`
	}
	switch {
	case t.name == "style" && !t.end && t.close > 0:
		m.replace(t.from, m.tags[t.close].to, "")
		return t.close
	case t.alone && isJSXLayout(t.name) && (t.close > 0 || t.end):
		if anchor != "" {
			anchor += "\n"
		}
		m.replace(t.from, t.to, anchor)
	case t.alone && t.name == "details" && (t.close > 0 || t.end):
		m.replace(t.from, t.to, "<"+map[bool]string{true: "/"}[t.end]+"details>\n")
	case t.name == "summary" && !t.end && t.close > 0 && !t.braces && m.lineOf(t.from) == m.lineOf(m.tags[t.close].to):
		// Its words are Markdown, which raw HTML is not. Styles are all that its line can have.
		words := string(m.text[t.to:m.tags[t.close].from])
		m.replace(t.to, m.tags[t.close].from, summaryMarks().ReplaceAllStringFunc(words, func(s string) string {
			tag := map[byte]string{'*': "strong", '`': "code"}[s[0]]
			return "<" + tag + ">" + strings.Trim(s, "*`") + "</" + tag + ">"
		}))
		if m.endsLine(m.tags[t.close].to) {
			m.replace(m.tags[t.close].to, m.tags[t.close].to, "\n")
		}
		return t.close
	case t.name == "summary" && t.end && m.endsLine(t.to):
		m.replace(t.to, t.to, "\n")
	case t.braces || t.args.get("classname") != "":
		m.replace(t.from, t.to, m.plainTag(t))
	}
	return i
}

// summaryMarks are the marks in the words of a summary.
var summaryMarks = text.Pattern("\\*\\*[^*<>\n]+\\*\\*|`[^`<>\n]+`")

// endsLine reports whether nothing stands behind an offset on its line.
func (m *mdxPass) endsLine(at int) bool {
	return len(bytes.TrimSpace(m.text[at:max(at, m.endOf(at))])) == 0
}

// plainTag returns the tag of an element with the attributes that HTML knows.
func (m *mdxPass) plainTag(t jsxTag) string {
	var b strings.Builder
	b.WriteString("<" + t.name)
	for _, name := range []string{"id", "href", "src", "alt", "title", "colspan", "rowspan", "start", "open", "name"} {
		if v := t.args.get(name); v != "" {
			b.WriteString(" " + name + `="` + quoteless(v) + `"`)
		}
	}
	if t.self {
		b.WriteString(" /")
	}
	b.WriteString(">")
	if path.Ext(t.args.get("src")) == "" && t.name == "img" && t.args.get("src") == "" {
		m.foreignAt(t.from, "MDX", "a picture that is computed")
	}
	return b.String()
}
