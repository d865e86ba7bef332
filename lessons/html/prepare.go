package html

import (
	"path"
	"strings"
	"sync"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// The tools that make pages write many things as divisions with a class. Before blocks are made of
// a page, such elements become the ones that HTML has for it, or one of these:
const (
	boxTag  = "(box)"  // text set apart; type is its kind, a legend its title
	noteTag = "(note)" // the body of a footnote; its label is label
	refTag  = "(ref)"  // what points at one
)

// prepare turns what tools write into what HTML has, in the content of a page.
func (p *page) prepare(main *node) {
	p.notes(main)
	p.below(main)
	p.lists(main)
}

// below prepares all elements inside one.
func (p *page) below(n *node) {
	for i := 0; i < len(n.kids); i++ {
		k := n.kids[i]
		if k.tag == "" {
			continue
		}
		p.element(k)
		p.below(k)
	}
}

// element prepares one element.
func (p *page) element(n *node) {
	p.addresses(n)
	switch n.tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		p.heading(n)
	case "pre":
		n.attrs = with(n.attrs, "lang", langOf(n))
	case "table":
		p.table(n)
	case "svg":
		p.drawing(n)
	case "img":
		if alt := n.attrs.get("alt"); alt != "" && n.has("math") {
			*n = *n.as("math", attrs{{"alttext", alt}})
		}
	case "footer": // of a quotation: who said it
		n.tag = "p"
	case "figcaption", "caption":
		unwrapCaption(n)
	case "p":
		p.paragraph(n)
	case "div", "section", "aside", "details", "blockquote", "figure", "span":
		p.division(n)
	}
}

// as returns an element in the place of this one.
func (n *node) as(tag string, attrs attrs, kids ...*node) *node {
	out := &node{tag: tag, attrs: attrs, line: n.line, lead: n.lead, from: n.from, to: n.to, up: n.up, kids: kids}
	for _, k := range kids {
		k.up = n
	}
	return out
}

func with(a attrs, name, value string) attrs {
	if value == "" {
		a.drop(name)
	} else {
		a.set(name, value)
	}
	return a
}

// remove takes a node out of what it stands in.
func remove(n *node) {
	for i, k := range n.up.kids {
		if k == n {
			n.up.kids = append(n.up.kids[:i:i], n.up.kids[i+1:]...)
			return
		}
	}
}

// addresses makes the addresses of an element those that count from the page itself.
func (p *page) addresses(n *node) {
	for _, name := range [...]string{"href", "src", "data", "data-src"} {
		value := n.attrs.get(name)
		if !n.attrs.has(name) {
			continue
		}
		value = strings.TrimSpace(value)
		if len(value) > 5 && strings.EqualFold(value[:5], "data:") { // the file itself, which may be large
			value, _ = cut(value[:min(len(value), 64)], ";,")
		}
		n.attrs.set(name, p.based(value))
	}
}

// based returns an address as it counts from the page, by the base of its head.
func (p *page) based(address string) string {
	base := p.head.base
	scheme, _, absolute := strings.Cut(address, ":")
	switch {
	case base == "" || address == "" || strings.HasPrefix(address, "#") || strings.HasPrefix(address, "//"):
		return address
	case absolute && !strings.ContainsAny(scheme, "/?#"):
		return address
	}
	site := ""
	if at := strings.Index(base, "//"); at >= 0 { // a whole address
		end := len(base)
		if slash := strings.IndexByte(base[at+2:], '/'); slash >= 0 {
			end = at + 2 + slash
		}
		site, base = base[:end], base[end:]
	}
	if strings.HasPrefix(address, "/") {
		return site + address
	}
	if !strings.HasSuffix(base, "/") {
		base = base[:strings.LastIndexByte(base, '/')+1]
	}
	if site != "" && base == "" {
		base = "/"
	}
	file, rest := cut(address, "?#")
	if joined := path.Join(base, file); strings.HasSuffix(file, "/") || file == "" {
		file = joined + "/"
	} else {
		file = joined
	}
	return site + file + rest
}

