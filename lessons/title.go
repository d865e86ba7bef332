package lessons

import (
	"path"
	"strings"
)

// peekTitle finds a page's title in its first lines, without parsing it; the name of its file if they show none.
func (p *Page) peekTitle() string {
	src, err := p.course.readTextStart(p.Path, 4096)
	if err == nil {
		if t := p.format().peek(src); t != "" {
			return t
		}
	}
	base := path.Base(p.Path)
	return strings.TrimSuffix(base, path.Ext(base))
}
