package lessons

import (
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"lectern/lessons/address"
	"lectern/lessons/names"
	"lectern/lessons/text"
)

// book lists the pages of a course by the addresses under which they stand on a site. It
// is made when a link names no file, because to make it the beginning of each page is read.
type book struct {
	site    address.Site
	pages   map[string]*Page   // by the keys of package address
	own     map[*Page][]string // the keys of each page, the surest first
	folders map[string]*Page   // by the key of a folder: the first page in it
	places  map[string]bool    // keys of folders that hold pages besides their index
	sources map[string]string  // by key: files of pages that are not read here
	vault   bool               // the pages are a vault of notes, which link by names
}

// theBook returns the course's book.
func (c *Course) theBook() *book {
	c.bookOnce.Do(func() { c.book = c.makeBook() })
	return c.book
}

func (c *Course) makeBook() *book {
	b := &book{
		site:  address.Site{Base: c.basePath(), Folder: c.folderNames()},
		pages: map[string]*Page{}, own: map[*Page][]string{}, folders: map[string]*Page{}, places: map[string]bool{}, sources: map[string]string{},
	}
	all := slices.Clone(c.Pages())
	for _, name := range c.files.list() {
		if !isPageName(name, false) || isGuest(name) {
			continue
		}
		if p := c.pageAt(name); !c.hasPage(p) {
			all = append(all, p) // a link may lead to a page that no list has
		}
	}
	keys := make([][address.Strengths][]string, len(all))
	linked := 0
	for i, p := range all {
		src, _ := c.readTextStart(p.Path, headSize) // one that cannot be read is known by its path
		keys[i] = address.Keys(c.belowRoot(p.Path), address.ParseHead(src))
		if wikilink().Match(src) {
			linked++
		}
	}
	for strength := range address.Strengths {
		for i, p := range all {
			for _, k := range keys[i][strength] {
				b.add(k, p)
			}
		}
	}
	for _, name := range c.files.list() {
		if slices.Contains(unreadSuffixes, strings.ToLower(path.Ext(name))) {
			for _, list := range address.Keys(strings.TrimSuffix(c.belowRoot(name), path.Ext(name)), nil) {
				for _, k := range list {
					if _, taken := b.sources[k]; !taken {
						b.sources[k] = name
					}
				}
			}
		}
	}
	// A few may be examples of other things, such as conditions of a shell.
	site := c.Site()
	b.vault = slices.Contains(site.Dialects, "obsidian") || len(site.Dialects) == 0 && linked*50 > len(all)
	return b
}

// unreadSuffixes are those of files of which tools make pages, and which are no pages here.
var unreadSuffixes = []string{".html", ".htm", ".mdx", ".vue", ".ipynb", ".adoc", ".org", ".astro", ".tsx", ".jsx", ".js", ".erb", ".pug"}

// wikilink matches a link of a vault of notes.
var wikilink = text.Pattern(`\[\[[\pL\pN][^\[\]\n]*\]\]`)

// add enters a page under a key that no surer one has.
func (b *book) add(key string, p *Page) {
	b.own[p] = append(b.own[p], key)
	if _, taken := b.pages[key]; !taken {
		b.pages[key] = p
	}
	for dir := key; dir != ""; {
		dir = strings.TrimSuffix(path.Dir("/" + dir)[1:], "/")
		b.places[dir] = true
		if _, known := b.folders[dir]; !known {
			b.folders[dir] = p
		}
	}
}

// basePath is the path of the address of the site that the pages were made for.
func (c *Course) basePath() string {
	base := c.Manifest.BaseURL
	if base == "" {
		base = c.Site().BaseURL
	}
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return u.Path
}

// folderNames are the names of the folder of the pages, which the addresses of a site may begin with.
func (c *Course) folderNames() []string {
	all := strings.Split(c.site.Load().Root, "/")
	if c.dir != "" {
		all = append(all, filepath.Base(c.dir))
	}
	for i := range all {
		all[i] = address.Key(all[i])
	}
	return all
}