// heading gives a heading the anchor of the section that it begins, and takes out the link of
// the heading to itself.
func (p *page) heading(n *node) {
	if up := n.up; n.attrs.get("id") == "" && up != nil && (up.tag == "section" || up.tag == "article" || up.tag == "div" && up.has("section", "sect1", "document", "chapter")) && up.attrs.get("id") != "" && beginsIn(up, n) {
		n.attrs = with(n.attrs, "id", up.attrs.get("id"))
		up.attrs.drop("id")
	}
	for _, k := range n.kids {
		if k.tag != "a" || !strings.HasPrefix(k.attrs.get("href"), "#") {
			continue
		}
		id := k.attrs.get("id")
		if k.attrs.get("href") == "#"+n.attrs.get("id") || k.attrs.get("href") == "#"+id || k.has("toc-backref", "header") {
			if n.attrs.get("id") == "" && id != "" {
				n.attrs = with(n.attrs, "id", id)
				k.attrs.drop("id")
			}
			k.attrs.drop("href")
		}
	}
}

// beginsIn reports whether a section begins with an element, but for anchors before it.
func beginsIn(section, n *node) bool {
	for _, k := range section.kids {
		switch {
		case k == n:
			return true
		case strings.TrimSpace(allText(k)) != "" || k.tag == "img":
			return false
		}
	}
	return false
}

// langOf returns the language of code: by the classes of its elements or of what is around it.
func langOf(n *node) string {
	lang := func(n *node) string {
		if l := n.attrs.get("data-lang"); l != "" {
			return l
		}
		if l := n.attrs.get("data-language"); l != "" {
			return l
		}
		names := strings.Fields(n.attrs.get("class"))
		for i, name := range names {
			for _, prefix := range [...]string{"language-", "lang-", "highlight-source-", "highlight-"} {
				if l, ok := strings.CutPrefix(name, prefix); ok {
					return l
				}
			}
			if (name == "sourceCode" || name == "code" && n.tag == "pre" || name == "brush:") && i+1 < len(names) && names[i+1] != "literal-block" {
				return strings.Trim(names[i+1], ";")
			}
		}
		return ""
	}
	l := lang(n)
	for _, k := range n.kids {
		if l == "" && k.tag == "code" {
			l = lang(k)
		}
	}
	for up, i := n.up, 0; l == "" && up != nil && i < 4 && (up.tag == "div" || up.tag == "figure" || up.tag == "td"); up, i = up.up, i+1 {
		l = lang(up)
	}
	switch l = strings.ToLower(l); l {
	case "default", "none", "text", "plaintext", "plain", "notranslate", "wrapper", "nohighlight":
		return ""
	}
	return l
}

// table prepares a table: one that numbers lines of code becomes the code, and one of a
// single cell, which only places what is in it, that.
func (p *page) table(n *node) {
	if code := find(n, func(k *node) bool { return k.tag == "td" && k.has("code", "rouge-code") }); code != nil && find(code, func(k *node) bool { return k.tag == "pre" }) != nil {
		kids := code.kids
		if name := find(n, func(k *node) bool { return k.has("filename") }); name != nil {
			kids = append([]*node{name.as("legend", nil, name.kids...)}, kids...)
		}
		*n = *n.as("div", attrs{{"class", n.attrs.get("class")}}, kids...)
		p.division(n)
		return
	}
	cells := 0
	var only *node
	each(n, func(k *node) bool {
		if k.tag == "td" || k.tag == "th" || k.tag == "caption" {
			cells, only = cells+1, k
		}
		return k.tag != "td" && k.tag != "th"
	})
	if cells == 1 && only.tag == "td" {
		*n = *n.as("div", attrs{{"id", n.attrs.get("id")}}, only.kids...)
	}
}

