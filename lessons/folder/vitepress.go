package folder

import (
	"path"
	"slices"
	"strings"
)

// vitepressKind is a VitePress site (https://vitepress.dev/reference/default-theme-sidebar)
// whose sidebar is plain data; else the order is that of the folder.
type vitepressKind struct {
	items []item
	rest  bool // there is no sidebar that can be read
}

var vitepressRoots = []string{".", "docs", "website", "site", "doc", "documentation", "src", "www", "packages/docs"}

func (k *vitepressKind) start(f *Folder) string {
	dir, src := f.config(vitepressRoots, ".vitepress/config", ".ts", ".mts", ".js", ".mjs", ".cjs", "/index.ts", "/index.mts", "/index.js", "/index.mjs")
	if src == nil {
		return ""
	}
	var conf *value
	name := ""
	for _, suffix := range []string{".ts", ".mts", ".js", ".mjs", ".cjs", "/index.ts", "/index.mts", "/index.js", "/index.mjs"} {
		if name == "" && f.there(path.Join(dir, ".vitepress/config"+suffix)) {
			name = path.Join(dir, ".vitepress/config"+suffix)
		}
	}
	if m := f.module(name); m != nil {
		conf = m.exported.known()
	}
	f.Root, f.Dialects = path.Join(dir, conf.str("srcDir")), []string{"vitepress"}
	f.leaves = k.languages(f, conf)
	title := conf.str("title")
	for _, in := range []string{"root", "en"} {
		if title == "" {
			title = conf.str("locales", in, "title")
		}
	}
	f.tell(About{Title: title, Language: conf.str("lang")})
	home := f.files.PageOf(path.Join(f.Root, "index"))
	if home == "" {
		home = f.files.PageOf(path.Join(f.Root, "en", "index"))
	}
	bar := k.sidebar(f, conf)
	if bar == nil {
		f.unreadable(name, errProgram)
		k.rest = true
		r := f.rank(statedRule(), f.Root, f.pages())
		return r.first(r.top, "")
	}
	out := f.newRows(name)
	if home != "" {
		out.add("", home, 0, 0)
	}
	s := &site{f: f, roots: []string{f.Root, path.Join(f.Root, "en")}}
	k.bar(s, bar, out)
	k.items = out.items
	return f.firstPage(k.items)
}

func (k *vitepressKind) list(f *Folder) []item {
	if k.rest {
		return naturalItems(f)
	}
	return k.items
}

// sidebar returns the sidebar of the first language, nil if it cannot be read.
func (k *vitepressKind) sidebar(f *Folder, conf *value) *value {
	for _, keys := range [][]string{{"themeConfig", "sidebar"}, {"locales", "root", "themeConfig", "sidebar"}, {"locales", "en", "themeConfig", "sidebar"}} {
		if bar := conf.get(keys...); bar != nil && (bar.kind == 'l' || bar.kind == 'm') {
			return bar
		}
	}
	for _, name := range []string{"config", "en/config"} { // settings that stand beside the pages
		if m := f.module(path.Join(f.Root, name)); m != nil {
			if bar := m.exported.get("themeConfig", "sidebar"); bar != nil && (bar.kind == 'l' || bar.kind == 'm') {
				return bar
			}
		}
	}
	return nil
}

// bar adds the rows of a sidebar: one list, or one for each folder of addresses.
func (k *vitepressKind) bar(s *site, bar *value, out *rows) {
	if bar.kind == 'l' {
		k.rows(s, bar, "", 0, out)
		return
	}
	type part struct {
		address string
		v       *value
	}
	var parts []part
	bar.each(func(address string, v *value) { parts = append(parts, part{address, v}) })
	// The one for all other addresses has the first pages, wherever it is written.
	slices.SortStableFunc(parts, func(a, b part) int {
		if (a.address == "/") != (b.address == "/") {
			return before(a.address == "/")
		}
		return 0
	})
	for _, p := range parts {
		v := p.v.known()
		base := ""
		if v != nil && v.kind == 'm' {
			base, v = v.str("base"), v.get("items")
		}
		k.rows(s, v, base, 0, out)
	}
}

func (k *vitepressKind) rows(s *site, list *value, base string, depth int, out *rows) {
	defer out.close()
	if !out.open(1, depth) {
		return
	}
	for _, row := range list.rows(&out.work) {
		if row.kind == 's' { // the older form: an address alone
			if page := s.page(base + row.text); page != "" {
				out.add("", page, depth, row.line)
			}
			continue
		}
		below := base
		if b := row.str("base"); b != "" {
			below = b
		}
		text, page := row.str("text"), ""
		if link := row.str("link"); link != "" {
			if page = s.page(below + link); page == "" && strings.HasPrefix(link, "/") {
				page = s.page(link)
			}
			if page == "" && !strings.Contains(link, "://") {
				page = path.Join(s.f.Root, below, link) + ".md"
			}
		}
		items := row.get("items")
		switch {
		case page != "", items != nil && text != "":
			out.add(text, page, depth, row.line)
			k.rows(s, items, below, depth+1, out)
		case items != nil:
			k.rows(s, items, below, depth, out)
		}
	}
}

// languages returns which pages are translations: those in the folders of further locales, or,
// where the settings do not say, in folders of the names of languages.
func (k *vitepressKind) languages(f *Folder, conf *value) func(name string) bool {
	other := map[string]bool{}
	conf.get("locales").each(func(key string, _ *value) {
		if key != "root" {
			other[key] = true
		}
	})
	if len(other) == 0 {
		for _, code := range strings.Fields("zh zh-CN zh-TW ja ko es pt pt-BR ru fr de it fa uk pl tr vi id") {
			if f.files.Has(path.Join(f.Root, code, "index.md")) {
				other[code] = true
			}
		}
	}
	if len(other) == 0 || !f.files.Has(path.Join(f.Root, "index.md")) && !f.files.Has(path.Join(f.Root, "en", "index.md")) {
		return nil
	}
	root := f.Root
	return func(name string) bool {
		if root != "." {
			name = strings.TrimPrefix(name, root+"/")
		}
		top, _, below := strings.Cut(name, "/")
		return below && top != "en" && other[top]
	}
}
