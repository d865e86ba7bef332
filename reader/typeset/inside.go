package typeset

// inside holds lines that were set in a flow of their own, to be placed in a frame: the
// contents of a table's cell or of a picture's frame.
type inside struct {
	lines   []Line
	units   int // what it adds to the count, the same at every width
	anchors []anchor
}

// inside runs body in a flow of the given width.
func (s *setter) inside(width int, base look, body func()) inside {
	outer, bullets := s.flow, s.bullets
	s.flow, s.bullets = newFlow(width, base), 0
	body()
	in := inside{s.lines, s.count, s.anchors}
	ids := s.ids
	s.flow, s.bullets = outer, bullets
	s.ids = append(s.ids, ids...)
	return in
}

// settle puts out the blank line that waits for the next line, and the marker that
// waits, if a frame could not stand beside it.
func (s *setter) settle() {
	s.flushGap()
	if s.pending && s.first.width != s.rest.width {
		s.unmark()
	}
}

// place puts out the lines of b one by one; draw appends the spans of each to
// s.cur with what stands around them. Places inside b count from s.count on. The
// words of a picture, which are all that is placed so, have no anchors.
func (s *setter) place(b inside, draw func(Line)) {
	start := s.count
	for _, l := range b.lines {
		s.count = start + l.Offset
		s.begin()
		draw(l)
		s.end(0, l.Cut, l.Rest)
	}
	s.count = start + b.units
}
