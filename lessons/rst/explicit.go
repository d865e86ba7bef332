package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// explicit reads an explicit markup block: footnote, citation, target,
// substitution definition, directive, or a comment when it is none of them (RST
// spec, "Explicit Markup Blocks").
func (s *scanner) explicit(line string) bool {
	if !strings.HasPrefix(line, "..") {
		return false
	}
	i, ok := spacesAfter(line, 2)
	if !ok {
		return false
	}
	rest := line[i:]
	switch {
	case i == 2 || rest == "":
	case rest[0] == '[' && s.footnote(i):
		return true
	case rest[0] == '_' && len(rest) > 1 && rest[1] != ' ' && s.hyperlinkTarget(i+1):
		return true
	case rest[0] == '|' && len(rest) > 1 && rest[1] != ' ' && s.substitutionDef(i+1):
		return true
	default:
		if name, at, ok := directiveMark(line, i); ok {
			s.directive(name, at)
			return true
		}
	}
	s.comment(i)
	return true
}

// comment passes over a comment. One that is only ".." with a blank line below
// it has no text, and ends there.
func (s *scanner) comment(i int) {
	if i == len(s.in.text[s.i]) && s.blankNext() {
		s.i++
		return
	}
	if name := meantDirective(s.in.text[s.i][i:]); name != "" {
		s.problem(doc.Warning, s.line(), 0, "comment-like-directive", "this is a comment and not shown, because a directive is written %q, with two colons and a blank behind them", ".. "+name+"::")
	}
	s.firstKnown(i, false)
}

// meantDirective returns the name of the directive that a comment was probably meant
// to be: it begins with the name of one that shows something, and a colon. It returns
// "" for what other comments begin with: notes to oneself, and metadata as Nikola has
// them (".. title: …").
func meantDirective(comment string) string {
	name, _, ok := strings.Cut(comment, ":")
	if name = strings.ToLower(strings.TrimRight(name, " ")); !ok || len(name) > 30 || name == "todo" {
		return ""
	}
	if _, known := frames(name); known {
		return name
	}
	if _, known := objects(name); known {
		return name
	}
	return ""
}

// footnote reads a footnote or a citation whose label begins at byte i.
func (s *scanner) footnote(i int) bool {
	line := s.in.text[s.i]
	label, end := noteLabel(line, i)
	if end < 0 {
		return false
	}
	body, ok := spacesAfter(line, end)
	if !ok {
		return false
	}
	at := s.line()
	note := &doc.Footnote{At: s.at(at), Citation: !isFootnoteLabel(label)}
	s.addNote(note, strings.Clone(label), at)
	block, blank := s.firstKnown(body, false)
	note.Blocks = s.body(block, s.ctx.inner())
	s.emit(note)
	s.explicitEnd("footnote", blank)
	return true
}

// hyperlinkTarget reads a target whose name begins at byte i.
func (s *scanner) hyperlinkTarget(i int) bool {
	at := s.line()
	block, next, blank := s.in.take(s.i, blockRule{firstByte: i, first: true, known: -1, untilBlank: true, keep: true})
	text := escape(block.text[0])
	name, end, ok := targetName(text)
	used := 1
	// The name may go on over several lines.
	for ; !ok && used < len(block.text) && used < 20; used++ {
		text += escape(block.text[used])
		name, end, ok = targetName(text)
	}
	if !ok {
		s.problem(doc.Warning, at, 0, "malformed-target", "a target without a name and a colon, taken for a comment")
		return false
	}
	s.i = next
	where := []string{strings.TrimSpace(text[end:])}
	for _, line := range block.text[used:] {
		where = append(where, escape(strings.TrimSpace(line)))
	}
	s.makeTarget(name, where, at)
	s.explicitEnd("target", blank)
	return true
}

// anonymous reads "__ address".
func (s *scanner) anonymous(line string) bool {
	if !strings.HasPrefix(line, "__") {
		return false
	}
	i, ok := spacesAfter(line, 2)
	if !ok {
		return false
	}
	at := s.line()
	block, blank := s.firstKnown(i, true)
	where := make([]string, len(block.text))
	for k, line := range block.text {
		where[k] = escape(strings.TrimSpace(line))
	}
	s.makeTarget("_", where, at)
	s.explicitEnd("target", blank)
	return true
}

