package folder

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
)

// What lies among the pages and is none: files for those who work on them, patterns of
// pages to be written, and pages of formats that are not read. A list of pages may name
// any of them all the same.

// forAgents are names of files that are no pages wherever they lie, without suffix.
func forAgents(stem string) bool {
	switch strings.ToLower(path.Base(stem)) {
	case "agents", "claude":
		return true
	}
	return false
}

// forLicense are names of files with the terms of a project.
func forLicense(stem string) bool {
	switch strings.ToLower(path.Base(stem)) {
	case "license", "licence", "copying":
		return true
	}
	return false
}

// forProject are names of files that a project keeps at its top, beside the folder of its pages.
func forProject(stem string) bool {
	switch strings.ToLower(strings.ReplaceAll(stem, "-", "_")) {
	case "contributing", "code_of_conduct", "security", "support", "governance", "maintainers",
		"changelog", "changes", "history", "authors", "contributors", "pull_request_template", "issue_template", "codeowners":
		return true
	}
	return false
}

// hasRepoFiles reports whether a file of a project is among the names.
func (f *Folder) hasRepoFiles(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return forProject(f.files.Stem(name)) })
}

// pageFolders are the folders beside which a project keeps its other files.
var pageFolders = []string{"docs", "doc", "documentation", "content", "guide", "guides", "book", "src", "website", "site", "pages", "lessons", "chapters"}

// isPatternFolder reports whether a file lies in a folder of patterns of pages, or in one that is called as if.
func isPatternFolder(name string) (pattern, maybe bool) {
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		switch strings.ToLower(part) {
		case "archetypes", "_templates", "_layouts", "_includes", "_sass":
			return true, false
		case "templates", "template":
			maybe = true
		}
	}
	return false, maybe
}

// withoutOthers takes out of some pages those that are none. If nothing else is there, they are.
func (f *Folder) withoutOthers(names []string) []string {
	// Where the settings of a tool say what it passes over, all of the folder is its own.
	beside := f.leaves != nil || slices.ContainsFunc(names, func(name string) bool {
		top, _, below := strings.Cut(name, "/")
		return below && slices.Contains(pageFolders, strings.ToLower(top))
	})
	kept := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		stem := f.files.Stem(name)
		if rendered := stem + ".md"; (strings.HasSuffix(name, ".Rmd") || strings.HasSuffix(name, ".rmd") || strings.HasSuffix(name, ".qmd")) && f.files.Has(rendered) {
			return true // the other is made of it
		}
		pattern, maybe := isPatternFolder(name)
		if pattern || forAgents(stem) {
			return true
		}
		// In the folder that a tool makes a site of, pages may be about licenses and templates.
		return f.Root == "." && (forLicense(stem) || beside && forProject(stem) || maybe && f.hasBlanks(name))
	})
	if len(kept) == 0 {
		return names
	}
	return kept
}

// hasBlanks reports whether a page has places to be filled in, as a template of Hugo or Obsidian.
func (f *Folder) hasBlanks(name string) bool {
	src, err := f.files.ReadStart(name)
	return err == nil && strings.Contains(string(src), "{{")
}

// otherPages are the suffixes of pages that are not read, and what makes pages of them that are.
var otherPages = []struct{ suffix, by, what string }{
	{".adoc", "asciidoctor -b html5", "HTML"},
	{".asciidoc", "asciidoctor -b html5", "HTML"},
	{".org", "pandoc -t gfm", "Markdown"},
	{".textile", "pandoc -t gfm", "Markdown"},
	{".mediawiki", "pandoc -t gfm", "Markdown"},
	{".typ", "pandoc -t gfm", "Markdown"},
	{".tex", "pandoc -t gfm", "Markdown"},
	{".docx", "pandoc -t gfm", "Markdown"},
	{".odt", "pandoc -t gfm", "Markdown"},
	{".texi", "makeinfo --html", "HTML"},
}

// tellLeftOut says once what of the folder is not shown.
func (f *Folder) tellLeftOut() {
	if n := len(f.drafts); n > 0 && f.draftSays != "" {
		slices.Sort(f.drafts)
		f.report("", 0, doc.Info, "pages-left-out", counted(n, "%d page says that it is not to be read (%s) and is left out: %s",
			"%d pages say that they are not to be read (%s) and are left out; the first is %s", f.draftSays, f.drafts[0]))
	}
	for _, o := range otherPages {
		n, first := 0, ""
		for _, name := range f.files.List() {
			if !strings.EqualFold(path.Ext(name), o.suffix) || !f.below(name) || f.files.IsPage(name) || f.excluded.First(name) >= 0 {
				continue
			}
			if n++; n == 1 {
				first = name
			}
		}
		if n > 0 {
			f.report("", 0, doc.Info, "pages-left-out", counted(n, "%d file is a page in a format that is not read (%s) and is left out: %[3]s; %[4]s makes %[5]s of it",
				"%d files are pages in a format that is not read (%s) and are left out; the first is %s; %s makes %s of them", o.suffix, first, o.by, o.what))
		}
	}
}

// guests are the kinds of files that open by themselves, or where they are the only ones, by
// their suffix, and what is told of one and of several. The last is for HTML.
var guests = []struct{ suffix, one, many string }{
	{".epub", "%d book in EPUB is no page and is opened by itself: %s", "%d books in EPUB are no pages and are opened by themselves; the first is %s"},
	{".ipynb", "%d notebook is no page beside those of other formats: %s; name it in the pages of " + ManifestName + " if it is",
		"%d notebooks are no pages beside those of other formats; the first is %s; name them in the pages of " + ManifestName + " if they are"},
	{"", "%d HTML file is no page beside those of other formats, as most are made of them: %s; name it in the pages of " + ManifestName + " if it is",
		"%d HTML files are no pages beside those of other formats, as most are made of them; the first is %s; name them in the pages of " + ManifestName + " if they are"},
}

// tellGuests says once a kind which files those are. listed are the pages.
func (f *Folder) tellGuests(listed map[string]bool) {
	count, first := make([]int, len(guests)), make([]string, len(guests))
	for _, name := range f.files.List() {
		ext := path.Ext(name)
		kind := slices.IndexFunc(guests, func(g struct{ suffix, one, many string }) bool {
			return g.suffix == "" || strings.EqualFold(ext, g.suffix)
		})
		isBook := kind == 0
		if !isBook && !f.files.IsGuest(name) || !f.below(name) || f.files.IsPage(name) || f.excluded.First(name) >= 0 || listed[name] {
			continue
		}
		if count[kind]++; count[kind] == 1 {
			first[kind] = name
		}
	}
	for i := len(guests) - 1; i >= 0; i-- { // what is told of HTML comes first
		if count[i] > 0 {
			f.report("", 0, doc.Info, "pages-left-out", counted(count[i], guests[i].one, guests[i].many, first[i]))
		}
	}
}

// counted returns the sentence for n things.
func counted(n int, one, many string, args ...any) string {
	if n != 1 {
		one = many
	}
	return fmt.Sprintf(one, append([]any{n}, args...)...)
}

// below reports whether a file lies in the folder of the pages.
func (f *Folder) below(name string) bool {
	return f.Root == "." || strings.HasPrefix(name, f.Root+"/")
}
