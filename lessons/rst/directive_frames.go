package rst

import (
	"strings"

	"lectern/lessons/doc"
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
	words := 1
	if d.name == "deprecated-removed" {
		words = 2
	}
	a := &doc.Admonition{At: s.at(d.line), Kind: d.name}
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
	ctx := s.ctx.inner()
	if d.name == "only" {
		ctx.titles = s.ctx.titles
	}
	s.emit(s.body(d.content, ctx)...)
}

// class reads a directive of two meanings: in Sphinx it describes a class of
// Python, in docutils it names style classes, which are no text. Only the
// latter are several words or have hyphens.
func class(s *scanner, d *directive) {
	if name := d.argument(" "); len(strings.Fields(name)) == 1 && !strings.Contains(name, "-") || strings.Contains(name, "(") {
		object(s, d)
		return
	}
	container(s, d)
}

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
