package typeset

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/reader/syntax"
)

const (
	codeIndent = 2
	cutMark    = "…"
)

// code is indented and never broken; a line that does not fit is cut with a mark.
type code struct{ *doc.Code }

func (c code) measure(_ *setter, w *want, indent int) {
	n := 0
	for l := range lines(c.Text) {
		n = max(n, textWidth(l))
	}
	w.add(min(n, plainWidth), n, indent+codeIndent)
}

func (c code) set(s *setter) {
	n := len(s.lines)
	if len(c.Caption) > 0 {
		s.styled(c.Caption, look{role: CaptionRole, style: Bold})
	}
	lk := look{role: CodeRole}
	indent := codeIndent
	if c.Kind == doc.Drawing {
		lk.role = DrawingRole
		indent = 0
	}
	if len(s.lines) > n && c.Kind == doc.Drawing {
		s.space(true)
	}
	s.nest(nil, indent, func() {
		if c.Rich != nil {
			s.lineByLine(s.gather(c.Rich, lk, true), 0, c.Kind)
			return
		}
		s.lineByLine(s.gatherCode(c.Code, lk), 0, c.Kind)
	})
}

// codeRoles are the roles of what syntax finds in code.
var codeRoles = [...]Role{
	syntax.Keyword: KeywordRole, syntax.String: StringRole, syntax.Comment: CommentRole, syntax.Number: NumberRole,
}

// gatherCode is gatherString for code, with the roles of its keywords, strings,
// comments and numbers. A plain page has no roles.
func (s *setter) gatherCode(c *doc.Code, base look) gathered {
	name := c.Lang
	if c.Kind == doc.Doctest {
		name = "doctest"
	}
	language := syntax.Find(name)
	if language == nil || c.Kind == doc.Drawing || s.opt.Plain {
		return s.gatherString(c.Text, base, true)
	}
	g := &s.gatherer
	g.reset(s, true)
	at := 0
	for _, span := range language.Spans(c.Text) {
		g.add(c.Text[at:span.Start], base)
		lk := base
		lk.role = codeRoles[span.Kind]
		g.add(c.Text[span.Start:span.End], lk)
		at = span.End
	}
	g.add(c.Text[at:], base)
	return g.result()
}

// lineByLine puts out a text whose line breaks and spaces count, each line
// moved shift cells to the right.
func (s *setter) lineByLine(g gathered, shift int, kind doc.CodeKind) {
	text := strings.TrimRight(g.text, "\n")
	e := emitter{s: s, g: g}
	for at := 0; at <= len(text) && text != ""; {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := strings.TrimRight(text[at:end], " ")
		s.verbatim(&e, at, at+len(line), shift, kind)
		at = end + 1
	}
	for ; e.target < len(g.targets); e.target++ {
		s.anchor(g.targets[e.target].id)
	}
}

// verbatim puts out text[from:to] as one line, cut if it is too wide.
func (s *setter) verbatim(e *emitter, from, to, shift int, kind doc.CodeKind) {
	for e.target < len(e.g.targets) && e.g.targets[e.target].pos <= to {
		s.anchor(e.g.targets[e.target].id)
		e.target++
	}
	avail := s.firstWidth()
	line := e.g.text[from:to]
	count := max(units(line)-e.remarks(from, to), 1)
	shown, cut := to, 0
	if !s.opt.Plain && !s.whole {
		var n int
		n, cut = fit(line, avail)
		shown = from + n
	}
	s.begin()
	if shift > 0 && line != "" {
		s.cur = append(s.cur, blanks(shift))
	}
	if kind == doc.Doctest && shown == to {
		if n := promptLen(line); n > 0 {
			at := len(s.cur)
			e.spans(from, from+n, Fresh)
			for i := range s.cur[at:] {
				s.cur[at+i].Style |= Dim
			}
			from += n
		}
	}
	e.spans(from, shown, Fresh)
	if cut > 0 {
		role := CodeMark
		s.cur = append(s.cur, Span{Text: cutMark, Role: role, Added: true})
	}
	s.end(count, cut, e.own(shown, to))
}

// remarks counts the units of text[from:to] on which no place in the text depends.
func (e *emitter) remarks(from, to int) int {
	n := 0
	for i := e.piece; i < len(e.g.pieces) && e.g.pieces[i].start < to; i++ {
		p, end := e.g.pieces[i], to
		if i+1 < len(e.g.pieces) {
			end = min(to, e.g.pieces[i+1].start)
		}
		if start := max(from, p.start); p.remark && start < end {
			n += units(e.g.text[start:end])
		}
	}
	return n
}

// own returns the page's own text within text[from:to], which the line leaves out.
func (e *emitter) own(from, to int) string {
	var b strings.Builder
	for i := e.piece; i < len(e.g.pieces) && e.g.pieces[i].start < to; i++ {
		p, end := e.g.pieces[i], to
		if i+1 < len(e.g.pieces) {
			end = min(end, e.g.pieces[i+1].start)
		}
		if a := max(from, p.start); a < end && !p.added && !p.drop {
			b.WriteString(e.g.text[a:end])
		}
	}
	return b.String()
}

// promptLen is the length of the interpreter's prompt at the beginning of a line.
func promptLen(line string) int {
	for _, p := range []string{">>> ", "... ", "$ "} {
		if strings.HasPrefix(line, p) {
			return len(p)
		}
	}
	return 0
}

// fit returns how many bytes of line stand in width cells, with the last cell
// left for the mark where not all of it fits, and how many cells are cut off.
func fit(line string, width int) (n, cut int) {
	total := textWidth(line)
	if total <= width {
		return len(line), 0
	}
	used, state, rest := 0, -1, line
	for len(rest) > 0 {
		var w int
		var c string
		c, rest, w, state = cluster(rest, state)
		if used+w > width-1 {
			break
		}
		used += w
		n += len(c)
	}
	return n, total - used
}
