package folder

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// isPelican reports whether the pages are a Pelican site's: its settings file is
// there, or one of the first pages states an order or a status.
func (f *Folder) isPelican(names []string) bool {
	if f.files.Has("pelicanconf.py") {
		return true
	}
	for _, name := range names[:min(len(names), 5)] {
		if h := f.head(name); h["sort-order"] != "" || h["order"] != "" || h["weight"] != "" || h["status"] != "" {
			return true
		}
	}
	return false
}

// asStated puts the pages of each folder in the order that they state, and leaves
// drafts out, if they are a Pelican site's.
func (f *Folder) asStated(names []string) []string {
	if !f.isPelican(names) {
		return names
	}
	rank := map[string]int{}
	kept := names[:0]
	for _, name := range names {
		h := f.head(name)
		if s := strings.ToLower(h["status"]); s == "draft" || s == "hidden" {
			if !f.notPages[name] {
				f.notPages[name] = true
				f.drafts = append(f.drafts, name)
			}
			continue
		}
		rank[name] = 1 << 30
		for _, key := range []string{"sort-order", "order", "weight", "page-order"} {
			if n, err := strconv.Atoi(h[key]); err == nil {
				rank[name] = n
				break
			}
		}
		kept = append(kept, name)
	}
	slices.SortStableFunc(kept, func(a, b string) int {
		if path.Dir(a) != path.Dir(b) {
			return f.byFolder(a, b)
		}
		return rank[a] - rank[b]
	})
	return kept
}

// head reads the metadata fields at the top of a page without parsing it:
// ":name: value" of RST, "Name: value" of Markdown.
func (f *Folder) head(name string) map[string]string {
	src, err := f.files.ReadStart(name)
	if err != nil {
		return nil
	}
	head := map[string]string{}
	for i, line := range strings.Split(string(src), "\n") {
		line = strings.TrimSpace(line)
		if i > 25 {
			break
		}
		key, value, ok := strings.Cut(strings.TrimPrefix(line, ":"), ":")
		if ok && !strings.ContainsAny(key, " /") && key != "" {
			head[strings.ToLower(key)] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return head
}
