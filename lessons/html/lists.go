package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/text"
)

// lists makes lists of the paragraphs that Word writes for their items: each begins with its mark
// and blanks that do not break.
func (p *page) lists(n *node) {
	var out []*node
	var list *node
	for _, k := range n.kids {
		if k.tag == "" && strings.TrimSpace(k.text) == "" && list != nil {
			continue
		}
		if ordered, ok := wordItem(k); ok {
			tag := "ul"
			if ordered {
				tag = "ol"
			}
			if list == nil || list.tag != tag {
				list = &node{tag: tag, line: k.line, up: n}
				out = append(out, list)
			}
			list.kids = append(list.kids, k.as("li", attrs{{"id", k.attrs.get("id")}}, k.kids...))
			continue
		}
		list = nil
		p.lists(k)
		out = append(out, k)
	}
	n.kids = out
}

// wordItem takes the mark of an item off a paragraph, if it begins with one.
func wordItem(n *node) (ordered, ok bool) {
	if n.tag != "p" || !strings.HasPrefix(n.attrs.get("class"), "MsoList") && !strings.Contains(n.attrs.get("style"), "mso-list") {
		return false, false
	}
	var lead []*node
	said := ""
	each(n, func(k *node) bool {
		if k.tag == "" && !strings.ContainsFunc(said, isWordBlank) {
			lead = append(lead, k)
			said += k.text
		}
		return true
	})
	said = strings.TrimLeft(said, " \t\n")
	mark, rest, found := strings.Cut(strings.ReplaceAll(said, "\t", "\u00a0"), "\u00a0")
	mark = text.OneLine(mark)
	if !found || mark == "" || utf8.RuneCountInString(mark) > 6 {
		return false, false
	}
	rest = strings.TrimLeft(rest, " \u00a0\n")
	for _, k := range lead[:len(lead)-1] {
		k.text = ""
	}
	lead[len(lead)-1].text = rest
	first, size := utf8.DecodeRuneInString(mark)
	return unicode.IsDigit(first) || size < len(mark) && unicode.IsLetter(first), true
}

func isWordBlank(r rune) bool { return r == '\u00a0' || r == '\t' }

// tabs puts the name of each tab above what it shows, because all of them are shown.
func tabs(n *node) {
	var labels, panels []*node
	each(n, func(k *node) bool {
		switch {
		case k.attrs.get("role") == "tab" || k.tag == "label":
			labels = append(labels, k)
			return false
		case k.attrs.get("role") == "tabpanel" || k.has("tabbed-block", "sd-tab-content"):
			panels = append(panels, k)
			return false
		case k.has("blocks"):
			for _, b := range k.kids {
				if b.tag == "div" {
					panels = append(panels, b)
				}
			}
			return false
		}
		return true
	})
	var inputs []*node
	each(n, func(k *node) bool {
		if k.tag == "input" && (k.attrs.get("type") == "radio" || k.attrs.get("type") == "checkbox") {
			inputs = append(inputs, k)
		}
		return true
	})
	for _, k := range inputs {
		remove(k)
	}
	if len(labels) != len(panels) {
		return
	}
	for i, l := range labels {
		up := l.up
		remove(l)
		if up != n && strings.TrimSpace(allText(up)) == "" {
			up.kids = nil
		}
		panels[i].kids = append([]*node{l.as("legend", nil, l.kids...)}, panels[i].kids...)
	}
}
