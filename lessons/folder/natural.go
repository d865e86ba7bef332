package lessons

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// naturalStart finds the first page of a folder that says nothing of their order.
func naturalStart(c *Course) string {
	// The files of the top folder come first; only where it has no page must
	// the folders below be looked through.
	names := c.pagesAmong(c.files.top())
	if len(names) == 0 {
		names = c.pageFiles()
	}
	if c.isPelican(names) {
		names = c.pelicanOrder(names)
	}
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// naturalList is the order of a folder that says nothing: in each folder the
// index first, then files and folders as people count them, with every folder a
// group. Where pages state an order (Pelican's sort-order), that goes first.
func naturalList(c *Course) []item {
	names := c.pageFiles()
	if c.isPelican(names) {
		names = c.pelicanOrder(names)
	}
	var items []item
	var open []string
	for _, name := range names {
		dirs := strings.Split(name, "/")
		dirs = dirs[:len(dirs)-1]
		same := 0
		for same < len(open) && same < len(dirs) && open[same] == dirs[same] {
			same++
		}
		for d := same; d < len(dirs); d++ {
			items = append(items, item{title: groupTitle(dirs[d]), depth: d})
		}
		open = dirs
		items = append(items, item{path: name, depth: len(dirs)})
	}
	return items
}

// isPelican reports whether the pages are a Pelican site's: its settings file is
// there, or one of the first pages states an order or a status.
func (c *Course) isPelican(names []string) bool {
	if c.files.has("pelicanconf.py") {
		return true
	}
	for _, name := range names[:min(len(names), 5)] {
		if h := c.pageHead(name); h["sort-order"] != "" || h["order"] != "" || h["weight"] != "" || h["status"] != "" {
			return true
		}
	}
	return false
}

// pelicanOrder puts the pages of each folder in the order that they state, and leaves drafts out.
func (c *Course) pelicanOrder(names []string) []string {
	rank := map[string]int{}
	kept := names[:0]
	for _, name := range names {
		h := c.pageHead(name)
		if s := strings.ToLower(h["status"]); s == "draft" || s == "hidden" {
			c.Manifest.Exclude = append(c.Manifest.Exclude, name)
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
			return byFolder(a, b)
		}
		return rank[a] - rank[b]
	})
	return kept
}

// pageHead reads the metadata fields at the top of a page without parsing it:
// ":name: value" of RST, "Name: value" of Markdown.
func (c *Course) pageHead(name string) map[string]string {
	src, err := c.readTextStart(name, 2048)
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

// groupTitle makes a title of a folder's name: "02-first_steps" is "First steps".
func groupTitle(dir string) string {
	t := strings.TrimLeft(dir, "0123456789")
	t = strings.TrimLeft(t, "-_. ")
	if t == "" {
		return dir
	}
	t = strings.NewReplacer("_", " ", "-", " ").Replace(t)
	return strings.ToUpper(t[:1]) + t[1:]
}

// byFolder orders paths so that the files of a folder come before its folders, and an index before the files.
func byFolder(a, b string) int {
	for {
		ai, bi := strings.IndexByte(a, '/'), strings.IndexByte(b, '/')
		switch {
		case ai < 0 && bi < 0:
			if d := indexRank(a) - indexRank(b); d != 0 {
				return d
			}
			return natural(a, b)
		case ai < 0:
			return -1
		case bi < 0:
			return 1
		case a[:ai] != b[:bi]:
			return natural(a[:ai], b[:bi])
		}
		a, b = a[ai+1:], b[bi+1:]
	}
}

// indexRank is low for the files that people read first in a folder.
func indexRank(name string) int {
	switch strings.ToLower(pathSlug(name)) {
	case "readme":
		return 0
	case "index", "_index", "contents":
		return 1
	case "introduction", "intro":
		return 2
	}
	return 3
}

// natural compares names so that runs of digits count as numbers: 2.md before 10.md.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if isDigit(x[0]) && isDigit(y[0]) {
			nx, rx := cutDigits(x)
			ny, ry := cutDigits(y)
			if len(nx) != len(ny) {
				return len(nx) - len(ny)
			}
			if d := strings.Compare(nx, ny); d != 0 {
				return d
			}
			x, y = rx, ry
			continue
		}
		if cx, cy := lower(x[0]), lower(y[0]); cx != cy {
			return int(cx) - int(cy)
		}
		x, y = x[1:], y[1:]
	}
	if d := len(x) - len(y); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// cutDigits returns the number that s begins with, without leading zeros, and the rest.
func cutDigits(s string) (digits, rest string) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return strings.TrimLeft(s[:n], "0"), s[n:]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
