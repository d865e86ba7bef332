package folder

import (
	"errors"
	"path"
	"regexp"
	"strings"
)

// What kinds of folder share whose settings are programs, or lie in one of several places.

type pattern = regexp.Regexp

// errProgram is what is said of settings that are more than data.
var errProgram = errors.New("it is a program whose list of pages is not plain data, and programs of a course are not run: the pages stand in the order of their folder")

// config looks for the settings of a tool in some folders. It returns the folder that
// they lie in and their text, nil if there are none.
func (f *Folder) config(dirs []string, name string, suffixes ...string) (dir string, src []byte) {
	for _, dir := range dirs {
		for _, suffix := range suffixes {
			if file := path.Join(dir, name+suffix); f.there(file) {
				if src := f.settingsText(file); src != nil {
					return dir, src
				}
			}
		}
	}
	return "", nil
}

// maxModules is how many files of a program are read.
const maxModules = 30

// module reads a program of JavaScript, and what it imports of the folder when that is asked for.
func (f *Folder) module(name string) *module {
	read := map[string]*module{}
	var open func(name string) *module
	open = func(name string) *module {
		name = path.Clean(name)
		stem := strings.TrimSuffix(name, ".js") // a .ts may be imported as what becomes of it
		for _, file := range []string{name, name + ".ts", name + ".mts", name + ".js", name + ".mjs", name + ".json", stem + ".ts", path.Join(name, "index.ts"), path.Join(name, "index.js")} {
			if m, ok := read[file]; ok {
				return m
			}
			if path.Ext(file) == "" || len(read) >= maxModules || !f.there(file) {
				continue
			}
			if src := f.settingsText(file); src != nil {
				read[file] = readModule(string(src), file, open)
				return read[file]
			}
		}
		return nil
	}
	return open(name)
}

// holdsPages reports whether a page lies in a folder. It lists all files.
func (f *Folder) holdsPages(dir string) bool {
	for _, name := range f.files.List() {
		if (dir == "." || strings.HasPrefix(name, dir+"/")) && f.files.IsPage(name) {
			return true
		}
	}
	return false
}

// find returns a folder of the tree, nil if there is none.
func (r *ranking) find(dir string) *branch {
	b := r.top
	for b != nil && b.dir != dir {
		var next *branch
		for _, sub := range b.branches {
			if sub.dir == dir || strings.HasPrefix(dir, sub.dir+"/") {
				next = sub
				break
			}
		}
		b = next
	}
	return b
}

// site finds the pages of a site by their addresses.
type site struct {
	f     *Folder
	roots []string // folders that addresses begin in
}

// page returns the page of an address of the site, "" if it leads elsewhere.
func (s *site) page(address string) string {
	if strings.Contains(address, "://") || strings.HasPrefix(address, "mailto:") {
		return ""
	}
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	slash := strings.HasSuffix(address, "/")
	address = strings.Trim(address, "/")
	for _, root := range s.roots {
		name := path.Join(root, address)
		stem := strings.TrimSuffix(strings.TrimSuffix(name, ".html"), ".md")
		forms := []string{stem, path.Join(stem, "index"), path.Join(stem, "README"), path.Join(stem, "readme")}
		if slash || address == "" {
			forms = append(forms[1:], stem)
		}
		for _, form := range forms {
			for _, suffix := range []string{".md", ".mdx", ".markdown", ".qmd", ".Rmd"} {
				if s.f.files.Has(form + suffix) {
					return form + suffix
				}
			}
		}
	}
	return ""
}
