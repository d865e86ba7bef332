package html

import (
	"strings"
	"unicode"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Section is a section of a page that the contents of its book name.
type Section struct {
	Place string // its anchor; "" for the beginning of the page
	Title string
	Level int // from 1
}

// maxHeading is how long a paragraph may be that is a heading because the contents say so.
const maxHeading = 160

// sections gives the page the headings that the contents of its book name: many a book sets its
// chapters' titles as paragraphs, so that nothing else tells where one begins.
func (p *page) sections(blocks []doc.Block) []doc.Block {
	if len(p.opt.Sections) == 0 {
		return blocks
	}
	at := map[string]int{} // by anchors: the block that has them, or in which they are
	for i := range blocks {
		note := func(id string) {
			if _, known := at[id]; id != "" && !known {
				at[id] = i
			}
		}
		doc.Walk(blocks[i:i+1], func(b doc.Block) bool {
			for _, id := range doc.IDs(b) {
				note(id)
			}
			return true
		})
		doc.WalkInlines(blocks[i:i+1], func(in doc.Inline) {
			if t, ok := in.(*doc.Target); ok {
				note(t.ID)
			}
		})
	}
	before := map[int][]doc.Block{}
	for _, s := range p.opt.Sections {
		i, ok := at[s.Place]
		if s.Place == "" {
			i, ok = 0, len(blocks) > 0
		}
		if ok {
			if h := headed(blocks, i, s); h != nil {
				before[i] = append(before[i], h)
			}
		}
	}
	if len(before) == 0 {
		return blocks
	}
	var out []doc.Block
	for i, b := range blocks {
		out = append(append(out, before[i]...), b)
	}
	return out
}

// headed makes a heading of the block that is the title of a section which begins with block i.
// Where there is none, it returns one that is to stand before the block; nil if none is needed.
func headed(blocks []doc.Block, i int, s Section) doc.Block {
	const near = 4 // how many blocks further a title may stand, behind a picture or a number
	for j := i; j < min(i+near, len(blocks)); j++ {
		switch b := blocks[j].(type) {
		case *doc.Heading:
			return nil
		case *doc.Paragraph:
			if text := b.Text; alike(text, s.Title) {
				blocks[j] = &doc.Heading{At: b.At, Level: s.Level, ID: s.id(), Text: text}
				return nil
			}
		case *doc.Rubric:
			if text := b.Text; alike(text, s.Title) {
				blocks[j] = &doc.Heading{At: b.At, Level: s.Level, ID: s.id(), Text: text}
				return nil
			}
		default: // may stand before it
		}
	}
	switch blocks[i].(type) {
	case *doc.Paragraph, *doc.Anchor, *doc.Figure, *doc.Rule, *doc.Quote, *doc.LineBlock:
	default: // a term, or an item: the place has its own name
		return nil
	}
	if s.Place == "" {
		return nil // the page's own title says it
	}
	for j := i - 1; j >= 0; j-- {
		switch blocks[j].(type) {
		case *doc.Heading:
			return nil
		case *doc.Anchor:
			continue
		default: // the text of the page begins before
		}
		break
	}
	return &doc.Heading{At: doc.At(blocks[i].Line()), Level: s.Level, ID: s.id(), Text: []doc.Inline{&doc.Text{Value: s.Title}}}
}

// id returns the anchor of the section's heading. The place itself has its own.
func (s Section) id() string { return Slug(s.Title) }

// alike reports whether running text is a title, or a part of it, but for signs and case.
func alike(said []doc.Inline, title string) bool {
	s := doc.InlineText(said)
	if len(s) > maxHeading {
		return false
	}
	a, b := letters(s), letters(title)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && strings.Contains(b, a) && (len(a) > 2 || a == b)
}

// letters returns the letters and digits of a text in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text.OneLine(s))
}
