package picture

import (
	"image"
	"image/color"
)

// rowReader fills dst with n pixels of row y from column x on: red, green, blue
// and alpha of a byte each, the colours multiplied by alpha.
type rowReader func(dst []byte, x, y, n int)

// rowsOf returns the reader of an image's rows. The kinds of image that the
// decoders make most have one of their own: it is several times as fast.
func rowsOf(img image.Image) rowReader {
	switch m := img.(type) {
	case *image.YCbCr:
		return ycbcrRows(m)
	case *image.Gray:
		return func(dst []byte, x, y, n int) {
			for i, v := range m.Pix[m.PixOffset(x, y):][:n] {
				d := dst[4*i : 4*i+4 : 4*i+4]
				d[0], d[1], d[2], d[3] = v, v, v, 0xFF
			}
		}
	case *image.RGBA:
		return func(dst []byte, x, y, n int) { copy(dst, m.Pix[m.PixOffset(x, y):][:4*n]) }
	case *image.NRGBA:
		return nrgbaRows(m)
	case *image.Paletted:
		return palettedRows(m)
	case image.RGBA64Image:
		return func(dst []byte, x, y, n int) {
			for i := range n {
				c := m.RGBA64At(x+i, y)
				d := dst[4*i : 4*i+4 : 4*i+4]
				d[0], d[1], d[2], d[3] = byte(c.R>>8), byte(c.G>>8), byte(c.B>>8), byte(c.A>>8)
			}
		}
	}
	return func(dst []byte, x, y, n int) {
		for i := range n {
			put(dst[4*i:], img.At(x+i, y))
		}
	}
}

func put(d []byte, c color.Color) {
	r, g, b, a := c.RGBA()
	d[0], d[1], d[2], d[3] = byte(r>>8), byte(g>>8), byte(b>>8), byte(a>>8)
}

func ycbcrRows(m *image.YCbCr) rowReader {
	return func(dst []byte, x, y, n int) {
		luma := m.Y[m.YOffset(x, y):][:n]
		for i, v := range luma {
			c := m.COffset(x+i, y)
			d := dst[4*i : 4*i+4 : 4*i+4]
			d[0], d[1], d[2] = color.YCbCrToRGB(v, m.Cb[c], m.Cr[c])
			d[3] = 0xFF
		}
	}
}

func nrgbaRows(m *image.NRGBA) rowReader {
	return func(dst []byte, x, y, n int) {
		src := m.Pix[m.PixOffset(x, y):][:4*n]
		for i := 0; i < 4*n; i += 4 {
			s, d := src[i:i+4:i+4], dst[i:i+4:i+4]
			if s[3] == 0xFF {
				copy(d, s)
				continue
			}
			a := uint32(s[3])
			d[0], d[1], d[2], d[3] = byte(uint32(s[0])*a/255), byte(uint32(s[1])*a/255), byte(uint32(s[2])*a/255), s[3]
		}
	}
}

func palettedRows(m *image.Paletted) rowReader {
	var colours [256][4]byte // an index behind the palette is a hole
	for i, c := range m.Palette[:min(len(m.Palette), 256)] {
		put(colours[i][:], c)
	}
	return func(dst []byte, x, y, n int) {
		for i, v := range m.Pix[m.PixOffset(x, y):][:n] {
			copy(dst[4*i:], colours[v][:])
		}
	}
}
