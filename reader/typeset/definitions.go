package typeset

import (
	"strings"

	"lectern/lessons/doc"
)

const (
	termIndent    = 4  // of what a term means
	maxNameColumn = 22 // the widest column of names of fields and options
	narrowNames   = 34 // a flow narrower than this has no column of names
)

// definitions are names with their meanings: fields and options in two columns
// where there is room, everything else with the meaning below the name.
type definitions struct{ *doc.Definitions }

func (d definitions) measure(s *setter, w *want, indent int) {
	for _, it := range d.Items {
		for _, t := range it.Terms {
			s.measureText(t, w, indent)
		}
		s.measure(it.Blocks, w, indent+termIndent)
	}
}

func (d definitions) set(s *setter) {
	column := 0
	if (d.Kind == doc.Fields || d.Kind == doc.Options) && s.textWidth() >= narrowNames {
		column = s.nameColumn(d.Definitions)
	}
	n := len(s.lines)
	airy := d.Kind == doc.Terms || d.Kind == doc.Glossary
	for i := range d.Items {
		it := &d.Items[i]
		if i > 0 && len(s.lines) > n && (airy || len(it.Blocks) > 1) {
			s.space(true)
		}
		for _, id := range it.IDs {
			s.anchor(id)
		}
		if column > 0 {
			s.beside(it, d.Kind, column)
		} else {
			s.below(it, d.Kind)
		}
	}
}

// nameColumn is the width of the column of names: that of the widest name that
// is not too wide, with two cells of space after it.
func (s *setter) nameColumn(d *doc.Definitions) int {
	most := min(maxNameColumn, s.limit-s.rest.width)
	column := 0
	for i := range d.Items {
		if w := s.probe(func() int { return spansWidth(s.names(&d.Items[i], d.Kind)) }); w+2 <= most {
			column = max(column, w+2)
		}
	}
	return column
}

// probe runs f, which gathers text only to measure it, and forgets the links
// that it met.
func (s *setter) probe(f func() int) int {
	links, listed := len(s.links), len(s.listed)
	n := f()
	s.links = s.links[:links]
	for _, a := range s.listed[listed:] {
		delete(s.address, a.Target)
	}
	s.listed = s.listed[:listed]
	return n
}

func spansWidth(spans []Span) int {
	n := 0
	for _, sp := range spans {
		n += textWidth(sp.Text)
	}
	return n
}

// names are the names and classifiers of an item on one line.
func (s *setter) names(it *doc.Definition, kind doc.DefinitionKind) []Span {
	var spans []Span
	between := Span{Text: ", ", Role: MutedRole, Added: true}
	for i, term := range it.Terms {
		if i > 0 {
			spans = append(spans, between)
		}
		spans = append(spans, s.inSpans(term, look{role: TermRole, style: Bold})...)
	}
	for _, c := range it.Classifiers {
		words := s.inSpans(c, look{role: MutedRole, style: Italic})
		// The colon stands between two things; where one is missing it says nothing.
		if len(spans) > 0 && len(words) > 0 {
			spans = append(spans, Span{Text: " : ", Role: MutedRole, Added: true})
		}
		spans = append(spans, words...)
	}
	if kind == doc.Fields && len(spans) > 0 {
		spans = append(spans, Span{Text: ":", Role: MutedRole, Added: true})
	}
	return spans
}

// inSpans gathers text into spans without breaking it; hard line breaks become
// spaces.
func (s *setter) inSpans(text []doc.Inline, lk look) []Span {
	g := s.gather(text, lk, false)
	e := emitter{s: s, g: g}
	cur := s.cur
	s.cur = nil
	e.spans(0, len(g.text), Fresh)
	spans := s.cur
	s.cur = cur
	for i := range spans {
		spans[i].Text = strings.ReplaceAll(spans[i].Text, "\n", " ")
	}
	return spans
}

// beside sets an item in two columns.
func (s *setter) beside(it *doc.Definition, kind doc.DefinitionKind, column int) {
	names := s.names(it, kind)
	w := spansWidth(names)
	if w == 0 || w+2 > column {
		s.spans(names, 2)
		s.nest(nil, column, func() { s.blocks(it.Blocks) })
		return
	}
	marker := append(names, blanks(column-w))
	s.nest(marker, column, func() { s.blocks(it.Blocks) })
}

// below sets an item's meaning below its names.
func (s *setter) below(it *doc.Definition, kind doc.DefinitionKind) {
	indent := termIndent
	if kind == doc.Fields || kind == doc.Options {
		s.spans(s.names(it, kind), 2)
	} else {
		for i, term := range it.Terms {
			if i < len(it.Terms)-1 {
				s.styled(term, look{role: TermRole, style: Bold})
				continue
			}
			last := doc.Definition{Terms: it.Terms[i:], Classifiers: it.Classifiers}
			s.spans(s.names(&last, kind), 2)
		}
		if len(it.Terms) == 0 && len(it.Classifiers) > 0 {
			s.spans(s.names(it, kind), 2)
		}
	}
	s.nest(nil, indent, func() { s.blocks(it.Blocks) })
}
