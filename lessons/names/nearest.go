package names

import (
	"path"
	"slices"
	"strings"
)

// Nearest returns the file that a name means which says nothing, or little, of the folders
// above it, as people write it where a note is linked by its name wherever it lies. name
// may have folders before it and lack a suffix, which then is one of suffixes. from is the
// path of the page that names it, and files are all that there are. It is the file of that
// path from the top or beside the page; else the only one whose path ends in the name; else
// of several the one that shares most folders with the page, then the one with the fewest
// folders, then the first by its path. "" is for none.
func (l *Lookup) Nearest(name, from string, files []string, suffixes []string) string {
	name = strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/")
	for _, suffix := range append([]string{""}, suffixes...) {
		for _, file := range []string{name + suffix, path.Join(path.Dir(from), name+suffix)} {
			if l.has(file) {
				return file
			}
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bases == nil {
		l.bases = map[string][]string{}
		for _, file := range files {
			key := l.key(path.Base(file))
			l.bases[key] = append(l.bases[key], file)
		}
	}
	tail := "/" + l.key(name)
	for _, suffix := range append([]string{""}, suffixes...) {
		var fit []string
		for _, file := range l.bases[l.key(path.Base(name+suffix))] {
			if len(fit) < maxFitting && (!strings.Contains(name, "/") || strings.HasSuffix("/"+l.key(file), tail+suffix)) {
				fit = append(fit, file)
			}
		}
		if len(fit) > 0 {
			return slices.MinFunc(fit, func(a, b string) int {
				if d := shared(b, from) - shared(a, from); d != 0 {
					return d
				}
				if d := strings.Count(a, "/") - strings.Count(b, "/"); d != 0 {
					return d
				}
				return strings.Compare(a, b)
			})
		}
	}
	return ""
}

// shared returns how many folders two paths begin with in common.
func shared(a, b string) int {
	n := 0
	for {
		i := strings.IndexByte(a, '/')
		if i < 0 || len(b) <= i || a[:i+1] != b[:i+1] {
			return n
		}
		a, b, n = a[i+1:], b[i+1:], n+1
	}
}
