package rst

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// toctree reads the list of the pages below this one (Sphinx, "The TOC tree").
func toctree(s *scanner, d *directive) {
	s.named(d)
	t := &doc.Toctree{At: s.at(d.line), Glob: d.has("glob"), Hidden: d.has("hidden"), Numbered: d.has("numbered"), Reversed: d.has("reversed")}
	t.Caption, _ = d.option("caption")
	t.MaxDepth = max(d.number("maxdepth", 0), 0)
	for i, line := range d.content.text {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		e := doc.TocEntry{Line: int(s.at(d.content.first + i)), Target: strings.Clone(line)}
		if title, target, ok := cutTitle(line); ok {
			e.Title, e.Target = strings.Clone(title), strings.Clone(target)
		}
		t.Entries = append(t.Entries, e)
	}
	s.emit(t)
}

// cutTitle cuts "title <target>".
func cutTitle(s string) (title, target string, ok bool) {
	if !strings.HasSuffix(s, ">") || strings.HasSuffix(s, "\x00>") {
		return "", "", false
	}
	i := strings.LastIndexByte(s, '<')
	if i <= 0 || s[i-1] == 0 {
		return "", "", false
	}
	title, target = strings.TrimSpace(s[:i]), s[i+1:len(s)-1]
	return title, target, title != "" && target != ""
}

// glossary reads a definition list whose terms links may name. Several terms
// may share one definition, each on a line of its own.
func glossary(s *scanner, d *directive) {
	s.named(d)
	list := &doc.Definitions{At: s.at(d.line), Kind: doc.Glossary}
	in := d.content
	var terms []string
	line := 0
	for i := 0; i < len(in.text); {
		text := in.text[i]
		switch {
		case text == "":
			i++
		case text[0] == ' ':
			block, next, _ := in.indented(i)
			s.glossaryItem(list, terms, line, block)
			terms, i = nil, next
		case strings.HasPrefix(text, ".. ") || text == "..":
			_, i, _ = in.take(i, blockRule{first: true, known: -1})
		default:
			if len(terms) == 0 {
				line = in.first + i
			}
			terms = append(terms, strings.Clone(text))
			i++
		}
	}
	if len(terms) > 0 {
		s.glossaryItem(list, terms, line, lines{})
	}
	s.emit(list)
}

func (s *scanner) glossaryItem(list *doc.Definitions, terms []string, line int, body lines) {
	it := doc.Definition{Line: int(s.at(line))}
	for _, t := range terms {
		text, classifiers := s.term(t, line)
		it.Terms = append(it.Terms, text)
		it.Classifiers = append(it.Classifiers, classifiers...)
		s.glossaryTerms = append(s.glossaryTerms, glossaryTerm{list, len(list.Items), foldName(plain(text))})
	}
	it.Blocks = s.body(body, s.ctx.inner())
	list.Items = append(list.Items, it)
}

// glossaryTerm is a term whose anchor is given at the end.
type glossaryTerm struct {
	list *doc.Definitions
	item int
	name string
}

// module names what the page is about; it only makes an anchor.
func module(s *scanner, d *directive) {
	name := d.argument(" ")
	if _, kind, ok := strings.Cut(":"+d.name, "module"); ok && kind == "" && !strings.Contains(d.name, "current") && name != "" {
		a := &doc.Anchor{At: s.at(d.line)}
		s.emit(a)
		s.addTarget(&target{id: "module-" + doc.Slug(name), anchor: a, line: d.line, file: s.file})
	}
	s.emit(s.contentBlocks(d)...)
}

// object reads the description of a function, class or the like: signatures, one a
// line, and what is said of it below (Sphinx, "Domains").
func object(s *scanner, d *directive) {
	_, kind, ok := strings.Cut(d.name, ":")
	if !ok {
		kind = d.name
	}
	o := &doc.Object{At: s.at(d.line), Kind: kind, Signatures: joinContinued(d.arg)}
	name := ""
	if len(o.Signatures) > 0 {
		name = o.Signatures[0]
	}
	name = objectName(name)
	if s.inside != "" && !strings.Contains(name, ".") { // a method in its class
		name = s.inside + "." + name
	}
	if name != "" && !d.has("noindex") && !d.has("no-index") {
		s.objects = append(s.objects, objectTarget{o, doc.Slug(name)})
	}
	outer := s.inside
	if kind == "class" || kind == "exception" {
		s.inside = name
	}
	o.Blocks = append(s.facts(o, d), s.contentBlocks(d)...)
	s.inside = outer
	s.emit(o)
}

