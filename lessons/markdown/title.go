package markdown

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/html"
)

// titleSearch finds the title of a page: a heading of level 1 that is the first
// block to say something, else the title of the front matter, which then becomes the
// first heading of the page.
type titleSearch struct {
	heading *doc.Heading // the first block, if it is a heading of level 1
	top     *doc.Heading // the heading that the front matter makes; nil without a title there, or when the page has its own
	begun   bool         // the first block was seen
	below   bool         // a heading of level 1 stands further down
	taken   bool         // a heading of the page has the anchor of top
}

func newTitleSearch(h head) *titleSearch {
	t := &titleSearch{}
	title := (&doc.Document{Meta: h.meta}).Get("title")
	if title == "" {
		return t
	}
	// It is text, not Markdown: other tools put it on buttons and into lists. Its anchor
	// is made of what it would be as Markdown, as records know it.
	t.top = &doc.Heading{At: doc.At(h.lines["title"]), Level: 1, ID: html.Slug(plainTitle(title)), Text: []doc.Inline{&doc.Text{Value: title}}}
	return t
}

// look searches the next blocks of the page for the title.
func (t *titleSearch) look(blocks []doc.Block) {
	for _, b := range blocks {
		h, ok := b.(*doc.Heading)
		if !ok {
			t.begun = t.begun || !wordless(b)
			continue
		}
		switch {
		case h.Level != 1:
		case !t.begun:
			t.heading = h
		default:
			t.below = true
		}
		t.begun = true
		t.taken = t.taken || t.top != nil && h.ID == t.top.ID
	}
}

// wordless reports whether a block says nothing, so that a title may stand behind it: an
// anchor, or the pictures that people put above the name of a project.
func wordless(b doc.Block) bool {
	switch b := b.(type) {
	case *doc.Anchor, *doc.Rule:
		return true
	case *doc.Figure:
		return b.Caption == nil && b.Legend == nil
	case *doc.Paragraph:
		return onlyPictures(b.Text)
	default:
		return false
	}
}

func onlyPictures(text []doc.Inline) bool {
	for _, in := range text {
		switch in := in.(type) {
		case *doc.Image, *doc.LineBreak:
		case *doc.Text:
			if strings.TrimSpace(in.Value) != "" {
				return false
			}
		case *doc.Link:
			if !onlyPictures(in.Content) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// title ends the search. When it returns, top is the heading that has to be put
// before the page, or nil.
func (t *titleSearch) title() []doc.Inline {
	switch {
	case t.heading != nil && doc.InlineText(t.heading.Text) != "":
		t.top = nil
		return t.heading.Text
	case t.top == nil:
		return nil
	case t.below:
		// Without an anchor the lesson keeps the ID that it has had: the heading below
		// was once the title of such a page, and no heading stood here.
		t.top.ID = ""
	case t.taken:
		// The heading of the body was there first in the eyes of those who link to it.
		t.top.ID += "-title"
	}
	return t.top.Text
}
