package markdown

import (
	"lectern/lessons/doc"
	"lectern/lessons/html"
)

// titleSearch finds the title of a page: its first heading of level 1. A page
// that has none gets the title of its front matter as its first heading.
type titleSearch struct {
	heading *doc.Heading // the first of level 1
	top     *doc.Heading // the heading that the front matter makes; nil without a title there, or when the page has its own
	taken   bool         // a heading of the page has the anchor of top
}

func newTitleSearch(h head) *titleSearch {
	t := &titleSearch{}
	title := (&doc.Document{Meta: h.meta}).Get("title")
	if title == "" {
		return t
	}
	text, _ := oneParagraph(title)
	if len(text) == 0 {
		text = []doc.Inline{&doc.Text{Value: title}}
	}
	t.top = &doc.Heading{At: doc.At(h.lines["title"]), Level: 1, ID: html.Slug(doc.InlineText(text)), Text: text}
	return t
}

// look searches the next blocks of the page for the title.
func (t *titleSearch) look(blocks []doc.Block) {
	for _, b := range blocks {
		h, ok := b.(*doc.Heading)
		if !ok {
			continue
		}
		if t.heading == nil && h.Level == 1 {
			t.heading = h
		}
		t.taken = t.taken || t.top != nil && h.ID == t.top.ID
	}
}

// title ends the search. When it returns, top is the heading that has to be put
// before the page, or nil.
func (t *titleSearch) title() []doc.Inline {
	switch {
	case t.heading != nil:
		t.top = nil
		return t.heading.Text
	case t.top == nil:
		return nil
	case t.taken:
		// The heading of the body was there first in the eyes of those who link to it.
		t.top.ID += "-title"
	}
	return t.top.Text
}
