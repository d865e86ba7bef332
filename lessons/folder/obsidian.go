package folder

import (
	"cmp"
	"encoding/json"
	"path"
	"strings"
)

// obsidianKind is a vault of Obsidian, which shows folders before notes, by their names.
type obsidianKind struct{ r *ranking }

// obsidianFiles are some of which every vault has one.
var obsidianFiles = []string{"app.json", "core-plugins.json", "appearance.json", "workspace.json", "community-plugins.json", "config"}

func (k *obsidianKind) start(f *Folder) string {
	dir := ""
	for _, d := range []string{".", "docs", "vault", "content", "notes"} {
		for _, name := range obsidianFiles {
			if dir == "" && f.there(path.Join(d, ".obsidian", name)) {
				dir = d
			}
		}
	}
	if dir == "" {
		return ""
	}
	f.Root, f.Dialects = dir, []string{"obsidian"}
	templates := f.templatesOf(dir)
	f.leaves = func(name string) bool {
		if dir != "." {
			name = strings.TrimPrefix(name, dir+"/")
		}
		return strings.HasPrefix(strings.ToLower(name), templates+"/")
	}
	k.r = f.rank(rule{
		index: func(f *Folder, name string) int {
			if n := f.indexRank(path.Base(name)); n < 2 {
				return n + 1
			}
			return 0
		},
		page: func(*Folder, string, front) place { return place{} },
		dir:  func(*Folder, *branch) place { return place{} },
		// Dates of notes say nothing of their order.
		undated: true, foldersTop: true,
	}, dir, f.pages())
	return k.r.first(k.r.top, "")
}

func (k *obsidianKind) list(*Folder) []item { return k.r.items(k.r.top, 0) }

// templatesOf returns the folder of a vault in which patterns of notes lie.
func (f *Folder) templatesOf(dir string) string {
	var t struct {
		Folder    string `json:"folder"`           // of the plugin that comes with Obsidian
		Templater string `json:"templates_folder"` // of the one that most install
	}
	for _, of := range []string{".obsidian/templates.json", ".obsidian/plugins/templater-obsidian/data.json"} {
		if name := path.Join(dir, of); f.there(name) && json.Unmarshal(f.settingsText(name), &t) == nil {
			if said := cmp.Or(t.Folder, t.Templater); said != "" {
				return strings.ToLower(strings.Trim(said, "/"))
			}
		}
	}
	return "templates"
}
