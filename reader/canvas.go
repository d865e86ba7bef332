package reader

import (
	"strings"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/typeset"
)

// canvas writes text into a rectangle of the screen and nowhere else. Content
// goes through it cell by cell, never through a style tag.
type canvas struct {
	screen     *quietScreen
	theme      *Theme
	x, y, w, h int
}

// sub returns the part of the canvas that begins at x, y and is w wide and h high, cut to the canvas.
func (c canvas) sub(x, y, w, h int) canvas {
	s := c
	s.x, s.y = c.x+x, c.y+y
	s.w, s.h = max(0, min(w, c.w-x)), max(0, min(h, c.h-y))
	return s
}

// text writes s and returns the column behind it. What does not fit is left out.
func (c canvas) text(x, y int, s string, style tcell.Style) int {
	if y < 0 || y >= c.h {
		return x
	}
	if x < 0 {
		if end := x + typeset.Width(s); end <= 0 {
			return end
		}
		s, x = typeset.DropColumns(s, -x), 0
	}
	return c.screen.write(c.x+x, c.y+y, c.x+c.w, s, style) - c.x
}

// fill fills a line of the canvas from x on with one character.
func (c canvas) fill(x, y, width int, r string, style tcell.Style) {
	c.text(x, y, strings.Repeat(r, max(0, min(width, c.w-x))), style)
}

// spans writes spans one after the other and returns the column behind them.
func (c canvas) spans(x, y int, spans []typeset.Span) int {
	for _, s := range spans {
		x = c.text(x, y, s.Text, c.theme.style(s))
	}
	return x
}

// frame draws a rounded border along the edge of the canvas, with a title in its
// upper side, and returns the inside.
func (c canvas) frame(title string) canvas {
	st := c.theme.role(typeset.FrameRole)
	if c.w < 2 || c.h < 2 {
		return c
	}
	for y := range c.h {
		switch y {
		case 0:
			c.text(0, y, "╭", st)
			c.fill(1, y, c.w-2, "─", st)
			c.text(c.w-1, y, "╮", st)
		case c.h - 1:
			c.text(0, y, "╰", st)
			c.fill(1, y, c.w-2, "─", st)
			c.text(c.w-1, y, "╯", st)
		default:
			c.text(0, y, "│", st)
			c.text(c.w-1, y, "│", st)
			c.fill(1, y, c.w-2, " ", tcell.StyleDefault)
		}
	}
	if title != "" && c.w > 8 {
		c.text(2, 0, " "+typeset.Fit(title, c.w-6)+" ", c.theme.role(TitleRole))
	}
	return c.sub(1, 1, c.w-2, c.h-2)
}
