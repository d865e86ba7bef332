package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// rewriting is a text on its way through the dialects of its page.
type rewriting struct {
	text     []byte // as the dialects before left it
	opt      Options
	meta     []doc.Field // of the page's front matter
	lines    lineMap     // of text
	once     map[string]bool
	problems []doc.Problem
	edits    []edit // not done yet
}

// edit replaces a part of the text.
type edit struct {
	from, to int
	text     string
}

// replace notes that a part of the text is to be replaced when apply is called.
func (r *rewriting) replace(from, to int, text string) {
	r.edits = append(r.edits, edit{from, to, text})
}

// linesWith returns the matches of a pattern, as FindAllSubmatchIndex does, that begin on lines with a mark. The
// pattern matches at most within lines lines, and is tried on these alone: a pattern that begins with any
// line is tried at each byte of a text otherwise.
func linesWith(text []byte, mark string, lines int, pattern func() *regexp.Regexp) [][]int {
	var found [][]int
	for at := 0; at < len(text); {
		i := bytes.Index(text[at:], []byte(mark))
		if i < 0 {
			break
		}
		from := bytes.LastIndexByte(text[:at+i], '\n') + 1
		at = lineEnd(text, at+i)
		to := at
		for range lines - 1 {
			to = lineEnd(text, to)
		}
		for _, m := range pattern().FindAllSubmatchIndex(text[from:to], -1) {
			if from+m[0] >= at {
				break // that line has its turn
			}
			for k := range m {
				if m[k] >= 0 {
					m[k] += from
				}
			}
			found = append(found, m)
			at = max(at, m[1])
		}
	}
	return found
}

// lineEnd returns where the line ends that holds a byte of a text, behind its newline.
func lineEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}

// filledIn returns what stands for a value that only its tool knows. It is nothing in
// running text. In a link's address it is a mark: the link leads somewhere, and it is not
// known where.
func (r *rewriting) filledIn(at int, inner string) string {
	if !r.inAddress(at) || bytes.HasSuffix(r.text[:at], []byte("://")) { // a host without it is one still
		return ""
	}
	return "{{" + strings.Join(strings.FieldsFunc(inner, func(c rune) bool { return strings.ContainsRune(" \t\n()<>\"'", c) }), "-") + "}}"
}

// marksAround widens a part of the text of which nothing is shown: over the marks of emphasis that stand around
// it alone, or over the blanks in front of those that end it, which would else be text.
func (r *rewriting) marksAround(from, to int) (int, int) {
	if c := byteAt(r.text, to); c != '*' && c != '_' {
		return from, to
	}
	behind := runLength(r.text[to:], 3)
	if isWord(rune(byteAt(r.text, to+behind))) { // they begin emphasis
		return from, to
	}
	if mark := r.text[to : to+behind]; bytes.HasSuffix(r.text[:from], mark) {
		return from - behind, to + behind
	}
	return len(bytes.TrimRight(r.text[:from], " \t\n")), to
}

// inAddress reports whether a byte of the text stands in the address of a link: in "[x](…)" or in
// the definition "[x]: …".
func (r *rewriting) inAddress(at int) bool {
	line := r.text[max(r.startOf(at), at-maxDirective):at]
	word := line[bytes.LastIndexAny(line, " \t")+1:]
	if i := bytes.LastIndex(word, []byte("](")); i >= 0 {
		return !bytes.ContainsAny(word[i:], ")")
	}
	before := bytes.TrimSpace(line[:len(line)-len(word)])
	return bytes.HasPrefix(before, []byte("[")) && bytes.HasSuffix(before, []byte("]:"))
}

// apply does what replace noted. What begins inside another part is passed over. The
// lines of the result know from which lines of the page they come.
func (r *rewriting) apply() {
	if len(r.edits) == 0 {
		return
	}
	slices.SortStableFunc(r.edits, func(a, b edit) int { return a.from - b.from })
	out := make([]byte, 0, len(r.text))
	origin := make([]int, 1, len(r.lines.starts)+8)
	origin[0] = r.lines.at(0)
	at, line := 0, 0
	copyTo := func(to int) {
		for range bytes.Count(r.text[at:to], []byte{'\n'}) {
			line++
			origin = append(origin, r.lines.at(line))
		}
		out = append(out, r.text[at:to]...)
		at = to
	}
	for _, e := range r.edits {
		if e.from < at {
			continue
		}
		copyTo(e.from)
		removed := bytes.Count(r.text[e.from:e.to], []byte{'\n'})
		added := strings.Count(e.text, "\n")
		for i := range added {
			origin = append(origin, r.lines.at(line+min(i+1, removed)))
		}
		out = append(out, e.text...)
		at, line = e.to, line+removed
	}
	copyTo(len(r.text))
	r.text, r.edits = out, r.edits[:0]
	r.lines = newLineMap(out, r.lines.first, origin)
}

// args are what stands behind the name of a shortcode, an include or a component.
type args struct {
	list  []string          // those without a name, in order
	named map[string]string // by their names in lower case; a word that has no value has ""
}

// get returns the first of several named arguments that there is.
func (a args) get(names ...string) string {
	for _, name := range names {
		if v := a.named[name]; v != "" {
			return v
		}
	}
	return ""
}

// at returns argument i of those without a name, "" if there is none.
func (a args) at(i int) string {
	if i < len(a.list) {
		return a.list[i]
	}
	return ""
}

