package lessons

import (
	"path"
	"slices"
	"strings"

	"lectern/lessons/settings"
)

// Pattern is a pattern of course.toml that names files.
type Pattern struct {
	Key  string // "pages" or "exclude"
	Text string // as it is written
	Line int    // in course.toml
}

// EmptyPatterns returns the patterns of course.toml that no file of the course fits.
func (c *Course) EmptyPatterns() []Pattern {
	src, err := c.readText(ManifestName)
	if err != nil {
		return nil
	}
	var out []Pattern
	patterns := slices.Clone(c.Manifest.Pages)
	for _, part := range c.Manifest.Parts {
		patterns = append(patterns, part.Pages...)
	}
	for _, p := range patterns {
		if strings.ContainsAny(p, "*?[") && len(c.glob(path.Clean(p))) == 0 {
			out = append(out, Pattern{"pages", p, lineHolding(src, p)})
		}
	}
	for _, p := range c.Manifest.Exclude {
		// What no line holds was added by the kind of folder: a draft, say.
		if line := lineHolding(src, p); line > 0 && !slices.ContainsFunc(c.files.list(), func(name string) bool { return matches(p, name) }) {
			out = append(out, Pattern{"exclude", p, line})
		}
	}
	return out
}

// StatesID reports whether course.toml gives the course an ID of its own.
func (c *Course) StatesID() bool {
	src, err := c.readText(ManifestName)
	return err == nil && settings.LineOfKey(src, "id") > 0
}
