package reader

import (
	"cmp"
	"strings"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/keys"
	"lectern/reader/typeset"
)

// drawStatus draws the status line and the footer, and returns where the cursor
// stands in the field of a search. A message that is longer than the line lies
// over the text too, but never over the cell that the cursor is on.
func (v *view) drawStatus(c canvas, l layout, cursor point) (point, bool) {
	m := v.model
	if o := m.front(); o != nil && o.kind == overFind {
		return v.drawFind(c, l, o), true
	}
	more := m.more()
	text, role := m.statusText()
	line := l.status
	if line.empty() {
		line = l.footer
		v.drawMore(c, l, more)
		if m.message == "" && m.number == 0 && m.hover == 0 {
			text = "" // what is not news may not take the place of the keys
		}
		if text == "" {
			v.drawFooter(c.part(l.footer), more.sideSigns())
		}
	} else {
		v.drawFooter(c.part(l.footer), "")
		sign := more.text()
		line.w -= typeset.Width(sign) + 1
		c.part(l.status).text(line.w, 0, sign, v.theme.role(typeset.MutedRole))
	}
	rows := messageRows(text, line.w-2, l.body.h/2)
	if n := len(rows); n > 1 {
		line = rect{0, line.y - n + 1, l.footer.w, n}
		if cursor.y >= c.y+line.y {
			line.y = l.body.y
		}
		b := c.part(line)
		for y := range n {
			b.fill(0, y, b.w, " ", tcell.StyleDefault)
		}
	}
	p := c.part(line)
	for y, row := range rows {
		p.text(1, y, row, v.theme.role(role))
	}
	return point{}, false
}

// drawMore shows at the right edge of what scrolls that there is more above or
// below it: on a low window there is no status line that could say so.
func (v *view) drawMore(c canvas, l layout, more more) {
	r := l.body
	if o := v.model.front(); o != nil && o.framed() {
		r = v.model.overRect(o, v.model.overSheet(o, v.model.overWidth(o)).count())
		r.w += 2 // on the frame
	}
	st := v.theme.role(KeyRole)
	if more.above {
		c.text(r.x+r.w-1, r.y, "↑", st)
	}
	if more.below {
		c.text(r.x+r.w-1, r.y+r.h-1, "↓", st)
	}
}

// messageRows breaks a message into at most so many rows of a width.
func messageRows(text string, w, most int) []string {
	switch {
	case text == "" || w < 1:
		return nil
	case typeset.Width(text) <= w:
		return []string{text}
	}
	rows := wrapWords(text, w)
	if most = max(most, 1); len(rows) > most {
		rows = append(rows[:most-1:most-1], typeset.Fit(strings.Join(rows[most-1:], " "), w))
	}
	return rows
}

// drawFind draws the field of a search with the number of its hits, and returns where the cursor stands.
func (v *view) drawFind(c canvas, l layout, o *overlay) point {
	line := l.status
	if line.empty() {
		line = l.footer
	} else {
		v.drawFooter(c.part(l.footer), "")
	}
	p := c.part(line).sub(1, 0, line.w-2, 1)
	p.fill(0, 0, p.w, " ", tcell.StyleDefault)
	m := v.model
	note := cmp.Or(m.hitState(), m.hitNumber(m.find.at))
	if p.w >= 60 && m.find.shown {
		note += m.hitInLesson()
	}
	col := v.drawField(p.sub(0, 0, p.w-typeset.Width(note)-2, 1), "/ ", o.field)
	p.text(p.w-typeset.Width(note), 0, note, v.theme.role(typeset.MutedRole))
	return point{p.x + col, p.y}
}

// drawFooter draws the keys of the mode, and a sign at the right if there is one.
func (v *view) drawFooter(c canvas, sign string) {
	m := v.model
	x := 1
	if c.w < 30 {
		x = 0
	}
	room := c.w - 2*x
	if sign != "" {
		room -= typeset.Width(sign)
		c.text(c.w-typeset.Width(sign), 0, sign, v.theme.role(KeyRole))
	}
	for _, it := range m.keys.Footer(m.mode(), room) {
		start := x
		x = c.text(x, 0, it.Key, v.theme.role(KeyRole))
		x = c.text(x+1, 0, it.Label, v.theme.role(typeset.MutedRole))
		v.spot(rect{c.x + start, c.y, x - start, 1}, keys.Input{Action: it.Action})
		x += keys.FooterGap
	}
}
