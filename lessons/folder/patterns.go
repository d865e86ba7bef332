package folder

import (
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/settings"
)

// Patterns are paths and patterns of path.Match. A file fits one if its path does, or if it lies
// in the folder that the pattern names. Letters with accents are the same whether they are composed
// or not.
//
// What a file fits is looked up rather than tried one by one: by its whole path, its folders, and
// the texts that patterns begin with. What must be tried is bounded for all files together, because
// patterns can be made that no index helps with. Patterns are safe for use by several goroutines.
type Patterns struct {
	texts   []string         // composed, as they were given
	same    []int            // by index: the first of the same text
	exact   map[string]int   // index by text, of those without signs
	folders map[string]int   // index by text, of all
	globs   map[string][]int // indexes by the text before the first sign
	lengths []int            // of these texts, each once
	left    atomic.Int64     // how much may still be tried
}

// maxTried is how much is tried, in about four nanoseconds: half a second for all files of a course.
const maxTried = 1 << 27

// signs are what path.Match gives a meaning; a backslash takes it away.
const signs = `*?[\`

// NewPatterns returns the patterns of a list. One that is longer than any path can be fits nothing.
func NewPatterns(list []string) *Patterns {
	p := &Patterns{
		texts: make([]string, len(list)), same: make([]int, len(list)),
		exact: map[string]int{}, folders: map[string]int{}, globs: map[string][]int{},
	}
	p.left.Store(maxTried)
	for i, text := range list {
		p.same[i] = i
		if len(text) > maxPattern {
			continue
		}
		text = norm.NFC.String(strings.TrimSuffix(text, "/"))
		p.texts[i] = text
		if first, ok := p.folders[text]; ok {
			p.same[i] = first
			continue
		}
		p.folders[text] = i
		at := strings.IndexAny(text, signs)
		if at < 0 {
			p.exact[text] = i
			continue
		}
		if p.globs[text[:at]] == nil && !slices.Contains(p.lengths, at) {
			p.lengths = append(p.lengths, at)
		}
		p.globs[text[:at]] = append(p.globs[text[:at]], i)
	}
	return p
}

// maxPattern is the longest pattern that can fit a file of a course, in bytes.
const maxPattern = 4096

// First returns the index of the first pattern that a path fits, -1 for none.
func (p *Patterns) First(name string) int {
	best := -1
	p.each(name, func(i int) bool { return best < 0 || i < best }, func(i int) { best = i })
	return best
}

// each calls fits with each pattern that a path fits and wanted asks for.
func (p *Patterns) each(name string, wanted func(i int) bool, fits func(i int)) {
	name = norm.NFC.String(name)
	if i, ok := p.exact[name]; ok && wanted(i) {
		fits(i)
	}
	for at, c := range []byte(name) {
		if c != '/' {
			continue
		}
		if i, ok := p.folders[name[:at]]; ok && wanted(i) {
			fits(i)
		}
	}
	for _, n := range p.lengths {
		if n > len(name) {
			continue
		}
		for _, i := range p.globs[name[:n]] {
			if wanted(i) && p.fits(i, name) {
				fits(i)
			}
		}
	}
}

// fits tries one pattern.
func (p *Patterns) fits(i int, name string) bool {
	text := p.texts[i]
	end := text[strings.LastIndexAny(text, `*?[]\`)+1:]
	cost := int64(8)
	fitsEnd := strings.HasSuffix(name, end)
	if fitsEnd { // path.Match looks at each letter of the path for each of the pattern, at worst
		cost = 16 + int64(len(text)*len(name)/4)
	}
	if p.left.Add(-cost) < 0 || !fitsEnd {
		return false
	}
	ok, err := path.Match(text, name)
	return err == nil && ok
}

// Cut reports whether so much had to be tried that some patterns were taken for fitting nothing.
func (p *Patterns) Cut() bool { return p.left.Load() < 0 }

// unused returns the indexes of the patterns that none of the files fits.
func (p *Patterns) unused(files []string) []int {
	used := make([]bool, len(p.texts))
	for _, name := range files {
		p.each(name, func(i int) bool { return !used[i] }, func(i int) { used[i] = true })
	}
	var out []int
	for i, first := range p.same {
		if !used[first] && !p.Cut() {
			out = append(out, i)
		}
	}
	return out
}

// isPattern reports whether a path may name several files.
func isPattern(p string) bool { return strings.ContainsAny(p, "*?[") }

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
	pages := append(linesOf(src, "pages", f.manifest.Pages), linesOf(src, "parts.pages", f.partPages())...)
	pages = slices.DeleteFunc(pages, func(p settings.Text) bool { return !isPattern(p.Value) })
	list := cleaned(pages)
	patterns := NewPatterns(list)
	for _, i := range patterns.unused(f.pagesFor(patterns, list)) {
		empty("pages", pages[i])
	}
	exclude := linesOf(src, "exclude", f.manifest.Exclude)
	for _, i := range NewPatterns(f.manifest.Exclude).unused(f.files.List()) {
		empty("exclude", exclude[i])
	}
	return out
}

// cleaned returns the texts as paths are written.
func cleaned(texts []settings.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = path.Clean(t.Value)
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
