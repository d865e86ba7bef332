// Package picture turns the pictures of a course into cells of a terminal:
// half blocks with two colours each, so that a cell shows two pixels that are
// about square. It needs no other program and knows no terminal library.
//
// Pictures come from courses, which nobody has looked at. So the header is read
// first, and what it announces is held against Limits before a decoder may
// reserve memory for it (inspect.go); a file that is damaged, too large or of an
// unknown kind gives an error of one line that can stand below the alt text.
//
// How cells are made: Decode reads the file and at once makes it smaller by
// whole pixels (reduce.go, rows.go), so that a photograph is not kept; Cells
// brings that to the size of the cells (scale.go), decides on the paper below
// transparent parts (paper.go), brings it down to the colours of the terminal
// (palette.go, dither.go), and puts two pixels into each cell (cells.go), or
// four where there are no colours (quadrants.go).
//
// A scalable drawing (SVG) is not drawn: what it says of itself is read (svg.go).
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"time"

	"lectern/reader/words"
)

// Limits bound what one picture may cost. The zero value of a field stands for
// that of DefaultLimits.
type Limits struct {
	Bytes  int           // of the file
	Pixels int           // width times height
	Memory int           // bytes that a decoder may need, as its header tells
	Time   time.Duration // of reading; checked between pieces of the file
}

// DefaultLimits let the photographs of today's cameras through.
func DefaultLimits() Limits {
	return Limits{Bytes: 32 << 20, Pixels: 32_000_000, Memory: 192 << 20, Time: 10 * time.Second}
}

func (l Limits) filled() Limits {
	d := DefaultLimits()
	if l.Bytes <= 0 {
		l.Bytes = d.Bytes
	}
	if l.Pixels <= 0 {
		l.Pixels = d.Pixels
	}
	if l.Memory <= 0 {
		l.Memory = d.Memory
	}
	if l.Time <= 0 {
		l.Time = d.Time
	}
	return l
}

// Picture is a decoded picture, made smaller than its file. It does not change,
// and may be used by several goroutines.
type Picture struct {
	Info
	small raster
}

// Decode reads a PNG, JPEG or GIF (its first image). Its error is a line for the
// reader of the course. It never panics, and never needs more memory than
// limits say, but for what data and the small copy take (4 MB at most).
func Decode(data []byte, limits Limits) (p *Picture, err error) {
	limits = limits.filled()
	info, err := Inspect(data, limits)
	if err != nil {
		return nil, err
	}
	if err := info.Drawable(); err != nil {
		return nil, err
	}
	if err := info.scans(data); err != nil {
		return nil, err
	}
	defer func() {
		// No fault is known in the decoders, but a course must not end the program.
		if r := recover(); r != nil {
			p, err = nil, damaged(info.Kind, fmt.Errorf("%v", r))
		}
	}()
	img, err := decode(info.Kind, &timed{bytes.NewReader(data), time.Now().Add(limits.Time)})
	if err != nil {
		return nil, damaged(info.Kind, err)
	}
	small := reduce(img, info.stored(), maxSide)
	return &Picture{info, small.turned(info.orientation)}, nil
}

func decode(k Kind, r io.Reader) (image.Image, error) {
	switch k {
	case PNG:
		return png.Decode(r)
	case JPEG:
		return jpeg.Decode(r)
	case GIF:
		return gif.Decode(r)
	}
	return nil, errors.New("no decoder")
}

// errTime ends a decoder whose time is up.
var errTime = errors.New("time is up")

// timed is a reader that fails once its time is up.
type timed struct {
	r     io.Reader
	until time.Time
}

func (t *timed) Read(p []byte) (int, error) {
	if time.Now().After(t.until) {
		return 0, errTime
	}
	return t.r.Read(p)
}

// damaged turns a decoder's error into a line for the reader of the course.
func damaged(k Kind, err error) error {
	why := err.Error()
	for _, start := range []string{"png: ", "jpeg: ", "gif: ", "invalid format: ", "invalid JPEG format: "} {
		why = strings.TrimPrefix(why, start)
	}
	switch {
	case errors.Is(err, errTime):
		return errors.New(words.T("reading it takes too long"))
	// package gif hides what it wraps.
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), strings.HasSuffix(why, "EOF"),
		why == "not enough image data", why == "not enough pixel data", why == "short Huffman data":
		return errors.New(words.T("the %s file is cut short", k))
	}
	return errors.New(words.T("the %s file is damaged: %s", k, why))
}
