package reader

import (
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// aside shows the footnote, citation or glossary entry that a link points at in a
// small window, so that nobody has to leave the line. It reports whether the link
// points at one.
func (m *Model) aside(l typeset.Link, d lessons.Destination) bool {
	if d.Kind != lessons.Inside {
		return false
	}
	to := m.course.Lesson(d.Place.Lesson)
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
		m.lay(overlay{kind: overAside, text: typeset.NoteLabel(b.Label), blocks: b.Blocks, of: to, line: l.Line, dest: d})
		return true
	case *doc.Definitions:
		if it, ok := entryFor(b, l); ok && (b.Kind == doc.Glossary || l.Ref == "term") {
			m.showLine(l.Line)
			m.lay(overlay{kind: overAside, text: "Glossary", of: to, line: l.Line, dest: d,
				blocks: []doc.Block{&doc.Definitions{Kind: doc.Glossary, Items: []doc.Definition{it}}}})
			return true
		}
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
			if strings.EqualFold(oneLine(doc.InlineText(t)), oneLine(id)) {
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

// asideRows draws the window.
func (m *Model) asideRows(o *overlay, w int) []sheet.Row {
	var rows []sheet.Row
	for _, l := range typeset.Set(o.blocks, typeset.Options{Width: w, Drawing: o.of.Page.Drawing}).Lines {
		rows = append(rows, sheet.Row{Pick: -1, Spans: l.Spans})
	}
	return rows
}
