package lessons

import (
	"path"
	"strings"
)

// drawingSuffix is the suffix of a text file that is shown in place of a picture.
const drawingSuffix = ".txt"

// DrawingPath returns the path of the drawing that stands for a picture of the
// page: the file beside the picture with the suffix .txt instead of the
// picture's own. ok is false if the course has none.
func (p *Page) DrawingPath(source string) (name string, ok bool) {
	name = p.picturePath(source)
	if name == "" {
		return "", false
	}
	name = strings.TrimSuffix(name, path.Ext(name)) + drawingSuffix
	return name, p.course.files.has(name)
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
	name := p.picturePath(source)
	if name == "" {
		return nil, errOutside
	}
	return p.course.files.read(name)
}

// PictureStart returns at most the first limit bytes of a picture of the page:
// enough for its header, or all of it up to what the caller can use.
func (p *Page) PictureStart(source string, limit int) ([]byte, error) {
	name := p.picturePath(source)
	if name == "" {
		return nil, errOutside
	}
	return p.course.files.readStart(name, limit)
}

// HasPicture reports whether the course has the file of a picture.
func (p *Page) HasPicture(source string) bool {
	name := p.picturePath(source)
	return name != "" && p.course.files.has(name)
}

// picturePath resolves a picture's source against the page, "" if it leads out
// of the course. A leading slash means the course's folder, as in Sphinx.
func (p *Page) picturePath(source string) string {
	if strings.Contains(source, "://") || strings.HasPrefix(source, "data:") {
		return ""
	}
	name := path.Join(path.Dir(p.Path), source)
	if strings.HasPrefix(source, "/") {
		name = strings.TrimPrefix(path.Clean(source), "/")
	}
	if strings.HasPrefix(name, "../") {
		return ""
	}
	return name
}
