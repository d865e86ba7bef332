package html

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/text"
)

// Footnotes. Each tool writes them in its own way, but they are alike in this: what points at a
// note is a link of a few characters to a place of the page, and the note has a link back. Where
// there is no link back, classes and roles say that it is a note (ARIA "doc-noteref",
// EPUB "noteref").

// refNames are the classes and roles of what points at a note.
var refNames = []string{
	"noteref", "doc-noteref", "footnote-ref", "footnote-reference", "sdfootnoteanc", "sdendnoteanc", "fnanchor", "footnoteRef", "doc-biblioref",
}

// noteBodies are the classes and roles of a note.
var noteBodies = []string{
	"footnote", "doc-footnote", "endnote", "doc-endnote", "rearnote", "citation", "doc-biblioentry", "footnote-definition",
	"sdfootnote", "sdendnote", "MsoFootnoteText", "MsoEndnoteText",
}

// maxNoteLabel is how many characters what points at a note may have.
const maxNoteLabel = 12

// notes finds the notes of the content, and what points at them.
func (p *page) notes(main *node) {
	p.ids = map[string]*node{}
	var links []*node
	each(main, func(n *node) bool {
		for _, name := range [...]string{"id", "name"} {
			if id := n.attrs.get(name); id != "" && p.ids[id] == nil && (name == "id" || n.tag == "a") {
				p.ids[id] = n
			}
		}
		if n.tag == "a" && strings.HasPrefix(n.attrs.get("href"), "#") {
			links = append(links, n)
		}
		return true
	})
	found := map[*node]noteFound{}
	for _, a := range links {
		id := a.attrs.get("href")[1:]
		to := p.ids[id]
		label := noteLabel(a)
		if to == nil || label == "" || isHeading(to) || isInside(a, to) {
			continue
		}
		body := noteBody(to)
		if body == nil || found[body].label == "" && !isNoteRef(a) && !p.leadsBack(body, a) {
			continue
		}
		if isInside(a, body) {
			continue
		}
		if found[body].label == "" {
			found[body] = noteFound{label, id}
		}
		ref := attrs{{"label", label}, {"href", id}, {"id", a.attrs.get("id")}, {"name", a.attrs.get("name")}}
		at := a
		if up := a.up; (up.tag == "sup" || up.tag == "span") && bare(up) == bare(a) {
			if at = up; ref.get("id") == "" {
				ref.set("id", up.attrs.get("id"))
			}
		}
		if isCitation(label) {
			ref.set("type", "citation")
		}
		*at = *at.as(refTag, ref)
	}
	for body, f := range found {
		p.note(body, f)
	}
	p.unreferenced(main)
}

// noteFound is what is known of a note by what points at it.
type noteFound struct{ label, id string }

// bare returns the text of an element without brackets around it.
func bare(n *node) string { return strings.Trim(text.OneLine(allText(n)), "[]().: \ufe0e\ufe0f") }

// noteLabel returns the text of what may point at a note: a number, a sign or a short name in
// brackets; "" if it is too long for one.
func noteLabel(a *node) string {
	s := text.OneLine(allText(a))
	bracketed := strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
	s = strings.TrimSpace(strings.Trim(s, "[]()"))
	if s == "" || utf8.RuneCountInString(s) > maxNoteLabel || strings.ContainsAny(s, "↩↑^¶§#") {
		return ""
	}
	if !bracketed && !isNoteRef(a) && utf8.RuneCountInString(s) > 4 {
		return ""
	}
	return s
}

// isCitation reports whether a label names a work, as CIT2002 does: a number, a sign or a letter is a note's.
func isCitation(label string) bool {
	return utf8.RuneCountInString(label) > 2 && strings.ContainsFunc(label, unicode.IsUpper)
}

func isNoteRef(a *node) bool { return a.has(refNames...) || a.up != nil && a.up.has(refNames...) }

