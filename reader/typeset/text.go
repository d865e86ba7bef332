package typeset

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// paragraph is running text in the look of the blocks around it.
type paragraph struct{ *doc.Paragraph }

func (p paragraph) set(s *setter)                          { s.text(p.Text) }
func (p paragraph) measure(s *setter, w *want, indent int) { s.measureText(p.Text, w, indent) }

// rubric is a title that begins no section.
type rubric struct{ *doc.Rubric }

func (r rubric) set(s *setter)                          { s.styled(r.Text, look{role: SubheadingRole, style: Bold | Italic}) }
func (r rubric) measure(s *setter, w *want, indent int) { s.measureText(r.Text, w, indent) }

// heading is a section's title. Its level is seen without colour: a heavy line
// stands below the outermost, a light one beside the second, none at the third, and
// those below that are italic. On plain paper, which has no bold, every level has
// a line below it, in the signs that RST and setext headings use. Who listens
// to the page has no use for lines beside a title.
type heading struct{ *doc.Heading }

func (h heading) measure(s *setter, w *want, indent int) { s.measureText(h.Text, w, indent) }

func (h heading) set(s *setter) {
	s.anchor(h.ID)
	lk := look{role: HeadingRole, style: Bold}
	if h.Level > 3 {
		lk = look{role: SubheadingRole, style: Bold | Italic}
	}
	n := len(s.lines)
	s.styled(h.Text, lk)
	switch {
	case s.opt.Plain && h.Level <= 3:
		s.underline(n, "=-~"[max(h.Level, 1)-1:][:1])
	case s.opt.Plain:
	case h.Level <= 1:
		s.underline(n, "━")
	case h.Level == 2 && !s.opt.Records:
		s.ruleBeside(n)
	}
}

// ruleBeside draws a light line from the end of the last line to the edge of the
// text, if any line was put out since there were n and there is room for it.
func (s *setter) ruleBeside(n int) {
	if len(s.lines) == n {
		return
	}
	l := &s.lines[len(s.lines)-1]
	if room := s.width - l.Width() - 1; room > 1 {
		l.Spans = append(l.Spans, Span{Text: " " + strings.Repeat("─", room), Role: FrameRole, Added: true})
	}
}

// underline draws a line below those that were put out since there were n. On
// plain paper it is as long as they are.
func (s *setter) underline(n int, sign string) {
	width := 0
	for _, l := range s.lines[min(n, len(s.lines)):] {
		width = max(width, l.Width()-s.rest.width)
	}
	if width == 0 {
		return
	}
	if width = min(width, s.textWidth()); !s.opt.Plain {
		width = s.textWidth()
	}
	s.drawn(strings.Repeat(sign, width))
}

// drawn puts out a line of our own drawing. It counts one.
func (s *setter) drawn(text string) {
	s.begin()
	s.cur = append(s.cur, Span{Text: text, Role: FrameRole, Added: true})
	s.end(1, 0, "")
}

// rule is the sign between two parts of a text: a light line in the middle.
type rule struct{}

func (rule) measure(*setter, *want, int) {}

func (rule) set(s *setter) {
	avail := s.firstWidth()
	n := max(avail/3, 1)
	s.drawn(strings.Repeat(" ", (avail-n)/2) + strings.Repeat("─", n))
}

// quote is a quotation behind a bar, with who said it below.
type quote struct{ *doc.Quote }

func (q quote) measure(s *setter, w *want, indent int) { s.measure(q.Blocks, w, indent+2) }

func (q quote) set(s *setter) {
	base := s.base
	s.base.role = QuoteRole
	if q.Kind == "pull-quote" {
		s.base.style |= Bold
	}
	s.bar("│", FrameRole, func() {
		s.blocks(q.Blocks)
		if len(q.Attribution) > 0 {
			lk := s.base
			lk.style |= Italic
			s.hanging([]Span{{Text: "— ", Role: QuoteRole, Added: true}}, q.Attribution, lk)
		}
	})
	s.base = base
}

// hanging sets text behind a marker, its further lines under its first.
func (s *setter) hanging(marker []Span, text []doc.Inline, lk look) {
	width := 0
	for _, m := range marker {
		width += textWidth(m.Text)
	}
	s.nest(marker, width, func() { s.styled(text, lk) })
}

// lineBlock is verse: each line of the source is a line, what does not fit goes
// on further to the right.
type lineBlock struct{ *doc.LineBlock }

func (b lineBlock) measure(s *setter, w *want, indent int) {
	for _, l := range b.Lines {
		s.measureText(l.Text, w, indent+2*min(max(l.Indent, 0), 8))
	}
}

func (b lineBlock) set(s *setter) {
	for _, v := range b.Lines {
		s.nest(nil, 2*min(max(v.Indent, 0), s.limit), func() {
			g := s.gather(v.Text, s.base, false)
			if g.text == "" {
				s.blank()
				return
			}
			s.put(g, 4)
		})
	}
}

// blank puts out an empty line that the source asks for.
func (s *setter) blank() {
	s.begin()
	s.end(1, 0, "")
}

// footnote is a note behind its label.
type footnote struct{ *doc.Footnote }

func (f footnote) measure(s *setter, w *want, indent int) { s.measure(f.Blocks, w, indent+4) }

func (f footnote) set(s *setter) {
	s.anchor(f.ID)
	open, end := s.noteBrackets(f.Label)
	label := text.OneLine(Clean(f.Label))
	base := s.base
	if s.base.role == Body {
		s.base.role = FootnoteRole
	}
	marker := []Span{
		{Text: open, Role: FootnoteRole, Style: Bold, Added: true},
		{Text: label, Role: FootnoteRole, Style: Bold},
		{Text: end + " ", Role: FootnoteRole, Style: Bold, Added: true},
	}
	s.nest(marker, min(spansWidth(marker), 8), func() { s.blocks(f.Blocks) })
	s.base = base
}

// noteBrackets are the brackets around the label of a footnote. Where the page
// shows the numbers of links too, a number as label is told from them: [^1].
func (s *setter) noteBrackets(label string) (open, end string) {
	if _, err := strconv.Atoi(label); err == nil && (s.opt.Numbers || s.opt.Plain) {
		return "[^", "]"
	}
	return "[", "]"
}

// NoteLabel is the label of a footnote as it stands in a text that shows the numbers of links.
func NoteLabel(label string) string {
	s := setter{opt: Options{Numbers: true}}
	open, end := s.noteBrackets(label)
	return open + Clean(label) + end
}

// object is the description of one thing of a programming interface: its
// signatures as code, then what is said about it.
type object struct{ *doc.Object }

func (o object) measure(s *setter, w *want, indent int) {
	w.add(longWord, plainWidth, indent)
	s.measure(o.Blocks, w, indent+4)
}

func (o object) set(s *setter) {
	s.anchor(o.ID)
	for _, sig := range o.Signatures {
		g := s.gatherString(sig, look{role: CodeRole, style: Bold}, false)
		if k := kindWord(o.Kind); k != "" && !strings.HasPrefix(g.text, k) {
			s.nest([]Span{{Text: k, Role: CodeRole, Style: Italic, Added: true}}, 0, func() { s.put(g, 4) })
			continue
		}
		s.put(g, 4)
	}
	s.nest(nil, 4, func() { s.blocks(o.Blocks) })
}

// kindWord is the word that stands before the signature of a thing that does
// not look like what it is.
func kindWord(kind string) string {
	switch kind {
	case "class", "exception", "module", "property", "struct", "enum", "macro", "type", "interface":
		return kind + " "
	}
	return ""
}