// belowRoot is a path from the folder that absolute addresses mean.
func (c *Course) belowRoot(name string) string {
	if root := c.site.Load().Root; root != "." {
		name = strings.TrimPrefix(name, root+"/")
	}
	return name
}

// addressed returns the page at an address of the site, which is relative to a page
// unless it begins with a slash; nil if there is none. An address of a folder without a
// page of its own means the first page in it.
func (c *Course) addressed(from *Page, p string) *Page {
	b := c.theBook()
	wanted := b.wanted(from, p)
	written, _, _ := formatNamed(p)
	for _, k := range wanted {
		to := b.pages[k]
		if to == nil {
			continue
		}
		if f, _, _ := formatNamed(to.Path); address.NamesSource(p) && f != written {
			continue // a.md is no name for a.rst
		}
		return to
	}
	if path.Ext(p) == "" || strings.HasSuffix(p, "/") {
		for _, k := range wanted {
			if to := b.folders[k]; to != nil {
				return to
			}
		}
	}
	if file := from.inVault(p); isPageName(file, false) {
		return c.pageAt(file)
	}
	return nil
}

// asBrowsed returns the page that a browser reaches from a page's address, where that is one of a folder
// ("/ar/start/" of ar/start.md), so that "../other/" lies beside the page and not above it; nil if there
// is none, or if addresses of the site are those of files. A page of that name may lie above, too.
func (c *Course) asBrowsed(from *Page, p string) *Page {
	if c.folder == nil || c.only != "" || !strings.HasPrefix(p, "../") || address.NamesSource(p) {
		return nil
	}
	switch c.folder.Kind {
	case "Hugo":
	case "Jekyll", "MkDocs":
		if !strings.HasSuffix(p, "/") {
			return nil
		}
	default:
		return nil
	}
	b := c.theBook()
	if own := b.own[from]; len(own) > 0 {
		return b.pages[address.Key(path.Join("/", own[0], p))]
	}
	return nil
}

// inVault returns the file that a vault of notes knows by a name, wherever it lies; "" if there is none, or
// the course is no vault.
func (p *Page) inVault(name string) string {
	if p.course.only != "" {
		return ""
	}
	// Files are listed sooner than pages are looked at, and a picture on the screen asks.
	file := p.fileNamed(name)
	if file == "" || !p.course.theBook().vault {
		return ""
	}
	return file
}

// IsNote reports whether an address names a note of a vault by its name: such a link may be
// written before the note is.
func (p *Page) IsNote(target string) bool {
	return p.course.only == "" && !strings.HasPrefix(target, ".") && !strings.HasPrefix(target, "/") && p.course.theBook().vault
}

// wanted returns the keys that an address on a page may mean.
func (b *book) wanted(from *Page, p string) []string {
	if strings.HasPrefix(p, "/") {
		return b.site.Wanted(p)
	}
	own := b.own[from]
	if len(own) == 0 { // it is no page of the folder
		own = []string{address.Key(from.course.belowRoot(from.Path))}
	}
	return b.site.Relative(own, p)
}

// staticFolders hold the files that a site serves as they are, beside or above its pages.
var staticFolders = []string{"static", "public", "assets", "website/static", "docs/public", "_static", "content", "src", "source", "docs", "episodes"}

