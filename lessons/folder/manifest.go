package folder

import (
	"path"
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
	add := func(patterns []string, depth int) {
		for _, pattern := range patterns {
			line := LineHolding(src, pattern)
			pattern = path.Clean(pattern)
			found := []string{pattern}
			if isPattern(pattern) {
				found = f.glob(pattern)
			}
			for _, name := range found {
				k.items = append(k.items, item{Entry{Page: name, Depth: depth}, ManifestName, line})
			}
		}
	}
	add(f.manifest.Pages, 0)
	for _, part := range f.manifest.Parts {
		k.items = append(k.items, item{Entry: Entry{Title: part.Title}, file: ManifestName})
		add(part.Pages, 1)
	}
	return f.firstPage(k.items)
}

func (k *manifestKind) list(*Folder) []item { return k.items }
