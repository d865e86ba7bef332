package cli

import (
	"fmt"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/typeset"
)

// The lesson on a terminal of 80x24: the text column, and the lines between
// what stands above and below it (reader's layout).
const (
	smallColumn = 76
	smallRows   = 19
)

// longLessons reports the lessons of a page that fill more than two screens of a small terminal.
func longLessons(p *lessons.Page) []doc.Problem {
	var out []doc.Problem
	for _, l := range p.Lessons() {
		if l.Words < smallRows && len(l.Blocks()) < 2 {
			continue // cannot be long, and there are thousands of such
		}
		blocks := l.Blocks()
		n := len(typeset.Set(blocks, typeset.Options{Width: smallColumn, Drawing: p.Drawing, Numbers: true}).Lines)
		if n <= 2*smallRows {
			continue
		}
		line := 1
		if len(blocks) > 0 {
			line = blocks[0].Line()
		}
		out = append(out, doc.Problem{
			File: p.Path, Line: line, Severity: doc.Warning, Code: "long-lesson",
			Text: fmt.Sprintf("the lesson %q has %d lines, more than the %d of two screens at 80x24: divide its longest block, or give its second half a heading", l.Title, n, 2*smallRows),
		})
	}
	return out
}
