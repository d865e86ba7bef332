package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// backquote reads literals, interpreted text and phrase references.
func (in *inliner) backquote(i int) int {
	if strings.HasPrefix(in.s[i:], "``") {
		if in.mayStart(i) {
			if end := in.literalAt(i); end > i+1 {
				return end
			}
		}
		for i < len(in.s) && in.s[i] == '`' {
			i++
		}
		return i
	}
	start, name := in.roleBefore(i)
	if start < 0 {
		start = i
		if !in.mayStart(i) {
			return i + 1
		}
	}
	if in.spaceAt(i + 1) {
		return i + 1
	}
	if name == "" && in.quoted(i, i+1) {
		return in.asText(i + 1)
	}
	end, ok := in.closingBackquote(i + 1)
	if !ok {
		return in.noEnd(i, i+1, "interpreted text")
	}
	return in.interpreted(start, i, name, end)
}

// roleBefore reads the role in front of the backquote at i. The leftmost colon
// that can begin one does.
func (in *inliner) roleBefore(i int) (start int, name string) {
	if i-1 <= in.from || in.s[i-1] != ':' {
		return -1, ""
	}
	start = -1
	for j := i - 1; ; {
		k := j
		for k > in.from {
			r, n := utf8.DecodeLastRuneInString(in.s[:k])
			if !isAlnum(r) {
				break
			}
			k -= n
		}
		if k == j || k <= in.from {
			break
		}
		if in.s[k-1] == ':' && in.mayStart(k-1) {
			start = k - 1
		}
		if strings.IndexByte("-._+:", in.s[k-1]) < 0 {
			break
		}
		j = k - 1
	}
	if start < 0 {
		return -1, ""
	}
	return start, in.s[start+1 : i-1]
}

// phraseEnd is the end of interpreted text or of a phrase reference.
type phraseEnd struct {
	text   int    // end of the text, where the backquote is
	role   string // role behind it
	suffix string // "", "_" or "__"
	end    int    // behind everything
}

func (in *inliner) closingBackquote(start int) (phraseEnd, bool) {
	if in.unclosed[endInterpreted] {
		return phraseEnd{}, false
	}
	for k := start; ; k++ {
		j := strings.IndexByte(in.s[k:], '`')
		if j < 0 {
			in.unclosed[endInterpreted] = true
			return phraseEnd{}, false
		}
		k += j
		if k > start && in.blockedEnd(k) {
			continue
		}
		if e, ok := in.phraseEndAt(k); ok {
			return e, k > start
		}
	}
}

// blockedEnd tells whether the character before k keeps the text from ending
// there: white space that is not escaped, or an escape.
func (in *inliner) blockedEnd(k int) bool {
	r, n := utf8.DecodeLastRuneInString(in.s[:k])
	if r == 0 {
		return true
	}
	return isSpace(r) && (k-n == 0 || in.s[k-n-1] != 0)
}

// phraseEndAt reads what may follow the backquote at k.
func (in *inliner) phraseEndAt(k int) (phraseEnd, bool) {
	after := func(role string, i int) (phraseEnd, bool) {
		for _, suffix := range []string{"__", "_", ""} {
			if strings.HasPrefix(in.s[i:], suffix) && in.mayEnd(i+len(suffix)) {
				return phraseEnd{k, role, suffix, i + len(suffix)}, true
			}
		}
		return phraseEnd{}, false
	}
	if strings.HasPrefix(in.s[k+1:], ":") {
		j := scanName(in.s, k+2)
		if j > k+2 && j < len(in.s) && in.s[j] == ':' {
			if e, ok := after(in.s[k+2:j], j+1); ok {
				return e, true
			}
		}
	}
	return after("", k+1)
}

// interpreted emits what stands from start to e: a role before the backquote
// at tick, the text, a role or a reference mark behind it.
func (in *inliner) interpreted(start, tick int, name string, e phraseEnd) int {
	text := in.s[tick+1 : e.text]
	line := in.lineAt(start)
	whole := raw(in.s[start:e.end])
	if name != "" && e.role != "" || e.suffix != "" && name+e.role != "" {
		in.problem(doc.Warning, line, 0, "role", "two roles, or a role and a reference mark, at one text, shown as written")
		return in.done(start, e.end, &doc.Text{Value: whole})
	}
	if e.suffix != "" {
		return in.done(start, e.end, in.phraseRef(text, e.suffix, whole, line)...)
	}
	return in.done(start, e.end, in.applyRole(name+e.role, text, whole, line)...)
}

// phraseRef makes a reference of a text in backquotes, with or without an
// embedded address or alias (RST spec, "Embedded URIs and Aliases").
func (in *inliner) phraseRef(text, suffix, whole string, line int) []doc.Inline {
	anonymous := suffix == "__"
	label, embedded, ok := cutEmbedded(text)
	if !ok {
		label = shown(text)
		ref := &refInline{name: foldName(label), raw: whole, line: line, content: words(label)}
		if anonymous {
			return []doc.Inline{in.pendAnonymous(ref)}
		}
		return []doc.Inline{in.pendRef(ref)}
	}
	if strings.HasSuffix(embedded, "_") && !strings.HasSuffix(embedded, "\x00_") && addressAt(embedded, 0) == 0 {
		alias := shown(embedded[:len(embedded)-1])
		if label == "" {
			label = alias
		}
		label = shown(label)
		// A text that is its own alias names what the alias names already.
		if name := foldName(label); !anonymous && name != foldName(alias) {
			in.addTarget(&target{name: name, explicit: true, indirect: foldName(alias), line: line, file: in.file})
		}
		return []doc.Inline{in.pendRef(&refInline{name: foldName(alias), raw: whole, line: line, content: words(label)})}
	}
	uri := strings.Clone(mailto(joinAddress(embedded)))
	if label = shown(label); label == "" {
		label = uri
	}
	if !anonymous {
		in.addTarget(&target{name: foldName(label), explicit: true, uri: uri, line: line, file: in.file})
	}
	return []doc.Inline{&doc.Link{Target: uri, Content: words(label)}}
}

// cutEmbedded cuts "text <address>" at the bracket.
func cutEmbedded(s string) (text, embedded string, ok bool) {
	n := len(s)
	if n < 3 || s[n-1] != '>' || s[n-2] == 0 {
		return s, "", false
	}
	if r, _ := utf8.DecodeLastRuneInString(s[:n-1]); isSpace(r) {
		return s, "", false
	}
	i := n - 2
	for ; i >= 0; i-- {
		if (s[i] == '<' || s[i] == '>') && (i == 0 || s[i-1] != 0) {
			break
		}
	}
	if i < 0 || s[i] != '<' || i == n-2 {
		return s, "", false
	}
	if r, _ := utf8.DecodeRuneInString(s[i+1:]); isSpace(r) {
		return s, "", false
	}
	text = strings.TrimRight(s[:i], " \n")
	if i > 0 && len(text) == i {
		return s, "", false
	}
	return text, s[i+1 : n-1], true
}

// joinAddress takes white space out of an address that was broken over lines,
// except where a backslash escapes it.
func joinAddress(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return strings.Join(strings.Fields(s), "")
	}
	parts := strings.Split(strings.ReplaceAll(s, "\x00\n", "\x00 "), "\x00 ")
	for i, part := range parts {
		parts[i] = strings.Join(strings.Fields(unescape(part)), "")
	}
	return strings.Join(parts, " ")
}
