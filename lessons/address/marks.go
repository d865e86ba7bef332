package address

import (
	"bytes"
	"regexp"
	"strings"

	"lectern/lessons/text"
)

// Marks are the places that a page's source names itself, whatever its parser makes of that.
type Marks struct {
	Lines    map[string]int // by name: the line on which it stands, from 1
	Headings []Heading      // in their order
	Tabs     []Heading      // of Material for MkDocs, by their titles and with the heading above before them

	// Composed says that the page's tool puts in what is not in the source: a template, a
	// component, the documentation of a program.
	Composed bool
}

// Heading is a line of Markdown that begins with "#".
type Heading struct {
	Line  int
	Title string // without its marks, attributes, tags and comments
}

// The ways to name a place: an attribute id or name, an attribute list {#name}, a block of
// Obsidian ^name, a label of MyST (name)=, and names in the comment of a heading, or
// of a line, from which a template makes one.
var (
	idAttribute   = text.Pattern(`(?i)\b(?:id|name)\s*=\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'<>{}]+))`)
	attributeList = text.Pattern(`\{[^{}\n]*?#+([^\s{}#]+)[^{}\n]*\}`)
	obsidianBlock = text.Pattern(`(?:^|[\s\])])(\^[\w-]+)\s*$`)
	mystLabel     = text.Pattern(`^\(([^()\n]+)\)=\s*$`)
	mystOption    = text.Pattern(`^\s*:?(?:name|label):\s*["']?([^\s"']+)["']?\s*$`)
	mystFormula   = text.Pattern(`\$\$\s*\(([^()\s]+)\)\s*$`)
	templateMark  = text.Pattern(`^\s*<!--\s*\w+:\w+\s+(\S+)`)
	tabTitle      = text.Pattern(`^\s*===[!+]*\s+"(.*)"\s*$`)
	comment       = text.Pattern(`<!--(.*?)-->`)
	tag           = text.Pattern(`</?[A-Za-z][^<>]*>`)
	ownList       = text.Pattern(`%?\{[:#.\s][^{}\n]*\}%?\s*$`)
	linkedWords   = text.Pattern(`!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])`)
)

// composes matches a line by which a tool puts something in: shortcodes and includes, the
// directives of mkdocstrings and the like, parts of pages in MDX.
var composes = text.Pattern(`\{\{[<%]|\{\{#include|\{%-?\s*include|--8<--|<!--\s*@include|^\s*\{\{[^{}]*\}\}\s*$|^listing:|^:::\s+[a-z][\w-]*[.-][\w.-]+\s*$|^import\b.*(?:\.mdx?['"]|['"]\.\.?/(?:[^'"]*/)?\\?_[^'"]*['"])`)

// component matches a component that stands alone. A page that has no heading besides is made by it.
var component = text.Pattern(`^\s*<[A-Z]\w*(?:\s[^<>]*)?/>\s*$`)

// maxMarkLine is how much of a line is looked at: names stand in lines that people write.
const maxMarkLine = 4 << 10

// maxMarks bounds the names of one page.
const maxMarks = 20_000

// FindMarks returns the places that a source names outside blocks of code. Of several of one
// name the first counts.
func FindMarks(src []byte) Marks {
	m := Marks{Lines: map[string]int{}}
	n, fence, components := 0, "", false
	for line := range bytes.Lines(src) {
		n++
		line = bytes.TrimRight(line[:min(len(line), maxMarkLine)], "\r\n")
		if fence = nextFence(fence, line); fence != "" && !strings.HasSuffix(fence, directive) {
			continue
		}
		if len(m.Lines) >= maxMarks || len(m.Headings) >= maxMarks {
			break
		}
		m.Composed = m.Composed || composes().Match(line)
		components = components || component().Match(line)
		if bytes.ContainsAny(line, "=#^:$") || bytes.Contains(line, []byte("<!--")) {
			m.line(line, n)
		}
	}
	m.Composed = m.Composed || components && len(m.Headings) == 0
	return m
}

// line takes the names of one line.
func (m *Marks) line(line []byte, n int) {
	add := func(names ...[]byte) {
		for _, name := range names {
			name := string(name)
			if _, known := m.Lines[name]; !known && name != "" {
				m.Lines[name] = n
			}
		}
	}
	for _, pattern := range []func() *regexp.Regexp{idAttribute, attributeList, obsidianBlock, mystLabel, mystOption, mystFormula} {
		for _, found := range pattern().FindAllSubmatch(line, -1) {
			add(found[1:]...)
		}
	}
	if c := templateMark().FindSubmatch(line); c != nil {
		add(c[1])
	}
	if t := tabTitle().FindSubmatch(line); t != nil && len(m.Tabs) < maxMarks {
		title := plainTitle(string(t[1]))
		m.Tabs = append(m.Tabs, Heading{n, title})
		if k := len(m.Headings); k > 0 {
			m.Tabs = append(m.Tabs, Heading{n, m.Headings[k-1].Title + "-" + title}, Heading{n, m.Headings[k-1].Title + " " + title})
		}
	}
	level := len(line) - len(bytes.TrimLeft(line, "#"))
	if level == 0 || level > 6 || level == len(line) || line[level] != ' ' {
		return
	}
	for _, c := range comment().FindAllSubmatch(line, -1) {
		add(bytes.Fields(c[1])...)
	}
	m.Headings = append(m.Headings, Heading{n, plainTitle(string(line[level:]))})
}

// directive stands behind the fence of a directive of MyST, whose options name places.
const directive = "{"

// nextFence returns the fence of the block of code that is open after a line, "" for none.
func nextFence(open string, line []byte) string {
	s := bytes.TrimLeft(line, " \t>")
	for _, c := range []string{"`", "~"} {
		run := len(s) - len(bytes.TrimLeft(s, c))
		switch {
		case run < 3:
		case open == "" && (c == "~" || !bytes.Contains(s[run:], []byte(c))):
			if bytes.HasPrefix(s[run:], []byte(directive)) {
				return string(s[:run]) + directive
			}
			return string(s[:run])
		case strings.HasPrefix(open, c) && run >= len(strings.TrimSuffix(open, directive)) && len(bytes.TrimSpace(s[run:])) == 0:
			return ""
		}
	}
	return open
}

// plainTitle takes the marks of Markdown out of a heading's line. In code nothing is one.
func plainTitle(s string) string {
	s = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), "#"))
	s = comment().ReplaceAllString(s, "")
	s = ownList().ReplaceAllString(s, "")
	s = linkedWords().ReplaceAllString(s, "$1")
	parts := strings.Split(s, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = strings.NewReplacer("**", "", "*", "", `\`, "").Replace(tag().ReplaceAllString(parts[i], ""))
	}
	return strings.TrimSpace(strings.Join(parts, ""))
}
