package picture

import (
	"image"
	"math"
	"testing"
)

// photo is an image like that of a camera: soft shapes and some noise.
func photo(w, h int) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for y := range h {
		for x := range w {
			v := 128 + 90*math.Sin(float64(x)/97)*math.Cos(float64(y)/61)
			img.Y[y*img.YStride+x] = byte(v) + byte(x*y%7)
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = byte(96+i/4000%64), byte(100+i%img.CStride/40)
	}
	return img
}

// BenchmarkPhoto decodes a photograph of twelve million pixels and draws it in
// a window of 200 by 60 cells.
func BenchmarkPhoto(b *testing.B) {
	data := encoded(b, JPEG, photo(4000, 3000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		inRoom(decodeOK(b, data), 200, 60, Look{})
	}
}

// BenchmarkReduce is the part of it that is not the decoder's.
func BenchmarkReduce(b *testing.B) {
	img := photo(4000, 3000)
	for b.Loop() {
		reduce(img, image.Pt(4000, 3000), maxSide)
	}
}

func BenchmarkInspect(b *testing.B) {
	data := encoded(b, JPEG, photo(4000, 3000))
	for b.Loop() {
		if _, err := Inspect(data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCells(b *testing.B) {
	p := decodeOK(b, encoded(b, JPEG, photo(1200, 900)))
	for name, mode := range map[string]Mode{"true": TrueColor, "256": Color256, "16": Color16, "mono": Mono} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				inRoom(p, 76, 20, Look{Mode: mode})
			}
		})
	}
}
