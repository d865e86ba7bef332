package rst

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// contentsBlock stands where a contents list is to be made.
type contentsBlock struct {
	doc.Rule // what it is as long as it is not made
	at       doc.At
	title    []doc.Inline
	section  int // sections begun before it; with local, the last is its own
	local    bool
	depth    int // 0: no limit
	target   *target
}

// contents asks for a list of the page's sections, or of those below the one in
// which it stands.
func contents(s *scanner, d *directive) {
	c := &contentsBlock{at: s.at(d.line), title: s.argInlines(d), section: len(s.sections.list)}
	c.local, c.depth = d.has("local"), max(d.number("depth", 0), 0)
	if c.title == nil && !c.local {
		c.title = []doc.Inline{&doc.Text{Value: "Contents"}}
	}
	name := "contents"
	if c.title != nil {
		name = foldName(plain(c.title))
	}
	a := &doc.Anchor{At: s.at(d.line)}
	c.target = &target{anchor: a, line: d.line, file: s.file}
	if s.targets.byName[name] == nil {
		c.target.name = name
	}
	c.target.id = doc.Slug(name)
	s.addTarget(c.target)
	s.placeholders = true
	s.emit(a, c)
}

// numbering is what "sectnum" asks for.
type numbering struct {
	depth, start   int
	prefix, suffix string
	section        int // as contentsBlock has it
}

func sectnum(s *scanner, d *directive) {
	n := &numbering{depth: d.number("depth", 0), start: d.number("start", 1), section: len(s.sections.list)}
	n.prefix, _ = d.option("prefix")
	n.suffix, _ = d.option("suffix")
	s.numbering = n
}

func header(s *scanner, d *directive) { s.header = append(s.header, s.contentBlocks(d)...) }
func footer(s *scanner, d *directive) { s.footer = append(s.footer, s.contentBlocks(d)...) }

// notesBlock stands where the footnotes of "target-notes" are to be. Inside
// another element there is no such place, and they go to the end.
type notesBlock struct{ doc.Rule }

func targetNotes(s *scanner, _ *directive) {
	s.targetNotes = true
	if s.ctx.titles {
		s.emit(&notesBlock{})
	}
}

// meta keeps the page's metadata.
func meta(s *scanner, d *directive) {
	in := d.content
	for i := 0; i < len(in.text); {
		name, body, ok := fieldMarker(in.text[i])
		if !ok {
			i++
			continue
		}
		block, next, _ := in.take(i, blockRule{firstByte: body, first: true, known: -1})
		s.addMeta(name, text.OneLine(block.join()))
		i = next
	}
}

func (p *parser) addMeta(name, value string) {
	p.doc.Meta = append(p.doc.Meta, doc.Field{Name: strings.ToLower(strings.Clone(name)), Value: value})
}

func silent(*scanner, *directive) {}

// generated tells of a directive whose text a program makes from elsewhere; what the page
// says in it is shown.
func generated(s *scanner, d *directive) {
	s.tellOnce(d.line, d.name, "the directive %q of Sphinx takes its text from elsewhere, which is not shown", d.name)
	if d.name == "plot" {
		if code := d.content.join(); code != "" {
			s.emit(&doc.Code{At: s.at(d.line), Lang: "python", Text: code})
		}
		return
	}
	s.emit(s.contentBlocks(d)...)
}

// misplaced reports a directive that may only stand in a substitution definition.
func misplaced(s *scanner, d *directive) {
	s.problem(doc.Warning, d.line, 0, "misplaced", "the directive %q may only stand in a substitution definition, its text is shown", d.name)
	unknown(s, d)
}

// quiz marks where questions are asked: those of a bank, or those written in
// the content.
func quiz(s *scanner, d *directive) {
	q := &doc.QuizRef{At: s.at(d.line), Source: d.argument(""), Content: d.content.join()}
	if f, ok := d.option("format"); ok {
		q.Format = strings.ToLower(strings.TrimSpace(f))
	} else if q.Source == "" {
		q.Format = "gift"
	}
	if q.Source == "" && q.Content == "" {
		s.problem(doc.Warning, d.line, 0, "quiz", "the quiz names no bank and has no questions")
		return
	}
	s.emit(q)
}

// defineSubstitution reads the directive that gives a substitution its text.
func (s *scanner) defineSubstitution(name string, in lines, line int) {
	if len(in.text) == 0 {
		s.problem(doc.Warning, line, 0, "substitution", "the substitution %q has no content", name)
		return
	}
	kind, at, ok := directiveMark(in.text[0], 0)
	if !ok {
		s.problem(doc.Warning, line, 0, "substitution", "the substitution %q is not defined by a directive", name)
		return
	}
	block, _, _ := in.take(0, blockRule{firstByte: at, first: true, known: -1})
	block.first = line
	sub := &substitution{}
	switch kind {
	case "replace":
		sub.text = s.inline(block.trim().join(), line)
	case "unicode":
		d := parseDirective(kind, line, block, argument|options)
		sub.text = []doc.Inline{&doc.Text{Value: unicodeText(d.argument(" "))}}
		sub.ltrim = d.has("ltrim") || d.has("trim")
		sub.rtrim = d.has("rtrim") || d.has("trim")
	case "date":
		format := block.trim().join()
		if format == "" {
			format = "%Y-%m-%d"
		}
		sub.text = []doc.Inline{&doc.Text{Value: strftime(s.now(), format)}}
	case "image":
		d := parseDirective(kind, line, block, argument|options)
		img := s.imageOf(d, text.OneLine(name))
		uri, ref := s.imageTarget(d)
		img.Target = uri
		sub.text = []doc.Inline{&img}
		if ref != nil {
			ref.content = sub.text
			sub.text = []doc.Inline{s.pendRef(ref)}
		}
	default:
		s.problem(doc.Warning, line, 0, "substitution", "the directive %q cannot define the substitution %q, it is shown here", kind, name)
		spec, _ := lookupDirective(kind)
		spec.run(s, parseDirective(strings.Clone(kind), line, block, spec.accepts))
		return
	}
	s.define(name, sub, line)
}

// unicodeText turns character codes into characters; other words stay, spaces
// and what stands behind ".." do not count.
func unicodeText(s string) string {
	var b strings.Builder
	for _, word := range strings.Fields(s) {
		if word == ".." {
			break
		}
		if r, ok := characterCode(word); ok {
			b.WriteRune(r)
		} else {
			b.WriteString(word)
		}
	}
	return b.String()
}