// fileNames returns the paths that an address of a file on the page may mean, the likeliest first.
func (p *Page) fileNames(at string) []string {
	first, ok := p.linkedName(at)
	if _, back, out := strings.Cut(strings.TrimPrefix(first, "../"), "/"); ok {
		first = p.course.oneOf(first)
	} else if first = ""; out && p.course.files.has(back) {
		first = back // out of the course's folder, and into it again
	}
	names := []string{first}
	if p.course.only != "" {
		return names
	}
	add := func(parts ...string) {
		name := path.Join(parts...)
		if !strings.HasPrefix(name, "../") && name != ".." && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	root := p.course.site.Load().Root
	if !strings.HasPrefix(at, "/") {
		add(pathSlug(p.Path), at) // the page's address ends in a slash
		if strings.HasPrefix(at, ".") {
			return names
		}
	}
	rests := []string{path.Clean("/" + at)[1:]}
	if base := strings.Trim(p.course.basePath(), "/"); base != "" {
		if rest, ok := strings.CutPrefix(rests[0], base+"/"); ok {
			rests = append(rests, rest)
		}
	}
	if first, rest, ok := strings.Cut(rests[0], "/"); ok && (first == "docs" || first == path.Base(root)) {
		rests = append(rests, rest)
	}
	for _, rest := range rests {
		add(root, rest)
		add(rest)
		for dir := root; ; dir = path.Dir(dir) {
			for _, static := range staticFolders {
				add(dir, static, rest)
			}
			if dir == "." || dir == "/" {
				break
			}
		}
	}
	return names
}

// filePaths returns the paths of the files that an address on the page may mean, at least one. A
// fragment or a query behind it is no part of its name, unless there is a file of just that name.
func (p *Page) filePaths(at string) []string {
	plain, _ := address.Plain(at)
	all := p.fileNames(plain)
	if name := withoutFragment(plain); name != plain {
		all = append(all, p.fileNames(name)...)
	}
	if all[0] == "" {
		all[0] = plain
	}
	return all
}

// findFile returns how the file is found that an address on the page means.
func (p *Page) findFile(at string) names.Found {
	all := p.filePaths(at)
	file, found := p.course.firstFile(all, func(string) bool { return true })
	switch {
	case found != nil:
		return *found
	case file != "":
		return names.Found{Asked: file, Name: file}
	}
	return names.Found{Asked: all[0]}
}

// withoutFragment cuts a query and a fragment off an address.
func withoutFragment(at string) string {
	if i := strings.IndexAny(at, "?#"); i > 0 {
		return at[:i]
	}
	return at
}

// Elsewhere says of an address that leads to no page of the course why that need be no
// fault.
type Elsewhere uint8

// The reasons. NotElsewhere is that of an address which should lead to a page.
const (
	NotElsewhere Elsewhere = iota
	FilledIn               // the pages' tool makes the address
	Generated              // the pages' tool makes the page: a search, a list of tags, a feed
	Above                  // it leads out of the folder of the course
	OtherPart              // it leads to a part of the site of which there is no page here
)

// Elsewhere says whether an address on the page that leads to no page of the course is one
// for which there need not be any: an absolute one counts as wrong only where pages lie beside
// the one that it names.
func (p *Page) Elsewhere(target string) Elsewhere {
	plain, ok := address.Plain(strings.TrimSpace(target))
	if !ok {
		return FilledIn
	}
	u, err := url.Parse(plain)
	c := p.course
	switch {
	case err != nil || u.Path == "" || c.only != "":
		return NotElsewhere
	case address.IsGenerated(u.Path):
		return Generated
	case strings.HasPrefix(u.Path, "/"):
		if c.theBook().isOtherPart(u.Path, c.isRooted()) {
			return OtherPart
		}
		return NotElsewhere
	}
	name, inside := p.linkedName(u.Path)
	switch {
	case !inside:
		return Above
	case path.Base(name) == "index.html" && c.Site().Sphinx != nil && c.theBook().places[address.Key(name)]:
		return Generated // a list of the pages of a folder
	case strings.HasSuffix(name, ".html") && !c.theBook().places[address.Key(c.belowRoot(path.Dir(name)))]:
		return OtherPart // another tool's pages, such as those that it makes of a program
	case c.isIgnored(name), c.folder != nil && c.folder.MakesIn(name):
		return Generated
	case c.hasLinkTemplate():
		return FilledIn
	}
	return NotElsewhere
}

// isOtherPart reports whether no page lies beside the one that an absolute address names. rooted
// says that the site's home is the folder of the pages, so that this holds for "/x" too.
func (b *book) isOtherPart(p string, rooted bool) bool {
	wanted := b.site.Wanted(p)
	for i, k := range wanted {
		if i > 0 && address.OtherEdition(wanted[i-1], k) {
			return true
		}
		dir := strings.TrimSuffix(path.Dir("/" + k)[1:], "/")
		if b.places[dir] && (dir != "" || rooted || i > 0) {
			return false
		}
	}
	return true
}

// isRooted reports whether "/" is known to be the folder of the pages: in a bare folder it may
// be that of a whole machine, and Docusaurus puts its pages below "/docs".
func (c *Course) isRooted() bool {
	if c.folder == nil {
		return false
	}
	return slices.Contains([]string{"mdBook", "MkDocs", "VitePress", "Hugo", "Jekyll", "Pelican"}, c.folder.Kind)
}

// isIgnored reports whether a .gitignore of the course names a file that is not there: a program writes it before
// the site is built.
func (c *Course) isIgnored(name string) bool {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		file := path.Join(dir, ".gitignore")
		lines, known := c.ignored.Load(file)
		if !known {
			src, _ := c.files.read(file) // mostly there is none
			lines = string(src[:min(len(src), 16<<10)])
			c.ignored.Store(file, lines)
		}
		rest := strings.TrimPrefix(name, strings.TrimPrefix(dir+"/", "./"))
		for line := range strings.Lines(lines.(string)) {
			if pattern := strings.Trim(strings.TrimSpace(line), "/"); pattern != "" && pattern[0] != '#' && pattern[0] != '!' && ignores(line, pattern, rest) {
				return true
			}
		}
		if dir == "." || dir == "/" {
			return false
		}
	}
}

