package folder

import (
	"path"

	"lectern/lessons/settings"
)

// ManifestName is the file that describes a course.
const ManifestName = "course.toml"

// manifestKind is a folder whose course.toml lists its pages.
type manifestKind struct{ items []item }

func (k *manifestKind) start(f *Folder) string {
	if len(f.manifest.Pages) == 0 && len(f.manifest.Parts) == 0 {
		return ""
	}
	src, _, _ := f.files.Read(ManifestName) // without it only the lines are missing
	add := func(patterns []settings.Text, depth int) {
		for _, p := range patterns {
			pattern := path.Clean(p.Value)
			found := []string{pattern}
			if isPattern(pattern) {
				found = f.glob(pattern)
			}
			for _, name := range found {
				k.items = append(k.items, item{Entry{Page: name, Depth: depth}, ManifestName, p.Line})
			}
		}
	}
	add(linesOf(src, "pages", f.manifest.Pages), 0)
	pages := linesOf(src, "parts.pages", f.partPages())
	for _, part := range f.manifest.Parts {
		k.items = append(k.items, item{Entry: Entry{Title: part.Title}, file: ManifestName})
		add(pages[:len(part.Pages)], 1)
		pages = pages[len(part.Pages):]
	}
	return f.firstPage(k.items)
}

func (k *manifestKind) list(*Folder) []item { return k.items }
