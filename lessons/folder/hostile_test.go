package folder

import (
	"fmt"
	"strings"
	"testing"
)

// Lists that somebody made to keep a reader busy: each is read in bounds, and told.
func TestHostileLists(t *testing.T) {
	deep := func(open, inner, end string, n int) string {
		return strings.Repeat(open, n) + inner + strings.Repeat(end, n)
	}
	rows := func(row string, n int) string { return strings.Repeat(row, n) }
	aliases := "a: &a [x.md, x.md, x.md, x.md, x.md, x.md, x.md, x.md, x.md, x.md]\n"
	for i := 'b'; i <= 'i'; i++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", i, i, strings.TrimSuffix(rows(fmt.Sprintf("*%c, ", i-1), 10), ", "))
	}
	for name, c := range map[string]struct {
		files map[string]string
		told  bool
	}{
		"rows of MkDocs":        {map[string]string{"mkdocs.yml": "nav:\n" + rows("  - x.md\n", 60_000)}, true},
		"megabytes of MkDocs":   {map[string]string{"mkdocs.yml": "nav:\n" + rows("  - x.md\n", 650_000)}, true},
		"depth of MkDocs":       {map[string]string{"mkdocs.yml": "nav: " + deep("[{a: ", "x.md", "}]", 200)}, true},
		"aliases of MkDocs":     {map[string]string{"mkdocs.yml": aliases + "nav:\n  - deep: [{b: [{c: *h}]}]\n  - x: *i\n"}, false},
		"groups of MkDocs":      {map[string]string{"mkdocs.yml": "nav: &n\n  - \"\": *n\n"}, true},
		"names of a folder":     {map[string]string{"mkdocs.yml": "plugins: [awesome-nav]\n", "docs/a.md": "x", "docs/.nav.yml": aliases + "nav: [{x: *i}]\n"}, false},
		"maps of Jupyter Book":  {map[string]string{"_toc.yml": "x: &x {" + rows("k: , ", 60_000) + "}\nchapters:\n" + rows("  - *x\n", 60_000)}, true},
		"settings of MkDocs":    {map[string]string{"mkdocs.yml": "INHERIT: mkdocs.yml\n"}, false},
		"rows of Jupyter Book":  {map[string]string{"_toc.yml": "- file: a\n  sections:\n" + rows("  - file: a\n", 60_000)}, true},
		"aliases of Jupyter":    {map[string]string{"_toc.yml": aliases + "root: a\nchapters: [{file: a, sections: *i}]\n"}, true},
		"depth of sidebars":     {map[string]string{"docusaurus.config.js": "x", "sidebars.js": "module.exports = {a: " + deep("[{items:", "'x'", "}]", 60_000)}, true},
		"open sidebars":         {map[string]string{"docusaurus.config.js": "x", "sidebars.js": "module.exports = {a: " + rows("[", 60_000)}, false},
		"rows of sidebars":      {map[string]string{"docusaurus.config.js": "x", "sidebars.json": `{"a": [` + rows(`"a",`, 60_000) + `"a"]}`}, true},
		"names of sidebars":     {map[string]string{"docusaurus.config.js": "x", "sidebars.js": "const a = b; const b = a; module.exports = {a: [a, ...b], ...a}"}, false},
		"spreads of sidebars":   {map[string]string{"docusaurus.config.js": "x", "sidebars.js": "const a = {...a, b: [...c]}; const c = [...c, ...c, 'a']; export default a"}, true},
		"modules of VitePress":  {map[string]string{".vitepress/config.ts": "import x from './config'\nexport default x"}, true},
		"comments of VitePress": {map[string]string{".vitepress/config.ts": rows("/*", 50_000) + "'" + rows("${`", 50_000)}, true},
		"parents of Jekyll":     {map[string]string{"_config.yml": "a: b\n", "b.md": "---\ntitle: B\nparent: C\n---\n", "c.md": "---\ntitle: C\nparent: B\n---\n"}, false},
		"list of Jekyll":        {map[string]string{"_config.yml": "a: b\n", "_data/navigation.yml": aliases + "docs: [{title: x, children: *i}]\n"}, true},
		"rows of Quarto":        {map[string]string{"_quarto.yml": "book:\n  chapters:\n    - a.md\n" + rows("    - x.md\n", 60_000)}, true},
		"a map that is none":    {map[string]string{"_quarto.yml": "book: [", "_toc.yml": "[", "config.yaml": "- a", "_config.yml": "[]", "hugo.toml": "= 3"}, true},
		"category of no sense":  {map[string]string{"docusaurus.config.js": "x", "docs/a.md": "x", "docs/s/_category_.json": "{", "docs/s/b.md": "x"}, true},
		"front matter":          {map[string]string{"b.md": "---\nweight: 1e999\ndate: 2\n" + rows("a: b\n", 60_000), "c.md": "{\n\"weight\": ", "d.md": "+++\n[[[[\nweight = nan"}, false},
		"a list that is cut":    {map[string]string{"mkdocs.yml": "plugins: [awesome-pages]\n", "docs/a.md": "x", "docs/.pages": "nav:\n" + rows("  - a.md\n", 60_000)}, true},
		"a list of itself":      {map[string]string{"mkdocs.yml": "plugins: [literate-nav]\n", "docs/a.md": "x", "docs/SUMMARY.md": "* [A](a.md)\n* [self](./)\n* [up](../)\n* [d](d/)\n", "docs/d/SUMMARY.md": "* [d](../d/)\n", "docs/d/e.md": "x"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if c.files["a.md"] == "" {
				c.files["a.md"] = "x"
			}
			f := Find(&folderFiles{files: c.files}, Manifest{})
			if f == nil {
				t.Fatal("no page was found")
			}
			o := f.Order()
			told := false
			for _, p := range o.Problems {
				told = told || p.Code == "unreadable-list"
			}
			if len(o.Entries) > 3*maxRows || told != c.told {
				t.Errorf("%d rows; told %v, want %v", len(o.Entries), told, c.told)
			}
		})
	}
}

// FuzzModule: a program of a stranger is read to its end, whatever it is.
func FuzzModule(f *testing.F) {
	for _, c := range moreCases {
		for name, src := range c.files {
			if strings.HasSuffix(name, "s") {
				f.Add(src)
			}
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		m := readModule(src, "config.ts", func(string) *module { return nil })
		m.exported.each(func(_ string, v *value) {
			work := 1000
			for _, row := range v.rows(&work) {
				row.str("text")
			}
		})
	})
}
