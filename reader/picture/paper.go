package picture

// Ground says whether the terminal's background is dark or light.
type Ground uint8

// The grounds.
const (
	UnknownGround Ground = iota
	Dark
	Light
)

// paper is what transparent parts of a picture are shown on: the terminal's own
// background where the picture can be seen on it, else white or black.
type paper struct {
	solid bool
	tone  byte // of red, green and blue
}

const (
	darkTone  = 70 // what is darker on the average is lost on a dark ground
	lightTone = 175
	maxHoles  = 8 // a picture with fewer than one transparent pixel in this many covers its ground itself
)

// paperFor looks at the tones of the parts that are not transparent. A picture
// with soft edges only needs none.
func paperFor(r raster, g Ground) paper {
	var tone, opaque int
	for i := 0; i < len(r.pix); i += 4 {
		p := r.pix[i : i+4 : i+4]
		tone += luma(p[0], p[1], p[2])
		opaque += int(p[3])
	}
	all := 255 * len(r.pix) / 4
	if opaque == 0 || all-opaque < all/maxHoles {
		return paper{}
	}
	mean := int(int64(tone) * 255 / int64(opaque))
	switch {
	case mean < darkTone && g != Light:
		return paper{true, 0xFF}
	case mean > lightTone && g != Dark:
		return paper{true, 0}
	}
	return paper{}
}

// luma is how light a colour looks (ITU-R BT.601).
func luma(r, g, b byte) int { return (299*int(r) + 587*int(g) + 114*int(b)) / 1000 }

// hole is the alpha below which a pixel counts as transparent.
const hole = 128

// on returns the colour of a pixel of the raster, ok false for a hole.
func (p paper) on(pix []byte) (r, g, b byte, ok bool) {
	a := int(pix[3])
	switch {
	case p.solid:
		rest := (255 - a) * int(p.tone) / 255
		return byte(int(pix[0]) + rest), byte(int(pix[1]) + rest), byte(int(pix[2]) + rest), true
	case a < hole:
		return 0, 0, 0, false
	case a == 255:
		return pix[0], pix[1], pix[2], true
	}
	full := func(c byte) byte { return byte(min(int(c)*255/a, 255)) }
	return full(pix[0]), full(pix[1]), full(pix[2]), true
}
