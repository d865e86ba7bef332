package picture

// blocks are the characters of Unicode that fill quadrants of a cell, by the
// quadrants that are set: upper left 1, upper right 2, lower left 4, lower right 8.
var blocks = [16]rune{' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'}

// quadrants draws a raster of two pixels by two in each cell without colours.
// What is light is set in the colour of the text on a dark ground, and what is
// dark on a light one; greys are dithered. Where the ground is not known it is
// taken to be dark.
func quadrants(r raster, rows int, under paper, g Ground) [][]Cell {
	set := bits(r, under, g == Light)
	cols := r.w / 2
	out := make([][]Cell, rows)
	for y := range out {
		out[y] = make([]Cell, cols)
		for x := range cols {
			n := 0
			for i := range 4 {
				px, py := 2*x+i%2, 2*y+i/2
				if py < r.h && set[py*r.w+px] {
					n |= 1 << i
				}
			}
			out[y][x] = Cell{Rune: blocks[n]}
		}
	}
	return out
}

// tones are the pixels of a raster as greys from 0 to 255, -1 for holes. The
// strokes of a diagram have become pale on the way down; each pixel is moved
// away from the mean of its neighbours, which brings them back.
func tones(r raster, under paper) []int {
	grey := make([]int, r.w*r.h)
	for i := range grey {
		grey[i] = -1
		if red, green, blue, ok := under.on(r.pix[4*i:][:4:4]); ok {
			grey[i] = luma(red, green, blue)
		}
	}
	out := make([]int, len(grey))
	for y := range r.h {
		for x := range r.w {
			v := grey[y*r.w+x]
			sum, n := 0, 0
			for ny := max(y-1, 0); ny <= min(y+1, r.h-1); ny++ {
				for _, g := range grey[ny*r.w+max(x-1, 0) : ny*r.w+min(x+2, r.w)] {
					if g >= 0 {
						sum, n = sum+g, n+1
					}
				}
			}
			if out[y*r.w+x] = v; v >= 0 {
				out[y*r.w+x] = min(max(v+2*(v-sum/n), 0), 255)
			}
		}
	}
	return out
}

// bits decides for each pixel whether it is set. Tones near black and white
// are taken as those, so that the areas of a diagram have no specks.
func bits(r raster, under paper, dark bool) []bool {
	const speck = 44
	grey := tones(r, under)
	set := make([]bool, r.w*r.h)
	here, next := make([]int, r.w+2), make([]int, r.w+2)
	for y := range r.h {
		x, by := 0, 1
		if y%2 == 1 {
			x, by = r.w-1, -1
		}
		for ; 0 <= x && x < r.w; x += by {
			v := grey[y*r.w+x]
			if v < 0 {
				continue
			}
			if dark {
				v = 255 - v
			}
			if v < speck || v > 255-speck {
				set[y*r.w+x] = v > 255-speck
				continue
			}
			v += here[x+1] / 16
			off := v
			if v > 127 {
				set[y*r.w+x] = true
				off -= 255
			}
			here[x+1+by] += 7 * off
			next[x+1-by] += 3 * off
			next[x+1] += 5 * off
			next[x+1+by] += off
		}
		here, next = next, here
		clear(next)
	}
	return set
}
