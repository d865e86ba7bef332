package folder

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"lectern/lessons/settings"
	"lectern/lessons/text"
)

// ConfName is the file of Sphinx's settings, which lies in the source folder
// (https://www.sphinx-doc.org/en/master/usage/configuration.html).
const ConfName = "conf.py"

// Conf is what Sphinx's conf.py says in plain data. It is never run: what a program
// would have to work out is as if it were not there.
type Conf struct {
	Root string `json:"root"` // the folder of conf.py, which is that of the sources

	Project  string   `json:"project,omitempty"`
	Title    string   `json:"title,omitempty"` // html_title
	Version  string   `json:"version,omitempty"`
	Release  string   `json:"release,omitempty"`
	Computed bool     `json:"computed,omitempty"` // version or release are there, but a program works them out
	Today    string   `json:"today,omitempty"`
	Language string   `json:"language,omitempty"`
	Prolog   string   `json:"prolog,omitempty"`  // reST that every page begins with
	Epilog   string   `json:"epilog,omitempty"`  // and ends with
	RootDoc  string   `json:"rootdoc,omitempty"` // the first page, without suffix
	Exclude  []string `json:"-"`                 // patterns of files that are no pages, relative to Root
	Suffixes []string `json:"-"`                 // of pages; nil if it does not say

	Extensions   []string             `json:"extensions,omitempty"` // names of Python modules
	NumFig       bool                 `json:"numfig,omitempty"`     // figures are numbered
	NumFigFormat map[string]string    `json:"numfigs,omitempty"`    // how: of "figure", "table", "code-block", "section"
	ExtLinks     map[string][2]string `json:"extlinks,omitempty"`   // address and caption, with %s, by the names of roles
	Generated    []string             `json:"generated,omitempty"`  // pages that templates make, without suffix
	Extra        bool                 `json:"extra,omitempty"`      // files from outside the course stand beside the pages
	Programs     bool                 `json:"programs,omitempty"`   // programs of the site's own, or extensions that may write pages, run when it is built
	Objects      []string             `json:"objects,omitempty"`    // names of directives and roles for things that an extension describes
	Intersphinx  map[string]string    `json:"others,omitempty"`     // addresses of other documentations, by their names

	MystExtensions    []string       `json:"myst,omitempty"`     // myst_enable_extensions
	MystSubstitutions map[string]any `json:"mystsubs,omitempty"` // strings, lists of such, maps of such
}

// ReadConf reads a conf.py that lies in the folder root.
func ReadConf(src []byte, root string) *Conf {
	p := settings.ReadPython(src)
	first := func(names ...string) string {
		for _, n := range names {
			if s, ok := p.Text(n); ok && s != "" {
				return s
			}
		}
		return ""
	}
	c := &Conf{
		Root: root, Project: first("project"), Title: first("html_title"), Language: first("language"),
		Version: first("version"), Release: first("release"), Today: first("today"),
		Prolog: p.Draft("rst_prolog"), Epilog: p.Draft("rst_epilog"), RootDoc: first("root_doc", "master_doc"),
		Extensions: p.List("extensions"), NumFig: p.On("numfig"), NumFigFormat: map[string]string{},
		ExtLinks: map[string][2]string{}, Intersphinx: map[string]string{},
		MystExtensions: p.List("myst_enable_extensions"), MystSubstitutions: p.Dict("myst_substitutions"),
	}
	c.Computed = c.Version == "" && c.Release == "" && worksOutVersion().Match(src)
	for _, name := range []string{"exclude_patterns", "templates_path", "html_static_path", "html_extra_path", "exclude_trees"} {
		c.Exclude = append(c.Exclude, p.List(name)...)
	}
	if p.Has("source_suffix") {
		c.Suffixes = p.List("source_suffix")
	}
	for _, reader := range []string{"myst_parser", "myst_nb", "recommonmark", "m2r", "m2r2", "nbsphinx"} {
		if len(c.Suffixes) > 0 && c.Uses(reader) { // which adds its own
			c.Suffixes = append(c.Suffixes, ".md", ".ipynb")
		}
	}
	c.Programs = runsPrograms().Match(src) || slices.ContainsFunc(c.Extensions, mayWrite)
	c.Generated = p.List("html_additional_pages")
	for _, dir := range p.List("html_extra_path") {
		c.Extra = c.Extra || strings.HasPrefix(path.Join(root, dir), "../")
	}
	for _, m := range describes().FindAllSubmatch(src, maxExcludes) {
		for _, name := range m[1:] {
			if len(name) > 0 {
				c.Objects = append(c.Objects, strings.ToLower(string(name)))
			}
		}
	}
	for name, value := range p.Dict("numfig_format") {
		if s, ok := value.(string); ok {
			c.NumFigFormat[name] = s
		}
	}
	for name, value := range p.Dict("extlinks") {
		if list, ok := value.([]any); ok {
			if pair := settings.Strings(list); len(pair) > 0 {
				c.ExtLinks[name] = [2]string{pair[0], strings.Join(pair[1:], "")}
			}
		}
	}
	for name, value := range p.Dict("intersphinx_mapping") {
		if list, ok := value.([]any); ok && len(list) > 0 {
			value = list[0]
		}
		address, _ := value.(string)
		c.Intersphinx[name] = address
	}
	return c
}

// worksOutVersion matches where a program says the version.
var worksOutVersion = text.Pattern(`(?m)^[^#\n]*\b(?:version|release)\b[ \t]*(?:,[^=\n]*)?=`)

