package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// star reads emphasis and strong emphasis.
func (in *inliner) star(i int) int {
	if in.mayStart(i) {
		if !strings.HasPrefix(in.s[i:], "**") {
			return in.styled(i, i+1, "*", endEmphasis, doc.Emphasis, "emphasis")
		}
		if end := in.styled(i, i+2, "**", endStrong, doc.Strong, "strong emphasis"); end > i+1 {
			return end
		}
	}
	for i < len(in.s) && in.s[i] == '*' {
		i++
	}
	return i
}

// styled reads a construct between two equal marks. It returns i+1 when mark
// is no start-string here.
func (in *inliner) styled(i, start int, mark string, kind int, style doc.Style, what string) int {
	if in.spaceAt(start) {
		return i + 1
	}
	if in.quoted(i, start) {
		return in.asText(start)
	}
	text, stop := in.closing(start, mark, kind)
	if stop < 0 {
		return in.noEnd(i, start, what)
	}
	return in.done(i, stop, &doc.Styled{Style: style, Content: words(shown(text))})
}

// closing looks for the end-string of a construct whose text begins at start.
// It returns the text and the position behind the end-string, which is -1 when
// there is none. That a search failed is remembered, so that a page of nothing
// but start-strings takes no longer than any other.
func (in *inliner) closing(start int, mark string, kind int) (text string, end int) {
	if in.unclosed[kind] {
		return "", -1
	}
	for k := start; ; k++ {
		j := strings.Index(in.s[k:], mark)
		if j < 0 {
			in.unclosed[kind] = true
			return "", -1
		}
		k += j
		if !in.mayEnd(k + len(mark)) {
			continue
		}
		if k == start {
			return "", -1
		}
		r, _ := utf8.DecodeLastRuneInString(in.s[:k])
		if isSpace(r) || r == 0 && kind != endLiteral {
			continue
		}
		return in.s[start:k], k + len(mark)
	}
}

// literalAt reads inline literals, in which backslashes are only backslashes.
func (in *inliner) literalAt(i int) int {
	if in.spaceAt(i + 2) {
		return i + 1
	}
	if in.quoted(i, i+2) {
		return in.asText(i + 2)
	}
	text, end := in.closing(i+2, "``", endLiteral)
	if end < 0 {
		return in.noEnd(i, i+2, "a literal")
	}
	return in.done(i, end, &doc.Literal{Value: raw(text)})
}

// bar reads substitution references, which may be references too.
func (in *inliner) bar(i int) int {
	if i+1 < len(in.s) && in.s[i+1] == '|' || !in.mayStart(i) || in.spaceAt(i+1) {
		return i + 1
	}
	if in.quoted(i, i+1) {
		return in.asText(i + 1)
	}
	k := in.closingBar(i + 1)
	if k < 0 {
		return in.noEnd(i, i+1, "a substitution")
	}
	name, end := unescape(in.s[i+1:k]), k+1
	line := in.lineAt(i)
	sub := in.pendSub(name, raw(in.s[i:k+1]), line)
	for end < len(in.s) && end < k+3 && in.s[end] == '_' {
		end++
	}
	for !in.mayEnd(end) {
		end--
	}
	switch end - k - 1 {
	case 1:
		return in.done(i, end, in.pendRef(&refInline{name: foldName(name), raw: raw(in.s[i:end]), line: line, content: []doc.Inline{sub}}))
	case 2:
		return in.done(i, end, in.pendAnonymous(&refInline{raw: raw(in.s[i:end]), line: line, content: []doc.Inline{sub}}))
	}
	return in.done(i, end, sub)
}

// closingBar finds the bar that ends a substitution reference, -1 if there is none.
func (in *inliner) closingBar(start int) int {
	if in.unclosed[endSubstitution] {
		return -1
	}
	for k := start; ; k++ {
		j := strings.IndexByte(in.s[k:], '|')
		if j < 0 {
			in.unclosed[endSubstitution] = true
			return -1
		}
		k += j
		r, _ := utf8.DecodeLastRuneInString(in.s[:k])
		if isSpace(r) || r == 0 {
			continue
		}
		rest := in.s[k+1:]
		if in.mayEnd(k+1) || strings.HasPrefix(rest, "_") && in.mayEnd(k+2) || strings.HasPrefix(rest, "__") && in.mayEnd(k+3) {
			return k
		}
	}
}

// underscore reads internal targets, which begin with it, and simple
// references, which end with it.
func (in *inliner) underscore(i int) int {
	if i+1 < len(in.s) && in.s[i+1] == '`' {
		if in.mayStart(i) && !in.spaceAt(i+2) {
			return in.inlineTarget(i)
		}
	}
	end := i + 1
	if end < len(in.s) && in.s[end] == '_' {
		end++
	}
	if !in.mayEnd(end) || i <= in.from {
		return end
	}
	start := in.nameBefore(i)
	if start < 0 {
		return end
	}
	name := in.s[start:i]
	ref := &refInline{raw: in.s[start:end], line: in.lineAt(start), content: words(strings.Clone(name))}
	if end == i+2 {
		return in.done(start, end, in.pendAnonymous(ref))
	}
	ref.name = foldName(name)
	return in.done(start, end, in.pendRef(ref))
}

// nameBefore returns the leftmost position at which a simple reference name
// that ends at i may start, -1 if there is none.
func (in *inliner) nameBefore(i int) int {
	start := -1
	for {
		j := i
		for j > in.from {
			r, n := utf8.DecodeLastRuneInString(in.s[:j])
			if !isAlnum(r) {
				break
			}
			j -= n
		}
		if j == i {
			return start
		}
		if in.mayStart(j) {
			start = j
		}
		if j <= in.from || strings.IndexByte("-._+:", in.s[j-1]) < 0 {
			return start
		}
		i = j - 1
	}
}

func (in *inliner) inlineTarget(i int) int {
	if in.quoted(i, i+2) {
		return in.asText(i + 2)
	}
	text, end := in.closing(i+2, "`", endTarget)
	if end < 0 {
		return in.noEnd(i, i+2, "an inline target")
	}
	value := shown(text)
	mark := &doc.Target{}
	in.addTarget(&target{name: foldName(value), explicit: true, inline: mark, line: in.lineAt(i), file: in.file})
	return in.done(i, end, mark, &doc.Text{Value: value})
}

// bracket reads references to footnotes and citations.
func (in *inliner) bracket(i int) int {
	if !in.mayStart(i) {
		return i + 1
	}
	label, end := noteLabel(in.s, i)
	if end < 0 || !strings.HasPrefix(in.s[end:], "_") || !in.mayEnd(end+1) {
		return i + 1
	}
	return in.done(i, end+1, in.pendNote(label, in.lineAt(i)))
}

// noteLabel reads the label in brackets at i: a number, "*", "#", "#name" or a
// citation's name. It returns the position behind the closing bracket, -1 if
// there is no label.
func noteLabel(s string, i int) (label string, end int) {
	from := i + 1
	j := from
	switch {
	case j < len(s) && s[j] == '*':
		j++
	case j < len(s) && s[j] == '#':
		j = scanName(s, j+1)
	default:
		j = scanName(s, j)
	}
	if j == from || j >= len(s) || s[j] != ']' {
		return "", -1
	}
	return s[from:j], j + 1
}

// isFootnoteLabel tells footnotes from citations, whose labels are names.
func isFootnoteLabel(label string) bool {
	return label[0] == '*' || label[0] == '#' || strings.Trim(label, "0123456789") == ""
}
