package markdown

import "github.com/yuin/goldmark/parser"

// Shared is what one part of a page defines for all of it.
type Shared struct {
	refs      []parser.Reference
	footnotes []string
}

// lend makes what is shared known to a parse.
func (s *Shared) lend(pc parser.Context, c *converter) {
	if s == nil {
		return
	}
	for _, r := range s.refs {
		pc.AddReference(r)
	}
	for _, label := range s.footnotes {
		c.page.footnotes[labelKey(label)] = true
	}
}
