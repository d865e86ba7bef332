package lessons

import (
	"encoding/base64"
	"errors"
	"io"
	"math"
	"net/url"
	"path"
	"slices"
	"strings"

	"lectern/lessons/names"
)

// drawingSuffix is the suffix of a text file that is shown in place of a picture.
const drawingSuffix = ".txt"

// DrawingPath returns the path of the drawing that stands for a picture of the
// page: the file beside the picture with the suffix .txt instead of the
// picture's own. ok is false if the course has none.
func (p *Page) DrawingPath(source string) (name string, ok bool) {
	if isElsewhere(source) {
		return "", false
	}
	files := p.course.files
	drawing := func(picture string) string { return strings.TrimSuffix(picture, path.Ext(picture)) + drawingSuffix }
	paths := p.filePaths(source)
	for _, picture := range paths {
		if name = drawing(picture); files.has(name) {
			return name, true
		}
		if files.has(picture) { // so the course has no need to be looked through
			return name, false
		}
	}
	if found := files.find(paths[0]); found.Name != "" && files.has(drawing(found.Name)) {
		return drawing(found.Name), true
	}
	name = drawing(paths[0])
	if found := files.find(name); found.Name != "" {
		return found.Name, true
	}
	return name, false
}

// Drawing returns the drawing that stands for a picture of the page. ok is false
// if the course has none.
func (p *Page) Drawing(source string) (text string, ok bool) {
	name, ok := p.DrawingPath(source)
	if !ok {
		return "", false
	}
	src, err := p.course.readText(name)
	if err != nil {
		return "", false
	}
	return strings.TrimRight(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n "), true
}

// Picture returns the bytes of a picture of the page. Its error says why there are none.
func (p *Page) Picture(source string) ([]byte, error) {
	if data, ok := writtenIn(source); ok {
		return data.bytes(math.MaxInt)
	}
	name, err := p.pictureFile(source)
	if err != nil {
		return nil, err
	}
	if data, ok := p.heldPicture(name, source); ok {
		return data, nil
	}
	return p.course.files.read(name)
}

// PictureStart returns at most the first limit bytes of a picture of the page:
// enough for its header, or all of it up to what the caller can use.
func (p *Page) PictureStart(source string, limit int) ([]byte, error) {
	if data, ok := writtenIn(source); ok {
		return data.bytes(limit)
	}
	name, err := p.pictureFile(source)
	if err != nil {
		return nil, err
	}
	if data, ok := p.heldPicture(name, source); ok {
		return data[:min(len(data), limit)], nil
	}
	return p.course.files.readStart(name, limit)
}

// pictureFile returns the path of the file that is read for a picture.
func (p *Page) pictureFile(source string) (string, error) {
	found := p.FindPicture(source)
	switch {
	case isElsewhere(source):
		return "", errOutside
	case found.Name == "":
		if _, ok := p.linkedName(source); !ok {
			return "", errOutside
		}
		return found.Asked, nil // whoever reads it says that there is none
	}
	return found.Name, nil
}

// FindPicture returns how the file of a picture is found.
func (p *Page) FindPicture(source string) names.Found {
	if isElsewhere(source) {
		return names.Found{Asked: source}
	}
	found := p.findFile(source)
	if found.Name == "" && path.Ext(source) == "" && slices.Contains(p.course.Site().Dialects, "quarto") { // Quarto, "Figures", "Image Extensions"
		for _, suffix := range []string{".png", ".svg", ".jpg", ".pdf"} {
			if f := p.findFile(source + suffix); f.Name != "" {
				return f
			}
		}
	}
	if found.Name == "" && len(found.Several) == 0 && p.course.only == "" {
		if file := p.inVault(withoutFragment(source)); file != "" {
			return names.Found{Asked: file, Name: file}
		}
	}
	return found
}

// HasPicture reports whether the course has a picture: its file, or its bytes in the page.
func (p *Page) HasPicture(source string) bool {
	_, written := writtenIn(source)
	return written || p.FindPicture(source).Name != "" || p.holds(source) != ""
}

// dataURL is a picture that is written into the page itself (RFC 2397).
type dataURL struct {
	data   string // as it stands in the address
	base64 bool
}

// writtenIn returns the picture that an address holds. ok is false if it holds none.
func writtenIn(source string) (u dataURL, ok bool) {
	rest, ok := strings.CutPrefix(source, "data:")
	if !ok {
		return dataURL{}, false
	}
	kind, data, ok := strings.Cut(rest, ",")
	kind, coded := strings.CutSuffix(strings.TrimRight(kind, " "), ";base64")
	return dataURL{data, coded}, ok && len(kind) >= 6 && strings.EqualFold(kind[:6], "image/")
}

// WrittenIn reports whether a picture's bytes are written into the page itself.
func WrittenIn(source string) bool {
	_, ok := writtenIn(source)
	return ok
}

// bytes returns at most the first limit bytes of the picture.
func (u dataURL) bytes(limit int) ([]byte, error) {
	if !u.base64 {
		data, err := url.PathUnescape(u.data)
		return []byte(data[:min(len(data), limit)]), err
	}
	data, err := io.ReadAll(io.LimitReader(base64.NewDecoder(base64.RawStdEncoding, &base64Signs{u.data}), int64(limit)))
	if err != nil {
		return nil, errors.New("what is written in the page is not base64")
	}
	return data, nil
}

// base64Signs reads the signs of base64 from a text, without blanks, line ends and
// what fills it up at its end; those for addresses are as the usual ones.
type base64Signs struct{ rest string }

// Read implements io.Reader.
func (b *base64Signs) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if b.rest == "" {
			return n, io.EOF
		}
		c := b.rest[0]
		b.rest = b.rest[1:]
		switch c {
		case ' ', '\t', '\r', '\n', '=':
			continue
		case '-':
			c = '+'
		case '_':
			c = '/'
		}
		p[n] = c
		n++
	}
	return n, nil
}

// isElsewhere reports whether a picture lies on another machine, or in its own address.
func isElsewhere(source string) bool {
	return strings.Contains(source, "://") || strings.HasPrefix(source, "//") || strings.HasPrefix(source, "data:")
}
