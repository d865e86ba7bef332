package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// inliner reads the inline markup of one text (RST spec, "Inline Markup").
//
// Backslashes that escape are NUL in s, at their old place, so that every
// position is one of the source and an escaped character is never markup.
//
// The text before from is done. A start-string may stand at from whatever is
// before it: that is how the specification's parser reads on behind a
// construct, and behind a start-string that turned out to be text.
type inliner struct {
	*parser
	s     string
	from  int
	chunk int // start of the plain text that is not emitted yet
	out   []doc.Inline
	run   strings.Builder // adjacent texts, joined
	terms bool            // cut plain texts at " : " (classifiers)

	unclosed [ends]bool // no end-string of this kind is left: never look again

	line, counted int // line number of position counted
}

// The kinds of end-strings.
const (
	endEmphasis = iota
	endStrong
	endLiteral
	endInterpreted
	endTarget
	endSubstitution
	ends
)

// inline reads the running text that begins at line.
func (p *parser) inline(text string, line int) []doc.Inline {
	if p.host != nil {
		return p.host.Inlines(text, line)
	}
	in := inliner{parser: p, s: escape(text), line: line}
	return in.read()
}

// term reads the term of a definition, which " : " divides from its classifiers.
func (p *parser) term(text string, line int) (term []doc.Inline, classifiers [][]doc.Inline) {
	if p.host != nil {
		return p.host.Inlines(text, line), nil
	}
	in := inliner{parser: p, s: escape(text), line: line, terms: true}
	all := in.read()
	from, cuts := 0, 0
	for i, x := range all {
		if _, ok := x.(*classifierMark); !ok {
			continue
		}
		if cuts++; cuts == 1 {
			term = all[:i:i]
		} else {
			classifiers = append(classifiers, all[from:i:i])
		}
		from = i + 1
	}
	if cuts == 0 {
		return all, nil
	}
	return term, append(classifiers, all[from:])
}

// escape puts a NUL in place of each backslash that escapes a character.
func escape(s string) string {
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s
	}
	b := []byte(s)
	for ; i < len(b); i++ {
		if b[i] == '\\' {
			b[i] = 0
			i++
		}
	}
	return string(b)
}

// unescape takes the escapes out: the backslash, and a white space it stood
// before (RST spec, "Escaping Mechanism").
func unescape(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != 0 {
			b = append(b, s[i])
			continue
		}
		if i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\n') {
			i++
		}
	}
	return string(b)
}

// shown is unescape for text that is kept: it does not share memory with s, which
// is often a whole paragraph.
func shown(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return strings.Clone(s)
	}
	return unescape(s)
}

// words is running text of one plain text, nothing when that is empty.
func words(s string) []doc.Inline {
	if s == "" {
		return nil
	}
	return []doc.Inline{&doc.Text{Value: s}}
}

// raw puts the backslashes back.
func raw(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return strings.Clone(s)
	}
	return strings.ReplaceAll(s, "\x00", `\`)
}

func (in *inliner) read() []doc.Inline {
	for i := 0; i < len(in.s); {
		i = in.step(i)
	}
	in.plainTo(len(in.s))
	in.flush()
	return in.out
}

// step looks for markup at i and returns where to look next. Only five
// characters begin or announce markup.
func (in *inliner) step(i int) int {
	switch in.s[i] {
	case '*':
		return in.star(i)
	case '`':
		return in.backquote(i)
	case '_':
		return in.underscore(i)
	case '|':
		return in.bar(i)
	case '[':
		return in.bracket(i)
	}
	return i + 1
}

// lineAt is the line number of position i. Positions only grow.
func (in *inliner) lineAt(i int) int {
	if i > in.counted {
		in.line += strings.Count(in.s[in.counted:i], "\n")
		in.counted = i
	}
	return in.line
}

// mayStart tells whether markup may start at i.
func (in *inliner) mayStart(i int) bool {
	if i <= in.from {
		return i == in.from
	}
	r, _ := utf8.DecodeLastRuneInString(in.s[:i])
	return opensMarkup(r)
}

// mayEnd tells whether markup may end at i.
func (in *inliner) mayEnd(i int) bool { return mayEndAt(in.s, i) }

func mayEndAt(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return closesMarkup(r)
}

// spaceAt tells whether white space stands at i; the end of the text is none.
func (in *inliner) spaceAt(i int) bool {
	if i >= len(in.s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(in.s[i:])
	return isSpace(r)
}

// quoted tells whether a start-string from i to end stands between a pair of
// quotes or at the end of the text, and is therefore text.
func (in *inliner) quoted(i, end int) bool {
	if i == in.from {
		return false
	}
	if end >= len(in.s) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(in.s[:i])
	after, _ := utf8.DecodeRuneInString(in.s[end:])
	return isPair(before, after)
}

// asText leaves a start-string that ends at end in the text.
func (in *inliner) asText(end int) int {
	in.from = end
	return end
}

// noEnd shows a start-string from i to end, for which there is no end, as text.
func (in *inliner) noEnd(i, end int, what string) int {
	in.problem(doc.Warning, in.lineAt(i), 0, "inline-unclosed", "%s starts with %s but does not end, shown as text", what, in.s[i:end])
	in.plainTo(i)
	in.add(in.s[i:end])
	in.from, in.chunk = end, end
	return end
}

// done emits a construct that stands from i to end.
func (in *inliner) done(i, end int, x ...doc.Inline) int {
	in.plainTo(i)
	for _, one := range x {
		in.emit(one)
	}
	in.from, in.chunk = end, end
	return end
}

// emit appends an inline; texts are joined.
func (in *inliner) emit(x doc.Inline) {
	if t, ok := x.(*doc.Text); ok {
		in.add(t.Value)
		return
	}
	in.flush()
	in.out = append(in.out, x)
}

// add appends text as it is to be shown.
func (in *inliner) add(text string) { in.run.WriteString(text) }

func (in *inliner) flush() {
	if in.run.Len() > 0 {
		in.out = append(in.out, &doc.Text{Value: in.run.String()})
		in.run.Reset()
	}
}

// plainTo emits the text up to i, in which only addresses are markup.
func (in *inliner) plainTo(i int) {
	if in.chunk < i {
		in.addresses(in.s[in.chunk:i])
	}
	in.chunk = i
}

// plainText emits text without any markup.
func (in *inliner) plainText(s string) {
	if !in.terms {
		in.add(unescape(s))
		return
	}
	for {
		before, after, ok := cutClassifier(s)
		if !ok {
			in.add(unescape(s))
			return
		}
		in.add(strings.TrimRight(unescape(before), " "))
		in.emit(&classifierMark{})
		s = after
	}
}

// cutClassifier cuts at the first colon that has spaces on both sides.
func cutClassifier(s string) (before, after string, ok bool) {
	for i := 0; ; {
		j := strings.Index(s[i:], " : ")
		if j < 0 {
			return s, "", false
		}
		j += i
		// A space that a backslash escapes is none.
		if j > 0 && s[j-1] == 0 {
			i = j + 1
			continue
		}
		return s[:j], strings.TrimLeft(s[j+3:], " "), true
	}
}
