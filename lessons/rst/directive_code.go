package rst

import (
	"strings"

	"lectern/lessons/doc"
)

// language is a language's name as Code has it.
func language(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// code reads a block of code. A line right below the language, without a blank
// line between, is code too.
func code(s *scanner, d *directive) {
	c := &doc.Code{At: s.at(d.line), Lang: s.lang}
	var lost []string
	switch {
	case d.name == "console" || d.name == "snippet":
		// Their argument is no language but the name of a tab or a file.
		c.Lang = ""
	case len(d.arg) > 0:
		c.Lang, lost = language(d.arg[0]), d.arg[1:]
	}
	if lang, ok := d.option("language"); ok {
		c.Lang = language(lang)
	}
	c.Text = d.content.join()
	if len(lost) > 0 {
		s.problem(doc.Info, d.line, 0, "no-blank-line", "no blank line between the language and the code")
		c.Text = strings.TrimRight(strings.Join(lost, "\n")+"\n\n"+c.Text, "\n")
	}
	if caption, ok := d.option("caption"); ok && caption != "" {
		c.Caption = s.inline(caption, d.line)
	}
	s.named(d)
	if c.Text != "" || c.Caption != nil {
		s.emit(c)
	}
}

// highlight sets the language of the literal blocks that follow.
func highlight(s *scanner, d *directive) {
	s.lang = language(d.argument(" "))
	if s.lang == "none" || s.lang == "default" {
		s.lang = ""
	}
}

// doctestBlock reads code that tests run. Code right below the directive,
// without a blank line, counts as its argument and is code all the same.
func doctestBlock(s *scanner, d *directive) {
	c := &doc.Code{At: s.at(d.line), Lang: "python"}
	if d.name == "doctest" {
		c.Lang, c.Kind = "", doc.Doctest
	}
	c.Text = d.content.join()
	if len(d.arg) > 1 || len(d.arg) == 1 && c.Text == "" {
		c.Text = strings.TrimRight(strings.Join(d.arg, "\n")+"\n\n"+c.Text, "\n")
	}
	if c.Text != "" {
		s.emit(c)
	}
}

// parsedLiteral reads a literal block in which inline markup counts.
func parsedLiteral(s *scanner, d *directive) {
	if len(d.content.text) == 0 {
		return
	}
	s.named(d)
	c := &doc.Code{At: s.at(d.line), Rich: s.inline(d.content.join(), d.content.first)}
	c.Text = plain(c.Rich)
	s.emit(c)
}

// formula reads formulas, which blank lines divide.
func formula(s *scanner, d *directive) {
	s.named(d)
	if label, ok := d.option("label"); ok && label != "" {
		s.anchorFor("equation-"+foldName(label), d.line)
	}
	in := d.content
	for len(in.text) > 0 {
		end := 0
		for end < len(in.text) && in.text[end] != "" {
			end++
		}
		s.emit(&doc.Code{At: s.at(in.first), Lang: "math", Text: in.slice(0, end).join()})
		in = in.slice(end, len(in.text)).trim()
	}
}

// productions reads a grammar: the name of a group, if there is one, stands
// behind the directive, the productions in the lines below.
func productions(s *scanner, d *directive) {
	text := d.arg
	if len(text) > 0 && !strings.Contains(text[0], ":") {
		text = text[1:]
	}
	all := strings.Join(text, "\n")
	if rest := d.content.join(); rest != "" {
		all = strings.TrimLeft(all+"\n\n"+rest, "\n")
	}
	if all != "" {
		s.emit(&doc.Code{At: s.at(d.line), Lang: "grammar", Text: all})
	}
}
