package picture

// tone is a colour of a terminal's palette, with its number there.
type tone struct {
	r, g, b int
	index   int
}

// palette finds the colour of a terminal that comes near another.
type palette struct {
	nearest func(r, g, b int) tone
	// exact is the distance up to which a colour counts as met: no error is
	// handed on, so that areas stay even.
	exact int
}

// shared are the colours that are about the same in all palettes. Their values
// lie between those of xterm and of VGA. The light ones, 8 to 14, are left out:
// widespread palettes have greys and shades of the background there.
var shared = [...]tone{
	{0, 0, 0, 0}, {187, 0, 0, 1}, {0, 187, 0, 2}, {187, 187, 0, 3},
	{0, 0, 204, 4}, {187, 0, 187, 5}, {0, 187, 187, 6}, {204, 204, 204, 7},
	{255, 255, 255, 15},
}

func paletteOf(m Mode) palette {
	switch m {
	case Color8:
		return palette{among(shared[:8]), 900}
	case Color16:
		return palette{among(shared[:]), 900}
	}
	// Enough colours that even areas look better than the right mean does: a
	// pixel is half a cell, so that every dot of a pattern is seen.
	return palette{nearest256, 1 << 30}
}

// among returns a function that finds the nearest colour of a short list.
func among(list []tone) func(r, g, b int) tone {
	return func(r, g, b int) tone {
		best, least := list[0], 1<<30
		for _, t := range list {
			if d := t.far(r, g, b); d < least {
				best, least = t, d
			}
		}
		return best
	}
}

// far returns how different two colours look: the square of a distance in which the
// eye's sense of green counts most.
func (t tone) far(r, g, b int) int {
	dr, dg, db := t.r-r, t.g-g, t.b-b
	return 2*dr*dr + 4*dg*dg + 3*db*db
}

// nearest256 finds a colour among those of xterm's palette that no terminal
// lets its user change: the cube of 6 by 6 by 6 colours from 16 on, and the 24
// greys from 232 on.
func nearest256(r, g, b int) tone {
	i, j, k := step(r), step(g), step(b)
	cube := tone{level(i), level(j), level(k), 16 + 36*i + 6*j + k}
	n := min(max((((2*r+4*g+3*b)/9)-3)/10, 0), 23)
	grey := tone{8 + 10*n, 8 + 10*n, 8 + 10*n, 232 + n}
	if grey.far(r, g, b) < cube.far(r, g, b) {
		return grey
	}
	return cube
}

// level is the brightness of a step of the cube: 0, 95, 135, 175, 215, 255.
func level(step int) int {
	if step == 0 {
		return 0
	}
	return 55 + 40*step
}

// step returns the step of the cube that is nearest to a brightness.
func step(v int) int {
	switch {
	case v < 48:
		return 0
	case v < 115:
		return 1
	}
	return min((v-35)/40, 5)
}
