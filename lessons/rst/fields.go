package rst

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// fieldMarker reads ":name:" at the start of a line (RST spec, "Field Lists").
// body is where the text behind it begins. A colon inside the name needs
// something right behind it that is neither a space nor a backquote.
func fieldMarker(line string) (name string, body int, ok bool) {
	if len(line) < 3 || line[0] != ':' || line[1] == ':' || line[1] == ' ' {
		return "", 0, false
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case ':':
			if i+1 < len(line) && line[i+1] != ' ' {
				if line[i+1] == '`' {
					return "", 0, false
				}
				continue
			}
			if line[i-1] == ' ' {
				return "", 0, false
			}
			body, ok = spacesAfter(line, i+1)
			return line[1:i], body, ok
		}
	}
	return "", 0, false
}

func (s *scanner) field(line string) bool {
	if _, _, ok := fieldMarker(line); !ok {
		return false
	}
	list := &doc.Definitions{At: s.at(s.line()), Kind: doc.Fields}
	blank := true
	s.list(0, func(line string) bool {
		name, body, ok := fieldMarker(line)
		if !ok {
			return false
		}
		at := s.line()
		it := doc.Definition{Line: int(s.at(at)), Terms: [][]doc.Inline{s.inline(strings.Clone(name), at)}}
		var block lines
		block, blank = s.firstKnown(body, false)
		it.Blocks = s.body(block, s.ctx.inner())
		list.Items = append(list.Items, it)
		return true
	})
	s.emit(list)
	s.unindented("field list", blank)
	return true
}

// optionMarker reads options as commands take them, divided by commas, at the
// start of a line (RST spec, "Option Lists"). body is where the description
// begins: two spaces further, or on the next line.
func optionMarker(line string) (body int, ok bool) {
	if c := line[0]; c != '-' && c != '+' && c != '/' {
		return 0, false
	}
	for i := 0; ; {
		bare, full := scanOption(line, i)
		if bare < 0 {
			return 0, false
		}
		if full > 0 {
			if body, more, ok := optionEnd(line, full); ok && !more {
				return body, true
			} else if ok {
				i = body
				continue
			}
		}
		body, more, ok := optionEnd(line, bare)
		if !ok || !more {
			return body, ok
		}
		i = body
	}
}

// optionEnd checks what stands behind an option: a comma and another option
// (more), two spaces, or the end of the line.
func optionEnd(line string, i int) (body int, more, ok bool) {
	rest := line[i:]
	switch {
	case strings.HasPrefix(rest, ", "):
		return i + 2, true, true
	case strings.HasPrefix(rest, "  "):
		return i + indentOf(rest), false, true
	case rest == "" || rest == " ":
		return len(line), false, true
	}
	return 0, false, false
}

// scanOption reads one option at i. bare is its end without an argument, -1 if
// there is no option; full is the end with one, 0 if there is none.
func scanOption(line string, i int) (bare, full int) {
	s := line[i:]
	switch {
	case strings.HasPrefix(s, "--") || strings.HasPrefix(s, "/"):
		n := 1
		if s[0] == '-' {
			n = 2
		}
		end := i + n + optionWord(s[n:], false)
		if end == i+n {
			return -1, 0
		}
		if end < len(line) && (line[end] == ' ' || line[end] == '=') {
			full = optionArgument(line, end+1)
		}
		return end, full
	case len(s) > 1 && (s[0] == '-' || s[0] == '+') && isAlnumByte(s[1]):
		end := i + 2
		from := end
		if end < len(line) && line[end] == ' ' {
			from++
		}
		return end, optionArgument(line, from)
	}
	return -1, 0
}

// optionArgument reads an option's argument at i: a word, or anything in angle
// brackets. It returns its end, 0 if there is none.
func optionArgument(line string, i int) int {
	if i >= len(line) {
		return 0
	}
	if line[i] == '<' {
		j := strings.IndexAny(line[i+1:], "<>")
		if j < 1 || line[i+1+j] != '>' {
			return 0
		}
		return i + 1 + j + 1
	}
	if n := optionWord(line[i:], true); n > 0 {
		return i + n
	}
	return 0
}

