package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"strings"
	"testing"
	"time"
)

// withExif puts an Exif segment with an orientation at the beginning of a JPEG.
func withExif(jpeg []byte, orientation byte) []byte {
	body := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(orientation)) + "\x00\x00\x00\x00\x00\x00"
	segment := append([]byte{0xFF, 0xE1, 0, byte(len(body) + 2)}, body...)
	return append(append(append([]byte{}, jpeg[:2]...), segment...), jpeg[2:]...)
}

func TestExif(t *testing.T) {
	tall := decodeOK(t, withExif(encoded(t, JPEG, flag(40, 20)), 6))
	if tall.Width != 20 || tall.Height != 40 {
		t.Fatalf("%d×%d", tall.Width, tall.Height)
	}
	// Turned clockwise, the upper half stands at the right.
	row := inRoom(tall, 10, 10, Look{})[5]
	if r, _, _, _ := row[9].Bg.RGB(); r < 180 {
		t.Errorf("at the right %x, want red", row[9].Bg)
	}
	if _, _, b, _ := row[0].Bg.RGB(); b < 180 {
		t.Errorf("at the left %x, want blue", row[0].Bg)
	}
	for o := byte(1); o <= 8; o++ {
		info, err := Inspect(withExif(encoded(t, JPEG, flag(40, 20)), o), Limits{})
		if lies := info.Width == 40 && info.Height == 20; err != nil || lies != (o < 5) {
			t.Errorf("orientation %d: %d×%d, %v", o, info.Width, info.Height, err)
		}
	}
	for o := range 10 { // Exif knows 1 to 8
		want := 0
		if 1 <= o && o <= 8 {
			want = o
		}
		segment := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(o)) + "\x00\x00"
		if got := exifOrientation([]byte(segment)); got != want {
			t.Errorf("orientation %d is read as %d", o, got)
		}
	}
	for _, bad := range []string{"", "Exif\x00\x00", "Exif\x00\x00II*\x00\xff\xff\xff\xff", "Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff"} {
		if o := exifOrientation([]byte(bad)); o != 0 {
			t.Errorf("%q: %d", bad, o)
		}
	}
}

// pngHeader is a PNG that states a size and has next to no data.
func pngHeader(w, h uint32, depth, kind, interlace byte) []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(name string, data []byte) {
		binary.Write(&b, binary.BigEndian, uint32(len(data)))
		b.WriteString(name)
		b.Write(data)
		binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(append([]byte(name), data...)))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	chunk("IHDR", append(head, depth, kind, 0, 0, interlace))
	chunk("IDAT", []byte("\x78\x9c\x63\x00\x00\x00\x01\x00\x01"))
	chunk("IEND", nil)
	return b.Bytes()
}

// jpegHeader changes the size that a JPEG states.
func jpegHeader(t *testing.T, w, h uint16) []byte {
	data := encoded(t, JPEG, flag(8, 8))
	at := bytes.Index(data, []byte{0xFF, 0xC0})
	binary.BigEndian.PutUint16(data[at+5:], h)
	binary.BigEndian.PutUint16(data[at+7:], w)
	return data
}

func gifHeader(t *testing.T, w, h uint16) []byte {
	data := encoded(t, GIF, flag(8, 8))
	binary.LittleEndian.PutUint16(data[6:], w)
	binary.LittleEndian.PutUint16(data[8:], h)
	return data
}

// TestGreat refuses what would need more than the limits, from the header alone.
func TestGreat(t *testing.T) {
	for name, data := range map[string][]byte{
		"png":            pngHeader(65535, 65535, 8, 6, 0),
		"png, one bit":   pngHeader(65535, 65535, 1, 0, 0),
		"png, wide":      pngHeader(1<<31-1, 1, 8, 0, 0),
		"png, high":      pngHeader(1, 30_000_000, 8, 0, 0),
		"png, deep":      pngHeader(5500, 5500, 16, 6, 0),
		"png, in passes": pngHeader(4200, 4200, 16, 6, 1),
		"jpeg":           jpegHeader(t, 65535, 65535),
		"gif":            gifHeader(t, 65535, 65535),
	} {
		var err error
		n := testing.AllocsPerRun(1, func() { _, err = Decode(data, Limits{}) })
		if err == nil || !strings.Contains(err.Error(), "too large (") {
			t.Errorf("%s: %v", name, err)
		}
		if n > 500 {
			t.Errorf("%s: %v allocations to say no", name, n)
		}
	}
	if _, err := Decode(make([]byte, 2000), Limits{Bytes: 1000}); err == nil || !strings.Contains(err.Error(), "file is too large") {
		t.Errorf("a large file: %v", err)
	}
}

