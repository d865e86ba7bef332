package terminal

import (
	"github.com/gdamore/tcell/v2"

	"lectern/reader/picture"
)

// Look returns how to draw pictures on a terminal with a given number of colours.
func (t *Theme) Look(colours int) picture.Look {
	look := picture.Look{Ground: t.ground}
	switch n := colours; {
	case t.mono || n < 8:
		look.Mode = picture.Mono
	case n < 16:
		look.Mode = picture.Color8
	case n < 256:
		look.Mode = picture.Color16
	case n == 256:
		look.Mode = picture.Color256
	}
	return look
}

// CellStyle is the style of a cell of a picture.
func CellStyle(c picture.Cell) tcell.Style {
	return tcell.StyleDefault.Foreground(cellColor(c.Fg)).Background(cellColor(c.Bg))
}

func cellColor(c picture.Color) tcell.Color {
	if n, ok := c.Index(); ok {
		return tcell.PaletteColor(n)
	}
	if r, g, b, ok := c.RGB(); ok {
		return tcell.NewRGBColor(int32(r), int32(g), int32(b))
	}
	return tcell.ColorDefault
}
