package folder

import (
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

// naturalKind is a folder that says nothing of the order of its pages: in each
// folder the index comes first, then files and folders as people count them, with
// every folder a group. Where pages state an order of their own (pelican.go),
// that goes first.
type naturalKind struct{}

func (naturalKind) start(f *Folder) string {
	// The files of the top folder come first; only where it has no page must
	// the folders below be looked through.
	names := f.pagesAmong(f.files.Top())
	if len(names) == 0 {
		names = f.pages()
	}
	names = f.asStated(names)
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

func (naturalKind) list(f *Folder) []item { return naturalItems(f) }

// naturalItems lists all pages below the root in natural order.
func naturalItems(f *Folder) []item {
	var items []item
	var open []string // the folders around the page before
	for _, name := range f.asStated(f.pages()) {
		dirs := strings.Split(name, "/")
		dirs = dirs[:len(dirs)-1]
		same := 0
		for same < len(open) && same < len(dirs) && open[same] == dirs[same] {
			same++
		}
		for d := same; d < len(dirs); d++ {
			items = append(items, item{Entry: Entry{Title: groupTitle(dirs[d]), Depth: d}})
		}
		open = dirs
		items = append(items, item{Entry: Entry{Page: name, Depth: len(dirs)}})
	}
	return items
}

// groupTitle makes a title of a folder's name: "02-first_steps" is "First steps".
func groupTitle(dir string) string {
	t := strings.TrimLeft(cutDay(dir), "0123456789")
	t = strings.TrimLeft(t, "-_. ")
	if t == "" {
		return dir
	}
	t = strings.NewReplacer("_", " ", "-", " ").Replace(t)
	_, first := utf8.DecodeRuneInString(t)
	return strings.ToUpper(t[:first]) + t[first:]
}

// cutDay cuts the date off the name of a post: "2026-01-31-first-steps".
func cutDay(name string) string {
	const day = "2026-01-31"
	if len(name) <= len(day) || name[4] != '-' || name[7] != '-' {
		return name
	}
	if _, err := time.Parse(time.DateOnly, name[:len(day)]); err != nil {
		return name
	}
	return name[len(day):]
}

// Words returns the words of the name of a page, given its path without the suffix. The
// page that stands for its folder is called as that.
func Words(stem string) string {
	dir, name := path.Split(stem)
	if isIndexName(name) && dir != "" {
		name = path.Base(dir)
	}
	return groupTitle(name)
}

// isIndexName reports whether a page of that name stands for its folder.
func isIndexName(name string) bool {
	switch strings.ToLower(name) {
	case "readme", "index", "_index":
		return true
	}
	return false
}