// optionWord is the length of a word of letters, digits, - and _ that begins
// with a letter, or with a letter or digit unless alpha.
func optionWord(s string, alpha bool) int {
	if s == "" || !isAlphaByte(s[0]) && (alpha || !isDigitByte(s[0])) {
		return 0
	}
	n := 1
	for n < len(s) && (isAlnumByte(s[n]) || s[n] == '-' || s[n] == '_') {
		n++
	}
	return n
}

func (s *scanner) option(line string) bool {
	if _, ok := optionMarker(line); !ok {
		return false
	}
	list := &doc.Definitions{At: s.at(s.line()), Kind: doc.Options}
	blank := true
	s.list(0, func(line string) bool {
		body, ok := optionMarker(line)
		if !ok {
			return false
		}
		block, next, ended := s.in.take(s.i, blockRule{firstByte: body, first: true, known: -1})
		if block = block.trim(); len(block.text) == 0 {
			return false // without a description it is text
		}
		it := doc.Definition{Line: int(s.at(s.line()))}
		for _, opt := range strings.Split(strings.TrimRight(line[:body], " "), ", ") {
			it.Terms = append(it.Terms, []doc.Inline{&doc.Literal{Value: strings.Clone(opt)}})
		}
		s.i, blank = next, ended
		it.Blocks = s.body(block, s.ctx.inner())
		list.Items = append(list.Items, it)
		return true
	})
	if len(list.Items) == 0 {
		return false
	}
	s.emit(list)
	s.unindented("option list", blank)
	return true
}

// headerLine is one of the lines that a mail, and a Python Enhancement Proposal, begins with
// (RFC 822; PEP 12, "Suggested Sections").
type headerLine struct {
	name, value string
	line        int
}

// headersAt returns the headers with which a page begins, and how many lines they take. They
// are headers if the first names a PEP, or if there are several and a title is among them.
func headersAt(in []string) (list []headerLine, end int) {
	title := false
	for end < len(in) && end < maxHeaders && in[end] == "" {
		end++
	}
	for ; end < len(in) && end < maxHeaders && in[end] != ""; end++ {
		line := in[end]
		if n := len(list); line[0] == ' ' && n > 0 {
			list[n-1].value += "\n" + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " `*|_<") || value != "" && value[0] != ' ' || name[0] < 'A' || name[0] > 'Z' {
			return nil, 0
		}
		title = title || name == "Title"
		list = append(list, headerLine{name, strings.TrimSpace(value), end + 1})
	}
	if len(list) == 0 || list[0].name != "PEP" && (len(list) < 3 || !title) {
		return nil, 0
	}
	return list, end
}

// maxHeaders is how many lines of headers a page may have.
const maxHeaders = 60

// headersTitle is the title that headers give a page.
func headersTitle(list []headerLine) string {
	number, title := "", ""
	for _, h := range list {
		switch h.name {
		case "PEP":
			number = "PEP " + h.value + " – "
		case "Title":
			title = text.OneLine(h.value)
		}
	}
	if title == "" {
		return ""
	}
	return number + title
}

// headerFields shows the headers of a page as fields, and takes its title from them.
func (p *parser) headerFields(list []headerLine) []doc.Block {
	if len(list) == 0 {
		return nil
	}
	fields := &doc.Definitions{At: doc.At(list[0].line), Kind: doc.Fields}
	for _, h := range list {
		it := doc.Definition{Line: h.line, Terms: [][]doc.Inline{words(strings.Clone(h.name))}}
		if h.value != "" {
			it.Blocks = []doc.Block{&doc.Paragraph{At: doc.At(h.line), Text: p.inline(h.value, h.line)}}
		}
		fields.Items = append(fields.Items, it)
	}
	p.headers = fields
	p.doc.Title = words(strings.Clone(headersTitle(list)))
	return []doc.Block{fields}
}
