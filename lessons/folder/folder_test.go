package folder

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
	"lectern/lessons/epub"
	"lectern/lessons/markdown"
	"lectern/lessons/names"
	"lectern/lessons/text"
)

// folderFiles are the files of a folder; a file that ends in .md is a page.
type folderFiles struct {
	files  map[string]string
	listed int // how often all of them were listed
}

func (f *folderFiles) List() []string {
	f.listed++
	return f.names(func(string) bool { return true })
}

func (f *folderFiles) Top() []string {
	return f.names(func(name string) bool { return !strings.Contains(name, "/") })
}

func (f *folderFiles) Names() (out []string) {
	for name := range f.files {
		top, _, _ := strings.Cut(name, "/")
		out = append(out, top)
	}
	return out
}

func (f *folderFiles) names(which func(string) bool) (out []string) {
	for name := range f.files {
		if which(name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func (f *folderFiles) Has(name string) bool { return f.files[name] != "" }

func (f *folderFiles) Find(name string) names.Found {
	for have := range f.files {
		if strings.EqualFold(have, name) {
			return names.Found{Asked: name, Name: have, Unlike: have != name}
		}
	}
	return names.Found{Asked: name}
}

func (f *folderFiles) FindPage(name string) (string, *names.Found) {
	for _, n := range []string{name + ".md", name} {
		if found := f.Find(n); found.Name != "" {
			return found.Name, &found
		}
	}
	return "", nil
}

func (f *folderFiles) Read(name string) ([]byte, *text.Note, error) {
	if !f.Has(name) {
		return nil, nil, errors.New("no such file")
	}
	src, note := text.Decode([]byte(f.files[name]))
	return src, note, nil
}

func (f *folderFiles) ReadStart(name string) ([]byte, error) {
	src, _, err := f.Read(name)
	return src, err
}

func (f *folderFiles) Parse(name string, src []byte) *doc.Document {
	return markdown.Parse(src, markdown.Options{Path: name})
}

func (f *folderFiles) IsPage(name string) bool {
	return path.Ext(name) == ".md" || path.Ext(name) == ".html" && !f.Has("README.md")
}

func (f *folderFiles) IsGuest(name string) bool { return path.Ext(name) == ".html" }
func (f *folderFiles) Contents(page string) []Entry {
	var out []Entry
	for line := range strings.Lines(f.files[page]) {
		if name, title, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			out = append(out, Entry{Page: strings.TrimPrefix(name, "-"), Title: title, Depth: len(line) - len(strings.TrimLeft(line, " "))})
		}
	}
	return out
}

func (f *folderFiles) Title(page string) string { return "title of " + page }
func (f *folderFiles) Stem(page string) string  { return strings.TrimSuffix(page, path.Ext(page)) }
func (f *folderFiles) PageOf(stem string) string {
	if f.Has(stem + ".md") {
		return stem + ".md"
	}
	return ""
}

// folderCase is a folder of some kind, and what is found in it.
type folderCase struct {
	files    map[string]string
	manifest Manifest

	start, root, title string
	listed             int // how often all files are listed until the start is known
	outline            string
	drafts             []string
	problems           string
}

// cases has a folder of every kind, but for those of moreCases.
var cases = map[string]folderCase{
	"course.toml": {
		files: map[string]string{
			ManifestName: "pages = [\"b.md\", \"gone.md\"]\n\n[[parts]]\ntitle = \"Rest\"\npages = [\"./b.md\", \"more/*.md\"]\n",
			"a.md":       "A", "b.md": "B", "more/10.md": "10", "more/2.md": "2", "out/x.md": "X",
		},
		manifest: Manifest{
			Pages: []string{"b.md", "gone.md"}, Parts: []Part{{Title: "Rest", Pages: []string{"./b.md", "more/*.md"}}}, Exclude: []string{"out"},
		},
		start: "b.md", root: ".", listed: 1, // for the pattern
		outline: "b.md\n[Rest]\n  more/2.md\n  more/10.md\n[More pages]\n  a.md\n",
		problems: "course.toml:1: missing-page\n" +
			"course.toml:5: page-listed-twice\n" +
			"a.md:0: page-on-no-list\n",
	},
	"EPUB": {
		files: map[string]string{
			epub.Container: `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
			"b.opf": `<package><metadata><title>Book</title></metadata><manifest><item id="a" href="a.html" media-type="text/html"/><item id="b" href="b.html" media-type="text/html"/>
				<item id="n" href="t.ncx" media-type="application/x-dtbncx+xml"/></manifest><spine toc="n"><itemref idref="b"/><itemref idref="a"/></spine>
				<guide><reference type="cover" title="Cover" href="b.html"/></guide></package>`,
			"t.ncx":  `<ncx><navMap><navPoint><navLabel><text>Part</text></navLabel><navPoint><navLabel><text>First</text></navLabel><content src="a.html#x"/></navPoint></navPoint></navMap></ncx>`,
			"a.html": "x", "b.html": "x", "c.html": "x",
		},
		start: "b.html", root: ".", title: "Book",
		outline: "b.html Cover\n[Part]\n  a.html First\n",
	},
	"mdBook": {
		files: map[string]string{
			"book.toml":       "[book]\ntitle = \"Book\"\nsrc = \"text\"\n",
			"text/SUMMARY.md": "# Summary\n\n[Before](before.md)\n\n# Part\n\n- [One](one%20page.md)\n  - [Two](two.md#here)\n- [Gone](gone.md)\n- [Later]()\n",
			"text/before.md":  "x", "text/one page.md": "x", "text/two.md": "x", "README.md": "x",
		},
		start: "text/before.md", root: "text", title: "Book",
		outline:  "text/before.md Before\n[Part]\n  text/one page.md One\n    text/two.md Two\n  (Later)\n",
		problems: "text/SUMMARY.md:9: missing-page\n",
	},
	"Sphinx": {
		files: map[string]string{
			"docs/conf.py":    "master_doc = 'top'\nproject = 'Pumps'\nexclude_patterns = ['_build', 'inc/*', '**/old-*']\nsource_suffix = {'.rst': 'restructuredtext'}\nextensions = ['myst_parser', 'autoapi.extension']\n",
			"docs/top.md":     "```{toctree}\n:caption: Part\n\none\napi/pumps\nbelow/gone\nOther <two>\nhttps://example.org\n```\n",
			"docs/one.md":     "```{image} a.png\n:width: 2\n```\n\n```python\nx\n```\n\n```{toctree}\n:glob:\n\nbelow/*\nself\n```\n",
			"docs/two.md":     "x",
			"docs/below/b.md": "x", "docs/below/a.md": "x", "README.md": "x",
			"docs/_build/x.md": "x", "docs/inc/x.md": "x", "docs/inc/deep/x.md": "x", "docs/below/old-c.md": "x",
			"docs/z1.md": "---\norphan: true\n---\n", "docs/z2.md": "x",
		},
		start: "docs/top.md", root: "docs", title: "Pumps",
		outline:  "docs/top.md\n[Part]\n  docs/one.md\n    docs/below/a.md\n    docs/below/b.md\n  docs/two.md Other\n[More pages]\n  docs/z1.md\n  docs/z2.md\n",
		problems: "docs/top.md:5: missing-page\ndocs/top.md:6: missing-page\ndocs/z2.md:0: page-on-no-list\n",
	},
	"HTML": {
		files: map[string]string{
			"index.html": "b.html Second\n- Group\n a.html First\n", "a.html": "index.html Home\nc.html Below", "b.html": "x", "c.html": "x", "d.html": "x",
			"404.html": "x", "_modules/m.html": "x", "searchindex.js": "x", "search.html": "x",
		},
		start: "index.html", root: ".",
		outline: "index.html\nb.html Second\n[Group]\n  a.html First\n    c.html Below\n[More pages]\n  d.html\n",
	},
}

// TestKinds opens a folder of every kind.
func TestKinds(t *testing.T) {
	all := maps.Clone(cases)
	maps.Copy(all, moreCases)
	for _, k := range kinds {
		if _, ok := all[k.name]; !ok {
			t.Errorf("%s is a new kind of folder: write one in moreCases", k.name)
		}
	}
	for name, c := range all {
		t.Run(name, func(t *testing.T) {
			kind, _, _ := strings.Cut(name, ", ") // behind it stands what is particular
			files := &folderFiles{files: c.files}
			f := Find(files, c.manifest)
			if f == nil || f.Kind != kind || f.Start != c.start || f.Root != c.root || f.About.Title != c.title {
				t.Fatalf("found %+v", f)
			}
			if files.listed > c.listed {
				t.Errorf("all files were listed %d times for the first page", files.listed)
			}
			o := f.Order()
			if diff := cmp.Diff(c.outline, written(o)); diff != "" {
				t.Errorf("outline (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(c.drafts, o.Drafts); diff != "" {
				t.Errorf("drafts (-want +got)\n%s", diff)
			}
			problems := ""
			for _, p := range o.Problems {
				problems += fmt.Sprintf("%s:%d: %s\n", p.File, p.Line, p.Code)
			}
			if diff := cmp.Diff(c.problems, problems); diff != "" {
				t.Errorf("problems (-want +got)\n%s", diff)
			}
		})
	}
}

// written writes an outline as text: groups in brackets, announced pages in parentheses.
func written(o Outline) string {
	var b strings.Builder
	for _, e := range o.Entries {
		row := strings.TrimSpace(e.Page + " " + e.Title)
		switch {
		case e.Draft:
			row = "(" + e.Title + ")"
		case e.Page == "":
			row = "[" + e.Title + "]"
		}
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", e.Depth), row)
	}
	return b.String()
}

// TestUnreadableLists: a list that cannot be understood is told once, and the
// folder is ordered as if it had none.
func TestUnreadableLists(t *testing.T) {
	for list, src := range map[string]string{"book.toml": "title = \n", "mkdocs.yml": "nav: [\n"} {
		files := &folderFiles{files: map[string]string{list: src, "docs/2.md": "x", "docs/1.md": "x"}}
		if list == "book.toml" {
			files.files["SUMMARY.md"] = "- [Gone](gone.md)\n"
		}
		f := Find(files, Manifest{})
		if f == nil || f.Start != "docs/1.md" {
			t.Fatalf("%s: found %+v", list, f)
		}
		var codes []string
		for _, p := range f.Order().Problems {
			codes = append(codes, p.File+" "+p.Code)
		}
		if diff := cmp.Diff([]string{list + " unreadable-list"}, codes); diff != "" {
			t.Errorf("%s: problems (-want +got)\n%s", list, diff)
		}
	}
}

// A list that is not UTF-8 is read all the same, and its author is told.
func TestListsInAnotherEncoding(t *testing.T) {
	for list, files := range map[string]map[string]string{
		"book.toml":  {"book.toml": "[book]\ntitle = \"\xdcbung\"\n", "src/SUMMARY.md": "- [A](a.md)\n", "src/a.md": "x"},
		"SUMMARY.md": {"SUMMARY.md": "- [\xdcbung](a.md)\n", "a.md": "x"},
		"mkdocs.yml": {"mkdocs.yml": "site_name: \xdcbung\n", "docs/a.md": "x"},
	} {
		f := Find(&folderFiles{files: files}, Manifest{})
		if f == nil {
			t.Fatalf("%s: no course", list)
		}
		o := f.Order()
		if len(o.Problems) != 1 || o.Problems[0].File != list || o.Problems[0].Line == 0 || o.Problems[0].Code != "encoding" {
			t.Errorf("%s: problems %v", list, o.Problems)
		}
		if f.About.Title != "Übung" && !strings.Contains(written(o), "Übung") {
			t.Errorf("%s: %q is in\n%s", list, f.About.Title, written(o))
		}
	}
}

// A manifest that was changed since it was read has no lines for its patterns.
func TestEmptyPatternsOfAnOlderManifest(t *testing.T) {
	for src, line := range map[string]int{"": 0, "exclude = [\"other/*\"]\n": 0, "exclude = []\n": 0, "\nexclude = [\"gone/*\"]\n": 2} {
		f := Find(&folderFiles{files: map[string]string{ManifestName: src, "a.md": "x"}}, Manifest{Exclude: []string{"gone/*"}})
		if diff := cmp.Diff([]Pattern{{"exclude", "gone/*", line}}, f.EmptyPatterns()); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", src, diff)
		}
	}
}

func TestGroupTitle(t *testing.T) {
	for dir, want := range map[string]string{"02-first_steps": "First steps", "übung": "Übung", "12": "12", "3. Ökologie": "Ökologie"} {
		if got := groupTitle(dir); got != want {
			t.Errorf("the title of %s is %q, want %q", dir, got, want)
		}
	}
}

// TestNatural has names in the order in which people would look for them.
func TestNatural(t *testing.T) {
	names := []string{
		"1.md", "1a.md", "01b.md", "2.md", "002c.md", "10.md", "100.md", "99999999999999999999.md",
		"[x].md", "_y.md", "A.md", "a.md", "A1.md", "a2.md", "A10.md", "alpha.md",
		"BETA 2.md", "beta 10.md", "Beta.md", "gamma.md", "part 2", "part 10", "Zeta.md", "übung.md",
	}
	for i, a := range names {
		for j, b := range names {
			if got := natural(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s against %s: %d", a, b, got)
			}
		}
	}
}

func TestNoPage(t *testing.T) {
	if f := Find(&folderFiles{files: map[string]string{"a.pdf": "x", "mkdocs.yml": "x"}}, Manifest{}); f != nil {
		t.Errorf("found %+v", f)
	}
}

func TestEmptyPatterns(t *testing.T) {
	files := &folderFiles{files: map[string]string{
		ManifestName: "pages = [\"a.md\", \"no*.md\", \"more/?.md\"]\nexclude = [\"drafts\", \"nothing/*\"]\n",
		"a.md":       "x", "drafts/b.md": "x", "more/1.md": "x",
	}}
	f := Find(files, Manifest{Pages: []string{"a.md", "no*.md", "more/?.md"}, Exclude: []string{"drafts", "nothing/*"}})
	want := []Pattern{{"pages", "no*.md", 1}, {"exclude", "nothing/*", 2}}
	if diff := cmp.Diff(want, f.EmptyPatterns()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A folder that is not there, of whose pages a program's settings list some, is one that a program may write.
// A page that is missing beside others is missing.
func TestFoldersThatAreMade(t *testing.T) {
	f := Find(&folderFiles{files: moreCases["VitePress, with pages that a program writes"].files}, Manifest{})
	made := map[doc.Severity]int{}
	for _, p := range f.Order().Problems {
		if p.Code == "missing-page" {
			made[p.Severity]++
		}
	}
	if made[doc.Warning] != 1 || made[doc.Error] != 2 {
		t.Errorf("%d may be made and %d are missing, want 1 and 2", made[doc.Warning], made[doc.Error])
	}
	for name, want := range map[string]bool{"made/other.md": true, "made/deep/x.md": true, "here/gone.md": false, "gone.md": false} {
		if f.MakesIn(name) != want {
			t.Errorf("%s: made is %v", name, !want)
		}
	}
}
