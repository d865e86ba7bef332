package folder

import (
	"path"
	"slices"

	"lectern/lessons/doc"
	"lectern/lessons/settings"
)

// ManifestName is the file that describes a course.
const ManifestName = "course.toml"

// manifestKind is a folder whose course.toml lists its pages.
type manifestKind struct {
	f *Folder
	// globbed are the pages that patterns name, by the pattern; nil as long as nobody asked. A page
	// is named by the first pattern that it fits.
	globbed map[string][]string
}

func (k *manifestKind) start(f *Folder) string {
	k.f = f
	for _, list := range [][]string{f.manifest.Pages, f.partPages()} {
		for _, p := range list {
			for _, name := range k.named(path.Clean(p)) {
				if found := f.files.Find(name); found.Name != "" {
					return found.Name
				}
			}
		}
	}
	return ""
}

// named returns the pages that a path or pattern names, in natural order. They need not exist.
func (k *manifestKind) named(pattern string) []string {
	if !isPattern(pattern) {
		return []string{pattern}
	}
	if k.globbed == nil {
		k.globbed = k.glob()
	}
	return k.globbed[pattern]
}

// glob finds the pages that each pattern of course.toml names.
func (k *manifestKind) glob() map[string][]string {
	var list []string
	for _, p := range append(slices.Clone(k.f.manifest.Pages), k.f.partPages()...) {
		if p = path.Clean(p); isPattern(p) {
			list = append(list, p)
		}
	}
	patterns := NewPatterns(list)
	out := map[string][]string{}
	for _, name := range k.f.pagesFor(patterns, list) {
		if i := patterns.First(name); i >= 0 {
			out[list[i]] = append(out[list[i]], name)
		}
	}
	if patterns.Cut() {
		k.f.report(ManifestName, 0, doc.Error, "manifest-value",
			"pages has too many patterns for so many files: some of them are passed over; write paths, or fewer patterns")
	}
	return out
}

func (k *manifestKind) list(f *Folder) []item {
	var items []item
	done := map[string]bool{}               // patterns, which name nothing new the second time
	src, _, _ := f.files.Read(ManifestName) // without it only the lines are missing
	add := func(patterns []settings.Text, depth int) {
		for _, p := range patterns {
			pattern := path.Clean(p.Value)
			if done[pattern] {
				continue
			}
			done[pattern] = isPattern(pattern)
			for _, name := range k.named(pattern) {
				items = append(items, item{Entry{Page: name, Depth: depth}, ManifestName, p.Line})
			}
		}
	}
	add(linesOf(src, "pages", f.manifest.Pages), 0)
	pages := linesOf(src, "parts.pages", f.partPages())
	for _, part := range f.manifest.Parts {
		items = append(items, item{Entry: Entry{Title: part.Title, Pretest: part.Pretest}, file: ManifestName})
		add(pages[:len(part.Pages)], 1)
		pages = pages[len(part.Pages):]
	}
	return items
}
