package typeset

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// prefix holds the spans at the left of a line: indents, bars, bullets.
type prefix struct {
	spans []Span
	width int
}

// plus returns the prefix with spans added; the old one stays as it is.
func (p prefix) plus(width int, spans ...Span) prefix {
	all := make([]Span, 0, len(p.spans)+len(spans))
	all = append(all, p.spans...)
	return prefix{append(all, spans...), p.width + width}
}

func blanks(n int) Span {
	return Span{Text: strings.Repeat(" ", max(n, 0)), Added: true}
}

// gap is a blank line that will be put out before the next line, if one
// comes.
type gap struct {
	set    bool
	inside bool // it belongs to the current top-level block and counts there
	prefix prefix
	block  int
	count  int
}

// flow is a column that lines are put into: the page, or one cell of a table.
type flow struct {
	lines   []Line
	width   int
	limit   int // indents and bars take no more cells than this
	column  column
	rest    prefix
	first   prefix // stands for rest on the next line, while pending
	pending bool
	firstAt int // the count before the markers in first
	count   int // the Line.Offset of the next line
	gap     gap
	base    look
	ids     []string // anchors that the next line will get
	anchors []anchor
}

type anchor struct {
	id   string
	line int
}

func newFlow(width int, base look) flow {
	return flow{width: max(width, 1), limit: width / 3, base: base}
}

// units counts the characters of a text other than spaces, as Line.Offset does.
func units(text string) int {
	return utf8.RuneCountInString(text) - strings.Count(text, " ")
}

// textWidth is how many cells a line of text has behind the prefix.
func (s *setter) textWidth() int { return max(s.width-s.rest.width, 1) }

// firstWidth is textWidth for the next line.
func (s *setter) firstWidth() int {
	if s.pending {
		return max(s.width-s.first.width, 1)
	}
	return s.textWidth()
}

// nest sets body behind an indent of pad cells, with a marker before its first
// line. The indent is narrower, or none, where it would take more than a third
// of the flow. A marker is shown even if body has no lines.
func (s *setter) nest(marker []Span, pad int, body func()) {
	outer := s.rest
	n := min(pad, s.limit-outer.width)
	if len(marker) > 0 {
		if n > 0 {
			s.rest = outer.plus(n, blanks(n))
		}
		s.mark(marker, outer)
		body()
		s.unmark()
		s.rest = outer
		return
	}
	if n > 0 {
		s.within(n, blanks(n), body)
		return
	}
	body()
}

// bar sets body behind a bar at its left, if there is room for it.
func (s *setter) bar(sign string, role Role, body func()) {
	w := textWidth(sign) + 1
	if s.rest.width+w > s.limit {
		body()
		return
	}
	s.within(w, Span{Text: sign + " ", Role: role, Added: true}, body)
}

// within sets body with side at the left of each line. Markers that wait for a
// line stand before it.
func (s *setter) within(width int, side Span, body func()) {
	rest, first, waiting, n := s.rest, s.first, s.pending, len(s.lines)
	s.rest = rest.plus(width, side)
	if waiting && first.width+width < s.width {
		s.first = first.plus(width, side)
	}
	body()
	if waiting && len(s.lines) == n { // nobody took them
		s.first = first
	}
	s.rest = rest
}

// mark puts the marker in front of the next line, after outer or after the
// markers that wait already.
func (s *setter) mark(marker []Span, outer prefix) {
	s.flushGap()
	width, n := 0, 0
	for _, m := range marker {
		width += textWidth(m.Text)
		if !m.Remark {
			n += units(m.Text)
		}
	}
	before := outer
	if s.pending {
		before = s.first
	}
	if s.pending && before.width+width > s.width*2/3 {
		s.unmark()
		before = outer
	}
	if before.width+width > s.width*2/3 { // no room beside it: lines of its own
		inner := s.rest
		s.rest = outer
		s.spans(marker, 0)
		s.rest = inner
		return
	}
	if !s.pending {
		s.firstAt = s.count
	}
	s.first, s.pending = before.plus(width, marker...), true
	s.count += n
}

// spans puts out spans as a text of their own, whose further lines are indented
// by hang cells.
func (s *setter) spans(spans []Span, hang int) {
	var g gathered
	var b strings.Builder
	for _, sp := range spans {
		lk := look{role: sp.Role, style: sp.Style, link: sp.Link, added: sp.Added, remark: sp.Remark}
		g.pieces = append(g.pieces, piece{start: b.Len(), look: lk, keep: sp.Remark})
		b.WriteString(sp.Text)
	}
	// Only our own spaces: one like U+3000 is a character of the text.
	text := strings.TrimLeft(b.String(), " ")
	lead := b.Len() - len(text)
	for i := range g.pieces {
		g.pieces[i].start = max(g.pieces[i].start-lead, 0)
	}
	g.text = strings.TrimRight(text, " ")
	s.put(g, hang)
}

// unmark puts out the markers that wait, on a line of their own.
func (s *setter) unmark() {
	if s.pending {
		s.begin()
		s.end(0, 0, "")
	}
}

// space asks for a blank line before the next line.
func (s *setter) space(inside bool) {
	s.gap = gap{true, inside, s.rest, s.block, s.count}
}

func (s *setter) flushGap() {
	g := s.gap
	if !g.set {
		return
	}
	s.gap.set = false
	if g.inside {
		g.block, g.count = s.block, s.count
		s.count++
	}
	s.cur = append(s.cur[:0], g.prefix.spans...)
	s.store(Line{Position: doc.Position{Block: g.block, Offset: g.count}})
}

// begin starts a line with what stands at its left. The caller appends spans to
// s.cur and calls end.
func (s *setter) begin() {
	s.flushGap()
	p := s.rest
	s.at = s.count
	if s.pending {
		p, s.at, s.pending = s.first, s.firstAt, false
	}
	s.cur = append(s.cur[:0], p.spans...)
	for _, id := range s.ids {
		s.anchors = append(s.anchors, anchor{id, len(s.lines)})
	}
	s.ids = s.ids[:0]
}

// end finishes the line that begin started; n is what it adds to the count.
func (s *setter) end(n, cut int, rest string) {
	s.store(Line{Position: doc.Position{Block: s.block, Offset: s.at}, Cut: cut, Rest: rest})
	s.count += n
}

// store trims the spaces that we added at the end of the line and keeps it.
func (s *setter) store(l Line) {
	for n := len(s.cur); n > 0 && s.cur[n-1].Added; n-- {
		t := strings.TrimRight(s.cur[n-1].Text, " ")
		s.cur[n-1].Text = t
		if t != "" {
			break
		}
		s.cur = s.cur[:n-1]
	}
	if cap(s.arena)-len(s.arena) < len(s.cur) {
		s.arena = make([]Span, 0, max(256, len(s.cur)))
	}
	from := len(s.arena)
	s.arena = append(s.arena, s.cur...)
	l.Spans = s.arena[from:len(s.arena):len(s.arena)]
	s.lines = append(s.lines, l)
}
