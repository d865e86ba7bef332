package lessons

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/address"
	"lectern/lessons/doc"
	"lectern/lessons/names"
)

var errOutside = fault(nil, "it lies outside the course")

// DestinationKind says where a link leads.
type DestinationKind uint8

// The kinds of destinations.
const (
	Inside   DestinationKind = iota // a place of this course
	External                        // an address that the system's opener may be given
	Absent                          // a page that is not in the course
	Refused                         // an address that is shown, but never opened
	Beside                          // a file beside the page that is opened alone; Enter opens it
)

// Destination is where a link leads.
type Destination struct {
	Kind    DestinationKind
	Place   Place    // of Inside
	Lacks   string   // of Inside: the anchor that the page lacks, so that the link leads to its beginning
	Address string   // the whole address, for people and for the opener; of Absent: the absolute one, "" if base_url is not set
	Reason  Reason   // of Absent and Refused
	Fate    *Address // what links.toml says of the address; nil for nothing, and for Inside

	// Elsewhere says of Absent that what is named is made by a tool or lies in another documentation, so
	// that the course does not lack it; Perhaps that this may be so.
	Elsewhere, Perhaps bool

	// Found says how the page's file was found, where its name is not quite the one that
	// the link has; nil where it is, and where no name was found at all.
	Found *names.Found

	File    string // of Beside: its path
	Section string // of Beside: the anchor in it, "" for its beginning
}

// Page returns the page of a place in the course, nil of other destinations.
func (d Destination) Page(c *Course) *Page {
	if l := c.Lesson(d.Place.Lesson); d.Kind == Inside && l != nil {
		return l.Page
	}
	return nil
}

// IsOpened reports whether addresses of that scheme may be given to the system's opener.
func IsOpened(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}

// Opens reports whether the address may be given to the system's opener: that of a page
// on the web which is not in the course, too.
func (d Destination) Opens() bool {
	u, err := url.Parse(d.Address)
	return err == nil && d.Kind != Refused && IsOpened(u.Scheme)
}

// Resolve returns where a link in a lesson leads. target and ref are those of the
// doc.Link. It may parse the page that the link points at.
func (c *Course) Resolve(from *Lesson, target, ref string) Destination {
	d := c.resolve(from, target, ref)
	if d.Kind != Inside {
		d.Fate = from.Page.Fate(target, ref)
	}
	return d
}

func (c *Course) resolve(from *Lesson, target, ref string) Destination {
	target = strings.TrimSpace(target)
	if strings.IndexFunc(target, unicode.IsControl) >= 0 {
		return Destination{Kind: Refused, Address: target, Reason: Reason{key: "the address holds control characters"}}
	}
	// What is shown of such an address is not what would be opened.
	if strings.IndexFunc(target, func(r rune) bool { return unicode.Is(unicode.Cf, r) }) >= 0 {
		return Destination{Kind: Refused, Address: target, Reason: Reason{key: "the address holds characters that are not seen"}}
	}
	switch ref {
	case "ref", "term", "numref", "any", "option", "keyword":
		d := c.resolveLabel(from, target)
		if ref == "any" && d.Kind == Absent {
			if p, _ := c.docPage(from.Page, target); p != nil {
				d = inside(p.Lessons()[0], 0)
			}
		}
		if d.Kind == Absent {
			d = c.resolveSphinx(from, target, ref, d)
		}
		return d
	case "doc":
		if c.only != "" {
			return c.resolveBeside(from.Page, target, "")
		}
		p, found := c.docPage(from.Page, target)
		d := Destination{Kind: Absent, Reason: Reason{"the course has no page %s", target}}
		if p != nil {
			d = inside(p.Lessons()[0], 0)
		}
		d.Found = found
		if d.Kind == Absent {
			d = c.resolveSphinx(from, target, ref, d)
		}
		return d
	}
	if strings.HasPrefix(target, "#") {
		return c.resolveAnchor(from.Page, target[1:])
	}
	if strings.HasPrefix(target, "-") {
		return Destination{Kind: Refused, Address: target, Reason: Reason{key: "the address begins with a hyphen"}}
	}
	if target, _ = address.Plain(target); strings.Contains(target, "/{{") {
		target = filledBy(target, from.Page.Path)
	}
	u, err := url.Parse(target)
	if err != nil {
		return Destination{Kind: Refused, Address: target, Reason: Reason{key: "this is not an address"}}
	}
	switch {
	case u.Scheme == "" && u.Host != "": // the site's own, which is https by now
		return Destination{Kind: External, Address: "https:" + target}
	case u.Scheme == "":
		return c.resolveRelative(from.Page, u)
	case IsOpened(u.Scheme):
		return Destination{Kind: External, Address: target}
	}
	return Destination{Kind: Refused, Address: target, Reason: Reason{"links with %s: are shown, not opened", u.Scheme}}
}

func inside(l *Lesson, block int) Destination {
	return Destination{Kind: Inside, Place: Place{l.ID, doc.Position{Block: block}}}
}

