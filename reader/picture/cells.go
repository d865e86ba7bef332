package picture

// Mode says which colours a terminal has.
type Mode uint8

// The modes.
const (
	TrueColor Mode = iota // red, green and blue of 8 bits each
	Color256              // the palette of xterm
	Color16               // the first eight of the palette, and white
	Color8                // the first eight
	Mono                  // no colours, or none wanted: quadrants of cells, set or not
)

// Look is everything besides their size that cells depend on.
type Look struct {
	Mode   Mode
	Ground Ground
}

// Color is a colour of a cell; the zero value is the terminal's own.
type Color uint32

const (
	isRGB   Color = 1 << 24
	isIndex Color = 2 << 24
)

// RGB returns a colour of the mode TrueColor.
func (c Color) RGB() (r, g, b uint8, ok bool) {
	return uint8(c >> 16), uint8(c >> 8), uint8(c), c&isRGB != 0
}

// Index returns the number of a colour in the terminal's palette.
func (c Color) Index() (n int, ok bool) { return int(c & 0xFF), c&isIndex != 0 }

func rgb(r, g, b byte) Color { return isRGB | Color(r)<<16 | Color(g)<<8 | Color(b) }
func index(n int) Color      { return isIndex | Color(n) }

// Cell is one cell of the terminal: a character, its colour, and the one behind it.
type Cell struct {
	Rune   rune
	Fg, Bg Color
}

// Cells returns the picture as rows of cells; cols and rows must be those that Fit returned.
// Other sizes stretch it.
func (p *Picture) Cells(cols, rows int, look Look) [][]Cell {
	cols, rows = min(max(cols, 1), maxCells), min(max(rows, 1), maxCells)
	// An odd number of pixels leaves the lower half of the last row empty.
	h := int((int64(p.Height)*int64(cols) + int64(p.Width)/2) / int64(max(p.Width, 1)))
	h = min(max(h, 2*rows-1), 2*rows)
	if look.Mode == Mono {
		small := p.small.scaled(2*cols, h)
		return quadrants(small, rows, paperFor(small, look.Ground), look.Ground)
	}
	small := p.small.scaled(cols, h)
	return halves(colours(small, look), cols, h)
}

// colours returns the pixels of a raster in the colours of a terminal; holes are 0.
func colours(r raster, look Look) []Color {
	under := paperFor(r, look.Ground)
	if look.Mode != TrueColor {
		return dithered(r, under, paletteOf(look.Mode))
	}
	out := make([]Color, r.w*r.h)
	for i := range out {
		if red, green, blue, ok := under.on(r.pix[4*i:][:4:4]); ok {
			out[i] = rgb(red, green, blue)
		}
	}
	return out
}

// halves puts two rows of pixels into each row of cells.
func halves(pix []Color, w, h int) [][]Cell {
	rows := make([][]Cell, (h+1)/2)
	cells := make([]Cell, len(rows)*w)
	for y := range rows {
		rows[y], cells = cells[:w:w], cells[w:]
		for x := range w {
			upper, lower := pix[2*y*w+x], Color(0)
			if 2*y+1 < h {
				lower = pix[(2*y+1)*w+x]
			}
			rows[y][x] = half(upper, lower)
		}
	}
	return rows
}

// half is the cell that shows two pixels. Where they are the same it is a space,
// which needs no font.
func half(upper, lower Color) Cell {
	switch {
	case upper == lower:
		return Cell{' ', 0, lower}
	case upper == 0:
		return Cell{'▄', lower, 0}
	}
	return Cell{'▀', upper, lower}
}
