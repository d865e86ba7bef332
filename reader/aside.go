package reader

import (
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// asideWindow is the overlay that shows a footnote or glossary entry beside the line that points at it.
type asideWindow struct {
	window
	name   string
	blocks []doc.Block     // of the footnote or entry
	of     *lessons.Lesson // the lesson that holds the blocks
	line   int             // line of the lesson on the screen that the window is placed next to
	dest   lessons.Destination
}

func (o *asideWindow) mode() keys.Mode { return keys.InAside }
func (o *asideWindow) title() string   { return typeset.Clean(o.name) }

func (o *asideWindow) rect(m *Model, rows int) rect {
	r := m.windowRect(rows + 2)
	top, h := m.beside(o.line, r.h+2)
	r.y, r.h = top+1, h-2
	return r
}

func (o *asideWindow) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Open:
		m.number = 0
		m.lift()
		m.goInside(o.dest)
	case keys.Copy:
		m.copyText(doc.PlainText(o.blocks))
	default:
		m.scrollOrLeave(in)
	}
}

// aside shows the footnote, citation or glossary entry that a link points at in a
// small window, so that nobody has to leave the line. It reports whether the link
// points at one.
func (m *Model) aside(l typeset.Link, d lessons.Destination) bool {
	if d.Kind != lessons.Inside {
		return false
	}
	to := m.Course.Lesson(d.Place.Lesson)
	if to == nil {
		return false
	}
	blocks := to.Blocks()
	if d.Place.Block >= len(blocks) {
		return false
	}
	switch b := blocks[d.Place.Block].(type) {
	case *doc.Footnote:
		m.showLine(l.Line)
		m.lay(&asideWindow{name: typeset.NoteLabel(b.Label), blocks: b.Blocks, of: to, line: l.Line, dest: d})
		return true
	case *doc.Definitions:
		if it, ok := entryFor(b, l); ok && (b.Kind == doc.Glossary || l.Ref == "term") {
			m.showLine(l.Line)
			m.lay(&asideWindow{name: words.T("Glossary"), of: to, line: l.Line, dest: d,
				blocks: []doc.Block{&doc.Definitions{Kind: doc.Glossary, Items: []doc.Definition{it}}}})
			return true
		}
	default: // is read where it stands
	}
	return false
}

// entryFor finds the entry of a definition list that a link names.
func entryFor(b *doc.Definitions, l typeset.Link) (doc.Definition, bool) {
	id := l.Target[strings.LastIndexByte(l.Target, '#')+1:]
	for _, it := range b.Items {
		if slices.Contains(it.IDs, id) || slices.Contains(it.IDs, doc.Slug(id)) || slices.Contains(it.IDs, "term-"+doc.Slug(id)) {
			return it, true
		}
		for _, t := range it.Terms {
			if strings.EqualFold(safeLine(doc.InlineText(t)), safeLine(id)) {
				return it, true
			}
		}
	}
	return doc.Definition{}, false
}

// beside places a window of h rows below a line of the lesson, or above it where
// there is more room, so that the line stays in sight.
func (m *Model) beside(line, h int) (top, height int) {
	l := m.layout()
	y := l.text.y + line - m.firstLine()
	above, below := y-l.body.y, l.body.y+l.body.h-y-1
	switch {
	case above < 0 || below < 0: // the line is not on the screen
		return l.body.y + max(0, (l.body.h-h)/3), h
	case h <= below || below >= above:
		return y + 1, max(3, min(h, below))
	}
	h = max(3, min(h, above))
	return y - h, h
}

// sheet draws the window.
func (o *asideWindow) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	for _, l := range typeset.Set(o.blocks, typeset.Options{Width: w, Drawing: o.of.Page.Drawing, LinkNews: linkNews(o.of.Page)}).Lines {
		s.Add(l.Spans...)
	}
	return s
}