// drawing makes a picture of a drawing that only holds one, as the covers of books do.
func (p *page) drawing(n *node) {
	image := find(n, func(k *node) bool {
		return k.tag == "image" && (k.attrs.get("xlink:href") != "" || k.attrs.get("href") != "")
	})
	words := drawingWords(n)
	if image != nil {
		src := image.attrs.get("xlink:href")
		if src == "" {
			src = image.attrs.get("href")
		}
		*n = *n.as("img", attrs{{"src", src}, {"alt", words}})
		p.addresses(n)
		return
	}
	if words != "" && n.up.tag != "a" {
		p.tellOnce(n.line, doc.Info, "drawing", "the drawings of this page (<svg>) are not drawn, only their titles and their words are shown: pictures beside the page could be")
	}
}

// unwrapCaption takes the paragraph out of a caption, so that it is running text.
func unwrapCaption(n *node) {
	for i, k := range n.kids {
		if k.tag != "p" {
			continue
		}
		var more []*node
		for _, rest := range n.kids[i+1:] {
			if rest.tag != "" || strings.TrimSpace(rest.text) != "" {
				more = append(more, rest)
			}
		}
		n.kids = append(append([]*node(nil), n.kids[:i]...), k.kids...)
		if len(more) > 0 && n.up != nil { // a legend, which stands below
			n.up.kids = append(n.up.kids, more...)
		}
		return
	}
}

// paragraph prepares a paragraph.
func (p *page) paragraph(n *node) {
	switch {
	case n.has("rubric"):
		n.tag = "legend"
	case n.has("MsoTitle"):
		n.tag = "h1"
	}
}

// isBox reports whether a class sets text apart; its kind is then another class or the text
// behind the hyphen.
func isBox(name string) bool {
	switch name {
	case "admonition", "theme-admonition", "admonitionblock", "markdown-alert", "custom-block", "alert",
		"callout", "starlight-aside", "admonish", "topic", "sidebar", "hint", "notice":
		return true
	}
	return false
}

// kinds are the kinds of text set apart that the screen has a label for.
var kinds = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"note": "note", "tip": "tip", "info": "note", "warning": "warning", "caution": "caution", "danger": "danger", "important": "important",
		"hint": "hint", "error": "error", "attention": "attention", "seealso": "seealso", "topic": "topic", "sidebar": "sidebar", "success": "tip",
		"secondary": "note", "primary": "note", "example": "example", "quote": "quote", "abstract": "abstract", "question": "question",
		"bug": "bug", "failure": "failure",
	}
})

// boxKind returns the kind of text set apart that an element is; "" if it is none.
func boxKind(n *node) string {
	kind, box := "", n.tag == "details"
	for _, name := range strings.Fields(n.attrs.get("class")) {
		name = strings.ToLower(name)
		if at := len(name) - 5; at > 0 && name[at] == '_' {
			name = name[:at]
		}
		box = box || isBox(name)
		if k := kinds()[name]; k != "" {
			kind = k
		}
		if at := strings.LastIndexAny(name, "-"); at >= 0 && kind == "" {
			before, k := name[:at], kinds()[name[at+1:]]
			if k != "" && isBox(strings.TrimSuffix(before, "-")) {
				kind, box = k, true
			}
		}
	}
	switch {
	case kind != "" && isOldBox(n):
		return kind
	case !box || n.tag == "details" && kind == "":
		return ""
	case kind == "":
		return "admonition"
	}
	return kind
}

// isOldBox reports whether an element is text set apart as docutils wrote it before 2021.
func isOldBox(n *node) bool {
	k := firstKid(n)
	return n.tag == "div" && k != nil && k.has("admonition-title")
}

// titleNames are parts of the classes that the title of something has.
var titleNames = []string{"title", "heading", "header"}

