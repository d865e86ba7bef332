package reader

import (
	"strings"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
)

// drawStatus draws the status line and the footer, and returns where the cursor
// stands in the field of a search. A message that is longer than the line lies
// over the text too, but never over the cell that the cursor is on.
func (v *view) drawStatus(c terminal.Canvas, l layout, cursor point) (point, bool) {
	m := v.model
	if o, ok := m.front().(inStatus); ok {
		return o.drawInStatus(v, c, l), true
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
			v.drawFooter(part(c, l.footer), more.sideSigns())
		}
	} else {
		v.drawFooter(part(c, l.footer), "")
		sign := more.text()
		line.w -= typeset.Width(sign) + 1
		part(c, l.status).Text(line.w, 0, sign, v.theme.Role(typeset.MutedRole))
	}
	rows := messageRows(text, line.w-2, l.body.h/2)
	if n := len(rows); n > 1 {
		line = rect{0, line.y - n + 1, l.footer.w, n}
		if cursor.y >= c.Y+line.y {
			line.y = l.body.y
		}
		b := part(c, line)
		for y := range n {
			b.Fill(0, y, b.W, " ", tcell.StyleDefault)
		}
	}
	p := part(c, line)
	for y, row := range rows {
		p.Text(1, y, row, v.theme.Role(role))
	}
	return point{}, false
}

// drawMore shows at the right edge of what scrolls that there is more above or
// below it: on a low window there is no status line that could say so.
func (v *view) drawMore(c terminal.Canvas, l layout, more more) {
	r := l.body
	if o := v.model.front(); o != nil && o.framed() {
		r = o.rect(v.model, o.sheet(v.model, v.model.widthOf(o)).Count())
		r.w += 2 // on the frame
	}
	st := v.theme.Role(sheet.KeyRole)
	if more.above {
		c.Text(r.x+r.w-1, r.y, "↑", st)
	}
	if more.below {
		c.Text(r.x+r.w-1, r.y+r.h-1, "↓", st)
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
	rows := sheet.Wrap(text, w)
	if most = max(most, 1); len(rows) > most {
		rows = append(rows[:most-1:most-1], typeset.Fit(strings.Join(rows[most-1:], " "), w))
	}
	return rows
}

// drawFooter draws the keys of the mode, and a sign at the right if there is one.
func (v *view) drawFooter(c terminal.Canvas, sign string) {
	m := v.model
	x := 1
	if c.W < 30 {
		x = 0
	}
	room := c.W - 2*x
	if sign != "" {
		room -= typeset.Width(sign)
		c.Text(c.W-typeset.Width(sign), 0, sign, v.theme.Role(sheet.KeyRole))
	}
	for _, it := range m.keys.Footer(m.mode(), room) {
		start := x
		x = c.Text(x, 0, it.Key, v.theme.Role(sheet.KeyRole))
		x = c.Text(x+1, 0, it.Label, v.theme.Role(typeset.MutedRole))
		v.spot(rect{c.X + start, c.Y, x - start, 1}, keys.Input{Action: it.Action})
		x += keys.FooterGap
	}
}
