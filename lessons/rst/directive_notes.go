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
