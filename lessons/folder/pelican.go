package folder

import (
	"path"
	"strings"

	"lectern/lessons/text"
)

// pelicanKind is a Pelican site (https://docs.getpelican.com/en/latest/settings.html): what
// pages state of their order, then their dates.
type pelicanKind struct{ r *ranking }

// What pelicanconf.py says, as far as it is plain text.
var (
	pelicanPath  = text.Pattern(`(?m)^PATH\s*=\s*['"]([^'"\n]+)['"]`)
	pelicanTitle = text.Pattern(`(?m)^SITENAME\s*=\s*['"]([^'"\n]+)['"]`)
	pelicanURL   = text.Pattern(`(?m)^SITEURL\s*=\s*['"](https?://[^'"\n]+)['"]`)
)

func (k *pelicanKind) start(f *Folder) string {
	if !f.there("pelicanconf.py") {
		return ""
	}
	src := f.settingsText("pelicanconf.py")
	said := func(p func() *pattern) string {
		if m := p().FindSubmatch(src); m != nil {
			return string(m[1])
		}
		return ""
	}
	for _, dir := range []string{said(pelicanPath), "content", "src"} {
		if dir = path.Clean(dir); dir != "." && !strings.HasPrefix(dir, "..") && f.Root == "." && f.holdsPages(dir) {
			f.Root = dir
		}
	}
	f.tell(About{Title: said(pelicanTitle), BaseURL: said(pelicanURL)})
	k.r = f.rank(statedRule(), f.Root, f.pages())
	return k.r.first(k.r.top, "")
}

func (k *pelicanKind) list(*Folder) []item { return k.r.items(k.r.top, 0) }
