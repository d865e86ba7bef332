package lessons

import (
	"cmp"
	"net/url"

	"lectern/lessons/doc"
	"lectern/lessons/folder"
	"lectern/lessons/html"
	"lectern/lessons/names"
	"lectern/lessons/rst"
	"lectern/lessons/text"
)

// folderFiles shows the files of a course to lessons/folder, which puts its pages in order.
type folderFiles struct{ c *Course }

// How much of a page's start says whether it is a page, and how it is to be ordered.
const maxStart = 2048

func (f folderFiles) List() []string       { return f.c.files.list() }
func (f folderFiles) Top() []string        { return f.c.files.top() }
func (f folderFiles) Names() []string      { return f.c.files.topNames() }
func (f folderFiles) Has(name string) bool { return f.c.files.has(name) }

func (f folderFiles) Find(name string) names.Found { return f.c.files.find(name) }

func (f folderFiles) FindPage(name string) (string, *names.Found) {
	return f.c.firstFile(append(pageNames(name), name), func(file string) bool { return isPageName(file, true) })
}

func (f folderFiles) Read(name string) ([]byte, *text.Note, error) {
	src, err := f.c.files.read(name)
	if err != nil {
		return nil, nil, err
	}
	src, note := text.Decode(src)
	return src, note, nil
}

func (f folderFiles) ReadStart(name string) ([]byte, error) { return f.c.readTextStart(name, maxStart) }

func (f folderFiles) Parse(name string, src []byte) *doc.Document {
	return formatOf(name).parse(src, origin{path: name, site: f.c.site.Load()})
}

func (f folderFiles) IsPage(name string) bool { return f.c.isPage(name) }

func (f folderFiles) Contents(page string) []folder.Entry {
	src, err := f.c.files.read(page)
	if err != nil {
		return nil
	}
	p := f.c.pageAt(page)
	rows := html.Navigation(src)
	if frame := html.FrameOf(src); len(rows) == 0 && frame != "" {
		if name, ok := p.linkedName(frame); ok {
			if src, err = f.c.files.read(name); err == nil {
				rows = html.Navigation(src)
			}
		}
	}
	var out []folder.Entry
	for _, r := range rows {
		e := folder.Entry{Title: r.Title, Depth: r.Depth}
		if r.Target != "" {
			u, err := url.Parse(r.Target)
			if err != nil {
				continue
			}
			to, _ := p.pageOfName(u) // by addresses pages are found once their order is known
			if to == nil {
				continue
			}
			e.Page = to.Path
		}
		out = append(out, e)
	}
	return out
}

func (f folderFiles) IsGuest(name string) bool { return isGuest(name) }

func (f folderFiles) Title(page string) string { return f.c.pageAt(page).Title() }
func (f folderFiles) Stem(page string) string  { return pathSlug(page) }
func (f folderFiles) PageOf(stem string) string {
	if p := f.c.pageOfStem(stem); p != nil {
		return p.Path
	}
	return ""
}

// findFolder decides which kind of folder the course is in. It returns nil if there is no page.
func (c *Course) findFolder() *folder.Folder {
	m := &c.Manifest
	return folder.Find(folderFiles{c}, folder.Manifest{Pages: m.Pages, Parts: m.Parts, Exclude: m.Exclude})
}

// Site holds what the kind of folder says about all of its pages. A program that a course
// is attached to carries it, and an index repeats it.
type Site struct {
	Root     string   `json:"root,omitempty"`     // the folder that absolute paths in pages mean
	BaseURL  string   `json:"base,omitempty"`     // address of the site that the pages were made for
	Dialects []string `json:"dialects,omitempty"` // dialects of Markdown, as package markdown names them

	Sphinx *folder.Conf `json:"sphinx,omitempty"` // Sphinx's settings; nil where there are none

	Programs bool            `json:"programs,omitempty"` // programs that may make pages run when the site is built
	Quizzes  *folder.Quizzes `json:"quizzes,omitempty"`  // what mkdocs.yml says of questions; nil where it says nothing

	// Sections are those that the contents of a book name, by page; nil where it is none.
	Sections map[string][]folder.Section `json:"sections,omitempty"`

	// Values are what pages quote from the settings of the site, by name.
	Values map[string]string `json:"values,omitempty"`
}

// Site returns what is known of the site that the pages were made for.
func (c *Course) Site() Site { return *c.site.Load() }

// setSite takes what a kind of folder, or who carries the course, says of all its pages.
func (c *Course) setSite(s Site) {
	s.Root = cmp.Or(s.Root, ".")
	c.site.Store(&s)
}

// about fills in what course.toml leaves out from what the kind of folder says.
func (m *Manifest) about(a folder.About) {
	m.Title = cmp.Or(m.Title, a.Title)
	m.Author = cmp.Or(m.Author, a.Author)
	m.Language = cmp.Or(m.Language, a.Language)
	m.BaseURL = cmp.Or(m.BaseURL, a.BaseURL)
}

// rst returns what a page in reStructuredText is to know of the site; nil for nothing.
func (s *Site) rst() *rst.Site {
	c := s.Sphinx
	if c == nil {
		return nil
	}
	return &rst.Site{
		Root: c.Root, Prolog: c.Prolog, Epilog: c.Epilog, ExtLinks: c.ExtLinks, Objects: c.Objects,
		Version: c.Version, Release: c.Release, Computed: c.Computed, Today: c.Today,
	}
}

// substitutions returns the texts that stand for "{{ name }}" on the site's pages: of MyST, of Jekyll.
func (s *Site) substitutions() map[string]string {
	if s.Sphinx == nil || len(s.Sphinx.MystSubstitutions) == 0 {
		return s.Values
	}
	m := map[string]string{}
	for name, value := range s.Sphinx.MystSubstitutions {
		if text, ok := value.(string); ok {
			m[name] = text
		}
	}
	return m
}
