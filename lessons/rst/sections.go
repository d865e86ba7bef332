package rst

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// sections records the titles read so far. Which adornment
// means which level follows from the order in which they occur (RST spec,
// "Sections").
type sections struct {
	styles []string // adornments by level: one character, two with an overline
	level  int      // of the section being read
	list   []section
}

type section struct {
	heading *doc.Heading
	title   string // as it is written, of which the anchor is made
	target  *target
}

// isAdornment tells whether a line is one punctuation character repeated.
func isAdornment(line string) bool {
	if line == "" || !isPunct(line[0]) {
		return false
	}
	for i := 1; i < len(line); i++ {
		if line[i] != line[0] {
			return false
		}
	}
	return true
}

// underlined reads the current line as a title above its underline. It returns
// false when the underline is so short that both are text.
func (s *scanner) underlined(under string) bool {
	title, line := s.in.text[s.i], s.line()
	if columns(title) > len(under) {
		if len(under) < 4 {
			return false
		}
		s.problem(doc.Info, line, 0, "short-underline", "the underline is shorter than its title")
	}
	s.i += 2
	s.title(title, under[:1], line)
	return true
}

// adornment reads a line of punctuation: the overline of a title, a
// transition, or text when it is short. Inside other elements there are no
// titles.
func (s *scanner) adornment(over string) bool {
	if !isAdornment(over) || over == "::" && !s.ctx.titles {
		return false
	}
	short := len(over) < 4
	title, ok := s.next(1)
	switch {
	case short && (!s.ctx.titles || !ok || title == ""):
		return false
	case !ok || title == "":
		s.transition()
		return true
	case isAdornment(title):
		if short {
			return false
		}
		s.problem(doc.Warning, s.line(), 0, "title", "two lines of punctuation are no title, shown as a rule")
		s.emit(&doc.Rule{At: s.at(s.line())})
		s.i += 2
		return true
	}
	under, ok := s.next(2)
	text := strings.TrimLeft(title, " ")
	if !ok || under != over || short && columns(title) > len(over) {
		if !short {
			s.problem(doc.Warning, s.line(), 0, "title", "an overline without a matching underline, shown as a rule")
			s.emit(&doc.Rule{At: s.at(s.line())})
			s.i++
			return true
		}
		return false
	}
	if columns(title) > len(over) {
		s.problem(doc.Info, s.line(), 0, "short-underline", "the overline is shorter than its title")
	}
	s.i += 3
	s.title(text, over[:1]+over[:1], s.line()-2)
	return true
}

func (s *scanner) transition() {
	if !s.ctx.titles {
		s.problem(doc.Info, s.line(), 0, "transition", "a transition inside another element")
	}
	s.emit(&doc.Rule{At: s.at(s.line())})
	s.i++
}

// title begins a section, or, inside an element, shows its title as a rubric.
func (s *scanner) title(title, style string, line int) {
	text := s.inline(strings.TrimSpace(strings.Clone(title)), line)
	if !s.ctx.titles {
		s.problem(doc.Info, line, 0, "title-inside", "a section title inside another element begins no section")
		s.emit(&doc.Rubric{At: s.at(line), Text: text})
		return
	}
	h := &doc.Heading{At: s.at(line), Level: s.sectionLevel(style, line), Text: text}
	name := foldName(plain(text))
	t := s.addTarget(&target{name: name, heading: h, line: line, file: s.file})
	s.sections.list = append(s.sections.list, section{heading: h, title: plain(text), target: t})
	for t := s.rightBefore(); t != nil; t = t.before {
		t.above = h
	}
	s.emit(h)
}

// sectionLevel returns the level of a title with this adornment. A new one is
// one deeper than the section it stands in; one that skips a level, or is new
// where it should not be, is a fault that leaves the levels as they were.
func (p *parser) sectionLevel(style string, line int) int {
	sec := &p.sections
	known := slices.Index(sec.styles, style)
	switch {
	case known < 0 && len(sec.styles) == sec.level:
		sec.styles = append(sec.styles, style)
		sec.level++
		return sec.level
	case known >= 0 && known <= sec.level:
		sec.level = known + 1
		return sec.level
	}
	p.problem(doc.Warning, line, 0, "title-level", "the title's adornment does not fit the levels above it, shown one level deeper")
	return sec.level + 1
}

// PeekTitle returns the title of a page as its first lines show it, without
// parsing them: the first line that is underlined as a title is. It returns ""
// if no line is.
func PeekTitle(start []byte) string {
	if title := peekHeaders(start); title != "" {
		return title
	}
	lines := bytes.Split(start, []byte("\n"))
	for i := range len(lines) - 1 {
		line := strings.TrimSpace(string(lines[i]))
		under := strings.TrimSpace(string(lines[i+1]))
		if line == "" || isAdornment(line) || strings.HasPrefix(line, "..") || !isAdornment(under) {
			continue
		}
		// A short underline must be as long as its title (RST spec, Sections).
		if len(under) >= 4 || len(under) >= utf8.RuneCountInString(line) {
			return text.OneLine(line)
		}
	}
	return ""
}

// peekHeaders returns the title of a page that begins with headers, "" if it does not.
func peekHeaders(start []byte) string {
	if !bytes.Contains(start, []byte("\nTitle:")) && !bytes.HasPrefix(start, []byte("Title:")) {
		return ""
	}
	head, _ := pageLines(start, 8)
	headers, _ := headersAt(head.text)
	return headersTitle(headers)
}

// PeekField returns what may be a field of the page's metadata: the first field
// of that name anywhere in start. Whether it is metadata depends on the whole
// page. name is in lower case.
func PeekField(start []byte, name string) string {
	for line := range bytes.Lines(start) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] != ':' {
			continue
		}
		field, value, ok := bytes.Cut(line[1:], []byte(":"))
		if ok && strings.EqualFold(string(field), name) {
			return text.OneLine(string(value))
		}
	}
	return ""
}
