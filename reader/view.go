package reader

import (
	"fmt"
	"strings"

	"github.com/gdamore/tcell/v2"
	"github.com/rivo/tview"

	"lectern/reader/album"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// view draws the Model. It is the root primitive of the application, and it
// remembers where it drew what can be clicked.
type view struct {
	*tview.Box
	model   *Model
	theme   *terminal.Theme
	act     func(keys.Input)     // carries out the input of a key or a click
	load    func(*album.Picture) // decodes a picture beside the loop
	spots   []clickSpot
	noColor bool
	outside outside
}

// clickSpot is a part of the screen that can be clicked.
type clickSpot struct {
	rect
	input keys.Input
}

func newView(m *Model, noColor bool) *view {
	return &view{Box: tview.NewBox(), model: m, theme: terminal.NewTheme(m.theme, noColor), noColor: noColor}
}

// Draw draws the whole screen from the Model.
func (v *view) Draw(on tcell.Screen) {
	// Nothing of the Box is drawn: it would fill each cell that tview has cleared with a blank again.
	screen := on.(*terminal.Screen)
	x, y, w, h := v.GetInnerRect()
	m := v.model
	screen.ShapeCursor(terminal.Bar)
	if m.mode()&keys.Typing != 0 {
		screen.ShapeCursor(terminal.Block)
	}
	if v.theme.Name != m.theme {
		v.theme = terminal.NewTheme(m.theme, v.noColor)
	}
	v.spots = v.spots[:0]
	c := terminal.NewCanvas(screen, v.theme, x, y, w, h)
	l := m.layout()
	if l.small {
		c.Text(0, 0, typeset.Fit(words.T("needs %d×%d", minWidth, minHeight), w), tcell.StyleDefault)
		screen.ShowCursor(x, y)
		return
	}
	v.drawHeader(c, l)
	cursor := v.drawStage(c, l)
	if !l.panel.empty() {
		if at, ok := v.drawContents(c, l); ok {
			cursor = at
		}
	}
	if len(m.over) > 0 {
		cursor = v.drawOverlay(c, m.front())
	}
	if at, ok := v.drawStatus(c, l, cursor); ok {
		cursor = at
	}
	screen.ShowCursor(cursor.x, cursor.y)
}

func (v *view) spot(r rect, in keys.Input) {
	in.Click = true
	v.spots = append(v.spots, clickSpot{r, in})
}

// part returns the canvas of a part of the window.
func part(c terminal.Canvas, r rect) terminal.Canvas { return c.Sub(r.x, r.y, r.w, r.h) }

// drawHeader draws the course's title, the lesson's number and how much is read.
func (v *view) drawHeader(c terminal.Canvas, l layout) {
	m := v.model
	h := part(c, l.header)
	read, all, complete := m.readShare()
	count := fmt.Sprint(all)
	if !complete {
		count += "+"
	}
	where := words.T("lesson")
	s := m.spread()
	switch n, last := m.Course.Number(s.lessons[0]), m.Course.Number(s.last()); {
	case n > 0 && n < last && h.W < 40:
		where = fmt.Sprintf("%d-%d/%s", n, last, count)
	case n > 0 && n < last:
		where = words.T("lessons %d-%d of %s", n, last, count)
	case n > 0 && h.W < 40:
		where = fmt.Sprintf("%d/%s", n, count)
	case n > 0:
		where = words.T("lesson %d of %s", n, count)
	}
	right := []typeset.Span{{Text: where, Role: typeset.MutedRole}}
	switch {
	case m.inExam():
		right[0].Text = m.examPlace(h.W < 40)
	case m.inPretest() && h.W < 40: // there is room for nothing else
		right[0].Text = typeset.Fit(words.T("before reading"), h.W-2)
	default:
		if m.inPretest() {
			right[0].Text = words.T("before reading")
		}
		share := float64(read) / float64(max(1, all))
		right = append(right, typeset.Span{Text: "  "})
		if h.W >= 60 {
			right = append(right, sheet.Bar(share, 10)...)
			right = append(right, typeset.Span{Text: " "})
		}
		right = append(right, typeset.Span{Text: fmt.Sprintf("%5s", words.Percent(share))})
	}
	used := 0
	for _, s := range right {
		used += typeset.Width(s.Text)
	}
	margin := 1
	title := typeset.Clean(m.Course.Manifest.Title)
	if m.Student != "" && h.W >= 100 {
		title += "  ·  " + typeset.Clean(m.Student)
	}
	h.Text(margin, 0, typeset.Fit(title, h.W-used-2*margin-2), v.theme.Role(sheet.TitleRole))
	h.Spans(h.W-used-margin, 0, right)
	if !l.rule.empty() {
		part(c, l.rule).Fill(0, 0, l.rule.w, "─", v.theme.Role(typeset.FrameRole))
	}
}

// point is a cell of the screen.
type point struct{ x, y int }

// drawStage draws what fills the body and returns where the cursor stands.
func (v *view) drawStage(c terminal.Canvas, l layout) point {
	m := v.model
	t := part(c, l.text)
	if m.stage == atLesson {
		v.drawMargin(c, l.text)
		return v.drawLesson(c, l.text)
	}
	s := m.stageSheet(l.text.w)
	return v.drawSheet(t, s, min(m.top, max(0, s.Count()-1)), leftOf(t))
}

// drawSheet draws rows from top on and returns where the cursor stands: where
// something is typed, else in the column left, at the row that the keys are about.
func (v *view) drawSheet(t terminal.Canvas, s *sheet.Sheet, top, left int) point {
	cursor := point{left, t.Y}
	for y := range t.H {
		i := top + y
		if y < s.Pinned {
			i = y
		}
		if i >= s.Count() {
			break
		}
		r := s.At(i)
		x := 0
		for _, sp := range r.Spans {
			if sp.Picture != nil {
				x = v.drawPicture(t, x, y, sp)
				continue
			}
			st := v.theme.Style(sp)
			if r.URL != "" {
				st = terminal.Linked(st, r.URL)
			}
			if sp.Link > 0 && r.Pick < 0 {
				v.spot(rect{t.X + x, t.Y + y, typeset.Width(sp.Text), 1}, keys.Input{Action: keys.Open, Arg: sp.Link})
			}
			x = t.Text(x, y, sp.Text, st)
		}
		if r.Pick >= 0 {
			v.spot(rect{t.X, t.Y + y, t.W, 1}, keys.Input{Action: keys.Pick, Arg: r.Pick})
		}
		if s.CursorRow == i {
			cursor = point{t.X + min(s.CursorX, t.W-1), t.Y + y}
		} else if s.CursorRow < 0 && s.First <= s.Last && i == s.First {
			cursor.y = t.Y + y
		}
	}
	return cursor
}

// leftOf is the column in which the cursor stands left of a text: on none of its letters,
// nor on the signs in its margin where there is room for both.
func leftOf(t terminal.Canvas) int { return max(0, t.X-2) }

// drawContents draws the contents panel.
func (v *view) drawContents(c terminal.Canvas, l layout) (point, bool) {
	m := v.model
	inner := part(c, l.panel).Frame(words.T("Contents"))
	part(c, l.panel).Text(2, l.panel.h-1, typeset.Fit(" "+m.timeLeft()+" ", l.panel.w-4), v.theme.Role(typeset.MutedRole))
	inner = inner.Sub(1, 0, inner.W-2, inner.H)
	s := m.contentsSheet(inner.W)
	top := m.contentsTop(inner.H)
	v.spot(l.panel, keys.Input{})
	rows := len(v.spots)
	at := v.drawSheet(inner, s, top, inner.X-1)
	for i := range v.spots[rows:] {
		v.spots[rows+i].input.Panel = true
	}
	if s.Count()-top > inner.H {
		part(c, l.panel).Text(l.panel.w-4, l.panel.h-1, " ↓ ", v.theme.Role(typeset.MutedRole))
	}
	return at, m.contents.focus
}

// inStatus is an overlay that is drawn in the place of the status line.
type inStatus interface {
	drawInStatus(v *view, c terminal.Canvas, l layout) point
}

// drawOverlay draws what lies over the stage.
func (v *view) drawOverlay(c terminal.Canvas, o overlay) point {
	m := v.model
	if _, ok := o.(inStatus); ok {
		return point{}
	}
	for i := range v.spots {
		v.spots[i].input = keys.Input{} // what lies below or beside it asks for nothing
	}
	s := o.sheet(m, m.widthOf(o))
	r := o.rect(m, s.Count())
	if o.framed() {
		v.spot(rect{r.x - 2, r.y - 1, r.w + 4, r.h + 2}, keys.Input{})
		c.Sub(r.x-2, r.y-1, r.w+4, r.h+2).Frame(o.title())
	} else {
		b := part(c, m.layout().body)
		v.spot(m.layout().body, keys.Input{})
		for y := range b.H {
			b.Fill(0, y, b.W, " ", tcell.StyleDefault)
		}
	}
	in := part(c, r)
	left := leftOf(in)
	if o.framed() {
		left = in.X - 1
	}
	f, above := o.field()
	if !above {
		return v.drawSheet(in, s, o.shownFrom(s, r.h), left)
	}
	note := ""
	if n, ok := o.(interface{ fieldNote(m *Model) string }); ok {
		note = n.fieldNote(m)
	}
	col := v.drawField(in.Sub(0, 0, in.W-typeset.Width(note)-1, 1), "› ", *f)
	in.Text(in.W-typeset.Width(note), 0, note, v.theme.Role(typeset.MutedRole))
	v.drawSheet(in.Sub(0, 2, in.W, in.H-2), s, o.shownFrom(s, in.H-2), left)
	return point{in.X + col, in.Y}
}

// drawField draws a field on the first line of c and returns the column of the cursor.
func (v *view) drawField(c terminal.Canvas, prompt string, f sheet.Field) int {
	x := c.Text(0, 0, prompt, v.theme.Role(sheet.KeyRole))
	room := max(1, c.W-x-1)
	left := strings.Join(f.Before, "")
	if over := typeset.Width(left) - room; over > 0 {
		left = typeset.DropColumns(left, over)
	}
	col := c.Text(x, 0, left, tcell.StyleDefault)
	c.Text(col, 0, typeset.Fit(strings.Join(f.After, ""), c.W-col), tcell.StyleDefault)
	return min(col, c.W-1)
}
