package folder

import (
	"path"
	"slices"
	"strings"
)

// Matches reports whether a path fits a pattern of path.Match, or lies in the folder that the pattern names.
func Matches(pattern, name string) bool {
	pattern = strings.TrimSuffix(pattern, "/")
	if ok, err := path.Match(pattern, name); err == nil && ok {
		return true
	}
	return strings.HasPrefix(name, pattern+"/")
}

func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return Matches(p, name) })
}

// isPattern reports whether a path may name several files.
func isPattern(p string) bool { return strings.ContainsAny(p, "*?[") }

// glob returns the pages that a pattern names, in natural order.
func (f *Folder) glob(pattern string) []string {
	return slices.DeleteFunc(f.pages(), func(name string) bool { return !Matches(pattern, name) })
}

// Pattern is a pattern of course.toml that names files.
type Pattern struct {
	Key  string // "pages" or "exclude"
	Text string // as it is written
	Line int    // in course.toml
}

// EmptyPatterns returns the patterns of course.toml that no file fits.
func (f *Folder) EmptyPatterns() []Pattern {
	src, _, _ := f.files.Read(ManifestName)
	var out []Pattern
	patterns := slices.Clone(f.manifest.Pages)
	for _, part := range f.manifest.Parts {
		patterns = append(patterns, part.Pages...)
	}
	for _, p := range patterns {
		if isPattern(p) && len(f.glob(path.Clean(p))) == 0 {
			out = append(out, Pattern{"pages", p, LineHolding(src, p)})
		}
	}
	for _, p := range f.manifest.Exclude {
		if !slices.ContainsFunc(f.files.List(), func(name string) bool { return Matches(p, name) }) {
			out = append(out, Pattern{"exclude", p, LineHolding(src, p)})
		}
	}
	return out
}

// LineHolding returns the line of a TOML file that holds a string, 0 if none does.
func LineHolding(src []byte, text string) int {
	i := strings.Index(string(src), `"`+text+`"`)
	if i < 0 {
		return 0
	}
	return 1 + strings.Count(string(src[:i]), "\n")
}
