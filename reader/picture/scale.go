package picture

// Fit says how many columns and rows of cells a picture of w by h pixels takes
// where there is room for width and height of them. A cell shows one pixel
// beside, and two below each other, so that they are square where a cell is
// twice as high as wide. No picture gets more cells than it has pixels to show
// in them, and none gets less than one.
func Fit(w, h, width, height int) (cols, rows int) {
	x, y := fitPixels(w, h, width, height)
	return x, (y + 1) / 2
}

// maxCells bounds the columns and the rows of a picture, whatever is asked for.
const maxCells = 1000

// fitPixels does the work of Fit, with the height in half cells.
func fitPixels(w, h, width, height int) (x, y int) {
	w, h = max(w, 1), max(h, 1)
	x, y = min(max(width, 1), maxCells), 2*min(max(height, 1), maxCells)
	x, y = min(x, w), min(y, h)
	if byHeight := int((int64(w)*int64(y) + int64(h)/2) / int64(h)); byHeight <= x {
		x = max(byHeight, 1)
	} else {
		y = max(int((int64(h)*int64(x)+int64(w)/2)/int64(w)), 1)
	}
	return x, y
}

// Fit is the function Fit for a picture of this size.
func (i Info) Fit(width, height int) (cols, rows int) { return Fit(i.Width, i.Height, width, height) }

// share is a source pixel with its part in one pixel of the result.
type share struct {
	from   int
	weight float32
}

// shares divides n source pixels among m results by area.
func shares(n, m int) [][]share {
	out := make([][]share, m)
	step := float64(n) / float64(m)
	for i := range out {
		from, to := float64(i)*step, float64(i+1)*step
		for s := int(from); s < n && float64(s) < to; s++ {
			part := min(to, float64(s+1)) - max(from, float64(s))
			if part > 1e-6*step {
				out[i] = append(out[i], share{s, float32(part / step)})
			}
		}
	}
	return out
}

// scaled returns the raster at w by h pixels, each the mean of the area that it
// covers.
func (r raster) scaled(w, h int) raster {
	across, down := shares(r.w, w), shares(r.h, h)
	wide := make([]float32, 4*w*r.h)
	for y := range r.h {
		for x, from := range across {
			d := wide[4*(y*w+x):][:4:4]
			for _, s := range from {
				p := r.at(s.from, y)
				for i := range d {
					d[i] += s.weight * float32(p[i])
				}
			}
		}
	}
	out := newRaster(w, h)
	sums := make([]float32, 4*w)
	for y, from := range down {
		clear(sums)
		for _, s := range from {
			for i, v := range wide[4*w*s.from:][:4*w] {
				sums[i] += s.weight * v
			}
		}
		for i, v := range sums {
			out.pix[4*w*y+i] = byte(min(v+0.5, 255))
		}
	}
	return out
}
