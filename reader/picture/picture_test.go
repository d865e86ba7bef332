package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
)

// encoded returns an image as a file.
func encoded(t testing.TB, k Kind, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch k {
	case PNG:
		err = png.Encode(&b, img)
	case JPEG:
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 95})
	case GIF:
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// filled is an image of one colour.
func filled(w, h int, c color.Color) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, c)
		}
	}
	return img
}

// flag is a red field over a blue one.
func flag(w, h int) *image.NRGBA {
	img := filled(w, h, color.NRGBA{200, 0, 0, 255})
	for y := h / 2; y < h; y++ {
		for x := range w {
			img.Set(x, y, color.NRGBA{0, 0, 200, 255})
		}
	}
	return img
}

func decodeOK(t testing.TB, data []byte) *Picture {
	t.Helper()
	p, err := Decode(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// inRoom is the picture as it is shown where there is room for width columns
// and height rows.
func inRoom(p *Picture, width, height int, look Look) [][]Cell {
	cols, rows := p.Fit(width, height)
	return p.Cells(cols, rows, look)
}

// TestKinds decodes the same picture from each kind of file.
func TestKinds(t *testing.T) {
	for _, k := range []Kind{PNG, JPEG, GIF} {
		p := decodeOK(t, encoded(t, k, flag(40, 20)))
		if p.Kind != k || p.Width != 40 || p.Height != 20 {
			t.Errorf("%s: %v %d×%d", k, p.Kind, p.Width, p.Height)
		}
		cells := inRoom(p, 10, 10, Look{})
		if len(cells) != 3 || len(cells[0]) != 10 {
			t.Fatalf("%s: %d rows", k, len(cells))
		}
		top, bottom := cells[0][4], cells[2][4]
		if r, g, b, ok := top.Bg.RGB(); !ok || r < 180 || g > 30 || b > 30 {
			t.Errorf("%s: at the top %d %d %d %v, want red", k, r, g, b, ok)
		}
		// Five pixels stand in three rows: the lower half of the last is empty.
		if r, _, b, ok := bottom.Fg.RGB(); bottom.Rune != '▀' || bottom.Bg != 0 || !ok || b < 180 || r > 30 {
			t.Errorf("%s: at the bottom %c %x on %x, want blue over nothing", k, bottom.Rune, bottom.Fg, bottom.Bg)
		}
	}
}

// TestColourModels decodes PNGs of every colour model that Go can write; the
// readers of rows must agree on what they show.
func TestColourModels(t *testing.T) {
	size := image.Rect(0, 0, 8, 4)
	grey := color.Palette{color.NRGBA{90, 90, 90, 255}}
	for _, img := range []interface {
		image.Image
		Set(x, y int, c color.Color)
	}{
		image.NewGray(size), image.NewGray16(size), image.NewRGBA(size), image.NewNRGBA(size),
		image.NewRGBA64(size), image.NewNRGBA64(size), image.NewPaletted(size, grey),
	} {
		for y := range 4 {
			for x := range 8 {
				img.Set(x, y, color.NRGBA{90, 90, 90, 255})
			}
		}
		p := decodeOK(t, encoded(t, PNG, img))
		for _, row := range inRoom(p, 8, 4, Look{}) {
			for _, c := range row {
				if c != (Cell{' ', 0, rgb(90, 90, 90)}) {
					t.Errorf("%T: %c %x on %x", img, c.Rune, c.Fg, c.Bg)
				}
			}
		}
	}
}

// TestClearColourModels reads rows of pictures that one can see through, of every
// model that has alpha: they agree on the colours, which are multiplied by alpha.
func TestClearColourModels(t *testing.T) {
	size := image.Rect(0, 0, 3, 1)
	colours := []color.NRGBA{{200, 100, 50, 255}, {200, 100, 50, 128}, {200, 100, 50, 0}}
	want := []byte{200, 100, 50, 255, 100, 50, 25, 128, 0, 0, 0, 0}
	for _, img := range []interface {
		image.Image
		Set(x, y int, c color.Color)
	}{
		image.NewRGBA(size), image.NewNRGBA(size), image.NewRGBA64(size), image.NewNRGBA64(size),
		image.NewPaletted(size, color.Palette{colours[0], colours[1], colours[2]}),
	} {
		for x, c := range colours {
			img.Set(x, 0, c)
		}
		got := make([]byte, len(want))
		rowsOf(img)(got, 0, 0, 3)
		for i := range want {
			if d := int(got[i]) - int(want[i]); d < -1 || d > 1 {
				t.Errorf("%T: %v, want %v", img, got, want)
				break
			}
		}
	}
}

// TestPartOfGIF shows a GIF whose first image covers a part of the picture.
func TestPartOfGIF(t *testing.T) {
	red := color.Palette{color.RGBA{255, 0, 0, 255}}
	var b bytes.Buffer
	err := gif.EncodeAll(&b, &gif.GIF{
		Image:  []*image.Paletted{image.NewPaletted(image.Rect(2, 2, 4, 4), red)},
		Delay:  []int{0},
		Config: image.Config{ColorModel: red, Width: 6, Height: 6},
	})
	if err != nil {
		t.Fatal(err)
	}
	cells := inRoom(decodeOK(t, b.Bytes()), 6, 3, Look{})
	for y, row := range cells {
		for x, c := range row {
			want := Cell{' ', 0, 0}
			if y == 1 && (x == 2 || x == 3) {
				want.Bg = rgb(255, 0, 0)
			}
			if c != want {
				t.Errorf("at %d, %d: %c %x on %x", x, y, c.Rune, c.Fg, c.Bg)
			}
		}
	}
}

func TestInspectStart(t *testing.T) {
	photo := withExif(encoded(t, JPEG, flag(300, 200)), 6)
	for _, c := range []struct {
		data []byte
		w, h int
	}{
		{encoded(t, PNG, flag(300, 200)), 300, 200},
		{encoded(t, GIF, flag(300, 200)), 300, 200},
		{photo, 200, 300},
	} {
		// The header is in the first bytes: the file is cut short behind it.
		info, err := Inspect(c.data[:len(c.data)-60], Limits{})
		if err != nil || info.Width != c.w || info.Height != c.h {
			t.Errorf("%s: %d×%d, %v", info.Kind, info.Width, info.Height, err)
		}
		if _, err := Inspect(c.data[:12], Limits{}); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: twelve bytes: %v", info.Kind, err)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ data, why string }{
		{"", "empty"},
		{"hello", "no PNG"},
		{"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"},
		{"RIFF\x00\x00\x00\x00WAVEfmt ", "no PNG"},
		{"riff\x00\x00\x00\x00WEBPVP8 ", "no PNG"},
		{"\x00\x00\x00\x20ftypavif", "AVIF"},
		{"\x00\x00\x00\x20ftypheic", "HEIF"},
		{"\x00\x00\x00\x20ftypmif1", "HEIF"},
		{"\x00\x00\x00\x20ftypisom", "no PNG"},
		{"II*\x00\x08", "TIFF"},
		{"MM\x00*\x00", "TIFF"},
		{"BM\x46\x00", "BMP"},
		{"%PDF-1.7", "PDF"},
		{"\x1f\x8b\x08", "compressed"},
		{"<html><body>not found</body></html>", "no PNG"},
		{"version https://git-lfs.github.com/spec/v1\noid sha256:00", "Git LFS"},
		{"\xff\xd8\xff", "cut short"},
	} {
		_, err := Decode([]byte(c.data), Limits{})
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%q: %v, want %q", c.data, err, c.why)
		}
	}
}
