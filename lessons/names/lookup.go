// Package names finds files by the names that people wrote. A name may come from another
// system: in a charset that is not UTF-8 (guess.go), in an archive (archive.go) or in a
// folder (folder.go), with its accents apart, in percent signs, or in another case. Lookup
// is the one way from a name in a page, a list of pages or a bank to a file.
//
// It knows neither courses nor pages.
package names

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Lookup finds files. It is safe for use by several goroutines. It lists a folder once,
// when a name that no file has exactly may be one in it.
type Lookup struct {
	fsys fs.FS
	has  func(name string) bool // whether a regular file has exactly that path

	mu      sync.Mutex
	folded  *text.Folder
	folders map[string]map[string][]string // by path: the entries by their folded names
	bases   map[string][]string            // all files by the folded names that they have in their folders; see Nearest
}

// NewLookup returns a Lookup in a file system; has reports whether a regular file has
// exactly that path.
func NewLookup(fsys fs.FS, has func(name string) bool) *Lookup {
	return &Lookup{
		fsys: fsys, has: has,
		folded:  text.NewFolder(text.Folding{Accents: true, Powers: true}),
		folders: map[string]map[string][]string{},
	}
}

// Found says which file a name leads to.
type Found struct {
	Asked   string   // the name
	Name    string   // path of the file, "" if there is none
	Unlike  bool     // its name is another one on systems that tell letters of two cases apart
	Several []string // files of which each fits but for case, so that none is taken
}

// Find returns the file that a path inside the file system leads to. The first of these
// that there is: the file of exactly that name; that of the name without percent signs; the
// one whose name has the same characters, composed or not (Unicode Standard Annex 15); the
// only one whose name is the same but for case, or typed with another sign that looks alike.
func (l *Lookup) Find(asked string) Found {
	if l.has(asked) {
		return Found{Asked: asked, Name: asked}
	}
	forms := []string{asked}
	if s, err := url.PathUnescape(asked); err == nil && s != asked {
		if s = path.Clean(s); l.has(s) {
			return Found{Asked: asked, Name: s}
		}
		forms = append(forms, s)
	}
	plain := len(forms)
	for _, form := range forms {
		if strings.Contains(form, `\`) { // as Windows writes a path
			forms = append(forms, path.Clean(strings.ReplaceAll(form, `\`, "/")))
		}
	}
	for i, form := range forms {
		if f := l.fitting(form); f.Name != "" || len(f.Several) > 0 {
			f.Asked = asked
			f.Unlike = f.Unlike || i >= plain && f.Name != ""
			return f
		}
	}
	return Found{Asked: asked}
}

// fitting finds the file whose path is that name but for the form, the case or the kind
// of its letters.
func (l *Lookup) fitting(name string) Found {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := []string{"."}
	for part := range strings.SplitSeq(name, "/") {
		var next []string
		key := l.key(part)
		for _, dir := range all {
			for _, entry := range l.entries(dir)[key] {
				if len(next) < maxFitting {
					next = append(next, path.Join(dir, entry))
				}
			}
		}
		if all = next; len(all) == 0 {
			return Found{}
		}
	}
	all = slices.DeleteFunc(all, func(name string) bool { return !l.has(name) })
	same := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return norm.NFC.String(s) != norm.NFC.String(name) })
	switch {
	case len(same) == 1:
		return Found{Name: same[0]}
	case len(all) == 1:
		return Found{Name: all[0], Unlike: true}
	case len(all) > 1:
		return Found{Several: all}
	}
	return Found{}
}

// key returns what names have in common that differ in form, case or kind of letters.
func (l *Lookup) key(name string) string { return string(l.folded.Fold(name)) }

// maxFitting bounds the files and folders that a name fits, so that a folder of thousands of names
// that differ in case costs no more than another.
const maxFitting = 16

// entries returns the names in a folder by their folded forms. l.mu is held.
func (l *Lookup) entries(dir string) map[string][]string {
	known, ok := l.folders[dir]
	if ok {
		return known
	}
	known = map[string][]string{}
	list, _ := fs.ReadDir(l.fsys, dir) // what is no folder has none
	for _, e := range list {
		key := l.key(e.Name())
		if len(known[key]) < maxFitting {
			known[key] = append(known[key], e.Name())
		}
	}
	l.folders[dir] = known
	return known
}

// Told says what an author should know of how a file was found; ok is false for nothing.
// A file that is not there at all is the caller's to tell, who knows what it is for.
func (f Found) Told() (p doc.Problem, ok bool) {
	switch {
	case len(f.Several) > 0:
		const most = 3
		var names []string
		for _, s := range f.Several[:min(most, len(f.Several))] {
			names = append(names, quoted(s))
		}
		if n := len(f.Several) - most; n > 0 {
			names = append(names, fmt.Sprintf("%d more", n))
		}
		return doc.Problem{Severity: doc.Error, Code: "several-names", Text: fmt.Sprintf(
			"no file is called %s, and %s are but for capital letters: write the name of the one that is meant", quoted(f.Asked), strings.Join(names, " and "))}, true
	case f.Unlike:
		return doc.Problem{Severity: doc.Info, Code: "name-differs", Text: fmt.Sprintf(
			"the file is called %s, and %s is asked for: other programs may not find it, so write the name as the file has it", quoted(f.Name), quoted(f.Asked))}, true
	}
	return doc.Problem{}, false
}
