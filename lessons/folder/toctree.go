package folder

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// toctree is one toctree directive of a page.
type toctree struct {
	line                     int
	caption                  string
	glob, reversed, numbered bool
	entries                  []tocEntry
}

type tocEntry struct {
	title, target string
	line          int
}

// findToctrees scans a source for toctree directives without parsing the page:
// the order of three thousand pages must be known before they are parsed. It
// reads RST's directive and MyST's fenced one. What stands in code is text.
func findToctrees(src []byte) []toctree {
	if !bytes.Contains(src, []byte("toctree")) {
		return nil
	}
	var s tocScan
	for raw := range bytes.Lines(src) {
		s.n++
		line := strings.ReplaceAll(string(raw), "\t", "        ")
		s.line(line)
		s.above = strings.TrimSpace(line)
	}
	return s.found
}

// tocScan is the state of a look for toctrees.
type tocScan struct {
	n       int // number of the line
	found   []toctree
	open    bool // the last one found may go on
	indent  int  // of the line that began it
	fence   string
	options bool // between the two --- of a fenced one

	code      bool // the lines that are indented deeper than codeIn are code or a comment
	codeIn    int
	above     string   // the line before, without the blanks around it
	codeFence string   // of Markdown code that is open
	fences    []string // of Markdown directives that are open and are no code, between backticks or tildes
}

// line looks at one line.
func (s *tocScan) line(line string) {
	text := strings.TrimSpace(line)
	in := len(line) - len(strings.TrimLeft(line, " "))
	switch {
	case s.codeFence != "":
		if strings.HasPrefix(text, s.codeFence) && strings.Trim(text, s.codeFence[:1]) == "" {
			s.codeFence = ""
		}
		return
	case text == "" || s.code && in > s.codeIn:
		return
	}
	s.code = false
	if s.open && s.inside(text, in) {
		return
	}
	s.open = false
	mark, fence := directiveOf(text)
	if fence == text && len(fence) > 3 && s.above != "" && len(fence) >= utf8.RuneCountInString(s.above) {
		return // the line below a title of reStructuredText
	}
	switch {
	case mark == "toctree":
		s.found = append(s.found, toctree{line: s.n})
		s.open, s.indent, s.fence, s.options = true, in, fence, false
	case fence != "":
		s.fenced(text, mark, fence)
	case isCodeName(mark), mark == "" && strings.HasPrefix(text, ".. ") && isComment(text), mark == "" && strings.HasSuffix(text, "::"):
		s.code, s.codeIn = true, in
	}
}

// fenced takes a fence of Markdown: one without words may end the directive that is open.
func (s *tocScan) fenced(text, mark, fence string) {
	last := len(s.fences) - 1
	switch {
	case last >= 0 && text == s.fences[last]:
		s.fences = s.fences[:last]
	case mark == "" || isCodeName(mark):
		s.codeFence = fence
	case fence[0] != ':' && last < maxTocDepth:
		s.fences = append(s.fences, fence)
	}
}

// inside takes a line of the toctree that is open; false if it is none.
func (s *tocScan) inside(text string, in int) bool {
	t := &s.found[len(s.found)-1]
	switch {
	case s.fence == "" && in <= s.indent:
		return false
	case s.fence != "" && strings.HasPrefix(text, s.fence):
		s.open = false
	case s.fence != "" && text == "---":
		s.options = !s.options && len(t.entries) == 0
	case s.options: // YAML
		t.add(":"+text, s.n)
	default:
		t.add(text, s.n)
	}
	return true
}

// directiveOf returns the name of the directive that a line begins, and its fence in Markdown. The
// fence of plain code has no name.
func directiveOf(text string) (name, fence string) {
	if rest, ok := strings.CutPrefix(text, ".. "); ok {
		name, _, ok := strings.Cut(rest, "::")
		if name = strings.TrimSpace(name); ok && !strings.ContainsAny(name, " `|_[") {
			return name, ""
		}
		return "", ""
	}
	if len(text) < 3 || text[:3] != "```" && text[:3] != "~~~" && text[:3] != ":::" {
		return "", ""
	}
	rest := strings.TrimLeft(text, text[:1])
	fence = text[:len(text)-len(rest)]
	if rest = strings.TrimSpace(rest); strings.HasPrefix(rest, "{") {
		name, _, _ = strings.Cut(rest[1:], "}")
	} else if text[0] == ':' || strings.Contains(rest, text[:1]) {
		return "", "" // the end of a directive, or code in running text
	}
	return name, fence
}

// isComment reports whether a line that begins with two dots is a comment (RST spec, "Comments").
func isComment(text string) bool {
	rest := strings.TrimSpace(text[2:])
	return rest != "" && rest[0] != '_' && rest[0] != '|' && rest[0] != '[' && !strings.Contains(rest, "::")
}

// isCodeName names the directives whose content is no markup.
func isCodeName(name string) bool {
	switch name {
	case "code", "code-block", "sourcecode", "code-cell", "parsed-literal", "literalinclude", "raw", "highlight", "math",
		"productionlist", "doctest", "testcode", "testoutput", "prompt", "console", "mermaid", "graphviz", "digraph":
		return true
	}
	return false
}

// add takes one line of a toctree's body: an option or an entry.
func (t *toctree) add(text string, line int) {
	if rest, ok := strings.CutPrefix(text, ":"); ok {
		if name, value, ok := strings.Cut(rest, ":"); ok {
			switch name {
			case "caption":
				t.caption = strings.TrimSpace(value)
			case "glob":
				t.glob = strings.TrimSpace(value) != "false"
			case "reversed":
				t.reversed = strings.TrimSpace(value) != "false"
			case "numbered":
				t.numbered = true
			}
			return
		}
	}
	e := tocEntry{target: text, line: line}
	if i := strings.LastIndex(text, " <"); i > 0 && strings.HasSuffix(text, ">") {
		e.title, e.target = strings.TrimSpace(text[:i]), text[i+2:len(text)-1]
	}
	t.entries = append(t.entries, e)
}