// box makes text set apart of an element.
func (p *page) box(n *node, kind string) bool {
	title := find(n, func(k *node) bool {
		if k.tag == "summary" {
			return true
		}
		for _, name := range strings.Fields(k.attrs.get("class")) {
			for _, t := range titleNames {
				if strings.Contains(strings.ToLower(name), t) {
					return true
				}
			}
		}
		return false
	})
	// A division of a class that may mean anything is text set apart if it has a title.
	if title == nil && !n.has("admonition", "alert", "custom-block", "callout", "topic", "sidebar") && n.tag != "aside" {
		return false
	}
	kids := n.kids
	if n.has("admonitionblock") { // of AsciiDoc: a table of the name and the text
		if cell := find(n, func(k *node) bool { return k.tag == "td" && k.has("content") }); cell != nil {
			kids, title = cell.kids, nil
		}
	} else if title != nil {
		said := text.OneLine(allText(title))
		remove(title)
		kids = n.kids
		if said != "" && !strings.EqualFold(said, kind) && !strings.EqualFold(said, kind+":") {
			kids = append([]*node{title.as("legend", nil, title.kids...)}, kids...)
		}
	}
	*n = *n.as(boxTag, attrs{{"type", kind}, {"id", n.attrs.get("id")}}, kids...)
	return true
}

// division prepares an element that means what its class says.
func (p *page) division(n *node) {
	if n.attrs.get("class") == "" && n.tag != "aside" {
		return
	}
	if kind := boxKind(n); kind != "" && n.tag != "span" && p.box(n, kind) {
		return
	}
	switch {
	case n.has("math", "arithmatex"):
		formula(n)
	case n.tag == "span":
	case n.has("figure") && n.tag == "div":
		n.tag = "figure"
		for _, k := range n.kids {
			if k.has("caption") {
				k.tag = "figcaption"
			}
		}
	case n.has("rubric"):
		n.tag = "legend"
	case n.has("line-block"):
		n.tag = "p"
		n.kids = verse(n)
	case n.has("tabbed-set", "sphinx-tabs", "tabs-container", "vp-code-group", "tabs", "sd-tab-set"):
		tabs(n)
	default:
		p.codeBox(n)
	}
}

// formula makes a formula of an element that holds its TeX between the marks for a script.
func formula(n *node) {
	if find(n, func(k *node) bool { return k.tag == "math" || k.tag == "img" }) != nil {
		return
	}
	tex := strings.TrimSpace(allText(n))
	display := n.tag == "div"
	for _, marks := range [...][2]string{{`\(`, `\)`}, {`\[`, `\]`}, {"$$", "$$"}, {"$", "$"}} {
		if inner, ok := strings.CutPrefix(tex, marks[0]); ok && strings.HasSuffix(inner, marks[1]) {
			tex = strings.TrimSuffix(inner, marks[1])
			break
		}
	}
	id := n.attrs.get("id")
	if up := n.up; n.has("display") && up.tag == "p" && text.OneLine(allText(up)) == text.OneLine(allText(n)) {
		n, display = up, true
	}
	if !display {
		*n = *n.as("math", attrs{{"alttext", tex}})
		return
	}
	*n = *n.as("pre", attrs{{"lang", "math"}, {"id", id}}, &node{text: strings.TrimSpace(tex), line: n.line})
}

// verse returns the lines of a line block as running text.
func verse(n *node) []*node {
	var out []*node
	var add func(*node)
	add = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k.has("line-block"):
				add(k)
			case k.tag != "":
				if len(out) > 0 {
					out = append(out, &node{tag: "br", line: k.line, up: n})
				}
				out = append(out, k.kids...)
			}
		}
	}
	add(n)
	return out
}

// codeBox gives code the caption that stands beside it in an element that holds nothing else.
func (p *page) codeBox(n *node) {
	if n.tag != "div" {
		return
	}
	names := n.attrs.get("class")
	if !strings.Contains(names, "code") && !strings.Contains(names, "highlight") && !strings.Contains(names, "literal-block") && !strings.Contains(names, "language-") {
		return
	}
	for _, k := range n.kids {
		switch {
		case k.has("code-block-caption", "codeBlockTitle", "filename"):
			n.tag, k.tag = "figure", "figcaption"
		case k.tag == "span" && k.has("lang"): // the name of the language, as VitePress writes it
			k.tag, k.kids = "span", nil
		}
	}
}
