package typeset

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/words"
)

// figure is a picture: the drawing that stands for it, else the picture's own
// rows, else a frame with what it shows and where it is; then its caption and
// legend.
type figure struct{ *doc.Figure }

func (figure) measure(_ *setter, w *want, indent int) { w.add(longWord, plainWidth, indent) }

func (f figure) set(s *setter) {
	shift, drawn := s.drawing(f.Image.Source)
	if !drawn {
		shift, drawn = s.picture(f.Image.Source)
	}
	if !drawn {
		s.framed(&f.Image)
		s.legend(f.Caption, 0)
		s.more(f.Legend)
		return
	}
	words := text.OneLine(f.Image.Alt)
	if f.Image.Target != "" || words != text.OneLine(doc.InlineText(f.Caption)) { // not the same twice
		s.legend(s.altText(&f.Image), shift)
	}
	s.legend(f.Caption, shift)
	s.more(f.Legend)
}

// altText is what a picture shows in words, and where a click on it leads. A
// link without words shows its address.
func (s *setter) altText(im *doc.Image) []doc.Inline {
	var alt []doc.Inline
	if strings.TrimSpace(im.Alt) != "" {
		alt = []doc.Inline{&doc.Text{Value: im.Alt}}
	}
	if im.Target != "" {
		return []doc.Inline{&doc.Link{Target: im.Target, Content: alt}}
	}
	return alt
}

// drawing puts out the text that stands for a picture, in the middle where it
// fits, and returns how far it was moved to the right.
func (s *setter) drawing(source string) (shift int, ok bool) {
	if s.opt.Drawing == nil {
		return 0, false
	}
	text, ok := s.opt.Drawing(source)
	if !ok || strings.TrimSpace(text) == "" {
		return 0, false
	}
	g := s.gatherString(strings.TrimLeft(text, "\r\n"), look{role: DrawingRole, added: true}, true)
	width := 0
	for line := range strings.SplitSeq(g.text, "\n") {
		width = max(width, textWidth(strings.TrimRight(line, " ")))
	}
	shift = max((s.textWidth()-width)/2, 0)
	if s.pending {
		shift = 0
	}
	s.lineByLine(g, shift, doc.Drawing)
	return shift, true
}

// legend puts out a caption below a picture: in the middle if the picture is.
func (s *setter) legend(text []doc.Inline, shift int) {
	if len(text) == 0 {
		return
	}
	lk := look{role: CaptionRole, style: Italic}
	if shift == 0 {
		s.styled(text, lk)
		return
	}
	g := s.gather(text, lk, false)
	s.rows = breakRows(s.rows[:0], g, s.firstWidth(), s.textWidth())
	e := emitter{s: s, g: g}
	rest := s.rest
	for _, r := range s.rows {
		if n := (s.width - rest.width - r.width) / 2; n > 0 && !s.pending {
			s.rest = rest.plus(n, blanks(n))
		}
		e.row(r, max(r.width-s.textWidth(), 0))
		s.rest = rest
	}
}

func (s *setter) more(legend []doc.Block) {
	if len(legend) > 0 {
		s.space(true)
		s.blocks(legend)
	}
}

// framed puts out a frame with what a picture shows and its path.
func (s *setter) framed(im *doc.Image) {
	const sides = 4 // "│ " and " │"
	alt := s.altText(im)
	s.settle()
	inner := s.textWidth()
	frame := inner >= 14
	if frame {
		inner -= sides
	}
	box := s.inside(inner, look{}, func() {
		if alt != nil {
			s.styled(alt, look{role: CaptionRole})
		}
		s.unshown(im)
		s.put(s.gatherString(shownSource(im.Source), look{role: MutedRole, added: true}, false), 0)
	})
	s.box(box, " "+words.T("Picture")+" ", inner, frame)
}

// box puts out lines in a frame that is as wide as they are. Without a frame
// the lines count the same.
func (s *setter) box(b inside, title string, inner int, frame bool) {
	if !frame {
		s.count++
		s.place(b, func(l Line) { s.cur = append(s.cur, l.Spans...) })
		s.count++
		return
	}
	width := textWidth(title)
	for _, l := range b.lines {
		width = max(width, l.Width())
	}
	width = min(width, inner)
	s.drawn("┌─" + title + strings.Repeat("─", width+1-textWidth(title)) + "┐")
	s.place(b, func(l Line) {
		s.cur = append(s.cur, Span{Text: "│ ", Role: FrameRole, Added: true})
		s.cur = append(s.cur, l.Spans...)
		s.cur = append(s.cur, blanks(width-l.Width()), Span{Text: " │", Role: FrameRole, Added: true})
	})
	s.drawn("└" + strings.Repeat("─", width+2) + "┘")
}
