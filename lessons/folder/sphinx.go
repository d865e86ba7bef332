package folder

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// sphinxKind is a folder of Sphinx pages, whose toctrees list one another
// (https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-toctree).
type sphinxKind struct{}

// sphinxRoots are the folders that the root page may lie in.
var sphinxRoots = []string{
	".", "source", "docs", "doc", "docs/source", "doc/source", "Documentation", "_sources", "html/_sources",
}

// start finds the page from which the toctrees begin.
func (sphinxKind) start(f *Folder) string {
	for _, dir := range sphinxRoots {
		var pages []string
		conf := f.conf(dir)
		if conf == nil {
			conf = &Conf{Root: dir, Computed: true}
		} else if conf.RootDoc != "" {
			page, _ := f.files.FindPage(path.Join(dir, conf.RootDoc))
			pages = append(pages, page)
		}
		pages = append(pages, f.files.PageOf(path.Join(dir, "index")), f.files.PageOf(path.Join(dir, "contents")))
		for _, page := range pages {
			if page == "" {
				continue
			}
			if src, _, err := f.files.Read(page); err == nil && len(findToctrees(src)) > 0 {
				f.Root, f.Sphinx, f.Dialects = dir, conf, conf.dialects()
				f.leaves = conf.leaves()
				f.tell(About{Title: cmp.Or(text.OneLine(conf.Project), f.files.Title(page)), Language: conf.Language})
				return page
			}
		}
	}
	return ""
}

// dialects names the Markdown of the pages, if the site has such.
func (c *Conf) dialects() []string {
	for _, parser := range []string{"myst_parser", "myst_nb", "jupyter_book", "sphinx_book_theme"} {
		if c.Uses(parser) {
			return []string{"myst"}
		}
	}
	return nil
}

// list follows the toctrees from the root page; a page's own entries stand below it.
func (sphinxKind) list(f *Folder) []item {
	w := tocWalk{f: f, seen: map[string]bool{}}
	w.page(f.Start, "", 0, "", 0)
	// The root page is a page like the others, not their parent.
	for i := range w.items[1:] {
		w.items[i+1].Depth--
	}
	return w.items
}

// tocWalk collects rows along nested toctrees.
type tocWalk struct {
	f     *Folder
	seen  map[string]bool
	items []item
	pages []string // all pages, in natural order; nil as long as no pattern asked
	stems []string // their paths without suffixes
	tried int      // how much was tried of patterns, as in Patterns
	cut   bool     // that was too much, and is told
	full  bool     // there are too many rows, and that is told

	chapter int // the chapter that is walked, as a toctree numbers it; 0 for none
}

// maxTocDepth bounds the nesting of toctrees.
const maxTocDepth = 30

// maxTocRows bounds the rows of all toctrees together: pages that each list all others have their square.
const maxTocRows = 100_000

// page adds a page and what its toctrees list.
func (w *tocWalk) page(name, title string, depth int, file string, line int) {
	if len(w.items) >= maxTocRows {
		if !w.full {
			w.full = true
			w.f.report(file, line, doc.Error, "unreadable-list", fmt.Sprintf("the toctrees list pages more than %d times: what follows is passed over", maxTocRows))
		}
		return
	}
	w.items = append(w.items, item{Entry{Title: title, Page: name, Depth: depth, Chapter: w.chapter}, file, line})
	if w.seen[name] || depth > maxTocDepth || !w.f.files.Has(name) {
		return
	}
	w.seen[name] = true
	src, _, err := w.f.files.Read(name)
	if err != nil {
		return
	}
	for _, t := range findToctrees(src) {
		below := depth + 1
		if t.caption != "" {
			w.items = append(w.items, item{Entry{Title: t.caption, Depth: below}, name, t.line})
			below++
		}
		outer := w.chapter
		for i, e := range w.entries(t, name) {
			if t.numbered && outer == 0 {
				w.chapter = i + 1
			}
			w.page(e.Page, e.Title, below, name, e.line)
		}
		w.chapter = outer
	}
}

// entries resolves the entries of one toctree to pages.
func (w *tocWalk) entries(t toctree, from string) []item {
	var out []item
	globbed := map[string]bool{}
	for _, e := range t.entries {
		if e.target == "self" || strings.Contains(e.target, "://") {
			continue
		}
		name := path.Join(path.Dir(from), e.target)
		if strings.HasPrefix(e.target, "/") {
			name = path.Join(w.f.Root, e.target)
		}
		if t.glob && isPattern(e.target) {
			for _, found := range w.glob(name) {
				if globbed[found] { // by another pattern of the toctree
					continue
				}
				globbed[found] = true
				out = append(out, item{Entry: Entry{Page: found}, line: e.line})
			}
			continue
		}
		if page, found := w.f.files.FindPage(name); page != "" {
			name = page
			if found != nil {
				w.f.named(*found, from, e.line)
			}
		}
		out = append(out, item{Entry: Entry{Title: e.title, Page: name}, line: e.line})
	}
	if t.reversed {
		slices.Reverse(out)
	}
	return out
}

// glob returns the pages whose path without suffix fits a pattern and that no toctree has listed before.
func (w *tocWalk) glob(pattern string) []string {
	if w.pages == nil {
		w.pages = w.f.pages()
		for _, name := range w.pages {
			w.stems = append(w.stems, w.f.files.Stem(name))
		}
	}
	begin := pattern[:strings.IndexAny(pattern+"*", signs)]
	var out []string
	for i, stem := range w.stems {
		w.tried += 2
		if !strings.HasPrefix(stem, begin) {
			continue
		}
		if w.tried += 16 + len(pattern)*len(stem)/4; w.tried > maxTried {
			if !w.cut {
				w.cut = true
				w.f.report("", 0, doc.Error, "unreadable-list", "the toctrees have too many patterns for so many files: some of them are passed over")
			}
			return out
		}
		if ok, err := path.Match(pattern, stem); err == nil && ok && !w.seen[w.pages[i]] {
			out = append(out, w.pages[i])
		}
	}
	return out
}
