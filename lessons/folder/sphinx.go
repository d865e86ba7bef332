package lessons

import (
	"bufio"
	"bytes"
	"path"
	"slices"
	"strings"

	"lectern/lessons/text"
)

// masterDoc finds the root page that a Sphinx conf.py names.
var masterDoc = text.Pattern(`(?m)^(?:master_doc|root_doc)\s*=\s*['"]([\w./-]+)['"]`)

// sphinxStart finds the page from which the toctrees of a Sphinx folder begin.
func sphinxStart(c *Course) string {
	for _, dir := range []string{".", "source", "docs", "doc", "docs/source", "doc/source", "Documentation", "_sources", "html/_sources"} {
		stems := []string{"index", "contents"}
		conf := path.Join(dir, "conf.py")
		if c.files.has(conf) {
			if src, err := c.readText(conf); err == nil {
				if m := masterDoc().FindSubmatch(src); m != nil {
					stems = append([]string{string(m[1])}, stems...)
				}
			}
		}
		for _, stem := range stems {
			p := c.pageOfStem(path.Join(dir, stem))
			if p == nil {
				continue
			}
			if src, err := c.readText(p.Path); err == nil && len(findToctrees(src)) > 0 {
				c.root = dir
				if c.Manifest.Title == "" {
					c.Manifest.Title = p.Title()
				}
				return p.Path
			}
		}
	}
	return ""
}

// sphinxList follows the toctrees from the root page; a page's own entries stand below it.
func sphinxList(c *Course) []item {
	w := tocWalk{c: c, seen: map[string]bool{}}
	w.page(c.start.Path, "", 0, "", 0)
	// The root page is a page like the others, not their parent.
	for i := range w.items[1:] {
		w.items[i+1].depth--
	}
	return w.items
}

// tocWalk collects rows along nested toctrees.
type tocWalk struct {
	c     *Course
	seen  map[string]bool
	items []item
}

// maxTocDepth bounds the nesting of toctrees.
const maxTocDepth = 30

// page adds a page and what its toctrees list.
func (w *tocWalk) page(name, title string, depth int, file string, line int) {
	w.items = append(w.items, item{title: title, path: name, depth: depth, file: file, line: line})
	if w.seen[name] || depth > maxTocDepth || !w.c.files.has(name) {
		return
	}
	w.seen[name] = true
	src, err := w.c.readText(name)
	if err != nil {
		return
	}
	for _, t := range findToctrees(src) {
		below := depth + 1
		if t.caption != "" {
			w.items = append(w.items, item{title: t.caption, depth: below, file: name, line: t.line})
			below++
		}
		for _, e := range w.entries(t, name) {
			w.page(e.path, e.title, below, name, e.line)
		}
	}
}

// entries resolves the entries of one toctree to pages.
func (w *tocWalk) entries(t toctree, from string) []item {
	var out []item
	for _, e := range t.entries {
		if e.target == "self" || strings.Contains(e.target, "://") {
			continue
		}
		name := path.Join(path.Dir(from), e.target)
		if strings.HasPrefix(e.target, "/") {
			name = path.Join(w.c.root, e.target)
		}
		if t.glob && strings.ContainsAny(e.target, "*?[") {
			for _, found := range w.glob(name) {
				out = append(out, item{path: found, line: e.line})
			}
			continue
		}
		if p := w.c.pageOfStem(name); p != nil {
			name = p.Path
		}
		out = append(out, item{title: e.title, path: name, line: e.line})
	}
	if t.reversed {
		slices.Reverse(out)
	}
	return out
}

// glob returns the pages whose path without suffix fits a pattern and that no toctree has listed before.
func (w *tocWalk) glob(pattern string) []string {
	var out []string
	for _, name := range w.c.pageFiles() {
		if ok, err := path.Match(pattern, pathSlug(name)); err == nil && ok && !w.seen[name] {
			out = append(out, name)
		}
	}
	return out
}

// toctree is one toctree directive of a page.
type toctree struct {
	line           int
	caption        string
	glob, reversed bool
	entries        []tocEntry
}

type tocEntry struct {
	title, target string
	line          int
}

// findToctrees scans a source for toctree directives without parsing the page:
// the order of three thousand pages must be known before they are parsed. It
// reads RST's directive and MyST's fenced one.
func findToctrees(src []byte) []toctree {
	if !bytes.Contains(src, []byte("toctree")) {
		return nil
	}
	var out []toctree
	var open *toctree
	indent, fenced := 0, false
	lines := bufio.NewScanner(bytes.NewReader(src))
	lines.Buffer(nil, len(src)+1)
	for n := 1; lines.Scan(); n++ {
		line := strings.ReplaceAll(lines.Text(), "\t", "        ")
		text := strings.TrimSpace(line)
		in := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case strings.HasPrefix(text, ".. toctree::"), strings.HasPrefix(text, "```{toctree}"), strings.HasPrefix(text, ":::{toctree}"):
			out = append(out, toctree{line: n})
			open, indent, fenced = &out[len(out)-1], in, text[0] != '.'
		case open == nil || text == "":
		case fenced && (strings.HasPrefix(text, "```") || strings.HasPrefix(text, ":::")), !fenced && in <= indent:
			open = nil
		default:
			open.add(text, n)
		}
	}
	return out
}

// add takes one line of a toctree's body: an option or an entry.
func (t *toctree) add(text string, line int) {
	if rest, ok := strings.CutPrefix(text, ":"); ok {
		if name, value, ok := strings.Cut(rest, ":"); ok {
			switch name {
			case "caption":
				t.caption = strings.TrimSpace(value)
			case "glob":
				t.glob = true
			case "reversed":
				t.reversed = true
			}
			return
		}
	}
	e := tocEntry{target: text, line: line}
	if i := strings.LastIndex(text, " <"); i > 0 && strings.HasSuffix(text, ">") {
		e.title, e.target = strings.TrimSpace(text[:i]), text[i+2:len(text)-1]
	}
	t.entries = append(t.entries, e)
}
