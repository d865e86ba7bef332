package rst

import (
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Host is a page of another format that has Sphinx's directives and roles in it, as
// MyST's Markdown does. It says how the text inside them is read.
type Host struct {
	Options
	Length int // of the page's text in bytes; what it includes may take the more memory

	// Blocks reads nested text in the host's format. line is that of its first line
	// in the page. Text of an included file has the file's path in within; all of its
	// blocks are to get that line, on which the page includes it.
	Blocks func(src string, line int, within string) []doc.Block
	// Inlines likewise reads running text: titles, captions, terms.
	Inlines func(src string, line int) []doc.Inline
	// NewID returns base, or base with a number if the page has such an anchor.
	NewID func(base string) string
}

// Call is a directive as a page of another format writes it.
type Call struct {
	Name     string
	Line     int         // on which it begins
	Argument string      // what stands behind the name
	Options  []doc.Field // those of any form: ":name: value" or YAML
	Body     string      // without the indentation that all of it has
	BodyLine int         // of the body's first line
}

// Door is where a page of another format hands over directives and roles. They are
// read by the same functions as those of a page in reStructuredText. A Door belongs to
// one page, and is not to be used from several goroutines.
type Door struct {
	p     *parser
	depth int
}

// Open returns the Door of a page.
func Open(h Host) *Door {
	d := &Door{p: newParser(h.Options, usualLimits())}
	d.p.host = &h
	d.p.room = text.Room(h.Length)
	return d
}

// Directive reads a directive. ok is false if its name means nothing here: then
// nothing was read. The blocks are complete only after Close.
func (d *Door) Directive(c Call) (blocks []doc.Block, ok bool) {
	name := strings.ToLower(c.Name)
	spec, known := d.p.directiveSpec(name)
	if !known {
		return nil, false
	}
	p := d.p
	call := &directive{name: name, line: c.Line, content: hostLines(c.Body, c.BodyLine)}
	if d.depth >= p.limits.depth {
		return p.tooDeep(call.content), true
	}
	d.depth++
	defer func() { d.depth-- }()
	for _, o := range c.Options {
		call.options = append(call.options, option{strings.ToLower(o.Name), o.Value})
	}
	if arg := strings.TrimSpace(c.Argument); arg != "" {
		if spec.accepts&argument != 0 {
			for line := range strings.SplitSeq(arg, "\n") {
				call.arg = append(call.arg, strings.TrimSpace(line))
			}
		} else { // what stands behind the name is the beginning of the content
			head := append(strings.Split(arg, "\n"), call.content.text...)
			call.content = lines{head, c.Line}
		}
	}
	s := &scanner{parser: p, ctx: body{depth: d.depth}}
	spec.run(s, call)
	return s.out, true
}

// hostLines cuts text into lines. Blanks at their ends stay, because in Markdown they
// break the line.
func hostLines(src string, first int) lines {
	if strings.TrimSpace(src) == "" {
		return lines{nil, first}
	}
	all := strings.Split(src, "\n")
	for i, line := range all {
		if strings.TrimSpace(line) == "" {
			all[i] = ""
		}
	}
	return lines{all, first}.trim()
}

// Role reads what a role makes of a text, which has no escapes. ok is false if the
// role is unknown: then nothing was read.
func (d *Door) Role(name, text string, line int) (inlines []doc.Inline, ok bool) {
	name = strings.ToLower(name)
	_, own := d.p.roles[name]
	_, known := lookupRole(name)
	if link, ok := d.p.extLink(name, text); ok {
		return link, true
	}
	if !own && !known {
		return nil, false
	}
	in := inliner{parser: d.p, line: line}
	return in.applyRole(name, text, text, line), true
}

// Close is called once, with all blocks of the page in their order, when the anchors of
// its headings are given: now anchors, references and lists of contents are put in their
// places, in the blocks and in what stands in them. It returns the blocks, and the faults
// that the directives and roles had.
func (d *Door) Close(blocks []doc.Block) ([]doc.Block, []doc.Problem) {
	p := d.p
	p.numberNotes()
	p.giveIDs()
	p.giveOtherIDs()
	p.aimFigures()
	pg := &page{blocks: blocks}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			pg.sections = append(pg.sections, section{heading: b, title: doc.InlineText(b.Text)})
		case *contentsBlock:
			b.section = len(pg.sections)
		default: // no part of the outline
		}
	}
	if len(pg.sections) > 0 && pg.sections[0].heading.Level == 1 {
		others := slices.ContainsFunc(pg.sections[1:], func(s section) bool { return s.heading.Level == 1 })
		pg.promoted = !others
	}
	p.numberFigures(blocks)
	p.placed = pg
	blocks = p.settleBlocks(blocks)
	p.placeNotes(&blocks)
	blocks = append(blocks, p.settleBlocks(p.footer)...)
	p.sortProblems()
	return blocks, p.doc.Problems
}

// KnowsDirective reports whether a directive of that name, in lower case, means something.
func KnowsDirective(name string) bool {
	_, ok := lookupDirective(name)
	return ok
}

// KnowsRole is KnowsDirective for roles that no page and no site has to define.
func KnowsRole(name string) bool {
	_, ok := lookupRole(name)
	return ok
}

// Size returns how many bytes the directives included.
func (d *Door) Size() int { return d.p.size }

// hosted reads nested text in the format of the page around it.
func (p *parser) hosted(in lines) []doc.Block {
	line := in.first
	if p.fixed > 0 {
		line = p.fixed
	}
	return p.host.Blocks(strings.Join(in.text, "\n"), line, p.file)
}

// ownMarkup reads a directive of a page in another format whose content is
// reStructuredText (MyST, "eval-rst").
func ownMarkup(s *scanner, d *directive) {
	host := s.host
	s.host = nil
	defer func() { s.host = host }()
	in := splitLines(strings.Join(d.content.text, "\n"), 8)
	in.first = d.content.first
	s.emit(s.body(in, s.ctx.inner())...)
}