// targetName reads the name of a target, up to its colon: "_" alone, in
// backquotes, or plain. end is where what follows the colon begins.
func targetName(s string) (name string, end int, ok bool) {
	switch {
	case s == "" || s[0] == ' ':
		return "", 0, false
	case s[0] == '_':
		end, ok = colonAfter(s, 1)
		return "_", end, ok
	case s[0] == '`':
		for i := 2; i < len(s); i++ {
			if s[i] == '`' && s[i-1] != 0 && s[i-1] != ' ' {
				if end, ok = colonAfter(s, i+1); ok {
					return s[1:i], end, true
				}
			}
		}
		return "", 0, false
	}
	for i := 1; i < len(s); i++ {
		if s[i] != ':' || s[i-1] == 0 || i+1 < len(s) && s[i+1] != ' ' {
			continue
		}
		name = s[:i]
		name = strings.TrimSuffix(name, " ")
		r, n := utf8.DecodeLastRuneInString(name)
		if isSpace(r) || r == 0 || r == ':' && (len(name) == n || name[len(name)-n-1] != 0) {
			continue
		}
		return name, i + 1, true
	}
	return "", 0, false
}

// colonAfter reads an optional space and a colon at i.
func colonAfter(s string, i int) (end int, ok bool) {
	if i < len(s) && s[i] == ' ' {
		i++
	}
	if i >= len(s) || s[i] != ':' || i+1 < len(s) && s[i+1] != ' ' {
		return 0, false
	}
	return i + 1, true
}

// makeTarget registers a target that leads to where: nothing (the place itself),
// an address, or a reference to another target. name "_" is an anonymous one.
func (s *scanner) makeTarget(name string, where []string, line int) {
	t := &target{explicit: true, line: line, file: s.file}
	if name == "_" {
		s.targets.anonymous = append(s.targets.anonymous, t)
	} else {
		t.name = foldName(unescape(name))
	}
	if to, ok := indirectName(where); ok {
		t.indirect = foldName(to)
	} else {
		t.uri = strings.Clone(mailto(joinAddress(strings.Join(where, " "))))
	}
	s.chainTarget(t)
	if t.uri == "" && t.indirect == "" {
		t.anchor = &doc.Anchor{At: s.at(line)}
		s.emit(t.anchor)
	}
	s.addTarget(t)
	s.lastTarget, s.lastOut = t, len(s.out)
}

// chainTarget makes the internal target right before t, if there is one, lead
// where t leads (RST spec: "targets may be chained").
func (s *scanner) chainTarget(t *target) {
	if t.uri == "" && t.indirect == "" {
		t.before = s.rightBefore()
		return
	}
	for last := s.rightBefore(); last != nil; last = last.before {
		last.chain = t
	}
}

// rightBefore returns the internal target right before the current line, nil if
// another element stands there.
func (s *scanner) rightBefore() *target {
	if s.lastTarget == nil || s.lastTarget.anchor == nil || s.lastOut != len(s.out) {
		return nil
	}
	return s.lastTarget
}

// indirectName tells whether a target's destination is a reference, and to what.
func indirectName(where []string) (name string, ok bool) {
	s := text.OneLine(strings.Join(where, " "))
	if !strings.HasSuffix(s, "_") {
		return "", false
	}
	s = s[:len(s)-1]
	if n := len(s); n > 2 && s[0] == '`' && s[n-1] == '`' {
		if s[n-2] == 0 || s[1] == ' ' {
			return "", false
		}
		return unescape(s[1 : n-1]), true
	}
	if s != "" && scanName(s, 0) == len(s) {
		return s, true
	}
	return "", false
}

// substitutionDef reads a substitution definition whose name begins at byte i.
func (s *scanner) substitutionDef(i int) bool {
	at := s.line()
	block, next, blank := s.in.take(s.i, blockRule{firstByte: i, first: true, known: -1, keep: true})
	text := escape(block.text[0])
	name, end, ok := substitutionName(text)
	used := 1
	for ; !ok && used < len(block.text) && used < 20; used++ {
		text += " " + escape(strings.TrimSpace(block.text[used]))
		name, end, ok = substitutionName(text)
	}
	if !ok {
		s.problem(doc.Warning, at, 0, "malformed-substitution", "a substitution without a name between bars, taken for a comment")
		return false
	}
	s.i = next
	head := strings.TrimSpace(raw(text[end:]))
	rest := block.slice(used, len(block.text))
	if head != "" {
		rest = lines{append([]string{head}, rest.text...), rest.first - 1}
	}
	rest = rest.trim()
	if len(rest.text) > 0 {
		rest.text[0] = strings.TrimSpace(rest.text[0])
	}
	s.defineSubstitution(raw(name), rest, at)
	s.explicitEnd("substitution definition", blank)
	return true
}

// substitutionName reads the name up to its closing bar.
func substitutionName(s string) (name string, end int, ok bool) {
	for i := 1; i < len(s); i++ {
		if s[i] != '|' || s[i-1] == 0 || s[i-1] == ' ' || i+1 < len(s) && s[i+1] != ' ' {
			continue
		}
		return s[:i], i + 1, true
	}
	return "", 0, false
}
