package lessons

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz/bank"
)

// checkWhole looks at what no page alone shows: the manifest, IDs across pages,
// banks that nobody asks, the list of addresses.
func (c *Course) checkWhole(found []pageFindings) []doc.Problem {
	out := c.checkManifest()
	out = append(out, c.checkSlugs(found)...)
	out = append(out, c.checkQuestions()...)
	out = append(out, c.checkStrayBanks(found)...)
	return append(out, c.checkAddresses(found)...)
}

// checkManifest reports what course.toml should say and does not, and patterns that name nothing.
func (c *Course) checkManifest() []doc.Problem {
	if c.only != "" {
		return nil
	}
	var out []doc.Problem
	if !c.files.has(ManifestName) {
		return []doc.Problem{{
			File: ManifestName, Severity: doc.Info, Code: "no-course-id",
			Text: `there is no ` + ManifestName + `: a file with one line id = "a-name" keeps the students' records when the folder moves`,
		}}
	}
	src, err := c.readText(ManifestName)
	if err != nil {
		return nil // Open has read it; it has gone since
	}
	if lineOfKey(src, "id") == 0 {
		out = append(out, doc.Problem{
			File: ManifestName, Line: 1, Severity: doc.Warning, Code: "no-course-id",
			Text: `there is no id: without one the students' records are lost when the folder moves; write id = "a-name" and never change it`,
		})
	}
	patterns := slices.Clone(c.Manifest.Pages)
	for _, part := range c.Manifest.Parts {
		patterns = append(patterns, part.Pages...)
	}
	for _, p := range patterns {
		if strings.ContainsAny(p, "*?[") && len(c.glob(path.Clean(p))) == 0 {
			out = append(out, emptyPattern(src, "pages", p))
		}
	}
	for _, p := range c.Manifest.Exclude {
		if !c.isDraft(p, src) && !slices.ContainsFunc(c.files.list(), func(name string) bool { return matches(p, name) }) {
			out = append(out, emptyPattern(src, "exclude", p))
		}
	}
	return out
}

// isDraft reports whether an exclusion does not stand in the manifest: pages
// that call themselves drafts are excluded too.
func (c *Course) isDraft(pattern string, manifest []byte) bool {
	return lineHolding(manifest, pattern) == 0
}

func emptyPattern(src []byte, key, pattern string) doc.Problem {
	return doc.Problem{
		File: ManifestName, Line: lineHolding(src, pattern), Severity: doc.Warning, Code: "empty-pattern",
		Text: fmt.Sprintf("no file fits %q of %s: correct it, or take it out", clip(pattern), key),
	}
}

// checkSlugs reports pages that state the same slug.
func (c *Course) checkSlugs(found []pageFindings) []doc.Problem {
	var out []doc.Problem
	first := map[string]*Page{}
	for i, p := range c.Pages() {
		slug := found[i].slug
		if slug == "" {
			continue
		}
		if f := first[slug]; f != nil {
			out = append(out, doc.Problem{
				File: p.Path, Line: c.lineOfField(p, "slug"), Severity: doc.Error, Code: "duplicate-slug",
				Text: fmt.Sprintf("%s has the same slug %q, so the record would mix the two pages: give one another slug", f.Path, slug),
			})
			continue
		}
		first[slug] = p
	}
	return out
}

// lineOfField finds the line of a page's metadata field, 1 if it is not found.
func (c *Course) lineOfField(p *Page, name string) int {
	src, err := c.readText(p.Path)
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

// checkStrayBanks reports banks that stand beside no page and that no page asks for.
func (c *Course) checkStrayBanks(found []pageFindings) []doc.Problem {
	if c.only != "" {
		return nil
	}
	asked := map[string]bool{}
	for i, p := range c.Pages() {
		for _, f := range bank.Formats() {
			asked[f.Beside(p.Path)] = true
		}
		for _, name := range found[i].banks {
			asked[name] = true
		}
	}
	var out []doc.Problem
	for _, name := range c.files.list() {
		if bank.OfPage(name) && !asked[name] && !c.Manifest.excluded(name) {
			out = append(out, doc.Problem{
				File: name, Severity: doc.Warning, Code: "stray-bank",
				Text: "no page has this name and none asks for the bank, so its questions are never asked: rename it after its page, or name it in the page",
			})
		}
	}
	return out
}

// checkAddresses holds links.toml against the links of the pages.
func (c *Course) checkAddresses(found []pageFindings) []doc.Problem {
	list, out := c.Addresses()
	used := map[string]bool{}
	for _, f := range found {
		for _, l := range f.links {
			used[l.link.Target] = true
		}
	}
	for _, a := range list {
		if !used[a.Address] {
			out = append(out, doc.Problem{
				File: AddressesName, Line: a.Line, Severity: doc.Warning, Code: "unused-address",
				Text: fmt.Sprintf("no page links to %s: write the address as the page does, or take the entry out", clip(a.Address)),
			})
		}
	}
	return out
}
