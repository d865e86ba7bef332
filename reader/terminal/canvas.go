package terminal

import (
	"strings"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// Canvas writes text into a rectangle of the screen and nowhere else. Content
// goes through it cell by cell, never through a style tag.
type Canvas struct {
	Screen     *Screen
	theme      *Theme
	X, Y, W, H int
}

// NewCanvas returns the canvas of a part of a screen.
func NewCanvas(s *Screen, t *Theme, x, y, w, h int) Canvas { return Canvas{s, t, x, y, w, h} }

// Sub returns the part of the canvas that begins at x, y and is w wide and h high, cut to the canvas.
func (c Canvas) Sub(x, y, w, h int) Canvas {
	s := c
	s.X, s.Y = c.X+x, c.Y+y
	s.W, s.H = max(0, min(w, c.W-x)), max(0, min(h, c.H-y))
	return s
}

// Text writes s and returns the column behind it. What does not fit is left out.
func (c Canvas) Text(x, y int, s string, style tcell.Style) int {
	if y < 0 || y >= c.H {
		return x
	}
	if x < 0 {
		if end := x + typeset.Width(s); end <= 0 {
			return end
		}
		s, x = typeset.DropColumns(s, -x), 0
	}
	return c.Screen.write(c.X+x, c.Y+y, c.X+c.W, s, style) - c.X
}

// Fill fills a line of the canvas from x on with one character.
func (c Canvas) Fill(x, y, width int, r string, style tcell.Style) {
	c.Text(x, y, strings.Repeat(r, max(0, min(width, c.W-x))), style)
}

// Spans writes spans one after the other and returns the column behind them.
func (c Canvas) Spans(x, y int, spans []typeset.Span) int {
	for _, s := range spans {
		x = c.Text(x, y, s.Text, c.theme.Style(s))
	}
	return x
}

// Frame draws a rounded border along the edge of the canvas, with a title in its
// upper side, and returns the inside.
func (c Canvas) Frame(title string) Canvas {
	st := c.theme.Role(typeset.FrameRole)
	if c.W < 2 || c.H < 2 {
		return c
	}
	for y := range c.H {
		switch y {
		case 0:
			c.Text(0, y, "╭", st)
			c.Fill(1, y, c.W-2, "─", st)
			c.Text(c.W-1, y, "╮", st)
		case c.H - 1:
			c.Text(0, y, "╰", st)
			c.Fill(1, y, c.W-2, "─", st)
			c.Text(c.W-1, y, "╯", st)
		default:
			c.Text(0, y, "│", st)
			c.Text(c.W-1, y, "│", st)
			c.Fill(1, y, c.W-2, " ", tcell.StyleDefault)
		}
	}
	if title != "" && c.W > 8 {
		c.Text(2, 0, " "+typeset.Fit(title, c.W-6)+" ", c.theme.Role(sheet.TitleRole))
	}
	return c.Sub(1, 1, c.W-2, c.H-2)
}