// readArgs reads `one "two words" name="value" other='value'`. A value between braces is
// taken for what it says if that is a string.
func readArgs(s string) args {
	a := args{named: map[string]string{}}
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimLeft(s, " \t\n,") {
		end := strings.IndexAny(s, "= \t\n\"'`{")
		if end > 0 && s[end] == '=' {
			name := strings.ToLower(s[:end])
			value, n := readValue(s[end+1:])
			a.named[name] = value
			s = s[end+1+n:]
			continue
		}
		value, n := readValue(s)
		a.list = append(a.list, value)
		s = s[n:]
	}
	return a
}

// readValue reads one value at the start of a text, and returns how long it is there: at
// least one byte where there is one.
func readValue(s string) (value string, n int) {
	if s == "" {
		return "", 0
	}
	switch s[0] {
	case '"', '\'', '`':
		for i := 1; i < len(s); i++ {
			if s[i] == '\\' {
				i++
			} else if s[i] == s[0] {
				return strings.ReplaceAll(s[1:i], `\`+s[:1], s[:1]), i + 1
			}
		}
		return s[1:], len(s)
	case '{':
		n := braceEnd(s)
		if n == 0 {
			return "", len(s)
		}
		value, _ := literal(s[1 : n-1])
		return value, n
	}
	n = strings.IndexAny(s, " \t\n,")
	switch {
	case n < 0:
		return s, len(s)
	case n == 0:
		return "", 1
	}
	return s[:n], n
}

// literal returns the value of a string or number of JavaScript.
func literal(s string) (value string, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", false
	}
	switch {
	case s[0] == '"' || s[0] == '\'' || s[0] == '`':
		value, n := readValue(s)
		return value, n == len(s) && len(s) > 1 && (s[0] != '`' || !strings.Contains(value, "${"))
	case strings.Trim(s, "0123456789.") == "":
		return s, true
	}
	return "", false
}

// maxBraces is how far the partner of a brace is looked for.
const maxBraces = 16 << 10

// braceEnd returns the length of what stands between the brace at the start of a text and
// its partner, both included; 0 if that is not there. Braces in strings do not count.
func braceEnd(s string) int {
	depth := 0
	s = s[:min(len(s), maxBraces)]
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'', '`':
			// An apostrophe in words opens nothing.
			if n := strings.IndexByte(s[i+1:], s[i]); n >= 0 && (s[i] == '`' || strings.IndexByte(s[i+1:i+1+n], '\n') < 0) {
				i += n + 1
			}
		case '/':
			if n := strings.Index(s[i:], "*/"); n > 0 && strings.HasPrefix(s[i:], "/*") {
				i += n + 1
			}
		}
	}
	return 0
}

// metaField returns a field of the page's front matter, "" if it has none.
func (r *rewriting) metaField(name string) string {
	for _, f := range r.meta {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// alone reports whether nothing but blanks stands on the line before and behind a part of
// the text, and how far it is indented.
func (r *rewriting) alone(from, to int) (indent string, ok bool) {
	before, rest := r.text[r.startOf(from):from], r.text[to:max(to, r.endOf(to))]
	return string(before[:min(len(before), maxDirective)]), len(bytes.TrimSpace(before)) == 0 && len(bytes.TrimSpace(rest)) == 0
}

// startOf and endOf return where the line begins and ends on which a byte of the text stands.
func (r *rewriting) startOf(at int) int { return r.lines.starts[r.lineOf(at)] }

func (r *rewriting) endOf(at int) int {
	if line := r.lineOf(at) + 1; line < len(r.lines.starts) {
		return r.lines.starts[line] - 1
	}
	return len(r.text)
}

// lineOf returns the line of the text, counted from 0, on which a byte of it stands.
func (r *rewriting) lineOf(offset int) int { return sort.SearchInts(r.lines.starts, offset+1) - 1 }

// foreignAt is foreign for a byte of the text.
func (r *rewriting) foreignAt(offset int, tool, what string) { r.foreign(r.lineOf(offset), tool, what) }

// hugoAddress returns the address of a page that a shortcode names.
func (r *rewriting) hugoAddress(name string) string {
	file, place, anchored := strings.Cut(name, "#")
	to := file
	if file != "" {
		if r.opt.Find != nil && r.opt.Find(strings.Trim(file, "/")) != "" {
			to = (&page{path: r.opt.Path, find: r.opt.Find}).named(strings.Trim(file, "/"))
		} else {
			to = strings.ReplaceAll(to, " ", "%20")
		}
	}
	if anchored {
		to += "#" + place
	}
	return to
}

// glossaryLink is a link that the template of Hugo's own documentation leads to its glossary: to the entry
// of its words, or of its title.
var glossaryLink = text.Pattern(`\[([^\[\]\n]{1,80})\]\((g(?:[ \t]+"([^"\n]{1,80})")?)\)`)

// glossary puts the addresses of a glossary's entries where the template for links would do so.
func (r *rewriting) glossary() {
	if r.opt.Find == nil || !bytes.Contains(r.text, []byte("](g")) {
		return
	}
	code := codeOf(r.text, true)
	for _, m := range glossaryLink().FindAllSubmatchIndex(r.text, -1) {
		word := r.text[m[2]:m[3]]
		if m[6] >= 0 {
			word = r.text[m[6]:m[7]]
		}
		if code.end(m[0]) > 0 {
			continue
		}
		slug := doc.Slug(string(word))
		for _, form := range []string{slug, strings.TrimSuffix(slug, "s"), strings.TrimSuffix(slug, "es"), strings.TrimSuffix(slug, "ies") + "y"} {
			if file := r.opt.Find("glossary/" + form); file != "" {
				r.replace(m[4], m[5], (&page{path: r.opt.Path, find: r.opt.Find}).named("glossary/"+form))
				break
			}
		}
	}
}
