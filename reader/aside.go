package reader

import (
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
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
		m.lay(overlay{kind: overAside, text: "[" + b.Label + "]", blocks: b.Blocks, of: to})
		return true
	case *doc.Definitions:
		if it, ok := entryFor(b, l); ok && (b.Kind == doc.Glossary || l.Ref == "term") {
			m.lay(overlay{kind: overAside, text: "Glossary", of: to,
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

// asideRows draws the window.
func (m *Model) asideRows(o *overlay, w int) []row {
	var rows []row
	for _, l := range typeset.Set(o.blocks, typeset.Options{Width: w, Drawing: o.of.Page.Drawing}).Lines {
		rows = append(rows, row{pick: -1, spans: l.Spans})
	}
	return rows
}
