package lessons

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"lectern/lessons/doc"
	"lectern/lessons/folder"
	"lectern/lessons/names"
)

// TestKindsOfFolder: a program that was built of a folder, of any kind, shows
// what the folder shows: with the index that was built into it, and without, as
// its files unpacked or another version of the program do.
func TestKindsOfFolder(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	for _, kind := range folder.Kinds() {
		missing[kind] = true
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for _, f := range ar.Files {
			if f.Name != "want" {
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
		made, err := Open(fsys, Options{ID: "test"})
		if err != nil {
			continue // the case is of a folder that is no course
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			delete(missing, made.folder.Kind)
			index := made.Index()
			packed := fstest.MapFS{}
			for _, name := range made.Files() {
				packed[name] = fsys[name]
			}
			want := shown(made)
			order := saysMore(ar)
			for name, opt := range map[string]Options{
				"with the index":    {ID: "test", Title: made.Manifest.Title, Start: made.start.Path, Index: func() *Index { return &index }},
				"without the index": {ID: "test"},
			} {
				if opt.Index == nil && order {
					continue // the files alone do not say it
				}
				c, err := Open(packed, opt)
				if err != nil {
					t.Fatal(err)
				}
				if opt.Index != nil {
					c.Pages() // as a program does at its start
				}
				if diff := cmp.Diff(want, shown(c)); diff != "" {
					t.Errorf("%s (-folder +program)\n%s", name, diff)
				}
			}
		})
	}
	for kind := range missing {
		t.Errorf("a new kind of folder: put a course of %s into testdata", kind)
	}
}

// saysMore reports whether files that do not travel say the order of pages.
func saysMore(ar *txtar.Archive) bool {
	for _, f := range ar.Files {
		if names.Hidden(f.Name) && !strings.HasSuffix(f.Name, ".md") {
			return true
		}
	}
	return false
}

// TestStartThatIsNoPage: whoever made an archive may have named any file as the
// first page.
func TestStartThatIsNoPage(t *testing.T) {
	c, err := Open(fstest.MapFS{"a.dat": {Data: []byte("Words.")}}, Options{Start: "a.dat"})
	if err != nil {
		t.Fatal(err)
	}
	if pages := c.Pages(); len(pages) != 1 || pages[0].Path != "a.dat" {
		t.Errorf("the pages are %v", pages)
	}
}

// shown lists what a course shows of its order and where the links of its pages lead.
func shown(c *Course) []string {
	out := []string{"begins with " + c.First().Name()}
	c.Pages()
	for _, e := range c.Outline() {
		row := strings.Repeat("  ", e.Depth) + e.Title
		if e.Page != nil {
			row += e.Page.Path + " " + e.Page.Title()
		}
		out = append(out, row)
	}
	for _, l := range c.Lessons() {
		out = append(out, l.ID+": "+l.Name())
		for _, in := range linksOf(l) {
			d := c.Resolve(l, in.Target, in.Ref)
			out = append(out, "  "+in.Target+" leads to "+d.Place.Lesson+d.Address+d.Reason.String())
		}
	}
	return out
}

// linksOf returns the links of a lesson.
func linksOf(l *Lesson) (out []*doc.Link) {
	doc.WalkInlines(l.Blocks(), func(in doc.Inline) {
		if link, ok := in.(*doc.Link); ok {
			out = append(out, link)
		}
	})
	return out
}

// In a site of Quarto pictures need no suffix, and pages that a folder's filter changes may have places
// that are not in their source.
func TestQuarto(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"_quarto.yml":       {Data: []byte("project:\n  type: website\n")},
		"index.qmd":         {Data: []byte("# Wells\n\n![](img/spade)\n")},
		"img/spade.svg":     {Data: []byte("<svg/>")},
		"ref/_metadata.yml": {Data: []byte("filters:\n  - ref.lua\n")},
		"ref/deep/a.qmd":    {Data: []byte("# A\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Pages()
	index, a := c.Page("index.qmd"), c.Page("ref/deep/a.qmd")
	if got := index.FindPicture("img/spade").Name; got != "img/spade.svg" {
		t.Errorf("the picture is %q", got)
	}
	if index.IsComposed() || !a.IsComposed() {
		t.Errorf("composed: index %v, the filtered page %v", index.IsComposed(), a.IsComposed())
	}
}

// Zola names pages from the folder of the content, which is not that of the course.
func TestLinksOfZola(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"config.toml":        {Data: []byte("base_url = \"https://wells.example\"\n")},
		"content/_index.md":  {Data: []byte("+++\ntitle = \"Wells\"\n+++\n\nText.\n")},
		"content/docs/a.md":  {Data: []byte("+++\ntitle = \"A\"\n+++\n\n## Deep\n\nText.\n")},
		"content/docs/@b.md": {Data: []byte("# B\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := c.First()
	for target, want := range map[string]string{"@/docs/a.md": "content/docs/a.md", "@/docs/a.md#deep": "content/docs/a.md", "@/docs/gone.md": "", "@/../x.md": ""} {
		got := ""
		if p := c.Resolve(from, target, "").Page(c); p != nil {
			got = p.Path
		}
		if got != want {
			t.Errorf("%s leads to %q, want %q", target, got, want)
		}
	}
}
