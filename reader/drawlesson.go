package reader

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/gdamore/tcell/v2"
	"github.com/rivo/uniseg"

	"lectern/lessons"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
)

// drawLesson draws the spread and returns where the cursor stands. Lines of wide
// tables and code go beyond the column of the text.
func (v *view) drawLesson(c terminal.Canvas, text rect) point {
	p, top := v.model.set(), v.model.firstLine()
	marks := v.marks(top, text.h)
	blocks := v.model.spread().blocks
	for y := range min(text.h, len(p.Lines)-top) {
		l := p.Lines[top+y]
		t := lineCanvas(c, text, l)
		if len(l.Spans) > 0 && l.Block < len(blocks) && opensWhole(blocks[l.Block]) {
			v.spot(rect{t.X, t.Y + y, t.W, 1}, keys.Input{Action: keys.Enlarge, Arg: l.Block})
		}
		v.drawLine(t, y, l, marksOn(marks, top+y))
	}
	at, t := v.model.lessonCursor(text.h, marks), part(c, text)
	if top+at.y < len(p.Lines) {
		t = lineCanvas(c, text, p.Lines[top+at.y])
	}
	if at.x < 0 {
		return point{leftOf(t), t.Y + at.y}
	}
	return point{t.X + at.x, t.Y + at.y}
}

// lineCanvas is the canvas on which a line of the text is drawn: the column, or for
// lines that are wider, what they take.
func lineCanvas(c terminal.Canvas, text rect, l typeset.Line) terminal.Canvas {
	return part(c, rect{text.x - l.Out, text.y, max(text.w, l.Width()), text.h})
}

// drawLine draws a line of the lesson, and remembers what a click on it does.
func (v *view) drawLine(t terminal.Canvas, y int, l typeset.Line, marks []mark) {
	m, x := v.model, 0
	for _, sp := range l.Spans {
		here := rect{t.X + x, t.Y + y, typeset.Width(sp.Text), 1}
		if sp.Picture != nil {
			v.spot(here, keys.Input{Action: keys.Enlarge, Arg: l.Block, Text: sp.Picture.Source})
			x = v.drawPicture(t, x, y, sp)
			continue
		}
		st := v.theme.Style(sp)
		if sp.Link > 0 && sp.Link <= len(m.set().Links) {
			st = v.linkStyle(st, m.set().Links[sp.Link-1])
			if sp.Link == m.link {
				st = v.theme.Role(sheet.FocusRole)
			}
			v.spot(here, keys.Input{Action: keys.Open, Arg: sp.Link})
		}
		x = v.marked(t, x, y, sp.Text, st, marks)
	}
}

// lessonCursor says where in the text, of which h lines are on the screen, the
// hardware cursor stands: on the link in focus, else on the hit, else left of the
// paragraph in focus (column -1), else left of the first line.
func (m *Model) lessonCursor(h int, marks []mark) point {
	p, top := m.set(), m.firstLine()
	shown := p.Lines[min(top, len(p.Lines)):min(top+h, len(p.Lines))]
	if m.link > 0 {
		for y, l := range shown {
			x := 0
			for _, sp := range l.Spans {
				if sp.Link == m.link {
					return point{x, y}
				}
				x += typeset.Width(sp.Text)
			}
		}
	}
	for _, mk := range marks {
		if mk.current {
			return point{mk.from, mk.line - top}
		}
	}
	for y, l := range shown {
		if l.Block == m.block && len(l.Spans) > 0 {
			return point{-1, y}
		}
	}
	return point{-1, 0}
}

// drawMargin draws, left of the text, the signs of notes and bookmarks and a bar at
// the paragraph in focus.
func (v *view) drawMargin(c terminal.Canvas, text rect) {
	m := v.model
	if text.x < 1 {
		return
	}
	signs := m.noteSigns()
	if len(signs) == 0 && m.block == noBlock {
		return
	}
	p, top := m.set(), m.firstLine()
	for y := range text.h {
		i := top + y
		if i >= len(p.Lines) {
			break
		}
		l := p.Lines[i]
		if l.Block == m.block && len(l.Spans) > 0 {
			c.Text(text.x-1-l.Out, text.y+y, "▎", v.theme.Role(sheet.KeyRole))
		}
		if first, _ := m.blockLines(l.Block); first == i && signs[l.Block] != "" {
			c.Text(text.x-1-l.Out, text.y+y, signs[l.Block], v.theme.Role(sheet.KeyRole))
		}
	}
}

// linkStyle makes an external link a hyperlink of the terminal.
func (v *view) linkStyle(st tcell.Style, l typeset.Link) tcell.Style {
	if address := v.addressOf(l); address != "" {
		return terminal.Linked(st, address).UrlId(strconv.Itoa(l.Number))
	}
	return st
}

// mark is the part of a line that matches a search.
type mark struct {
	line, from, to int // columns
	current        bool
}

// marks returns what the search found on the lines from top on.
func (v *view) marks(top, h int) []mark {
	m := v.model
	var out []mark
	hits := m.matches()
	current := m.currentHit()
	for _, hit := range hits {
		if hit.Line >= top && hit.Line < top+h {
			out = append(out, mark{hit.Line, hit.Start, hit.End, hit.Hit == current})
		}
	}
	// The hits in the cells of a table are in the order of the cells.
	slices.SortStableFunc(out, func(a, b mark) int { return a.line - b.line })
	return out
}

// marksOn returns those of marks, which are in the order of their lines, that are on a line.
func marksOn(marks []mark, line int) []mark {
	from := sort.Search(len(marks), func(i int) bool { return marks[i].line >= line })
	end := from
	for end < len(marks) && marks[end].line == line {
		end++
	}
	return marks[from:end]
}

// marked writes text and highlights the matches of a search in it.
func (v *view) marked(t terminal.Canvas, x, y int, text string, st tcell.Style, marks []mark) int {
	if len(marks) == 0 {
		return t.Text(x, y, text, st)
	}
	state := -1
	for text != "" {
		var c string
		var cw int
		c, text, cw, state = uniseg.FirstGraphemeClusterInString(text, state)
		style := st
		for _, mk := range marks {
			if x >= mk.from && x < mk.to {
				style = v.theme.Role(sheet.HitRole)
				if mk.current {
					style = v.theme.Role(sheet.CurrentHit)
				}
			}
		}
		t.Text(x, y, c, style)
		x += cw
	}
	return x
}

// outside caches the addresses of the links of a page that lead out of the course,
// by the number of the link. Each draw asks for those on the screen.
type outside struct {
	page      *typeset.Page
	addresses map[int]string
}

// addressOf returns the address that the terminal may open for a link; "" if it
// leads into the course. It parses no page, as finding out where in the course
// would: drawing does not wait.
func (v *view) addressOf(l typeset.Link) string {
	m := v.model
	if v.outside.page != m.set() {
		v.outside = outside{m.set(), map[int]string{}}
	}
	address, known := v.outside.addresses[l.Number]
	if !known {
		if mayBeOpened(l.Target) {
			if d := m.Course.Resolve(m.Lesson, l.Target, l.Ref); d.Kind == lessons.External {
				address = hyperlink(d)
			}
		}
		v.outside.addresses[l.Number] = address
	}
	return address
}

// mayBeOpened reports whether a target has one of the schemes of addresses that are opened.
func mayBeOpened(target string) bool {
	scheme, _, found := strings.Cut(target, ":")
	return found && lessons.IsOpened(strings.TrimSpace(scheme))
}
