package check

import (
	"fmt"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// statedSlug returns the slug that a page states, "" if it states none.
func statedSlug(d *doc.Document) string { return strings.Trim(d.Get("slug"), "/ ") }

// slugs reports pages that state the same slug.
func slugs(c *courseCheck) {
	first := map[string]*lessons.Page{}
	for _, p := range c.pages {
		if p.slug == "" {
			continue
		}
		if f := first[p.slug]; f != nil {
			c.add(p.page.Path, c.lineOfField(p.page, "slug"), doc.Error, "duplicate-slug",
				fmt.Sprintf("%s has the same slug %q, so the record would mix the two pages: give one another slug", f.Path, p.slug))
			continue
		}
		first[p.slug] = p.page
	}
}

// lineOfField finds the line of a page's metadata field, 1 if it is not found.
func (c *courseCheck) lineOfField(p *lessons.Page, name string) int {
	src, err := c.course.Source(p.Path)
	if err != nil {
		return 1
	}
	n := 0
	for line := range strings.Lines(string(src)) {
		n++
		line = strings.ToLower(strings.TrimLeft(line, ": \t"))
		if strings.HasPrefix(line, name+":") || strings.HasPrefix(line, name+" =") {
			return n
		}
	}
	return 1
}
