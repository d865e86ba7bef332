package picture

import "image"

// maxSide is the widest and the highest that the small copy of a picture is:
// more than the half blocks of a large window.
const maxSide = 1024

// raster is a picture in memory: red, green, blue, alpha of a byte each, the
// colours multiplied by alpha.
type raster struct {
	w, h int
	pix  []byte
}

func newRaster(w, h int) raster { return raster{w, h, make([]byte, 4*w*h)} }

func (r raster) at(x, y int) []byte { return r.pix[4*(y*r.w+x):][:4:4] }

// reduce makes an image at most side pixels wide and high, each the mean of a
// block of whole pixels. size is the picture's; what the image leaves out of it
// (the first image of a GIF may be a part) is transparent.
func reduce(img image.Image, size image.Point, side int) raster {
	kx, ky := (size.X+side-1)/side, (size.Y+side-1)/side
	small := newRaster((size.X+kx-1)/kx, (size.Y+ky-1)/ky)
	have := img.Bounds().Intersect(image.Rectangle{Max: size})
	read := rowsOf(img)
	row := make([]byte, 4*size.X)
	sums := make([]uint32, 4*small.w)
	for y := range small.h {
		clear(sums)
		rows := min(ky, size.Y-y*ky)
		for v := y * ky; v < y*ky+rows; v++ {
			if have.Dx() > 0 && have.Min.Y <= v && v < have.Max.Y {
				read(row[4*have.Min.X:], have.Min.X, v, have.Dx())
				addRow(sums, row, kx)
			}
		}
		for x := range small.w {
			n := uint32(rows * min(kx, size.X-x*kx))
			d := small.at(x, y)
			for i, s := range sums[4*x : 4*x+4] {
				d[i] = byte((s + n/2) / n)
			}
		}
	}
	return small
}

// addRow adds each k pixels of a row to one sum. A sum cannot run over: a block
// has fewer pixels than 2^24, since Limits are in force.
func addRow(sums []uint32, row []byte, k int) {
	for x := 0; x < len(row); sums = sums[4:] {
		end := min(x+4*k, len(row))
		var r, g, b, a uint32
		for ; x < end; x += 4 {
			p := row[x : x+4 : x+4]
			r, g, b, a = r+uint32(p[0]), g+uint32(p[1]), b+uint32(p[2]), a+uint32(p[3])
		}
		sums[0] += r
		sums[1] += g
		sums[2] += b
		sums[3] += a
	}
}

// turned returns the raster the way up that Exif's orientation says.
func (r raster) turned(orientation int) raster {
	if orientation < 2 || orientation > 8 {
		return r
	}
	w, h := r.w, r.h
	if orientation > 4 {
		w, h = h, w
	}
	out := newRaster(w, h)
	for y := range h {
		for x := range w {
			// From where the pixel at x, y comes: 2 to 4 mirror and turn by
			// half, 5 to 8 exchange rows and columns first.
			sx, sy := x, y
			if orientation > 4 {
				sx, sy = y, x
			}
			switch orientation {
			case 2, 8:
				sx = r.w - 1 - sx
			case 3, 7:
				sx, sy = r.w-1-sx, r.h-1-sy
			case 4, 6:
				sy = r.h - 1 - sy
			}
			copy(out.at(x, y), r.at(sx, sy))
		}
	}
	return out
}
