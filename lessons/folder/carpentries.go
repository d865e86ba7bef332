package folder

import (
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// carpentriesKind is a lesson of The Carpentries: config.yaml of the Workbench
// (https://carpentries.github.io/sandpaper-docs), or the folder _episodes of the older Jekyll template.
type carpentriesKind struct{ items []item }

func (k *carpentriesKind) start(f *Folder) string {
	if conf := k.workbench(f); conf != nil {
		f.tell(About{Title: textOf(conf, "title"), BaseURL: textOf(conf, "url"), Language: textOf(conf, "lang")})
		k.pages(f, "", "index", "README")
		k.folder(f, "", "episodes", conf)
		k.folder(f, "Learners", "learners", conf)
		k.folder(f, "Instructors", "instructors", conf)
		k.folder(f, "Profiles", "profiles", conf)
		f.Dialects = []string{"carpentries"}
	} else {
		conf, _ := f.yamlIn("_config.yml", "_config.yaml")
		if conf == nil || !f.topHas("_episodes") || !f.holdsPages("_episodes") {
			return ""
		}
		f.tell(About{Title: textOf(conf, "title")})
		k.pages(f, "", "index", "setup")
		k.folder(f, "", "_episodes", nil)
		k.pages(f, "", "reference")
		k.folder(f, "Extras", "_extras", nil)
		f.Dialects = []string{"kramdown", "liquid"}
	}
	f.leaves = func(name string) bool { return name == "README.md" || strings.HasPrefix(name, "site/") }
	return f.firstPage(k.items)
}

func (k *carpentriesKind) list(*Folder) []item { return k.items }

// workbench returns the settings of a lesson of the Workbench, nil if there are none.
func (k *carpentriesKind) workbench(f *Folder) *yaml.Node {
	if !f.there("config.yaml") {
		return nil
	}
	conf := f.yaml("config.yaml")
	if field(conf, "carpentry") == nil && field(conf, "episodes") == nil {
		return nil
	}
	return conf
}

// pages adds those of some pages in the top folder that exist: of the first name that does.
func (k *carpentriesKind) pages(f *Folder, title string, stems ...string) {
	for _, stem := range stems {
		if page := f.files.PageOf(stem); page != "" {
			k.items = append(k.items, item{Entry: Entry{Title: title, Page: page}})
			if stem == "index" && len(stems) > 1 && stems[1] == "README" {
				return
			}
		}
	}
}

// folder adds the pages of a folder: those that the settings list, else all in natural order.
func (k *carpentriesKind) folder(f *Folder, title, dir string, conf *yaml.Node) {
	depth := 0
	if title != "" {
		k.items = append(k.items, item{Entry: Entry{Title: title}})
		depth = 1
	}
	list := field(conf, dir)
	names := textsOf(list)
	if len(names) > maxRows {
		names = names[:maxRows]
	}
	line := 0
	if list != nil {
		line = list.Line
	}
	listed := map[string]bool{}
	for i, name := range names {
		page := path.Join(dir, name)
		if f.isOther(page) {
			continue
		}
		listed[page] = true
		k.items = append(k.items, item{Entry{Page: page, Depth: depth}, "config.yaml", line + i})
	}
	if len(names) > 0 {
		return
	}
	for _, page := range f.pages() {
		if path.Dir(page) == dir && !listed[page] {
			k.items = append(k.items, item{Entry: Entry{Page: page, Depth: depth}})
		}
	}
}