// facts shows what the options of an object say of it: in its signature what a program
// writes there too, else as fields.
func (s *scanner) facts(o *doc.Object, d *directive) []doc.Block {
	if len(d.options) == 0 || len(o.Signatures) == 0 {
		return nil
	}
	for _, word := range []string{"static", "classmethod", "abstract", "async", "final"} {
		if d.has(word) || d.has(word+"method") {
			o.Signatures[0] = word + " " + o.Signatures[0]
		}
	}
	last := len(o.Signatures) - 1
	inSignature := o.Kind == "data" || o.Kind == "attribute" || o.Kind == "property"
	list := &doc.Definitions{At: s.at(d.line), Kind: doc.Fields}
	for _, name := range []string{"type", "default", "value"} {
		value, ok := d.option(name)
		if value = strings.TrimSpace(value); !ok || value == "" {
			continue
		}
		if inSignature && name != "default" {
			o.Signatures[last] += map[string]string{"type": ": ", "value": " = "}[name] + text.OneLine(value)
			continue
		}
		list.Items = append(list.Items, doc.Definition{
			Line: int(s.at(d.line)), Terms: [][]doc.Inline{words(strings.ToUpper(name[:1]) + name[1:])},
			Blocks: []doc.Block{&doc.Paragraph{At: s.at(d.line), Text: s.inline(value, d.line)}},
		})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []doc.Block{list}
}

// autodoc reads a directive whose text Sphinx takes out of a program: the name of the thing
// is shown, and what the page itself says of it.
func autodoc(s *scanner, d *directive) {
	s.tellOnce(d.line, "autodoc", "Sphinx autodoc takes what it shows here out of the program: only its name, and what the page says of it, is shown")
	s.emit(&doc.Object{At: s.at(d.line), Kind: strings.TrimPrefix(d.name, "auto"), Signatures: joinContinued(d.arg), Blocks: s.contentBlocks(d)})
}

// autosummary reads a list of names whose descriptions Sphinx takes out of a program.
func autosummary(s *scanner, d *directive) {
	s.tellOnce(d.line, "autodoc", "Sphinx autodoc takes what it shows here out of the program: only its name, and what the page says of it, is shown")
	list := &doc.List{At: s.at(d.line), Tight: true}
	for i, line := range d.content.text {
		name := strings.TrimLeft(strings.TrimSpace(line), "~!")
		if name == "" || strings.HasPrefix(name, "..") {
			continue
		}
		at := s.at(d.content.first + i)
		list.Items = append(list.Items, doc.ListItem{Line: int(at), Blocks: []doc.Block{
			&doc.Paragraph{At: at, Text: []doc.Inline{&doc.Literal{Value: strings.Clone(name)}}},
		}})
	}
	if len(list.Items) > 0 {
		s.emit(list)
	}
}

// diagram reads a drawing in a language of its own, which is shown as code.
func diagram(s *scanner, d *directive) {
	c := &doc.Code{At: s.at(d.line), Lang: d.name, Text: d.content.join()}
	switch d.name {
	case "graphviz", "digraph", "graph":
		c.Lang = "dot"
	case "uml":
		c.Lang = "plantuml"
	}
	if name := d.argument(" "); c.Text == "" && name != "" {
		source, _, ok := s.readFile(d, name)
		if !ok {
			return
		}
		c.Text = splitLines(source, 8).trimEnd().join()
	}
	if caption, ok := d.option("caption"); ok && caption != "" {
		c.Caption = s.inline(caption, d.line)
	}
	s.named(d)
	if c.Text != "" || c.Caption != nil {
		s.emit(c)
	}
}

// objectTarget is an object whose anchor is given at the end.
type objectTarget struct {
	object *doc.Object
	id     string
}

// joinContinued joins lines that end with a backslash to the next.
func joinContinued(text []string) []string {
	var out []string
	open := false
	for _, line := range text {
		more := strings.HasSuffix(line, `\`)
		line = strings.TrimSuffix(line, `\`)
		if open {
			out[len(out)-1] += line
		} else {
			out = append(out, line)
		}
		open = more
	}
	return out
}

// objectName is the name of the thing that a signature describes: the last word
// before its parameters.
func objectName(sig string) string {
	if i := strings.IndexByte(sig, '('); i > 0 {
		sig = sig[:i]
	}
	words := strings.Fields(sig)
	if len(words) == 0 {
		return sig
	}
	return strings.TrimLeft(words[len(words)-1], "*&")
}
