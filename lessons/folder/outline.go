package folder

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
)

// Entry is one row of a table of contents.
type Entry struct {
	Title string // "" for a page that the list gives none
	Page  string // path; "" for a part, a folder or a draft
	Depth int    // nesting, from 0
	Draft bool   // announced by the list of pages, but not written

	Chapter int // in whose number those of the page's figures begin; 0 for none

	Pretest bool // of a part: its questions are offered before it is read
}

// Outline is the order of the pages of a folder.
type Outline struct {
	Entries  []Entry  // every page once, and the groups above them
	Drafts   []string // files that are pages, but say that they are not to be read yet
	Problems []doc.Problem
}

// item is a row of a list of pages, before it is known whether the page exists.
type item struct {
	Entry
	file string // the list that names it
	line int    // of that list; 0 if it is not known
}

// MorePages is the group of the pages that no list names.
const MorePages = "More pages"

// Order puts the pages in order: those of the list, and then those that it leaves
// out. It may look at every file.
func (f *Folder) Order() Outline {
	o := outline{f: f, seen: map[string]bool{}}
	for _, it := range f.kind.list(f) {
		o.add(it)
	}
	o.dropEmptyGroups()
	o.addRest()
	if f.Sections == nil { // what is in a book belongs to it
		f.tellLeftOut()
		f.tellGuests(o.seen)
	}
	return Outline{o.entries, f.drafts, f.problems}
}

// outline collects the rows of an Outline.
type outline struct {
	f       *Folder
	entries []Entry
	seen    map[string]bool
}

// add adds one row of a list of pages.
func (o *outline) add(it item) {
	if it.Page != "" && !o.f.files.Has(it.Page) {
		found := o.f.files.Find(it.Page)
		if o.f.named(found, it.file, it.line) && found.Name == "" {
			return
		}
		it.Page = cmp.Or(found.Name, it.Page)
	}
	switch {
	case it.Page == "":
		o.entries = append(o.entries, it.Entry)
	case o.seen[it.Page]:
		o.f.report(it.file, it.line, doc.Info, "page-listed-twice", it.Page+" is listed before; it stands where it was first")
	case !o.f.files.Has(it.Page) && o.f.Sphinx != nil && o.f.Sphinx.Makes(it.Page, o.has):
		o.f.report(it.file, it.line, doc.Info, "missing-page", it.Page+" is listed, but there is no such file: it seems to be made by an extension of Sphinx")
	case !o.f.files.Has(it.Page) && o.f.mayMake(it.Page):
		o.f.report(it.file, it.line, doc.Warning, "missing-page", it.Page+" is listed, but there is no such file, unless the site's own programs make it")
	case !o.f.files.Has(it.Page):
		o.f.report(it.file, it.line, doc.Error, "missing-page", it.Page+" is listed, but there is no such file")
	default:
		o.seen[it.Page] = true
		o.entries = append(o.entries, it.Entry)
	}
}

// has reports whether a file lies in a folder.
func (o *outline) has(folder string) bool {
	return slices.ContainsFunc(o.f.files.List(), func(f string) bool { return strings.HasPrefix(f, folder) })
}

// dropEmptyGroups takes out the groups that ended up with nothing below them.
func (o *outline) dropEmptyGroups() {
	// From the back, so that what a group holds is known when it is met.
	deepest := -1 // depth of the nearest kept row behind
	keep := make([]bool, len(o.entries))
	for i := len(o.entries) - 1; i >= 0; i-- {
		e := o.entries[i]
		keep[i] = e.Page != "" || e.Draft || deepest > e.Depth
		if keep[i] {
			deepest = e.Depth
		}
	}
	kept := o.entries[:0]
	for i, e := range o.entries {
		if keep[i] {
			kept = append(kept, e)
		}
	}
	o.entries = kept
}

// addRest appends the pages that are on no list.
func (o *outline) addRest() {
	begun := false
	for _, name := range o.f.pages() {
		if o.seen[name] {
			continue
		}
		if !begun {
			begun = true
			o.entries = append(o.entries, Entry{Title: MorePages})
		}
		if _, meant := o.f.front(name)["orphan"]; !meant { // Sphinx, "File-wide metadata"
			o.f.report(name, 0, doc.Warning, "page-on-no-list",
				fmt.Sprintf("no list of pages names it; it stands under %q at the end", MorePages))
		}
		o.entries = append(o.entries, Entry{Page: name, Depth: 1})
	}
}

// pages returns all pages below the root in natural order.
func (f *Folder) pages() []string { return f.pagesAmong(f.files.List()) }

// pagesFor returns all pages below the root that patterns may name, in natural order: a pattern that
// ends in the suffix of a guest names guests too.
func (f *Folder) pagesFor(patterns *Patterns, list []string) []string {
	return f.among(f.files.List(), func(name string) bool {
		if f.files.IsPage(name) {
			return true
		}
		i := -1
		if f.files.IsGuest(name) {
			i = patterns.First(name)
		}
		return i >= 0 && strings.EqualFold(path.Ext(list[i]), path.Ext(name))
	})
}

// pagesAmong returns the pages among files, in natural order.
func (f *Folder) pagesAmong(files []string) []string { return f.among(files, f.files.IsPage) }

// among returns those of some files that are pages below the root and no lists, in natural order.
func (f *Folder) among(files []string, isPage func(name string) bool) []string {
	var out []string
	for _, name := range files {
		if f.Root != "." && !strings.HasPrefix(name, f.Root+"/") {
			continue
		}
		if f.leaves != nil && f.leaves(name) {
			continue
		}
		if !f.notPages[name] && isPage(name) && f.excluded.First(name) < 0 {
			out = append(out, name)
		}
	}
	out = f.withoutOthers(out)
	slices.SortFunc(out, f.byFolder)
	return out
}

// mayMake reports whether a page that is listed may be one that a program makes when the site is built:
// the settings name such programs, or a file lies there of which the page may be made, as a template.
func (f *Folder) mayMake(page string) bool {
	if f.Programs || f.Sphinx != nil && f.Sphinx.Programs {
		return true
	}
	if f.stems == nil {
		f.stems = map[string]bool{}
		for _, name := range f.files.List() {
			f.stems[upToDot(name)] = true
		}
	}
	return f.stems[upToDot(page)] || f.makesFolder(page)
}

// makesFolder reports whether the list of a tool whose settings are a program names a page in a folder
// that is not there at all: what documents a program is often written into one of its own.
func (f *Folder) makesFolder(page string) bool {
	dir := path.Dir(page)
	if f.Kind != "VitePress" && f.Kind != "Docusaurus" || dir == "." || dir == f.Root {
		return false
	}
	if slices.ContainsFunc(f.files.List(), func(name string) bool { return strings.HasPrefix(name, dir+"/") }) {
		return false
	}
	if f.made == nil {
		f.made = map[string]bool{}
	}
	f.made[dir] = true
	return true
}

// MakesIn reports whether the list of pages names some in the folder of a file, or above it, that a
// program makes. It is known once the pages are in order.
func (f *Folder) MakesIn(name string) bool {
	for dir := path.Dir(name); dir != "." && dir != "/" && len(f.made) > 0; dir = path.Dir(dir) {
		if f.made[dir] {
			return true
		}
	}
	return false
}

// upToDot is the path of a file without all that stands behind the first dot of its name.
func upToDot(name string) string {
	dir, base := path.Split(name)
	base, _, _ = strings.Cut(base, ".")
	return dir + base
}
