package rst

import (
	"strings"

	"lectern/lessons/doc"
)

// The directives of the extensions that lay pages out: sphinx-design, sphinx-tabs,
// sphinx-inline-tabs, sphinx-togglebutton. Where things stand beside one another is
// nothing that a terminal can show; they stand below one another.

// layout reads a directive whose argument says how its content is laid out.
func layout(s *scanner, d *directive) {
	s.named(d)
	s.emit(s.contentBlocks(d)...)
}

// card reads a box with a title, and in its content a header above ^^^ and a footer
// below +++ (sphinx-design, "Cards").
func card(s *scanner, d *directive) {
	s.named(d)
	a := &doc.Admonition{At: s.at(d.line), Kind: "topic", Title: s.argInlines(d)}
	header, main, footer := cutCard(d.content)
	for i, part := range []lines{header, main, footer} {
		blocks := s.body(part, s.ctx.inner())
		if text, ok := onlyText(blocks); ok && i == 0 && a.Title == nil {
			a.Title = text
			continue
		}
		a.Blocks = append(a.Blocks, blocks...)
	}
	if to, ok := d.option("link"); ok {
		a.Title = s.linked(d, to, "link-type", "url", a.Title)
	}
	if image, ok := cardImage(d); ok {
		f := &doc.Figure{At: s.at(d.line), Image: image}
		a.Blocks = append([]doc.Block{f}, a.Blocks...)
	}
	if a.Title != nil || len(a.Blocks) > 0 {
		s.emit(a)
	}
}

// cutCard cuts the content of a card at the lines ^^^ and +++.
func cutCard(in lines) (header, main, footer lines) {
	main = in
	for i, line := range in.text {
		if isMark(line, '^') {
			header, main = in.slice(0, i), in.slice(i+1, len(in.text))
			break
		}
	}
	for i, line := range main.text {
		if isMark(line, '+') {
			main, footer = main.slice(0, i), main.slice(i+1, len(main.text))
			break
		}
	}
	return header, main, footer
}

// isMark reports whether a line is nothing but three or more of one character.
func isMark(line string, c byte) bool {
	return len(line) >= 3 && strings.Trim(line, string(c)) == ""
}

// onlyText returns the text of what is one paragraph and nothing else.
func onlyText(blocks []doc.Block) ([]doc.Inline, bool) {
	if len(blocks) != 1 {
		return nil, false
	}
	par, ok := blocks[0].(*doc.Paragraph)
	if !ok {
		return nil, false
	}
	return par.Text, true
}

// cardImage returns the picture of a card.
func cardImage(d *directive) (doc.Image, bool) {
	for _, name := range []string{"img-top", "img-background", "img-bottom"} {
		if source, ok := d.option(name); ok && source != "" {
			alt, _ := d.option("img-alt")
			return doc.Image{Source: source, Alt: alt}, true
		}
	}
	return doc.Image{}, false
}

// linked makes a text a link to what an option names, whose kind another option says.
func (s *scanner) linked(d *directive, target, kind, otherwise string, text []doc.Inline) []doc.Inline {
	target = joinAddress(escape(target))
	ref, ok := d.option(kind)
	if ref = strings.ToLower(strings.TrimSpace(ref)); !ok {
		ref = otherwise
	}
	l := &doc.Link{Target: target, Content: text}
	switch ref {
	case "doc", "ref", "any":
		l.Ref = ref
	case "myst":
		l.Ref = "any"
	}
	if len(text) == 0 {
		l.Content = words(target)
	}
	return []doc.Inline{l}
}

// tab reads one of several things of which a page shows one at a time; here all are
// shown, each below its label.
func tab(s *scanner, d *directive) {
	s.named(d)
	a := &doc.Admonition{At: s.at(d.line), Kind: "tab", Title: s.argInlines(d)}
	a.Blocks = s.contentBlocks(d)
	s.emit(a)
}

// codeTab reads a tab whose content is code: its language, and a label if that is
// not the language's name.
func codeTab(s *scanner, d *directive) {
	c := &doc.Code{At: s.at(d.line), Text: d.content.join()}
	lang, label, _ := strings.Cut(d.argument(" "), " ")
	c.Lang = language(lang)
	if label == "" {
		label = lang
	}
	c.Caption = s.inline(strings.TrimSpace(label), d.line)
	if c.Text != "" {
		s.emit(c)
	}
}

// dropdown reads what opens when it is chosen: it is shown open.
func dropdown(s *scanner, d *directive) {
	s.named(d)
	kind := "topic"
	if len(d.arg) == 0 {
		kind = "details"
	}
	s.emit(&doc.Admonition{At: s.at(d.line), Kind: kind, Title: s.argInlines(d), Blocks: s.contentBlocks(d)})
}

// button reads a link that stands alone: its argument is where it leads, its content
// the words on it.
func button(s *scanner, d *directive) {
	text, ok := onlyText(s.contentBlocks(d))
	if !ok {
		text = nil
	}
	otherwise := "url"
	if d.name == "button-ref" {
		otherwise = "any"
	}
	s.emit(&doc.Paragraph{At: s.at(d.line), Text: s.linked(d, d.argument(""), "ref-type", otherwise, text)})
}
