package folder

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/settings"
)

// Matches reports whether a path fits a pattern of path.Match, or lies in the folder that the pattern names.
// Letters with accents are the same whether they are composed or not.
func Matches(pattern, name string) bool {
	pattern, name = norm.NFC.String(strings.TrimSuffix(pattern, "/")), norm.NFC.String(name)
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
	src, _, _ := f.files.Read(ManifestName) // without it only the lines are missing
	var out []Pattern
	empty := func(key string, p settings.Text) {
		out = append(out, Pattern{key, p.Value, p.Line})
	}
	pages := linesOf(src, "pages", f.manifest.Pages)
	for _, p := range append(pages, linesOf(src, "parts.pages", f.partPages())...) {
		if isPattern(p.Value) && len(f.glob(path.Clean(p.Value))) == 0 {
			empty("pages", p)
		}
	}
	for _, p := range linesOf(src, "exclude", f.manifest.Exclude) {
		if !slices.ContainsFunc(f.files.List(), func(name string) bool { return Matches(p.Value, name) }) {
			empty("exclude", p)
		}
	}
	return out
}

// partPages returns the pages of all parts of the manifest.
func (f *Folder) partPages() []string {
	var out []string
	for _, part := range f.manifest.Parts {
		out = append(out, part.Pages...)
	}
	return out
}

// linesOf gives the texts of a list of course.toml the lines that they stand on,
// 0 if the file is no longer as it was read.
func linesOf(src []byte, key string, list []string) []settings.Text {
	found := settings.TextsOf(src, key)
	out := make([]settings.Text, len(list))
	for i, text := range list {
		out[i].Value = text
		if i < len(found) && found[i].Value == text {
			out[i].Line = found[i].Line
		}
	}
	return out
}