// noteBody returns the element that holds a note whose anchor stands in n; nil if none can be.
func noteBody(n *node) *node {
	for n.up != nil && !isBlockTag(n.tag) {
		n = n.up
	}
	switch n.tag {
	case "dt":
		return n
	case "td", "th":
		for n.up != nil && n.tag != "tr" && n.tag != "table" {
			n = n.up
		}
		if n.tag == "tr" && n.up != nil && n.up.tag == "tbody" && len(rows(n.up)) == 1 {
			n = n.up.up
		}
		return n
	case "li", "p", "div", "aside", "tr", "table", "blockquote", "section", "dd":
	default:
		return nil
	}
	if find(n, isHeading) != nil {
		return nil
	}
	// The note may have several paragraphs: they stand in an element that holds this note alone.
	for up := n.up; up != nil && (up.tag == "div" || up.tag == "aside" || up.tag == "li"); up = up.up {
		if !isNoteName(up) || anchorsOf(up) > 1 {
			break
		}
		n = up
	}
	return n
}

func rows(n *node) (out []*node) {
	for _, k := range n.kids {
		if k.tag == "tr" {
			out = append(out, k)
		}
	}
	return out
}

// isNoteName reports whether an element is called a note by its class, role or ID.
func isNoteName(n *node) bool {
	if n.has(noteBodies...) {
		return true
	}
	id := strings.ToLower(n.attrs.get("id"))
	digits := strings.TrimLeft(id, "abcdefghijklmnopqrstuvwxyz_-")
	switch strings.Trim(strings.TrimSuffix(id, digits), "_-") {
	case "ftn", "edn", "fn", "sdfootnote", "sdendnote", "footnote", "note", "endnote":
		return digits != "" && len(digits) < 6
	}
	return false
}

// anchorsOf returns how many blocks in an element have an anchor.
func anchorsOf(n *node) int {
	count := 0
	for _, k := range n.kids {
		if k.tag == "" {
			continue
		}
		has := k.attrs.get("id") != ""
		for _, in := range k.kids {
			has = has || in.tag == "a" && anchorOf(in.attrs) != ""
		}
		if has {
			count++
		}
	}
	return count
}

// leadsBack reports whether a note has a link to what points at it.
func (p *page) leadsBack(body, a *node) bool {
	ids := map[string]bool{}
	for n, i := a, 0; n != nil && i < 3 && !isBlockTag(n.tag); n, i = n.up, i+1 {
		ids[n.attrs.get("id")], ids[n.attrs.get("name")] = true, true
	}
	delete(ids, "")
	in := body
	if body.tag == "dt" {
		in = &node{kids: []*node{body, described(body)}}
	}
	return len(ids) > 0 && find(in, func(k *node) bool {
		return k.tag == "a" && strings.HasPrefix(k.attrs.get("href"), "#") && ids[k.attrs.get("href")[1:]]
	}) != nil
}

// described returns the description of a term.
func described(dt *node) *node {
	after := false
	for _, k := range dt.up.kids {
		if k == dt {
			after = true
		} else if after && k.tag == "dd" {
			return k
		}
	}
	return &node{}
}

// note makes a note of an element: its anchors stay, what leads back goes.
func (p *page) note(body *node, found noteFound) {
	label := found.label
	kind := ""
	if isCitation(label) {
		kind = "citation"
	}
	attrs := attrs{{"label", label}, {"id", found.id}, {"type", kind}}
	if body.tag == "dt" {
		dd, list := described(body), body.up
		stripNote(dd, label)
		*dd = *dd.as(noteTag, attrs, dd.kids...)
		remove(body)
		if list.up != nil && list.tag == "dl" && !hasTag(list, "dt") {
			list.tag, list.attrs = "div", nil
		}
		return
	}
	list := body.up
	stripNote(body, label)
	kids := body.kids
	if body.tag == "table" || body.tag == "tr" { // the label has a cell of its own
		kids = nil
		each(body, func(k *node) bool {
			if k.tag == "td" || k.tag == "th" {
				kids = append(kids, k.kids...)
				return false
			}
			return true
		})
	}
	*body = *body.as(noteTag, attrs, kids...)
	if list != nil && (list.tag == "ol" || list.tag == "ul" || list.tag == "tbody") && !hasTag(list, "li") && !hasTag(list, "tr") {
		for n := list; n != nil && (n.tag == "ol" || n.tag == "ul" || n.tag == "tbody" || n.tag == "table"); n = n.up {
			n.tag, n.attrs = "div", nil
		}
	}
}

func hasTag(n *node, tag string) bool {
	for _, k := range n.kids {
		if k.tag == tag {
			return true
		}
	}
	return false
}

