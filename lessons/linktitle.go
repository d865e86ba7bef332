package lessons

import (
	"strings"

	"lectern/lessons/doc"
)

// LinkTitle returns the words for a link that states none of its own: the title
// of the page that Sphinx's :doc: names, or of the section or figure behind the
// label that :ref: names (Sphinx, "Cross-referencing arbitrary locations").
// target and ref are those of the doc.Link. It parses no page: ok is false where
// nothing is known yet, and where there is nothing to know.
func (p *Page) LinkTitle(target, ref string) (title string, ok bool) {
	c := p.course
	target = strings.TrimSpace(target)
	switch ref {
	case "doc":
		if to, _ := c.docPage(p, target); to != nil {
			title = to.Title()
		}
	case "ref":
		if title := generatedPages[target]; title != "" {
			return title, true
		}
		for _, id := range labelForms(target) {
			if title = p.titleAt(id); title != "" {
				return title, true
			}
		}
		if l, known := c.knownLabel(target); known {
			title = l.page.titleAt(l.id)
		}
	}
	return title, title != ""
}

// titleAt returns the title of the section or the caption of the figure that an
// anchor of the page stands before, "" if there is none or the page is not parsed.
func (p *Page) titleAt(id string) string {
	if !p.Parsed() {
		return ""
	}
	a, ok := p.all().anchorExactly(id)
	if !ok {
		return ""
	}
	blocks := p.Lessons()[a.lesson].Blocks()
	for _, b := range blocks[min(a.block, len(blocks)):] {
		switch b := b.(type) {
		case *doc.Anchor:
			continue
		case *doc.Heading:
			return doc.InlineText(b.Text)
		case *doc.Figure:
			return doc.InlineText(b.Caption)
		case *doc.Table:
			return doc.InlineText(b.Caption)
		default: // has no title
		}
		break
	}
	return ""
}
