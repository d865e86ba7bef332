package rst

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// directive is a directive as written, before it is interpreted (RST
// spec, "Directives").
type directive struct {
	name    string // lower case
	line    int
	arg     []string // lines of the argument, trimmed
	options []option
	content lines
}

type option struct{ name, value string }

// directiveFunc reads one directive; the scanner stands behind it.
type directiveFunc func(s *scanner, d *directive)

// accepts says which parts a directive may have.
type accepts uint8

const (
	argument   accepts = 1 << iota // text behind the name
	options                        // a field list below that
	fewOptions                     // with options, only "class" and "name": other fields are content
)

// directiveSpec is one entry of the directive table.
type directiveSpec struct {
	accepts accepts
	run     directiveFunc
}

// directiveMark reads "name::" at byte i of a line. at is where the text
// behind it begins.
func directiveMark(line string, i int) (name string, at int, ok bool) {
	end := scanName(line, i)
	if end == i {
		return "", 0, false
	}
	colons := end
	if colons < len(line) && line[colons] == ' ' {
		colons++
	}
	if !strings.HasPrefix(line[colons:], "::") {
		return "", 0, false
	}
	at, ok = spacesAfter(line, colons+2)
	return strings.ToLower(line[i:end]), at, ok
}

// directive reads the directive whose body begins at byte at of the current line.
func (s *scanner) directive(name string, at int) {
	line := s.line()
	block, blank := s.firstKnown(at, false)
	spec, known := s.directiveSpec(name)
	d := parseDirective(strings.Clone(name), line, block, spec.accepts)
	if !known {
		s.problem(doc.Warning, line, 0, "unknown-directive", "the directive %q is unknown, its argument and content are shown", d.name)
	}
	spec.run(s, d)
	s.explicitEnd("directive "+d.name, blank)
}

// directiveSpec finds what to do with a directive, also one that the site defines.
func (p *parser) directiveSpec(name string) (directiveSpec, bool) {
	spec, known := lookupDirective(name)
	if !known && p.isObject(name) {
		return directiveSpec{argument | options, object}, true
	}
	return spec, known
}

// parseDirective divides the block of a directive into argument, options and
// content. A blank line divides what comes first from the content.
func parseDirective(name string, line int, block lines, a accepts) *directive {
	d := &directive{name: name, line: line}
	block = block.trimEnd()
	if len(block.text) > 0 && block.text[0] == "" {
		block = block.slice(1, len(block.text))
	}
	end := 0
	for a != 0 && end < len(block.text) && block.text[end] != "" {
		end++
	}
	head := block.slice(0, end)
	d.content = block.slice(end, len(block.text)).trim()
	if a&options != 0 {
		var stop int
		head, stop = d.takeOptions(head)
		if a&fewOptions != 0 && d.hasOthers() {
			d.options = nil
			head, stop = block.slice(0, end), end
		}
		if stop < end {
			// What is left behind the options cannot be one: content.
			d.content = block.slice(stop, len(block.text)).trim()
		}
	}
	if a&argument == 0 {
		if len(head.text) > 0 && len(d.options) == 0 {
			d.content = block
		} else if len(head.text) > 0 {
			joined := append(append([]string(nil), head.text...), "")
			d.content = lines{append(joined, d.content.text...), head.first}
		}
		return d
	}
	for _, text := range head.text {
		d.arg = append(d.arg, strings.Clone(strings.TrimSpace(text)))
	}
	return d
}

// takeOptions reads the field list at the end of a directive's head. It returns
// the lines before it and the number of lines read.
func (d *directive) takeOptions(head lines) (before lines, stop int) {
	from := 0
	for ; from < len(head.text); from++ {
		if _, _, ok := fieldMarker(head.text[from]); ok {
			break
		}
	}
	i := from
	for i < len(head.text) {
		name, body, ok := fieldMarker(head.text[i])
		if !ok {
			break
		}
		block, next, _ := head.take(i, blockRule{firstByte: body, first: true, known: -1})
		d.options = append(d.options, option{strings.ToLower(strings.Clone(name)), block.trim().join()})
		i = next
	}
	return head.slice(0, from), i
}

// hasOthers reports whether any option is not one that every directive accepts.
func (d *directive) hasOthers() bool {
	for _, o := range d.options {
		if o.name != "class" && o.name != "name" {
			return true
		}
	}
	return false
}

// option returns the value of an option; ok is false when it is not given.
func (d *directive) option(name string) (value string, ok bool) {
	for _, o := range d.options {
		if o.name == name {
			return o.value, true
		}
	}
	return "", false
}

func (d *directive) has(name string) bool {
	_, ok := d.option(name)
	return ok
}

// number is an option's value as a number, or otherwise what is given.
func (d *directive) number(name string, otherwise int) int {
	v, ok := d.option(name)
	if !ok {
		return otherwise
	}
	n, err := strconv.Atoi(strings.TrimSpace(v))
	if err != nil {
		return otherwise
	}
	return n
}

// argument returns the argument as one text, lines divided by sep.
func (d *directive) argument(sep string) string { return strings.Join(d.arg, sep) }

// argInlines is the argument as running text, nil if there is none.
func (s *scanner) argInlines(d *directive) []doc.Inline {
	if len(d.arg) == 0 {
		return nil
	}
	return s.inline(d.argument("\n"), d.line)
}

// argParagraph is the argument as a paragraph, or nothing.
func (s *scanner) argParagraph(d *directive) []doc.Block {
	if len(d.arg) == 0 {
		return nil
	}
	return []doc.Block{&doc.Paragraph{At: s.at(d.line), Text: s.argInlines(d)}}
}

// contentBlocks reads the content as body elements.
func (s *scanner) contentBlocks(d *directive) []doc.Block {
	return s.body(d.content, s.ctx.inner())
}

// named puts an anchor before the block that a directive makes when it has a
// "name" option.
func (s *scanner) named(d *directive) {
	if name, ok := d.option("name"); ok && name != "" {
		s.anchorFor(foldName(name), d.line)
	}
}

// anchorFor makes the place of the next block a target.
func (s *scanner) anchorFor(name string, line int) *target {
	a := &doc.Anchor{At: s.at(line)}
	s.emit(a)
	return s.addTarget(&target{name: name, explicit: true, anchor: a, line: line, file: s.file})
}

// unknown shows the argument and the content of a directive.
func unknown(s *scanner, d *directive) {
	s.emit(s.argParagraph(d)...)
	if len(d.content.text) > 0 && beginsCode().MatchString(d.content.text[0]) { // extensions run examples
		s.emit(&doc.Code{At: s.at(d.content.first), Text: d.content.trimEnd().join()})
		return
	}
	s.emit(s.contentBlocks(d)...)
}

// beginsCode matches the first line of what is code rather than words.
var beginsCode = text.Pattern(`^(?:@\w|def \w|class \w|import \w|from \w[\w.]* import|>>> |\$ \w|#!|#include|[\w.]+ = \w+\()`)
