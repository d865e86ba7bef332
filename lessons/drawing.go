package lessons

import (
	"path"
	"strings"

	"lectern/lessons/names"
)

// drawingSuffix is the suffix of a text file that is shown in place of a picture.
const drawingSuffix = ".txt"

// DrawingPath returns the path of the drawing that stands for a picture of the
// page: the file beside the picture with the suffix .txt instead of the
// picture's own. ok is false if the course has none.
func (p *Page) DrawingPath(source string) (name string, ok bool) {
	picture := p.picturePath(source)
	if picture == "" {
		return "", false
	}
	files := p.course.files
	drawing := func(picture string) string { return strings.TrimSuffix(picture, path.Ext(picture)) + drawingSuffix }
	switch name = drawing(picture); {
	case files.has(name):
		return name, true
	case files.has(picture): // so the course has no need to be looked through
		return name, false
	}
	if found := files.find(picture); found.Name != "" && files.has(drawing(found.Name)) {
		return drawing(found.Name), true
	}
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
	name, err := p.pictureFile(source)
	if err != nil {
		return nil, err
	}
	return p.course.files.read(name)
}

// PictureStart returns at most the first limit bytes of a picture of the page:
// enough for its header, or all of it up to what the caller can use.
func (p *Page) PictureStart(source string, limit int) ([]byte, error) {
	name, err := p.pictureFile(source)
	if err != nil {
		return nil, err
	}
	return p.course.files.readStart(name, limit)
}

// pictureFile returns the path of the file that is read for a picture.
func (p *Page) pictureFile(source string) (string, error) {
	name := p.picturePath(source)
	if name == "" {
		return "", errOutside
	}
	if found := p.course.files.find(name); found.Name != "" {
		return found.Name, nil
	}
	return name, nil // whoever reads it says that there is none
}

// FindPicture returns how the file of a picture is found.
func (p *Page) FindPicture(source string) names.Found {
	name := p.picturePath(source)
	if name == "" {
		return names.Found{Asked: source}
	}
	return p.course.files.find(name)
}

// HasPicture reports whether the course has the file of a picture.
func (p *Page) HasPicture(source string) bool { return p.FindPicture(source).Name != "" }

// picturePath resolves a picture's source against the page, "" if it leads out
// of the course. A leading slash means the course's folder, as in Sphinx.
func (p *Page) picturePath(source string) string {
	if strings.Contains(source, "://") || strings.HasPrefix(source, "data:") {
		return ""
	}
	if name, ok := p.linkedName(source); ok {
		return p.course.oneOf(name)
	} else if _, back, ok := strings.Cut(strings.TrimPrefix(name, "../"), "/"); ok && p.course.files.has(back) {
		return back // out of the course's folder, and into it again
	}
	return ""
}