// TestLies are files whose data are not what the header says.
func TestLies(t *testing.T) {
	for name, data := range map[string][]byte{
		"png":  pngHeader(4000, 4000, 8, 6, 0),
		"jpeg": jpegHeader(t, 4000, 4000)[:400],
		"gif":  gifHeader(t, 4, 4),
	} {
		if p, err := Decode(data, Limits{}); err == nil {
			t.Errorf("%s: decoded to %d×%d", name, p.Width, p.Height)
		} else if strings.ContainsAny(err.Error(), "\n") || len(err.Error()) > 120 {
			t.Errorf("%s: %q is no line", name, err)
		}
	}
}

// TestCut decodes every beginning of a file, and files with one byte changed.
func TestCut(t *testing.T) {
	for _, k := range []Kind{PNG, JPEG, GIF} {
		data := encoded(t, k, flag(12, 9))
		for n := range data {
			if _, err := Decode(data[:n], Limits{}); err == nil && k != PNG && n < len(data)-2 {
				t.Errorf("%s: %d of %d bytes are a picture", k, n, len(data))
			}
			bad := bytes.Clone(data)
			bad[n] ^= 0x55
			if p, err := Decode(bad, Limits{}); err == nil {
				inRoom(p, 20, 10, Look{Mode: Mono})
			}
		}
	}
}

// TestManyImages decodes the first image of a GIF and no other.
func TestManyImages(t *testing.T) {
	img := image.NewPaletted(image.Rect(0, 0, 600, 600), color.Palette{color.Black, color.White})
	g := &gif.GIF{}
	for range 200 {
		g.Image, g.Delay = append(g.Image, img), append(g.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	one := encoded(t, GIF, img)
	allocations := func(data []byte) float64 {
		return testing.AllocsPerRun(3, func() {
			if _, err := Decode(data, Limits{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if a, b := allocations(one), allocations(b.Bytes()); b > a+20 {
		t.Errorf("%v allocations for 200 images, %v for one", b, a)
	}
}

// TestManyScans refuses a JPEG that goes over its pixels again and again.
func TestManyScans(t *testing.T) {
	data := encoded(t, JPEG, flag(8, 8))
	at := bytes.Index(data, []byte{0xFF, 0xDA})
	scan := data[at : len(data)-2]
	for range maxScans {
		data = append(data, scan...)
	}
	if _, err := Decode(data, Limits{}); err == nil || !strings.Contains(err.Error(), "too many scans") {
		t.Errorf("%v", err)
	}
}

// TestSlow stops reading when the time is over.
func TestSlow(t *testing.T) {
	_, err := Decode(encoded(t, PNG, flag(400, 400)), Limits{Time: time.Nanosecond})
	if err == nil || err.Error() != "reading it takes too long" {
		t.Errorf("%v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, k := range []Kind{PNG, JPEG, GIF} {
		f.Add(encoded(f, k, flag(9, 7)))
	}
	f.Add(withExif(encoded(f, JPEG, flag(9, 7)), 5))
	f.Add([]byte("<svg><title>A</title></svg>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := Limits{Pixels: 100_000, Memory: 4 << 20}
		info, err := Inspect(data, limits)
		if err == nil && info.Kind != SVG && (info.Width < 1 || info.Height < 1 || info.Width*info.Height > limits.Pixels) {
			t.Errorf("%s of %d×%d", info.Kind, info.Width, info.Height)
		}
		p, err := Decode(data, limits)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q is no line", err)
			}
			return
		}
		cols, rows := p.Fit(30, 20)
		for mode := TrueColor; mode <= Mono; mode++ {
			if cells := inRoom(p, 30, 20, Look{Mode: mode}); len(cells) != rows || len(cells[0]) != cols {
				t.Errorf("mode %d: %d rows of %d, want %d of %d", mode, len(cells), len(cells[0]), rows, cols)
			}
		}
	})
}