// resolvePlace is resolveAnchor for a link that names the page too: as in a browser it leads to the
// page's beginning if the page has no such place.
func (c *Course) resolvePlace(p *Page, id string) Destination {
	d := c.resolveAnchor(p, id)
	if d.Kind == Absent {
		d = inside(p.Lessons()[0], 0)
		d.Lacks = id
	}
	return d
}

// resolveAnchor finds a place of a page.
func (c *Course) resolveAnchor(p *Page, id string) Destination {
	ls := p.Lessons()
	if id == "" || id == "top" || strings.HasPrefix(id, ":~:") { // which browsers look up as words
		return inside(ls[0], 0)
	}
	if s, err := url.PathUnescape(id); err == nil {
		id = s
	}
	all := p.all()
	if a, ok := all.anchor(id); ok {
		return inside(ls[a.lesson], a.block)
	}
	for _, form := range objectForms(id) {
		if a, ok := all.anchorExactly(form); ok {
			return inside(ls[a.lesson], a.block)
		}
	}
	if s, ok := p.otherAnchor(id); ok {
		return inside(ls[s.lesson], s.block)
	}
	return Destination{Kind: Absent, Reason: Reason{"the page has no place called %s", id}}
}

// resolveLabel finds the destination of Sphinx's :ref: and :term:, anywhere in the course.
func (c *Course) resolveLabel(from *Lesson, name string) Destination {
	name = strings.TrimPrefix(name, "#")
	for _, id := range labelForms(name) {
		if d := c.resolveAnchor(from.Page, id); d.Kind == Inside {
			return d
		}
	}
	if l, ok := c.findLabel(name); ok {
		return c.resolveAnchor(l.page, l.id)
	}
	return Destination{Kind: Absent, Reason: Reason{"the course has no place called %s", name}}
}

// maxSought is how often the sources of pages are looked through for a label, each, before the pages
// are parsed instead, whatever they hold: a page may name thousands of labels that no page has.
const maxSought = 8

// findLabel finds a label of the course: that of the first page that has it. Of
// the pages before that one, those that have not been parsed are if their source
// holds the label's name.
func (c *Course) findLabel(name string) (label, bool) {
	pages := c.Pages()
	l, ok := c.knownLabel(name)
	wanted, _ := NewQuery(strings.ToLower(name))
	for _, p := range pages {
		if ok && !c.before(p, l.page) {
			break
		}
		if p.Parsed() {
			continue
		}
		if c.sought.Add(1) <= maxSought*int64(len(pages)) {
			src, err := c.readText(p.Path)
			if err != nil || !wanted.In(string(src)) {
				continue
			}
		}
		p.Lessons()
		l, ok = c.knownLabel(name)
	}
	return l, ok
}

// labelForms are the anchors that a name may stand for: as it is, as the slug
// that parsers make of it, and as a term of a glossary, with accents composed or not.
func labelForms(name string) []string {
	slug := doc.Slug(name)
	forms := []string{name, slug, "term-" + slug}
	if composed := norm.NFC.String(name); composed != name {
		forms = append(forms, labelForms(composed)...)
	}
	return forms
}

func (c *Course) knownLabel(name string) (label, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range labelForms(name) {
		if l, ok := c.labels[id]; ok {
			return l, true
		}
	}
	return label{}, false
}

// docPage finds the page that Sphinx's :doc: names: without suffix, relative to
// the page, or to the course with a leading slash.
func (c *Course) docPage(from *Page, target string) (*Page, *names.Found) {
	root := c.site.Load().Root
	name := path.Join(path.Dir(from.Path), target)
	if strings.HasPrefix(target, "/") {
		name = path.Join(root, path.Clean(target))
	} else if strings.HasPrefix(target, "../") { // Sphinx does not go above its sources
		name = path.Join(root, path.Join("/", path.Dir(c.belowRoot(from.Path)), target))
	}
	return c.pageNamed(name)
}

// PageNamed returns the page that a link names: by its path, by its path without
// suffix, as an .html file made from it, or as the index of a folder. It returns
// nil if there is none.
func (c *Course) PageNamed(name string) *Page {
	p, _ := c.pageNamed(name)
	return p
}

// pageNamed is PageNamed of the first of several names, and says how the page was found if its name is not
// quite that one.
func (c *Course) pageNamed(paths ...string) (*Page, *names.Found) {
	var forms []string
	for _, name := range paths {
		if p := c.Page(name); p != nil && c.hasPage(p) {
			return p, nil
		}
		if isPageName(name, true) && !isGuest(name) { // a page goes before what was made of it
			forms = append(forms, name)
		}
		stem := name
		if ext := path.Ext(name); ext == ".html" || ext == ".htm" || ext == ".xhtml" {
			stem = strings.TrimSuffix(name, ext)
		}
		for _, s := range []string{stem, path.Join(stem, "index"), path.Join(stem, "README"), path.Join(stem, "_index")} {
			forms = append(forms, pageNames(s)...)
		}
	}
	file, found := c.firstFile(forms, func(file string) bool {
		return (c.only == "" || c.only == file || slices.Contains(paths, file)) && (!isGuest(file) || c.takesGuest(file))
	})
	if file == "" {
		return nil, found
	}
	return c.pageAt(file), found
}

