package line

import (
	"strings"
	"unicode"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/typeset"
)

// How much of a lesson line mode shows at a time.
const (
	paceParagraph = "paragraph" // a paragraph, list, table ...
	paceScreen    = "screen"    // as many of those as fit on a screen
	paceLesson    = "lesson"

	// paceLines is how many lines are shown at once, except of a lesson: what
	// is longer comes in several pieces.
	paceLines = 20
)

// lessonText is a lesson as it is shown: pieces that are shown one at a time.
type lessonText struct {
	page   *typeset.Page
	lines  []textLine
	pieces []piece
}

// textLine is one line of a lesson. Its place is that of the line of the page.
type textLine struct {
	text string
	at   doc.Position
}

// piece is what is shown at a time: lines[from:end].
type piece struct{ from, end int }

// newLessonText sets a lesson for those who listen to it or read it from paper:
// no frames, no bars, no rules; tables row by row; pictures by their words;
// code whole.
func newLessonText(l *lessons.Lesson, pace string) *lessonText {
	blocks := l.Blocks()
	t := &lessonText{page: typeset.Set(blocks, typeset.Options{
		Width: voiceWidth, Numbers: true, Records: true, LinkTitle: l.Page.LinkTitle, LinkNews: LinkNews(l.Page),
	})}
	said := len(blocks) > 1 && isHeading(blocks, 0) && text.OneLine(doc.PlainText(blocks[:1])) == l.Title
	for _, line := range t.page.Lines {
		if said && line.Block == 0 {
			continue // the title was told when the lesson was opened
		}
		text, drawn := spoken(line)
		if text == "" && (drawn || len(t.lines) == 0 || t.lines[len(t.lines)-1].text == "") {
			continue
		}
		t.lines = append(t.lines, textLine{text, line.Position})
	}
	for len(t.lines) > 0 && t.lines[len(t.lines)-1].text == "" {
		t.lines = t.lines[:len(t.lines)-1]
	}
	t.pieces = cutPieces(t.lines, blocks, pace)
	return t
}

// spoken returns a line without the drawing around its text; drawn reports whether
// anything was. What stood behind a bar or in a frame is indented; what did not
// fit on a line of code is appended to it again.
func spoken(line typeset.Line) (text string, drawn bool) {
	var b strings.Builder
	ruled := false
	for _, s := range line.Spans {
		switch {
		case s.Role == typeset.CodeMark:
		case s.Added:
			rest := strings.Map(undrawn, s.Text)
			if words := strings.TrimLeftFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }); (s.Role == typeset.LabelRole || s.Role == typeset.AlertRole) && words != "" {
				rest = words // the sign before "Note" says the same to the eye
			}
			drawn = drawn || rest != s.Text
			ruled = ruled || strings.Contains(s.Text, "─")
			b.WriteString(rest)
		default:
			b.WriteString(s.Text)
		}
	}
	b.WriteString(line.Rest)
	text = strings.TrimRight(b.String(), " ")
	switch {
	case drawn && strings.TrimSpace(text) == "":
		text = ""
	case ruled: // a word in the rule of a frame: "Picture"
		text = "  " + strings.TrimSpace(text) + ":"
	}
	return text, drawn
}

// undrawn turns bars into spaces, and drops all other characters that frames and rules
// are drawn of (the Unicode block "Box Drawing").
func undrawn(r rune) rune {
	switch {
	case r == '│' || r == '┃':
		return ' '
	case r >= 0x2500 && r <= 0x257F:
		return -1
	}
	return r
}

// cutPieces divides lines into pieces: at the borders of blocks, a heading with
// what follows it, and a block that is too long for one piece in several.
func cutPieces(lines []textLine, blocks []doc.Block, pace string) []piece {
	if pace == paceLesson {
		return []piece{{0, len(lines)}}
	}
	var out []piece
	heading := false // the last piece is a heading and wants company
	for i := 0; i < len(lines); {
		end := i + 1
		for end < len(lines) && lines[end].at.Block == lines[i].at.Block && end-i < paceLines {
			end++
		}
		n := len(out)
		joins := n > 0 && end-out[n-1].from <= paceLines
		if joins && (heading || pace == paceScreen) {
			out[n-1].end = end
		} else {
			out = append(out, piece{i, end})
		}
		heading = isHeading(blocks, lines[i].at.Block)
		i = end
	}
	if len(out) == 0 {
		return []piece{{}}
	}
	return out
}

func isHeading(blocks []doc.Block, i int) bool {
	if i >= len(blocks) {
		return false
	}
	switch blocks[i].(type) {
	case *doc.Heading, *doc.Rubric:
		return true
	default:
		return false
	}
}

// find returns the piece that holds a place.
func (t *lessonText) find(at doc.Position) int {
	for i := len(t.pieces) - 1; i > 0; i-- {
		first := t.lines[t.pieces[i].from].at
		if first.Block < at.Block || first.Block == at.Block && first.Offset <= at.Offset {
			return i
		}
	}
	return 0
}

// start returns the place at which a piece begins.
func (t *lessonText) start(i int) doc.Position {
	if p := t.pieces[i]; p.from < p.end {
		return t.lines[p.from].at
	}
	return doc.Position{}
}

// print returns the lines of a piece without blank lines around them.
func (t *lessonText) print(i int) []string {
	var out []string
	for _, l := range t.lines[t.pieces[i].from:t.pieces[i].end] {
		out = append(out, l.text)
	}
	for len(out) > 0 && out[0] == "" {
		out = out[1:]
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// noteBlock returns the block that a note at a piece belongs to: the first that
// is no heading.
func (t *lessonText) noteBlock(i int, blocks []doc.Block) int {
	p := t.pieces[i]
	for _, l := range t.lines[p.from:p.end] {
		if l.text != "" && !isHeading(blocks, l.at.Block) {
			return l.at.Block
		}
	}
	return t.start(i).Block
}
