package rst

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// note reads the admonitions that have no title of their own.
func note(s *scanner, d *directive) {
	s.named(d)
	s.emit(&doc.Admonition{At: s.at(d.line), Kind: d.name, Blocks: s.contentBlocks(d)})
}

// titled reads the admonitions that are given a title. A sidebar may have a
// second one.
func titled(s *scanner, d *directive) {
	s.named(d)
	a := &doc.Admonition{At: s.at(d.line), Kind: d.name, Title: s.argInlines(d)}
	if sub, ok := d.option("subtitle"); ok && sub != "" {
		a.Blocks = append(a.Blocks, &doc.Rubric{At: s.at(d.line), Text: s.inline(sub, d.line)})
	}
	a.Blocks = append(a.Blocks, s.contentBlocks(d)...)
	s.emit(a)
}

// version reads what Sphinx says of versions: the version and, behind it, the
// first paragraph.
func version(s *scanner, d *directive) {
	kind, words := d.name, 1
	switch kind { // Sphinx 9 writes them with hyphens too
	case "version-added", "version-changed", "version-removed":
		kind = strings.ReplaceAll(kind, "-", "")
	case "version-deprecated":
		kind = "deprecated"
	case "deprecated-removed":
		words = 2
	}
	a := &doc.Admonition{At: s.at(d.line), Kind: kind}
	rest := d.argument("\n")
	var title []string
	for range words {
		rest = strings.TrimLeft(rest, " \n")
		i := strings.IndexAny(rest, " \n")
		if i < 0 {
			i = len(rest)
		}
		if i > 0 {
			title = append(title, rest[:i])
		}
		rest = rest[i:]
	}
	if len(title) > 0 {
		a.Title = s.inline(strings.Join(title, " "), d.line)
	}
	if rest = strings.TrimSpace(rest); rest != "" {
		a.Blocks = append(a.Blocks, &doc.Paragraph{At: s.at(d.line), Text: s.inline(rest, d.line)})
	}
	a.Blocks = append(a.Blocks, s.contentBlocks(d)...)
	s.emit(a)
}

// remark reads admonitions whose argument is their first paragraph.
func remark(s *scanner, d *directive) {
	s.named(d)
	a := &doc.Admonition{At: s.at(d.line), Kind: d.name, Blocks: s.argParagraph(d)}
	a.Blocks = append(a.Blocks, s.contentBlocks(d)...)
	s.emit(a)
}

// quoteDirective reads epigraph, highlights and pull-quote, which are block quotes.
func quoteDirective(s *scanner, d *directive) {
	s.emit(s.quotes(d.content, d.name)...)
}

// container reads directives that add nothing that a reader sees: their content
// stands where they do.
func container(s *scanner, d *directive) {
	s.named(d)
	s.emit(s.contentBlocks(d)...)
}

// conditional reads what is only for some outputs or settings. What is for a page on a
// screen is shown, and so is what settings decide; of the rest it is told.
func conditional(s *scanner, d *directive) {
	ctx := s.ctx.inner()
	ctx.titles = s.ctx.titles
	if tag := d.argument(" "); d.name == "only" && !shownWhere(tag) {
		s.problem(doc.Info, d.line, 0, "other-output", "what is only for %s is not shown", text.OneLine(tag))
		return
	}
	s.emit(s.body(d.content, ctx)...)
}

// class reads a directive of two meanings: in Sphinx it describes a class of
// Python, in docutils it names style classes, which are no text. Only the
// latter are several words or have hyphens.
func class(s *scanner, d *directive) {
	name := d.argument(" ")
	switch {
	case strings.Contains(name, "("):
		object(s, d)
	case len(strings.Fields(name)) != 1 || strings.Contains(name, "-") || s.isStyle(d, name):
		container(s, d)
	default:
		object(s, d)
	}
}

// isStyle reports whether a word of small letters is a style of docutils rather than a class of a program:
// on a page outside of Sphinx that describes nothing else, before content in which nothing is described.
func (p *parser) isStyle(d *directive, name string) bool {
	if p.opt.Site != nil || len(p.objects) > 0 || len(d.options) > 0 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	for _, line := range d.content.text {
		if describesMember().MatchString(line) {
			return false
		}
	}
	return true
}

// describesMember matches a line of the description of a class.
var describesMember = text.Pattern(`^\s*\.\. (?:py:)?(?:method|attribute|property|data|function|class|exception|\w+method)::|:(?:param|meth|attr)\b[^:]*:`)

func rubric(s *scanner, d *directive) {
	s.named(d)
	if text := s.argInlines(d); text != nil {
		s.emit(&doc.Rubric{At: s.at(d.line), Text: text})
	}
	s.emit(s.contentBlocks(d)...)
}

// lineBlockDirective reads the old form of a line block.
func lineBlockDirective(s *scanner, d *directive) {
	var verse []verseSource
	for i, line := range d.content.text {
		v := verseSource{indent: -1, line: d.content.first + i}
		if line != "" {
			v.indent, v.text = indentOf(line), line[indentOf(line):]
		}
		verse = append(verse, v)
	}
	if len(verse) > 0 {
		s.emit(s.verse(verse, d.line))
	}
}

// shownWhere reports whether an expression of tags holds for a page on a screen, as
// Sphinx's HTML is one (Sphinx, "Including content based on tags"). What is no expression
// holds.
func shownWhere(expression string) bool {
	t := tags{words: strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(expression))}
	if len(t.words) == 0 || len(t.words) > maxTags {
		return true
	}
	holds := t.either()
	return holds || t.wrong || len(t.words) > 0
}

// maxTags is how many words an expression may have.
const maxTags = 200

// tags reads an expression word by word.
type tags struct {
	words []string
	wrong bool
}

func (t *tags) next(word string) bool {
	if len(t.words) == 0 || t.words[0] != word {
		return false
	}
	t.words = t.words[1:]
	return true
}

func (t *tags) either() bool {
	holds := t.both()
	for t.next("or") {
		other := t.both()
		holds = holds || other
	}
	return holds
}

func (t *tags) both() bool {
	holds := t.one()
	for t.next("and") {
		other := t.one()
		holds = holds && other
	}
	return holds
}

func (t *tags) one() bool {
	switch {
	case len(t.words) == 0:
		t.wrong = true
		return true
	case t.next("not"):
		return !t.one()
	case t.next("("):
		holds := t.either()
		t.wrong = t.wrong || !t.next(")")
		return holds
	}
	tag := t.words[0]
	t.words = t.words[1:]
	switch tag {
	case "html", "builder_html", "format_html", "dirhtml", "singlehtml", "True":
		return true
	}
	return false
}