// ignores reports whether a line of a .gitignore, which says a pattern, means a file or the folder it is in (Git,
// "gitignore", "Pattern Format"; without "**").
func ignores(line, pattern, name string) bool {
	parts := strings.Split(name, "/")
	if n := strings.Count(pattern, "/"); n > 0 || line[0] == '/' {
		ok, _ := path.Match(pattern, strings.Join(parts[:min(n+1, len(parts))], "/"))
		return ok
	}
	return slices.ContainsFunc(parts, func(part string) bool { ok, _ := path.Match(pattern, part); return ok })
}

// filledBy puts what the page's own address has there in the place of a folder that only the site's tool knows,
// as the version in "/docs/{{param}}/start": pages name those of their own.
func filledBy(target, page string) string {
	from := strings.Index(target, "/{{")
	n := strings.Index(target, "}}/")
	if from <= 0 || n < from {
		return target
	}
	_, below, ok := strings.Cut("/"+page, target[:from]+"/")
	folder, _, inside := strings.Cut(below, "/")
	if !ok || !inside {
		return target
	}
	return target[:from+1] + folder + target[n+2:]
}

// hasLinkTemplate reports whether the site has a template of its own for links, which may make
// other addresses of them (Hugo, "Link render hooks").
func (c *Course) hasLinkTemplate() bool {
	return slices.ContainsFunc(c.files.list(), func(name string) bool { return strings.HasPrefix(path.Base(name), "render-link") })
}

// OtherSource returns the file of which the pages' tool makes the page at an address, and which
// is no page here; "" if there is none.
func (p *Page) OtherSource(target string) string {
	plain, _ := address.Plain(strings.TrimSpace(target))
	u, err := url.Parse(plain)
	if err != nil || u.Path == "" || p.course.only != "" {
		return ""
	}
	b := p.course.theBook()
	for _, k := range b.wanted(p, u.Path) {
		if name := b.sources[k]; name != "" {
			return name
		}
	}
	return ""
}

// HasStatic reports whether the course has a folder of files that its site serves as they are.
func (c *Course) HasStatic() bool {
	return slices.ContainsFunc(c.files.list(), func(name string) bool {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			switch path.Base(dir) {
			case "static", "public", "assets", "_static":
				return true
			}
		}
		return false
	})
}
