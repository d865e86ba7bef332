package reader

import (
	"strings"

	"github.com/rivo/uniseg"

	"lectern/reader/typeset"
)

// row is one line of a screen that is not a lesson.
type row struct {
	spans []typeset.Span
	pick  int    // what a click on it picks; -1 for nothing
	url   string // the hyperlink of the whole row
}

// sheet is rows with what the student is at in them.
type sheet struct {
	rows               []row
	more               int             // rows behind those, which are made when they are drawn: a list may have tens of thousands
	make               func(i int) row // makes the i-th of them, from 0
	first, last        int             // the rows of the choice in focus; last < first for none
	cursorRow, cursorX int             // where the cursor stands; cursorRow < 0 to leave that to first
	pinned             int             // so many first rows stay where they are when the others scroll
}

func newSheet() *sheet { return &sheet{last: -1, cursorRow: -1} }

// count is how many rows there are.
func (s *sheet) count() int { return len(s.rows) + s.more }

// at returns a row.
func (s *sheet) at(i int) row {
	if i < len(s.rows) {
		return s.rows[i]
	}
	return s.make(i - len(s.rows))
}

// add appends a line of spans that no click picks.
func (s *sheet) add(spans ...typeset.Span) { s.pick(-1, spans...) }

// pick appends a line of spans.
func (s *sheet) pick(pick int, spans ...typeset.Span) {
	s.rows = append(s.rows, row{spans: spans, pick: pick})
}

// gap appends a blank line unless there is one.
func (s *sheet) gap() {
	if n := len(s.rows); n > 0 && len(s.rows[n-1].spans) > 0 {
		s.add()
	}
}

// words appends a text wrapped at w.
func (s *sheet) words(role typeset.Role, text string, w int) {
	for _, line := range wrapWords(text, w) {
		s.add(typeset.Span{Text: line, Role: role})
	}
}

// lines appends set lines, the first behind head, the others under it.
func (s *sheet) lines(pick int, head []typeset.Span, lines []typeset.Line) {
	indent := 0
	for _, sp := range head {
		indent += typeset.Width(sp.Text)
	}
	if len(lines) == 0 {
		s.pick(pick, head...)
		return
	}
	for i, l := range lines {
		lead := head
		if i > 0 {
			lead = []typeset.Span{{Text: strings.Repeat(" ", indent)}}
		}
		s.pick(pick, append(append([]typeset.Span{}, lead...), l.Spans...)...)
	}
}

// wrapWords breaks a text of our own at spaces; a word that is too long for any line is broken hard.
func wrapWords(text string, w int) []string {
	w = max(1, w)
	var out []string
	for _, para := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(para) {
			switch {
			case line == "":
				line = word
			case typeset.Width(line)+1+typeset.Width(word) <= w, typeset.Width(word) > w && typeset.Width(line) < w/2:
				line += " " + word
			default:
				out = append(out, line)
				line = word
			}
			for typeset.Width(line) > w {
				parts := wrapHard(line, w)
				if len(parts) < 2 {
					break // one character that is wider than the line
				}
				out = append(out, parts[0])
				line = strings.Join(parts[1:], "")
			}
		}
		out = append(out, line)
	}
	return out
}

// wrapHard breaks a text after every w columns, for addresses, which have no spaces.
func wrapHard(text string, w int) []string {
	var out []string
	var b strings.Builder
	used, state := 0, -1
	for text != "" {
		var c string
		var cw int
		c, text, cw, state = uniseg.FirstGraphemeClusterInString(text, state)
		if used > 0 && used+cw > w {
			out = append(out, b.String())
			b.Reset()
			used = 0
		}
		b.WriteString(c)
		used += cw
	}
	return append(out, b.String())
}
