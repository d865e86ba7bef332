package picture

import (
	"image"
	"image/color"
	"strings"
	"testing"
)

// asPicture makes a picture of rows of characters: # black, . white, space
// transparent, + grey, r g b colours.
func asPicture(rows ...string) *Picture {
	img := image.NewNRGBA(image.Rect(0, 0, len(rows[0]), len(rows)))
	tones := map[rune]color.NRGBA{
		'#': {0, 0, 0, 255}, '.': {255, 255, 255, 255}, '+': {128, 128, 128, 255},
		'r': {250, 5, 5, 255}, 'g': {5, 250, 5, 255}, 'b': {5, 5, 250, 255},
	}
	for y, row := range rows {
		for x, c := range row {
			img.SetNRGBA(x, y, tones[c])
		}
	}
	size := img.Rect.Size()
	return &Picture{Info{Kind: PNG, Width: size.X, Height: size.Y}, reduce(img, size, maxSide)}
}

func drawn(cells [][]Cell) string {
	var b strings.Builder
	for _, row := range cells {
		for _, c := range row {
			b.WriteRune(c.Rune)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestHalves(t *testing.T) {
	p := asPicture(
		"r r b",
		"r  gg")
	black := Color(0)
	want := []Cell{
		{' ', black, rgb(250, 5, 5)}, // both the same
		{' ', 0, 0},
		{'▀', rgb(250, 5, 5), 0}, // nothing below
		{'▄', rgb(5, 250, 5), 0}, // nothing above
		{'▀', rgb(5, 5, 250), rgb(5, 250, 5)},
	}
	got := inRoom(p, 80, 24, Look{})
	for i, c := range got[0] {
		if c != want[i] {
			t.Errorf("cell %d: %c %x on %x", i, c.Rune, c.Fg, c.Bg)
		}
	}
}

// TestPaper draws strokes on nothing: they must be seen on every ground.
func TestPaper(t *testing.T) {
	dark, light := asPicture("#   #", "#   #"), asPicture(".   .", ".   .")
	white, black := rgb(255, 255, 255), rgb(0, 0, 0)
	for _, c := range []struct {
		name    string
		p       *Picture
		ground  Ground
		between Color
	}{
		{"dark strokes", dark, UnknownGround, white},
		{"dark strokes", dark, Dark, white},
		{"dark strokes", dark, Light, 0},
		{"light strokes", light, UnknownGround, black},
		{"light strokes", light, Dark, 0},
		{"light strokes", light, Light, black},
		{"red strokes", asPicture("r   r", "r   r"), Light, 0},
		{"red strokes", asPicture("g   g", "g   g"), Dark, 0},
	} {
		if got := inRoom(c.p, 80, 24, Look{Ground: c.ground})[0][2]; got != (Cell{' ', 0, c.between}) {
			t.Errorf("%s on ground %d: between them %c %x on %x, want %x", c.name, c.ground, got.Rune, got.Fg, got.Bg, c.between)
		}
	}
}

// TestMono draws without colours: four pixels in a cell would be two beside each
// other where the picture has one.
func TestMono(t *testing.T) {
	p := asPicture(
		"..##..##",
		"..##..##",
		".#.#####",
		"#.#.####")
	if got, want := drawn(inRoom(p, 80, 24, Look{Mode: Mono})), "██  ██  \n▀▄▀▄    \n"; got != want {
		t.Errorf("on a dark ground\n%s\nwant\n%s", got, want)
	}
	if got, want := drawn(inRoom(p, 80, 24, Look{Mode: Mono, Ground: Light})), "  ██  ██\n▄▀▄▀████\n"; got != want {
		t.Errorf("on a light ground\n%s\nwant\n%s", got, want)
	}
	for _, row := range inRoom(p, 80, 24, Look{Mode: Mono}) {
		for _, c := range row {
			if c.Fg != 0 || c.Bg != 0 {
				t.Errorf("a colour where none is wanted: %x on %x", c.Fg, c.Bg)
			}
		}
	}
}

// TestGreys counts how much of a grey area is set.
func TestGreys(t *testing.T) {
	for grey, want := range map[byte]int{0: 0, 64: 25, 128: 50, 191: 75, 255: 100} {
		img := filled(64, 64, color.NRGBA{grey, grey, grey, 255})
		small := reduce(img, image.Pt(64, 64), maxSide)
		n := 0
		for _, set := range bits(small, paper{}, false) {
			if set {
				n++
			}
		}
		if got := n * 100 / (64 * 64); got < want-2 || got > want+2 {
			t.Errorf("grey %d: %d %% are set, want %d", grey, got, want)
		}
	}
}

// TestNearest256 compares the search with one through all colours of the palette.
func TestNearest256(t *testing.T) {
	var all []tone
	for i := range 6 {
		for j := range 6 {
			for k := range 6 {
				all = append(all, tone{level(i), level(j), level(k), 16 + 36*i + 6*j + k})
			}
		}
	}
	for n := range 24 {
		all = append(all, tone{8 + 10*n, 8 + 10*n, 8 + 10*n, 232 + n})
	}
	slow := among(all)
	for r := 0; r < 256; r += 5 {
		for g := 0; g < 256; g += 5 {
			for b := 0; b < 256; b += 5 {
				got, want := nearest256(r, g, b), slow(r, g, b)
				if got.far(r, g, b) != want.far(r, g, b) {
					t.Fatalf("%d %d %d: colour %d, but %d is nearer", r, g, b, got.index, want.index)
				}
			}
		}
	}
}

// TestPalettes says that each mode keeps to its colours, and that the mean of
// a dithered area is what it was.
func TestPalettes(t *testing.T) {
	img := filled(60, 60, color.NRGBA{150, 120, 60, 255})
	small := reduce(img, image.Pt(60, 60), maxSide)
	for mode, most := range map[Mode]int{Color256: 255, Color16: 15, Color8: 7} {
		sum, list := [3]int{}, map[int]tone{}
		for _, b := range shared {
			list[b.index] = b
		}
		for _, c := range colours(small, Look{Mode: mode}) {
			n, ok := c.Index()
			if !ok || n > most || mode == Color256 && n < 16 {
				t.Fatalf("mode %d: colour %x", mode, c)
			}
			sum[0], sum[1], sum[2] = sum[0]+list[n].r, sum[1]+list[n].g, sum[2]+list[n].b
		}
		for i, want := range []int{150, 120, 60} {
			if got := sum[i] / 3600; mode != Color256 && (got < want-8 || got > want+8) {
				t.Errorf("mode %d: mean %d of channel %d, want %d", mode, got, i, want)
			}
		}
	}
}
