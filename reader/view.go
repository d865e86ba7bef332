package reader

import (
	"fmt"
	"strings"

	"github.com/gdamore/tcell/v2"
	"github.com/rivo/tview"

	"lectern/reader/keys"
	"lectern/reader/typeset"
)

// view draws the Model. It is the root primitive of the application, and it
// remembers where it drew what can be clicked.
type view struct {
	*tview.Box
	model   *Model
	theme   *Theme
	act     func(keys.Input) // what a key or a click asks for
	load    func(*kept)      // what a picture is decoded with, beside the loop
	spots   []clickSpot
	noColor bool
	outside outside
}

// clickSpot is a part of the screen that a click asks something of.
type clickSpot struct {
	rect
	input keys.Input
}

func newView(m *Model, noColor bool) *view {
	return &view{Box: tview.NewBox(), model: m, theme: NewTheme(m.theme, noColor), noColor: noColor}
}

// Draw draws the whole screen from the Model.
func (v *view) Draw(on tcell.Screen) {
	// Nothing of the Box is drawn: it would fill each cell that tview has cleared with a blank again.
	screen := on.(*quietScreen)
	x, y, w, h := v.GetInnerRect()
	m := v.model
	m.resize(w, h)
	if v.theme.Name != m.theme {
		v.theme = NewTheme(m.theme, v.noColor)
	}
	v.spots = v.spots[:0]
	c := canvas{screen, v.theme, x, y, w, h}
	l := m.layout()
	if l.small {
		c.text(0, 0, typeset.Fit(fmt.Sprintf("needs %d×%d", leastWidth, leastHeight), w), tcell.StyleDefault)
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
func (c canvas) part(r rect) canvas { return c.sub(r.x, r.y, r.w, r.h) }

// drawHeader draws the course's title, the lesson's number and how much is read.
func (v *view) drawHeader(c canvas, l layout) {
	m := v.model
	h := c.part(l.header)
	read, all, complete := m.readShare()
	count := fmt.Sprint(all)
	if !complete {
		count += "+"
	}
	where := "lesson"
	if n := m.course.Number(m.lesson); n > 0 {
		where = fmt.Sprintf("lesson %d of %s", n, count)
		if h.w < 40 {
			where = fmt.Sprintf("%d/%s", n, count)
		}
	}
	share := float64(read) / float64(max(1, all))
	pc := percent(share)
	right := []typeset.Span{{Text: where, Role: typeset.MutedRole}, {Text: "  "}}
	if h.w >= 60 {
		right = append(right, bar(share, 10)...)
		right = append(right, typeset.Span{Text: " "})
	}
	right = append(right, typeset.Span{Text: fmt.Sprintf("%5s", pc)})
	used := 0
	for _, s := range right {
		used += typeset.Width(s.Text)
	}
	margin := 1
	title := typeset.Clean(m.course.Manifest.Title)
	if m.student != "" && h.w >= 100 {
		title += "  ·  " + typeset.Clean(m.student)
	}
	h.text(margin, 0, typeset.Fit(title, h.w-used-2*margin-2), v.theme.role(TitleRole))
	h.spans(h.w-used-margin, 0, right)
	if !l.rule.empty() {
		c.part(l.rule).fill(0, 0, l.rule.w, "─", v.theme.role(typeset.FrameRole))
	}
}

// point is a cell of the screen.
type point struct{ x, y int }

// drawStage draws what fills the body and returns where the cursor stands.
func (v *view) drawStage(c canvas, l layout) point {
	m := v.model
	t := c.part(l.text)
	if m.stage == atLesson {
		v.drawMargin(c, l.text)
		return v.drawLesson(t)
	}
	s := m.stageSheet(l.text.w)
	return v.drawSheet(t, s, min(m.top, max(0, s.count()-1)))
}

// drawSheet draws rows from top on and returns where the cursor stands.
func (v *view) drawSheet(t canvas, s *sheet, top int) point {
	cursor := point{t.x, t.y}
	for y := range t.h {
		i := top + y
		if y < s.pinned {
			i = y
		}
		if i >= s.count() {
			break
		}
		r := s.at(i)
		x := 0
		for _, sp := range r.spans {
			if sp.Picture != nil {
				x = v.drawPicture(t, x, y, sp)
				continue
			}
			st := v.theme.style(sp)
			if r.url != "" {
				st = st.Url(r.url)
			}
			if sp.Link > 0 && r.pick < 0 {
				v.spot(rect{t.x + x, t.y + y, typeset.Width(sp.Text), 1}, keys.Input{Action: keys.Open, Arg: sp.Link})
			}
			x = t.text(x, y, sp.Text, st)
		}
		if r.pick >= 0 {
			v.spot(rect{t.x, t.y + y, t.w, 1}, keys.Input{Action: keys.Pick, Arg: r.pick})
		}
		if s.cursorRow == i {
			cursor = point{t.x + min(s.cursorX, t.w-1), t.y + y}
		} else if s.cursorRow < 0 && s.first <= s.last && i == s.first {
			cursor.y = t.y + y
		}
	}
	return cursor
}

// drawContents draws the contents panel.
func (v *view) drawContents(c canvas, l layout) (point, bool) {
	m := v.model
	inner := c.part(l.panel).frame("Contents")
	c.part(l.panel).text(2, l.panel.h-1, typeset.Fit(" "+m.timeLeft()+" ", l.panel.w-4), v.theme.role(typeset.MutedRole))
	inner = inner.sub(1, 0, inner.w-2, inner.h)
	s := m.contentsSheet(inner.w)
	top := revealed(m.contents.top, m.contents.at, m.contents.at, inner.h, s.count())
	top = max(0, min(top, s.count()-inner.h))
	m.contents.top = top
	v.spot(l.panel, keys.Input{})
	at := v.drawSheet(inner, s, top)
	if s.count()-top > inner.h {
		c.part(l.panel).text(l.panel.w-4, l.panel.h-1, " ↓ ", v.theme.role(typeset.MutedRole))
	}
	return at, m.contents.focus
}

// drawOverlay draws what lies over the stage.
func (v *view) drawOverlay(c canvas, o *overlay) point {
	m := v.model
	w := m.overWidth(o)
	if o.kind == overFind {
		return point{}
	}
	s := m.overSheet(o, w)
	r := m.overRect(o, s.count())
	if o.framed() {
		v.spot(rect{r.x - 2, r.y - 1, r.w + 4, r.h + 2}, keys.Input{})
		c.sub(r.x-2, r.y-1, r.w+4, r.h+2).frame(o.title())
	} else {
		b := c.part(m.layout().body)
		v.spot(m.layout().body, keys.Input{})
		for y := range b.h {
			b.fill(0, y, b.w, " ", tcell.StyleDefault)
		}
	}
	in := c.part(r)
	if o.hasField() {
		note := ""
		if o.kind == overHits {
			note = m.hitNumber(o.at)
		}
		col := v.drawField(in.sub(0, 0, in.w-typeset.Width(note)-1, 1), "› ", o.field)
		in.text(in.w-typeset.Width(note), 0, note, v.theme.role(typeset.MutedRole))
		v.drawSheet(in.sub(0, 2, in.w, in.h-2), s, revealed(o.top, s.first, s.last, in.h-2, s.count()))
		return point{in.x + col, in.y}
	}
	top := o.top
	if m.mode() == keys.InList {
		top = revealed(o.top, s.first, s.last, r.h, s.count())
	}
	return v.drawSheet(in, s, max(0, min(top, s.count()-1)))
}

// drawField draws a field on the first line of c and returns the column of the cursor.
func (v *view) drawField(c canvas, prompt string, f field) int {
	x := c.text(0, 0, prompt, v.theme.role(KeyRole))
	room := max(1, c.w-x-1)
	left := strings.Join(f.before, "")
	if over := typeset.Width(left) - room; over > 0 {
		left = typeset.DropColumns(left, over)
	}
	col := c.text(x, 0, left, tcell.StyleDefault)
	c.text(col, 0, typeset.Fit(strings.Join(f.after, ""), c.w-col), tcell.StyleDefault)
	return min(col, c.w-1)
}