// firstFile returns the first file that one of several names leads to and that is wanted, ""
// if there is none: one that is written so goes before all others. found says how it, or more
// than one, was found by a name that is not quite its own.
func (c *Course) firstFile(forms []string, wanted func(string) bool) (file string, found *names.Found) {
	for _, name := range forms {
		if c.files.has(name) && wanted(name) {
			return name, nil
		}
	}
	for _, name := range forms {
		f := c.files.find(name)
		if f.Name != "" && wanted(f.Name) || len(f.Several) > 0 {
			return f.Name, &f
		}
	}
	return "", nil
}

// linkedPage returns the page of the course that a relative address on the page names, or nil.
func (p *Page) linkedPage(u *url.URL) (*Page, *names.Found) {
	to, found := p.pageOfName(u)
	if at, _ := address.Plain(u.Path); at != "" && to == nil && found == nil && p.course.only == "" {
		to = p.course.addressed(p, at)
	}
	return to, found
}

// pageOfName is linkedPage where the address names a file. The pages need not be in order yet.
func (p *Page) pageOfName(u *url.URL) (*Page, *names.Found) {
	at, _ := address.Plain(u.Path)
	if u.Path == "" {
		return nil, nil
	}
	c := p.course
	var paths []string
	if to := c.asBrowsed(p, at); to != nil {
		return to, nil
	}
	if rest, ok := strings.CutPrefix(at, "@/"); ok { // from the top of the pages (Zola, "Internal links")
		return c.pageNamed(path.Join(c.site.Load().Root, rest), path.Join("content", rest))
	}
	if name, ok := p.linkedName(at); ok {
		paths = append(paths, name)
	}
	switch rest := strings.TrimPrefix(path.Clean(at), "/"); {
	case strings.HasPrefix(at, "/"):
		paths = append([]string{path.Join(c.site.Load().Root, rest)}, paths...)
	case address.NamesSource(at) && !strings.HasPrefix(rest, "."): // Docusaurus looks there too
		paths = append(paths, path.Join(c.site.Load().Root, rest), rest)
	}
	return c.pageNamed(paths...)
}

// onSite returns the whole address that base_url makes of a relative one on the page; "" if it is not set.
func (p *Page) onSite(u *url.URL) string {
	c := p.course
	base, err := url.Parse(cmp.Or(c.Manifest.BaseURL, c.site.Load().BaseURL))
	if err != nil || !base.IsAbs() {
		return ""
	}
	here := base.ResolveReference(&url.URL{Path: pathSlug(p.Path) + ".html"})
	return here.ResolveReference(u).String()
}

// resolveRelative follows a relative address to a page of the course, or says that there is none.
func (c *Course) resolveRelative(from *Page, u *url.URL) Destination {
	if c.only != "" && u.Path != "" {
		return c.resolveBeside(from, u.Path, u.Fragment)
	}
	if u.Path == "" && u.RawQuery != "" { // the page itself, in another state
		return c.resolvePlace(from, u.Fragment)
	}
	p, found := from.linkedPage(u)
	d := Destination{Kind: Absent, Address: from.onSite(u), Reason: Reason{key: "this page is not in the course"}}
	switch {
	case u.Path == "" && u.Fragment == "":
		d.Reason = Reason{key: "the link has no address"}
	case d.Address == "": // which page, nothing else would say
		d.Reason = Reason{"the course has no page %s", u.Path}
	}
	if p != nil {
		d = c.resolvePlace(p, u.Fragment)
	} else if l, ok := from.mystLabel(u); ok {
		d = c.resolveAnchor(l.page, l.id)
	} else if page := strings.TrimSuffix(u.Path, ".html"); generatedPages[page] != "" || c.isGenerated(from, page) {
		d.Elsewhere = true
	}
	d.Found = found
	return d
}

// mystLabel finds the label that an address on a page of MyST names, which may be without a "#".
func (p *Page) mystLabel(u *url.URL) (label, bool) {
	if !p.NamesLabel(u.Path) || u.Fragment != "" {
		return label{}, false
	}
	return p.course.findLabel(u.Path)
}

// NamesLabel reports whether an address on a page of MyST may name a label or a thing that is described
// instead of a file (MyST-Parser, "Implicit targets").
func (p *Page) NamesLabel(target string) bool {
	if target == "" || strings.ContainsAny(target, "/#?") || !slices.Contains(p.course.Site().Dialects, "myst") {
		return false
	}
	switch strings.ToLower(path.Ext(target)) {
	case ".html", ".htm", ".xhtml", ".png", ".svg", ".jpg", ".jpeg", ".gif", ".pdf", ".zip", ".txt", ".ipynb", ".py", ".csv", ".json", ".yml", ".yaml":
		return false
	}
	return !address.NamesSource(target)
}
