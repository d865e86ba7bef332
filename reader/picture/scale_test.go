package picture

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
)

func TestFit(t *testing.T) {
	for _, c := range []struct{ w, h, width, height, cols, rows int }{
		{4000, 3000, 76, 100, 76, 29}, // 57 pixels high
		{4000, 3000, 76, 16, 43, 16},
		{3000, 4000, 76, 16, 24, 16},
		{16, 16, 76, 16, 16, 8}, // not larger than it is
		{1, 1, 76, 16, 1, 1},
		{1, 100000, 76, 16, 1, 16},
		{100000, 1, 76, 16, 76, 1},
		{0, 0, 0, 0, 1, 1},
		{500, 500, -3, -3, 1, 1},
		{1 << 30, 1 << 30, 1 << 30, 1 << 30, maxCells, maxCells / 2},
	} {
		cols, rows := Fit(c.w, c.h, c.width, c.height)
		if cols != c.cols || rows != c.rows {
			t.Errorf("Fit(%d, %d, %d, %d) = %d, %d; want %d, %d", c.w, c.h, c.width, c.height, cols, rows, c.cols, c.rows)
		}
	}
}

// TestCellsAreWhatFitSays holds for every mode and odd sizes.
func TestCellsAreWhatFitSays(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for range 60 {
		w, h := 1+rng.IntN(90), 1+rng.IntN(90)
		p := &Picture{Info{Kind: PNG, Width: w, Height: h}, reduce(flag(w, h), image.Pt(w, h), maxSide)}
		for mode := TrueColor; mode <= Mono; mode++ {
			width, height := 1+rng.IntN(60), 1+rng.IntN(40)
			cols, rows := p.Fit(width, height)
			cells := inRoom(p, width, height, Look{Mode: mode})
			if len(cells) != rows || rows > height || cols > width {
				t.Fatalf("%d×%d in %d×%d, mode %d: %d rows; Fit says %d×%d", w, h, width, height, mode, len(cells), cols, rows)
			}
			for _, row := range cells {
				if len(row) != cols {
					t.Fatalf("%d×%d in %d×%d, mode %d: %d cells, want %d", w, h, width, height, mode, len(row), cols)
				}
			}
		}
	}
}

// TestSteady says that one colour stays that colour at every size.
func TestSteady(t *testing.T) {
	c := color.NRGBA{17, 130, 251, 255}
	for _, n := range []int{1, 2, 7, 64, 1023, 1024, 1025, 2600} {
		small := reduce(filled(n, 3, c), image.Pt(n, 3), maxSide)
		for _, m := range []int{1, 2, 3, 10, 76, 199} {
			for i, v := range small.scaled(m, 2).pix {
				if want := [4]byte{17, 130, 251, 255}[i%4]; v != want {
					t.Fatalf("%d to %d pixels: byte %d is %d, want %d", n, m, i, v, want)
				}
			}
		}
	}
}

// TestMean says that nothing gets lighter or darker on the way down.
func TestMean(t *testing.T) {
	const w, h = 2100, 70
	img := image.NewGray(image.Rect(0, 0, w, h))
	rng := rand.New(rand.NewPCG(1, 2))
	want := 0
	for i := range img.Pix {
		img.Pix[i] = byte(rng.IntN(256))
		want += int(img.Pix[i])
	}
	small := reduce(img, image.Pt(w, h), maxSide).scaled(20, 7)
	got := 0
	for i := 0; i < len(small.pix); i += 4 {
		got += int(small.pix[i])
	}
	if a, b := want/(w*h), got/(20*7); a-b > 1 || b-a > 1 {
		t.Errorf("mean %d became %d", a, b)
	}
}

// TestTurned compares each turn with what Exif says of it: where the first row
// and the first column of the file stand.
func TestTurned(t *testing.T) {
	r := newRaster(2, 3)
	for i := range 6 {
		r.pix[4*i] = "abcdef"[i] // ab / cd / ef
	}
	for orientation, want := range []string{1: "ab/cd/ef", 2: "ba/dc/fe", 3: "fe/dc/ba", 4: "ef/cd/ab", 5: "ace/bdf", 6: "eca/fdb", 7: "fdb/eca", 8: "bdf/ace"} {
		if orientation == 0 {
			continue
		}
		out, got := r.turned(orientation), ""
		for y := range out.h {
			if y > 0 {
				got += "/"
			}
			for x := range out.w {
				got += string(rune(out.at(x, y)[0]))
			}
		}
		if got != want {
			t.Errorf("orientation %d: %s, want %s", orientation, got, want)
		}
	}
}
