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

	"lectern/reader/words"
)

// Kind is the format of a file. It is found by the first bytes, not by the name.
type Kind uint8

// The kinds.
const (
	Unknown Kind = iota
	PNG
	JPEG
	GIF
	SVG
)

func (k Kind) String() string {
	return [...]string{"picture", "PNG", "JPEG", "GIF", "SVG"}[k]
}

// Info is what the header of a picture tells, with the turn that a camera asks
// for done already.
type Info struct {
	Kind          Kind
	Width, Height int    // pixels; 0 for an SVG
	Title         string // what an SVG says of itself
	Description   string

	orientation int // of a JPEG, as Exif counts, from 1
	progressive bool
}

// Drawable returns why a file that was read is not drawn, nil if it can be.
func (i Info) Drawable() error {
	if i.Kind == SVG {
		return errSVG()
	}
	return nil
}

func errSVG() error {
	return errors.New(words.T("an SVG is a drawing for a browser, and not drawn here"))
}

// Inspect reads the header of a picture, and no more of it. data may be the
// beginning of the file; io.ErrUnexpectedEOF among the errors says that more of
// it is needed. Any other error is a line for the reader of the course.
func Inspect(data []byte, limits Limits) (Info, error) {
	limits = limits.filled()
	if len(data) > limits.Bytes {
		return Info{}, errors.New(words.T("the file is too large (%d MB; the limit is %d MB)", len(data)>>20, limits.Bytes>>20))
	}
	kind, err := kindOf(data)
	if err != nil {
		return Info{}, err
	}
	if kind == SVG {
		title, description := about(data)
		return Info{Kind: SVG, Title: title, Description: description}, nil
	}
	info := Info{Kind: kind, orientation: 1}
	cfg, err := config(kind, bytes.NewReader(data))
	if err != nil {
		if cut := damaged(kind, err); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || kind == GIF {
			return Info{}, &cutError{cut}
		}
		return Info{}, damaged(kind, err)
	}
	info.Width, info.Height = cfg.Width, cfg.Height
	if cfg.Width < 1 || cfg.Height < 1 {
		return Info{}, errors.New(words.T("the picture has no size"))
	}
	interlaced := kind == PNG && len(data) > 28 && data[28] != 0 // PNG specification, 11.2.1 IHDR
	if kind == JPEG {
		info.progressive, info.orientation = markers(data)
	}
	need := int64(cfg.Width) * int64(cfg.Height)
	if need > int64(limits.Pixels) || max(cfg.Width, cfg.Height) > maxStatedSide {
		return Info{}, tooLarge(info)
	}
	if need *= bytesPerPixel(cfg.ColorModel, interlaced, info.progressive); need > int64(limits.Memory) {
		return Info{}, tooLarge(info)
	}
	if info.orientation > 4 {
		info.Width, info.Height = info.Height, info.Width
	}
	return info, nil
}

// maxStatedSide is the most that JPEG and GIF can state; a PNG gets no more.
const maxStatedSide = 1<<16 - 1

// cutError says that the data ends inside the header.
type cutError struct{ error }

func (*cutError) Unwrap() error { return io.ErrUnexpectedEOF }

func tooLarge(i Info) error {
	return errors.New(words.T("the picture is too large (%d×%d pixels)", i.Width, i.Height))
}

// stored returns the width and height in the file, before the picture is turned.
func (i Info) stored() image.Point {
	if i.orientation > 4 {
		return image.Pt(i.Height, i.Width)
	}
	return image.Pt(i.Width, i.Height)
}

func config(k Kind, r io.Reader) (image.Config, error) {
	switch k {
	case PNG:
		return png.DecodeConfig(r)
	case JPEG:
		return jpeg.DecodeConfig(r)
	}
	return gif.DecodeConfig(r)
}

// bytesPerPixel is the most memory for a pixel that a decoder of the standard library needs.
func bytesPerPixel(m color.Model, interlaced, progressive bool) int64 {
	n := int64(4)
	switch m {
	case color.GrayModel:
		n = 1
	case color.Gray16Model:
		n = 2
	case color.YCbCrModel:
		n = 3
	case color.RGBA64Model, color.NRGBA64Model:
		n = 8
	}
	if _, ok := m.(color.Palette); ok {
		n = 1
	}
	if interlaced { // each pass is an image of its own beside the whole
		n += (n + 1) / 2
	}
	if progressive { // a coefficient of four bytes beside each sample
		n *= 5
	}
	return n
}

// kindOf looks at the first bytes of a file.
func kindOf(data []byte) (Kind, error) {
	has := func(at int, sign string) bool {
		return len(data) >= at+len(sign) && string(data[at:at+len(sign)]) == sign
	}
	switch {
	case len(data) == 0:
		return Unknown, errors.New(words.T("the file is empty"))
	case has(0, "\x89PNG\r\n\x1a\n"):
		return PNG, nil
	case has(0, "\xff\xd8\xff"):
		return JPEG, nil
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return GIF, nil
	case isSVG(data):
		return SVG, nil
	}
	name := ""
	switch {
	case has(0, "RIFF") && has(8, "WEBP"):
		name = "WebP"
	case has(4, "ftypavif"):
		name = "AVIF"
	case has(4, "ftyphei"), has(4, "ftypmif"):
		name = "HEIF"
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		name = "TIFF"
	case has(0, "BM"):
		name = "BMP"
	case has(0, "%PDF"):
		name = "PDF"
	case has(0, "\x1f\x8b"):
		name = words.T("compressed")
	case bytes.HasPrefix(data, []byte("version https://git-lfs")):
		return Unknown, errors.New(words.T("the file is a pointer of Git LFS; the picture itself was not fetched"))
	}
	if name == "" {
		return Unknown, errors.New(words.T("the file is no PNG, JPEG, GIF or SVG"))
	}
	return Unknown, errors.New(words.T("the file is of a kind (%s) that is not drawn here", name))
}
