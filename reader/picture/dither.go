package picture

// dithered reduces the pixels of a raster to a palette. What a pixel is
// off is handed on to its neighbours (Floyd and Steinberg, 1976), every second
// row backwards, so that no pattern leans to one side.
func dithered(r raster, under paper, p palette) []Color {
	out := make([]Color, r.w*r.h)
	here, next := make([][3]int, r.w+2), make([][3]int, r.w+2)
	for y := range r.h {
		x, by := 0, 1
		if y%2 == 1 {
			x, by = r.w-1, -1
		}
		for ; 0 <= x && x < r.w; x += by {
			red, green, blue, ok := under.on(r.at(x, y))
			if !ok {
				continue // nothing is handed on over a hole
			}
			out[y*r.w+x] = p.pick(red, green, blue, x+1, by, here, next)
		}
		here, next = next, here
		clear(next)
	}
	return out
}

// pick chooses the colour of the pixel in column x of here, with what its
// neighbours handed on in sixteenths, and hands its own error on.
func (p palette) pick(r, g, b byte, x, by int, here, next [][3]int) Color {
	if t := p.nearest(int(r), int(g), int(b)); t.far(int(r), int(g), int(b)) <= p.exact {
		return index(t.index)
	}
	var want [3]int
	for i, v := range [3]byte{r, g, b} {
		want[i] = min(max(int(v)+here[x][i]/16, 0), 255)
	}
	t := p.nearest(want[0], want[1], want[2])
	for i, v := range [3]int{t.r, t.g, t.b} {
		off := want[i] - v
		here[x+by][i] += 7 * off
		next[x-by][i] += 3 * off
		next[x][i] += 5 * off
		next[x+by][i] += off
	}
	return index(t.index)
}