// anchorIn returns the first anchor on or in an element.
func anchorIn(n *node) string {
	if id := anchorOf(n.attrs); id != "" {
		return id
	}
	if k := find(n, func(k *node) bool { return k.tag != "" && anchorOf(k.attrs) != "" }); k != nil {
		return anchorOf(k.attrs)
	}
	return ""
}

// stripNote takes out of a note its own number at the beginning, and the links back.
func stripNote(n *node, label string) {
	var back []*node
	each(n, func(k *node) bool {
		if k.tag == "a" && strings.HasPrefix(k.attrs.get("href"), "#") && isBack(k, label) {
			back = append(back, k)
			return false
		}
		return k.tag != noteTag
	})
	for _, k := range back {
		// The number may stand in an element of its own, with brackets around it.
		at := k
		for up := at.up; up != n && up != nil && bare(up) == bare(k); up = up.up {
			at = up
		}
		if id := anchorOf(at.attrs); id != "" && at.tag != "" {
			*at = *at.as("a", attrs{{"id", id}})
			continue
		}
		remove(at)
	}
	// A label without a link.
	lead := n
	for {
		first := firstKid(lead)
		if first == nil || first.tag == "" {
			break
		}
		own := bare(first)
		if own == label && !isBlockTag(first.tag) || first.has("label", "footnote-definition-label") && own == label {
			remove(first)
			break
		}
		lead = first
	}
	// The full stop or bracket that stood behind it.
	if first := firstText(n); first != nil && len(back) > 0 {
		first.text = strings.TrimLeft(first.text, " \t\n.:)]\u00a0")
	}
	if last := lastText(n); last != nil && len(back) > 0 {
		last.text = strings.TrimRight(last.text, " \t\n\u00a0")
	}
}

func firstKid(n *node) *node {
	for _, k := range n.kids {
		if k.tag != "" || strings.TrimSpace(k.text) != "" {
			return k
		}
	}
	return nil
}

func firstText(n *node) *node {
	return find(n, func(k *node) bool { return k.tag == "" && strings.TrimSpace(k.text) != "" })
}

func lastText(n *node) (last *node) {
	each(n, func(k *node) bool {
		if k.tag == "" && strings.Trim(k.text, " \t\n") != "" {
			last = k
		}
		return true
	})
	return last
}

// isBack reports whether a link in a note is one that leads back: it says nothing but the
// label or an arrow, or its class says so.
func isBack(a *node, label string) bool {
	if a.has("fn-backref", "footnote-backref", "footnote-back", "footnote-return", "data-footnote-backref", "doc-backlink", "backlink") {
		return true
	}
	s := bare(a)
	return s == label || s == "" || strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

// unreferenced makes notes of those that nothing on the page points at.
func (p *page) unreferenced(main *node) {
	var rest []*node
	each(main, func(n *node) bool {
		if n.tag == noteTag {
			return false
		}
		if (n.tag == "aside" || n.tag == "div" || n.tag == "li") && n.has("footnote", "doc-footnote", "endnote", "doc-endnote", "rearnote", "citation", "footnote-definition") && find(n, func(k *node) bool { return k.tag == noteTag || k.tag == "li" || isHeading(k) || k.has("footnote") }) == nil {
			rest = append(rest, n)
			return false
		}
		return true
	})
	for _, n := range rest {
		label := ""
		if l := find(n, func(k *node) bool { return k.has("label", "footnote-definition-label", "footnote-label") }); l != nil {
			label = strings.Trim(text.OneLine(allText(l)), "[]() ")
		}
		if label == "" {
			if a := find(n, func(k *node) bool { return k.tag == "a" }); a != nil && n.has("footnote", "citation") {
				label = strings.Trim(text.OneLine(allText(a)), "[]() ")
			}
		}
		if label == "" && n.tag == "li" { // its number
			label = strconv.Itoa(1 + slices.Index(slices.DeleteFunc(slices.Clone(n.up.kids), func(k *node) bool { return k.tag != "li" && k.tag != noteTag }), n))
		}
		if label != "" && utf8.RuneCountInString(label) <= 2*maxNoteLabel {
			p.note(n, noteFound{label, anchorIn(n)})
		}
	}
}
