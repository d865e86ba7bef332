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
	if found.Name == "" && len(found.Several) == 0 && p.course.only == "" {
		if file := p.inVault(withoutFragment(source)); file != "" {
			return names.Found{Asked: file, Name: file}
		}
	}
	return found
}

// HasPicture reports whether the course has the file of a picture.
func (p *Page) HasPicture(source string) bool { return p.FindPicture(source).Name != "" }

// isElsewhere reports whether a picture lies on another machine, or in its own address.
func isElsewhere(source string) bool {
	return strings.Contains(source, "://") || strings.HasPrefix(source, "//") || strings.HasPrefix(source, "data:")
}
