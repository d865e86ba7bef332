package folder

import (
	"cmp"
	"encoding/json"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"lectern/lessons/settings"
)

// hugoKind is a Hugo site, or its content alone: by weight, then date, then title
// (https://gohugo.io/quick-reference/glossary/#default-sort-order).
type hugoKind struct{ r *ranking }

var hugoRoots = []string{".", "docs", "site", "website", "www", "doc", "documentation", "exampleSite"}

// hugoSettings are what matters to a reader.
type hugoSettings struct {
	Title      string                  `toml:"title" json:"title" yaml:"title"`
	BaseURL    string                  `toml:"baseURL" json:"baseURL" yaml:"baseURL"`
	ContentDir string                  `toml:"contentDir" json:"contentDir" yaml:"contentDir"`
	Language   string                  `toml:"defaultContentLanguage" json:"defaultContentLanguage" yaml:"defaultContentLanguage"`
	Languages  map[string]hugoLanguage `toml:"languages" json:"languages" yaml:"languages"`
}

type hugoLanguage struct {
	Title      string `toml:"title" json:"title" yaml:"title"`
	ContentDir string `toml:"contentDir" json:"contentDir" yaml:"contentDir"`
}

func (k *hugoKind) start(f *Folder) string {
	for _, dir := range hugoRoots {
		conf, found := hugoConfig(f, dir)
		if !found && !hasHugoIndex(f, dir) && !hasHugoIndex(f, path.Join(dir, "content")) {
			continue
		}
		if page := k.site(f, dir, conf); page != "" {
			return page
		}
		f.Root, f.leaves = ".", nil // settings of a theme, perhaps
	}
	return ""
}

// site returns the first page of the site whose settings lie in a folder, "" if it has none.
func (k *hugoKind) site(f *Folder, dir string, conf hugoSettings) string {
	language := cmp.Or(conf.Language, "en")
	f.Root = ""
	for _, p := range []string{conf.Languages[language].ContentDir, path.Join(cmp.Or(conf.ContentDir, "content"), language), conf.ContentDir, "content"} {
		if root := path.Join(dir, p); p != "" && f.Root == "" && f.holdsPages(root) {
			f.Root = root
		}
	}
	if f.Root == "" {
		if f.Root = dir; !hasHugoIndex(f, dir) {
			return ""
		}
	}
	bundles := f.leafBundles()
	f.leaves = func(name string) bool {
		return len(conf.Languages) > 1 && otherLanguage(name, language, conf.Languages) || inBundle(name, bundles)
	}
	k.r = f.rank(hugoRule(), f.Root, f.pages())
	k.r.starting = true
	page := k.r.first(k.r.top, "")
	k.r.starting = false
	if page != "" {
		f.Dialects = []string{"hugo"}
		f.tell(About{Title: cmp.Or(conf.Languages[language].Title, conf.Title), BaseURL: conf.BaseURL, Language: conf.Language})
	}
	return page
}

// leafBundles returns the folders that are one page, with what belongs to it: those with an index (Hugo, "Page bundles").
func (f *Folder) leafBundles() map[string]bool {
	bundles := map[string]bool{}
	for _, name := range f.files.List() {
		if stem, _, _ := strings.Cut(path.Base(name), "."); stem == "index" && path.Dir(name) != f.Root && f.below(name) && f.files.IsPage(name) {
			bundles[path.Dir(name)] = true
		}
	}
	return bundles
}

// inBundle reports whether a file belongs to the page of a bundle, and is no page of its own.
func inBundle(name string, bundles map[string]bool) bool {
	dir := path.Dir(name)
	if stem, _, _ := strings.Cut(path.Base(name), "."); stem == "index" {
		dir = path.Dir(dir)
	}
	for ; dir != "." && dir != "/"; dir = path.Dir(dir) {
		if bundles[dir] {
			return true
		}
	}
	return false
}

func (k *hugoKind) list(*Folder) []item { return k.r.items(k.r.top, 0) }

func hasHugoIndex(f *Folder, dir string) bool {
	return f.there(path.Join(dir, "_index.md")) || f.there(path.Join(dir, "en", "_index.md"))
}

// hugoConfig finds the settings of a site in a folder.
func hugoConfig(f *Folder, dir string) (conf hugoSettings, found bool) {
	for _, base := range []string{"hugo", "config", "config/_default/hugo", "config/_default/config"} {
		for _, suffix := range []string{".toml", ".yaml", ".yml", ".json"} {
			name := path.Join(dir, base+suffix)
			if !f.there(name) {
				continue
			}
			conf = readHugo(f, name)
			if base == "config" && conf.BaseURL == "" && !hasHugoIndex(f, path.Join(dir, "content")) && !f.files.Has(path.Join(dir, "archetypes/default.md")) {
				continue // others have a file of that name too
			}
			return conf, true
		}
	}
	return hugoSettings{}, false
}

func readHugo(f *Folder, name string) (conf hugoSettings) {
	src := f.settingsText(name)
	if src == nil {
		return conf
	}
	var err error
	switch path.Ext(name) {
	case ".toml":
		err = settings.Decode(src, &conf)
	case ".json":
		err = json.Unmarshal(src, &conf)
	default:
		// Into nodes first: aliases must not multiply.
		var root *yaml.Node
		if root, err = parseYAML(src); root != nil {
			conf = hugoYAML(root)
		}
	}
	if err != nil {
		f.unreadable(name, err)
	}
	return conf
}

func hugoYAML(root *yaml.Node) hugoSettings {
	conf := hugoSettings{
		Title: textOf(root, "title"), BaseURL: textOf(root, "baseURL"), ContentDir: textOf(root, "contentDir"),
		Language: textOf(root, "defaultContentLanguage"), Languages: map[string]hugoLanguage{},
	}
	eachField(field(root, "languages"), func(key, value *yaml.Node) {
		conf.Languages[key.Value] = hugoLanguage{Title: textOf(value, "title"), ContentDir: textOf(value, "contentDir")}
	})
	return conf
}

// otherLanguage reports whether a page is a translation beside the page: about.fr.md.
func otherLanguage(name, language string, languages map[string]hugoLanguage) bool {
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	_, suffix, ok := cutLast(stem, ".")
	_, known := languages[suffix]
	return ok && known && suffix != language
}

// cutLast is strings.Cut around the last sep.
func cutLast(s, sep string) (head, tail string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func hugoRule() rule {
	return rule{
		index: func(f *Folder, name string) int {
			switch stem, _, _ := strings.Cut(path.Base(name), "."); {
			case stem == "_index":
				return 1
			case stem == "index" && path.Dir(name) != f.Root: // a page with its pictures
				return 2
			}
			return 0
		},
		page: func(_ *Folder, _ string, h front) place {
			p := place{title: cmp.Or(h["linktitle"], h["title"]), hidden: h["render"] == "never"}
			p.rank, p.ranked = h.number("weight", "sort-order", "order")
			p.ranked = p.ranked && p.rank != 0 // as if it stated none
			return p
		},
		dir: func(f *Folder, b *branch) place {
			if b.index == "" {
				return place{}
			}
			h := f.front(b.index)
			p := hugoRule().page(f, b.index, h)
			p.date = h.day("")
			if h["bookhidden"] == "true" || h["headless"] == "true" {
				p.hidden = true
			}
			return p
		},
		heads: true, mixed: true, newest: true, titled: true,
	}
}
