package rst

import (
	"bytes"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Numbers tell a page the numbers that figures, tables and listings have in the whole course
// (Sphinx, "numfig"). Its functions are called only by a page that needs them.
type Numbers struct {
	Shown   bool              // captions begin with their numbers
	Formats map[string]string // how the number of a kind is written, with %s; what it lacks is as usual

	// Chapter returns the chapter in whose number those of the page begin; 0 for none.
	Chapter func() int
	// Before returns how many of each kind stand before the page, in its chapter.
	Before func() map[string]int
	// Label returns what a label of another page names.
	Label func(label string) (Numbered, bool)
}

// Numbered is what a label names: a figure, a table, a listing, or a section, which has no number.
type Numbered struct {
	Kind   string // "figure", "table", "code-block", "section"
	Number string
	Title  string
	Labels []string
}

// NumberIn is a number as it is written in a chapter.
func NumberIn(chapter, n int) string {
	if chapter == 0 {
		return strconv.Itoa(n)
	}
	return strconv.Itoa(chapter) + "." + strconv.Itoa(n)
}

// form is how the number of a kind is written.
func (p *parser) form(kind string) string {
	if n := p.opt.Numbers; n != nil && n.Formats[kind] != "" && len(n.Formats[kind]) <= maxForm {
		return n.Formats[kind]
	}
	switch kind {
	case "table":
		return "Table %s"
	case "code-block":
		return "Listing %s"
	case "section":
		return "Section %s"
	}
	return "Fig. %s"
}

// maxForm is how long the form of a number, or a title that a reference repeats, may be.
const maxForm = 100

// numberInline stands for a reference by number, as long as the numbers are not known.
type numberInline struct {
	doc.Inline
	label  string // what is referred to
	title  string // the words, with %s or {number} and {name} for what they are to hold; "" for those usual
	asText string
}

// pendNumber makes a reference by number of what a role says.
func (p *parser) pendNumber(text, label, target string) *numberInline {
	p.pending++
	p.numberRefs++
	x := &numberInline{label: target, asText: label}
	if _, _, titled := cutTitle(text); titled {
		x.title = label
	}
	return x
}

// numberFigures numbers what has a caption, if the page refers to a number or shows them.
func (p *parser) numberFigures(blocks []doc.Block) {
	n := p.opt.Numbers
	shown := n != nil && n.Shown
	if p.numberRefs == 0 && !shown {
		return
	}
	p.numbered = map[any]Numbered{}
	var counts map[string]int
	chapter := 0
	var before []*doc.Anchor // right before the block that is looked at
	caption := func(kind string, text *[]doc.Inline) {
		if len(*text) == 0 {
			return
		}
		if counts == nil {
			counts = map[string]int{}
			if n != nil {
				chapter = n.Chapter()
				for kind, count := range n.Before() {
					counts[kind] = count
				}
			}
		}
		counts[kind]++
		found := Numbered{Kind: kind, Number: NumberIn(chapter, counts[kind]), Title: clipTitle(plain(*text))}
		for _, a := range before {
			p.numbered[a] = found
		}
		if shown {
			label := strings.ReplaceAll(p.form(kind), "%s", found.Number)
			*text = append([]doc.Inline{&doc.Text{Value: label + " "}}, *text...)
		}
	}
	doc.Walk(blocks, func(b doc.Block) bool {
		switch b := b.(type) {
		case *doc.Anchor:
			before = append(before, b)
			return true
		case *doc.Heading:
			p.numbered[b] = Numbered{Kind: "section", Title: clipTitle(plain(b.Text))}
		case *doc.Figure:
			caption("figure", &b.Caption)
		case *doc.Table:
			caption("table", &b.Caption)
		case *doc.Code:
			caption("code-block", &b.Caption)
		default: // has no caption
		}
		before = nil
		return true
	})
}

func clipTitle(s string) string { return text.Clip(s, maxForm) }

// numberOf finds what a label names, on this page or another.
func (p *parser) numberOf(label string) (Numbered, bool) {
	if t := p.targets.byName[foldName(label)]; t != nil {
		for _, at := range []any{t.anchor, t.above, t.heading} {
			if n, ok := p.numbered[at]; ok {
				return n, true
			}
		}
	}
	if n := p.opt.Numbers; n != nil {
		return n.Label(foldName(label))
	}
	return Numbered{}, false
}

// settleNumber makes the link of a reference by number.
func (p *parser) settleNumber(x *numberInline) doc.Inline {
	n, ok := p.numberOf(x.label)
	text := x.title
	switch {
	case ok && n.Number != "":
		if text == "" {
			text = p.form(n.Kind)
		}
		text = strings.NewReplacer("%s", n.Number, "{number}", n.Number, "{name}", n.Title).Replace(text)
	case text == "" && ok:
		text = n.Title
	case text == "":
		text = x.asText
	default: // without a number its title, or name, must do
		name := x.label
		if n.Title != "" {
			name = n.Title
		}
		name = "“" + name + "”"
		text = strings.NewReplacer("%s", name, "{number}", name, "{name}", name).Replace(text)
	}
	if p.subs.spent += len(text); p.subs.spent > 1<<20+4*p.size {
		text = x.asText // many references to one long title
	}
	return &doc.Link{Ref: "numref", Target: x.label, Content: words(text)}
}

// Captions finds what is numbered in a page, in its order, without parsing it: the numbers of a
// page depend on all pages before it. It reads RST's directives and those of MyST.
func Captions(src []byte) []Numbered {
	var s captionScan
	lines := bytes.Split(src, []byte("\n"))
	for i := range lines {
		s.line(string(bytes.TrimRight(bytes.ReplaceAll(lines[i], []byte("\t"), []byte("        ")), " \r")))
	}
	s.end()
	return s.found
}

// captionScan is the state of a look for captions.
type captionScan struct {
	found  []Numbered
	labels []string // right before the line
	title  Numbered // a line below labels, which is a title if it is underlined

	open   bool // what is open may still get a caption or a label
	now    Numbered
	indent int
	body   bool // its options are over
	fence  string

	code   bool // lines that are indented deeper than codeIn are code
	codeIn int

	codeFence string // of code of Markdown that is open
}

// end takes over what is open, if it has a caption.
func (s *captionScan) end() {
	if s.open && s.now.Title != "" {
		s.now.Title = clipTitle(s.now.Title)
		s.found = append(s.found, s.now)
	}
	s.open = false
}

func (s *captionScan) line(line string) {
	text := strings.TrimLeft(line, " ")
	in := len(line) - len(text)
	if text == "" {
		s.body = true
		return
	}
	if s.codeFence != "" {
		if strings.HasPrefix(text, s.codeFence) && strings.Trim(text, text[:1]) == "" {
			s.codeFence = ""
		}
		return
	}
	if s.open && s.inside(text, in) || s.code && in > s.codeIn {
		return
	}
	s.end()
	s.code = false
	title := s.title
	s.title = Numbered{}
	switch {
	case isAdornment(text) && title.Title != "":
		s.found = append(s.found, title)
		return
	case isAdornment(text) && strings.IndexByte(":`~", text[0]) < 0: // perhaps above a title
		return
	case strings.HasPrefix(text, "```") && !strings.Contains(text[3:], "{") || strings.HasPrefix(text, "~~~"): // code of Markdown
		s.codeFence = text[:len(text)-len(strings.TrimLeft(text, text[:1]))]
		return
	}
	if label, ok := labelOf(text); ok {
		s.labels = append(s.labels, label)
		return
	}
	name, arg, fence := calledBy(text)
	kind := numberedKind(name)
	if kind != "" {
		s.open, s.body, s.indent, s.fence = true, false, in, fence
		s.now = Numbered{Kind: kind, Labels: s.labels}
		if kind == "table" {
			s.now.Title = arg
		}
	}
	if kind == "code-block" || kind == "" && strings.HasSuffix(text, "::") {
		s.code, s.codeIn = true, in
	}
	if len(s.labels) > 0 && name == "" && in == 0 {
		s.title = Numbered{Kind: "section", Title: clipTitle(text), Labels: s.labels}
		if head := strings.TrimLeft(text, "#"); head != text { // Markdown
			s.title.Title = strings.TrimSpace(head)
			s.found, s.title = append(s.found, s.title), Numbered{}
		}
	}
	s.labels = nil
}

// inside takes a line of what is open; false if the line is no part of it.
func (s *captionScan) inside(text string, in int) bool {
	switch {
	case s.fence != "" && strings.HasPrefix(text, s.fence):
		s.end()
		return true
	case s.fence == "" && in <= s.indent:
		return false
	}
	if name, value, ok := strings.Cut(strings.TrimPrefix(text, ":"), ":"); ok && text[0] == ':' && !s.body {
		switch value = strings.TrimSpace(value); name {
		case "name":
			s.now.Labels = append(s.now.Labels, foldName(value))
		case "caption":
			if s.now.Kind == "code-block" {
				s.now.Title = value
			}
		}
		return true
	}
	if s.now.Kind == "figure" && s.now.Title == "" && !strings.HasPrefix(text, "..") {
		s.now.Title = strings.Clone(text)
	}
	return s.now.Kind != "table" // which may hold figures
}

// labelOf returns the label that a line sets.
func labelOf(text string) (label string, ok bool) {
	if rest, ok := strings.CutPrefix(text, ".. _"); ok && strings.HasSuffix(rest, ":") {
		return foldName(strings.Trim(strings.TrimSuffix(rest, ":"), "`")), true
	}
	if rest, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(rest, ")=") {
		return foldName(strings.TrimSuffix(rest, ")=")), true
	}
	return "", false
}

// calledBy returns the directive that a line begins, in either format.
func calledBy(text string) (name, arg, fence string) {
	if rest, ok := strings.CutPrefix(text, ".. "); ok {
		name, arg, ok = strings.Cut(rest, "::")
		if !ok {
			return "", "", ""
		}
		return strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(arg), ""
	}
	if len(text) < 5 || text[:3] != "```" && text[:3] != ":::" {
		return "", "", ""
	}
	rest := strings.TrimLeft(text, text[:1])
	fence = text[:len(text)-len(rest)]
	if !strings.HasPrefix(rest, "{") {
		return "", "", ""
	}
	name, arg, _ = strings.Cut(rest[1:], "}")
	return strings.ToLower(name), strings.TrimSpace(arg), fence
}

// numberedKind returns the kind under which a directive's caption is numbered, "" if it has none.
func numberedKind(name string) string {
	switch name {
	case "figure":
		return "figure"
	case "table", "list-table", "csv-table", "flat-table":
		return "table"
	case "code-block", "sourcecode", "code", "literalinclude", "code-cell":
		return "code-block"
	}
	return ""
}
