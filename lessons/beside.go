package lessons

import (
	"cmp"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/names"
)

// A page that is opened alone leads by its links to the files of its folder. One that
// is followed becomes a further page of the course, behind the others: the contents,
// the search and the way back know it like any page. Until then nothing of it is read.
// What lies outside of the folder stays out of reach (os.Root).
//
// The ID of such a page is its path with the suffix, so that it can have no other
// page's, and a note on it is found again without a list of the pages that were open.

// maxBeside is how many files beside the page may be open: each keeps its text.
const maxBeside = 64

// linkedName returns the path of the file that a relative address on the page names;
// ok is false if it leads out of the folder.
func (p *Page) linkedName(address string) (name string, ok bool) {
	name = path.Join(path.Dir(p.Path), address)
	if strings.HasPrefix(address, "/") {
		name = p.course.fromRoot(address)
	}
	return name, name != ".." && !strings.HasPrefix(name, "../")
}

// fileBeside returns the path of the file that a link names by its path, its path
// without suffix, as an .html file made from it, or as the index of a folder; "" if
// there is none. found says how, if its name is not quite that one.
func (c *Course) fileBeside(name string) (file string, found *names.Found) {
	forms := []string{name}
	stem := name
	if ext := path.Ext(name); ext == ".html" || ext == ".htm" {
		stem = strings.TrimSuffix(name, ext)
		forms = nil
	}
	for _, s := range []string{stem, path.Join(stem, "index"), path.Join(stem, "README"), path.Join(stem, "_index")} {
		forms = append(forms, pageNames(s)...)
	}
	if stem != name {
		forms = append(forms, name)
	}
	return c.firstFile(forms, func(string) bool { return true })
}

// resolveBeside is resolveRelative for a page that is opened alone.
func (c *Course) resolveBeside(from *Page, address, anchor string) Destination {
	absent := Destination{Kind: Absent}
	if u, err := url.Parse(address); err == nil {
		absent.Address = from.onSite(u)
	}
	name, ok := from.linkedName(address)
	if !ok {
		absent.Reason = Reason{"%s lies outside the folder of the page that is open", address}
		return absent
	}
	file, found := c.fileBeside(name)
	if file == "" {
		absent.Found = found
		absent.Reason = Reason{"there is no file %s beside the page that is open", name}
		return absent
	}
	if p := c.Page(file); p != nil && c.hasPage(p) {
		d := c.resolvePlace(p, anchor)
		d.Found = found
		return d
	}
	return Destination{Kind: Beside, File: file, Section: anchor, Found: found}
}

// Enter opens the file that a destination beside the page names. The result is the
// place in it, or says why it cannot be opened. Any other destination stays as it is.
func (c *Course) Enter(d Destination) Destination {
	if d.Kind != Beside {
		return d
	}
	p, why := c.enter(d.File)
	if p == nil {
		return Destination{Kind: Absent, Reason: why}
	}
	return c.resolvePlace(p, d.Section)
}

// enter makes a file beside the page a further page of the course; nil with the
// reason if it cannot be.
func (c *Course) enter(file string) (*Page, Reason) {
	if !isPageName(file, true) {
		start, err := c.files.readStart(file, maxSniff)
		if err != nil {
			return nil, Reason{"%s cannot be read", "./" + file} // so that a sentence does not begin with the name as a word
		}
		if f, ok := refuse(file, start).(*Fault); ok {
			return nil, Reason{f.key, "./" + file}
		}
	}
	p := c.pageAt(file)
	c.mu.Lock()
	defer c.mu.Unlock()
	o := c.order.Load()
	switch {
	case p.index < len(o.pages) && o.pages[p.index] == p:
		return p, Reason{}
	case len(o.pages) > maxBeside:
		return nil, Reason{"so many files are open beside the page that %s has to be opened by itself", file}
	}
	p.index = len(o.pages)
	c.order.Store(&order{pages: append(slices.Clone(o.pages), p), outline: append(slices.Clone(o.outline), Entry{Page: p}), parts: o.parts})
	c.grown.Add(1)
	return p, Reason{}
}

// lessonBeside returns the lesson of a file beside the page, which its ID begins with, or nil.
func (c *Course) lessonBeside(id string) *Lesson {
	for stem := id; stem != ""; stem = stem[:max(0, strings.LastIndexByte(stem, '/'))] {
		if stem == c.only || !c.files.has(stem) {
			continue
		}
		if p, _ := c.enter(stem); p != nil {
			return p.lesson(id)
		}
	}
	return nil
}

// Alone returns the course that a file beside the page is when it is opened by itself,
// and the place there; ok is false for a place in the page, and where that course
// cannot be told.
func (c *Course) Alone(at Place) (course, title string, there Place, ok bool) {
	o := c.order.Load()
	if c.only == "" || c.dir == "" || o == nil {
		return "", "", Place{}, false
	}
	for _, p := range o.pages {
		rest, under := strings.CutPrefix(at.Lesson, p.Path)
		if p.Path == c.only || !under || !isUnder(at.Lesson, p.Path) {
			continue
		}
		if c.files.has(path.Join(path.Dir(p.Path), ManifestName)) {
			return "", "", Place{}, false // may state an ID for all pages there
		}
		id := cmp.Or(p.Slug(), pathSlug(path.Base(p.Path)))
		there = Place{id + rest, doc.Position{Block: at.Block, Offset: at.Offset}}
		return pathID(filepath.Join(c.dir, filepath.FromSlash(p.Path))), p.Title(), there, true
	}
	return "", "", Place{}, false
}
