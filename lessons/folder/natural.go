package folder

import (
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

// naturalKind is a folder of no known tool: in each folder the index comes first, then what
// the pages state of their places, then what the index links to,
// then dates, then files and folders as people count them, with every folder a group.
type naturalKind struct{}

func (k *naturalKind) start(f *Folder) string {
	// The files of the top folder come first; only where it has no page must
	// the folders below be looked through.
	names := f.pagesAmong(f.files.Top())
	if len(names) == 0 || f.hasRepoFiles(names) {
		names = f.pages()
	}
	r := f.rank(statedRule(), f.Root, names)
	r.starting = true
	if r.top.index == "" && f.folderIsPlaced() { // before the first page, perhaps
		r = f.rank(statedRule(), f.Root, f.pages())
		r.starting = true
	}
	return r.first(r.top, "")
}

// folderIsPlaced reports whether one of the folders in the folder itself states a place.
func (f *Folder) folderIsPlaced() bool {
	files := map[string]bool{}
	for _, name := range f.files.Top() {
		files[name] = true
	}
	folders := 0
	for _, name := range f.files.Names() {
		if files[name] || strings.HasPrefix(name, ".") {
			continue
		}
		folders++
		b := &branch{dir: name}
		for _, stem := range []string{"_index", "index", "README"} {
			if b.index == "" {
				b.index = f.files.PageOf(path.Join(name, stem))
			}
		}
		if folders > maxAsked || statedRule().dir(f, b).ranked {
			return true
		}
	}
	return false
}

func (k *naturalKind) list(f *Folder) []item { return naturalItems(f) }

// naturalItems lists all pages below the root in the order that they state, else in natural order.
func naturalItems(f *Folder) []item {
	r := f.rank(statedRule(), f.Root, f.pages())
	return r.items(r.top, 0)
}

// statedRule is that of a folder of no known tool.
func statedRule() rule {
	return rule{
		index: func(f *Folder, name string) int {
			if n := f.indexRank(path.Base(name)); n < 2 {
				return n + 1
			}
			return 0
		},
		page: func(_ *Folder, _ string, h front) place {
			n, ok := h.number("sort-order", "sortorder", "sidebarsortorder", "order", "weight", "page-order", "nav_order", "sidebar_position")
			return place{rank: n, ranked: ok}
		},
		dir: func(f *Folder, b *branch) place {
			p := f.category(b.dir)
			if !p.ranked && b.index != "" {
				q := statedRule().page(f, b.index, f.front(b.index))
				p.rank, p.ranked = q.rank, q.ranked
			}
			return p
		},
		linked: true, natural: true,
	}
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
	if IsIndexName(name) && dir != "" {
		name = path.Base(dir)
	}
	return groupTitle(name)
}

// IsIndexName reports whether a page of that name stands for its folder.
func IsIndexName(name string) bool {
	switch strings.ToLower(name) {
	case "readme", "index", "_index":
		return true
	}
	return false
}
