package rst

import (
	"strings"

	"lectern/lessons/doc"
)

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