// runsPrograms matches where the settings run something of the site's own.
var runsPrograms = text.Pattern(`(?m)^def setup\(|^[^#\n]*\b(?:subprocess\.|os\.system\(|sys\.path\.(?:insert|append)\()`)

// mayWrite reports whether an extension is none of those that are known to write no sources of pages.
func mayWrite(extension string) bool {
	if slices.Contains(folderWriters, extension) {
		return true
	}
	if strings.HasPrefix(extension, "sphinx.ext.") {
		return false
	}
	return !slices.Contains([]string{
		"myst_parser", "sphinx_copybutton", "sphinx_design", "sphinx_tabs.tabs", "sphinx_inline_tabs", "sphinx_rtd_theme", "sphinx_book_theme",
		"furo", "notfound.extension", "sphinxext.opengraph", "sphinxext.rediraffe", "sphinx_issues", "numpydoc", "IPython.sphinxext.ipython_console_highlighting",
	}, extension)
}

// describes matches where an extension adds a directive for a thing, and a role for it.
var describes = text.Pattern(`(?m)^[^#\n]*\badd_(?:object|crossref)_type\(\s*(?:directivename=)?['"]([\w-]+)['"],\s*(?:rolename=)?['"]([\w-]+)['"]`)

// Uses reports whether the site uses an extension.
func (c *Conf) Uses(extension string) bool {
	return slices.Contains(c.Extensions, extension)
}

// Makes reports whether Sphinx makes a file of the course that is not there: by a template, by
// an extension that writes whole folders, or as its own copy. has says whether a file of
// the course lies in a folder.
func (c *Conf) Makes(name string, has func(folder string) bool) bool {
	inside := name
	if c.Root != "." {
		var ok bool
		if inside, ok = strings.CutPrefix(name, c.Root+"/"); !ok {
			return false
		}
	}
	first, _, below := strings.Cut(inside, "/")
	switch {
	case strings.HasPrefix(inside, "../"):
		return false
	case slices.Contains(c.Generated, strings.TrimSuffix(inside, ".html")), slices.Contains(writtenFolders, first):
		return true
	case c.Extra && path.Ext(inside) != "" && path.Ext(inside) != ".html":
		return true
	case !below || !slices.ContainsFunc(c.Extensions, func(e string) bool { return slices.Contains(folderWriters, e) }):
		return false
	}
	return !has(path.Dir(name) + "/")
}

// writtenFolders are the folders that Sphinx writes beside the pages, and folderWriters the
// extensions that write folders of pages.
var (
	writtenFolders = []string{"_modules", "_sources", "_images", "_downloads", "_static"}
	folderWriters  = []string{"sphinx.ext.autosummary", "sphinx.ext.apidoc", "sphinxcontrib.apidoc", "autoapi.extension", "sphinx_gallery.gen_gallery", "numpydoc"}
)

// leaves returns what says whether a file of the course is left out: it fits a pattern of
// exclude_patterns, in which * does not pass over slashes and ** does, or has not the suffix
// of a page.
func (c *Conf) leaves() func(name string) bool {
	var all []*regexp.Regexp
	for _, p := range c.Exclude {
		if len(p) > maxPattern || len(all) >= maxExcludes {
			continue
		}
		p = path.Join(c.Root, strings.TrimPrefix(p, "/"))
		if re, err := regexp.Compile(`^(?:` + globExpr(p) + `)(?:/|$)`); err == nil {
			all = append(all, re)
		}
	}
	return func(name string) bool {
		if len(c.Suffixes) == 0 && c.Project != "" && strings.HasSuffix(name, ".txt") && !strings.HasSuffix(name, ".rst.txt") && !strings.HasSuffix(c.RootDoc, ".txt") {
			return true // Sphinx takes ".rst" alone, unless it is told
		}
		if len(c.Suffixes) > 0 && !slices.ContainsFunc(c.Suffixes, func(s string) bool { return strings.HasSuffix(name, s) }) {
			return true
		}
		for _, re := range all {
			if re.MatchString(name) {
				return true
			}
		}
		return false
	}
}

// maxExcludes is how many patterns of a conf.py are heeded.
const maxExcludes = 200

// globExpr is a regular expression for a pattern of Sphinx.
func globExpr(pattern string) string {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case strings.HasPrefix(pattern[i:], "**"):
			b.WriteString(".*")
			i++
		case c == '*':
			b.WriteString("[^/]*")
		case c == '?':
			b.WriteString("[^/]")
		case c == '[':
			end := strings.IndexByte(pattern[i+1:], ']')
			if end < 1 {
				b.WriteString(`\[`)
				break
			}
			set := strings.ReplaceAll(pattern[i+1:i+1+end], `\`, `\\`)
			if set[0] == '!' {
				set = "^" + set[1:]
			}
			b.WriteString("[" + set + "]")
			i += end + 1
		default:
			b.WriteString(regexp.QuoteMeta(pattern[i : i+1]))
		}
	}
	return b.String()
}

// FindConf reads the conf.py of a course whose pages lie in root, nil if there is none.
func FindConf(files Files, root string) *Conf {
	f := &Folder{files: files}
	for _, dir := range append([]string{root}, sphinxRoots...) {
		if c := f.conf(dir); c != nil {
			return c
		}
	}
	return nil
}

// conf reads the conf.py of a folder, nil if it has none.
func (f *Folder) conf(dir string) *Conf {
	name := path.Join(dir, ConfName)
	if !f.files.Has(name) {
		return nil
	}
	src, _, err := f.files.Read(name)
	if err != nil {
		return nil
	}
	return ReadConf(src, dir)
}
