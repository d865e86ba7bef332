package lessons

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// indexed is a course with a part, a title from its list, and a page on no list.
func indexed() fstest.MapFS {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"SUMMARY.md":      text("# Summary\n\n[Preface](preface.md)\n\n# The sea\n\n- [High water](high.md)\n  - [Low water](low.md)\n- [To come]()\n"),
		"book.toml":       text("[book]\ntitle = \"Tides\"\nsrc = \".\"\n"),
		"preface.md":      text("# Before\n\nText.\n"),
		"high.md":         text("# High\n\nText.\n\n## Spring\n\nIt rises.\n\n" + long()),
		"low.md":          text("# Low\n\nText.\n"),
		"extra/unread.md": text("# Unread\n\nText.\n"),
	}
}

// long is a text that needs a lesson of its own.
func long() string {
	out := ""
	for range 30 {
		out += "The water rises until the moon has gone by, and then it falls again for six hours.\n\n"
	}
	return out
}

// openCounting opens files in fsys and counts how often each page is read.
type openCounting struct {
	fs.FS
	opened map[string]int
}

func (o openCounting) Open(name string) (fs.File, error) {
	o.opened[name]++
	return o.FS.Open(name)
}

// Stat looks at a file without opening it.
func (o openCounting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(o.FS, name) }

func TestIndexNeedsNoPages(t *testing.T) {
	made, err := Open(indexed(), Options{ID: "tides"})
	if err != nil {
		t.Fatal(err)
	}
	index := made.Index()
	files := openCounting{indexed(), map[string]int{}}
	c, err := Open(files, Options{ID: "tides", Start: made.First().Page.Path, Index: func() *Index { return &index }})
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, o := range []struct {
		c    *Course
		rows *[]string
	}{{made, &want}, {c, &got}} {
		o.c.Pages()
		for _, e := range o.c.Outline() {
			row := e.Title
			if e.Page != nil {
				row = e.Page.Path + " " + e.Page.Title()
			}
			*o.rows = append(*o.rows, row)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the outline of the index (-made +read):\n%s", diff)
	}
	for _, page := range []string{"high.md", "low.md", "extra/unread.md", "SUMMARY.md"} {
		if files.opened[page] > 0 {
			t.Errorf("%s was opened for the outline", page)
		}
	}
	c.First() // the first page is parsed, and the others are not
	n, complete := c.Count()
	all, _ := made.Count()
	if n != all || !complete {
		t.Errorf("Count = %d, %v; want %d, true", n, complete, all)
	}
	if diff := cmp.Diff(made.Inventory(), c.Inventory()); diff != "" {
		t.Errorf("the lessons differ (-made +read):\n%s", diff)
	}
}

// TestIndexOfOtherFiles: an index that names a page that is not there is not used.
func TestIndexOfOtherFiles(t *testing.T) {
	for _, index := range []*Index{nil, {}, {Rows: []IndexRow{{Path: "preface.md"}, {Path: "gone.md"}}}} {
		c, err := Open(indexed(), Options{Start: "preface.md", Index: func() *Index { return index }})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(c.Pages()); n != 4 {
			t.Errorf("with the index %v there are %d pages, want 4", index, n)
		}
		if n, complete := c.Count(); complete {
			t.Errorf("%d lessons are said to be all before the pages are read", n)
		}
	}
}

func TestEditionSince(t *testing.T) {
	before, now := indexed(), indexed()
	now["low.md"] = &fstest.MapFile{Data: []byte("# Low\n\nAnother text.\n")}
	now["low.gift"] = &fstest.MapFile{Data: []byte("::Q::Does it?{T}\n")}
	now["extra/new.md"] = &fstest.MapFile{Data: []byte("# New\n\nText.\n")}
	delete(now, "extra/unread.md")
	edition := func(files fstest.MapFS) Inventory {
		c, err := Open(files, Options{ID: "tides"})
		if err != nil {
			t.Fatal(err)
		}
		return c.Inventory()
	}
	var got []string
	for _, l := range edition(now).Since(edition(before)) {
		got = append(got, l.ID+": "+l.Name)
	}
	if diff := cmp.Diff([]string{"low/low: Low", "extra/new/new: New"}, got); diff != "" {
		t.Errorf("new or changed (-want +got):\n%s", diff)
	}
	if same := edition(now).Since(edition(now)); len(same) != 0 {
		t.Errorf("nothing changed, but: %v", same)
	}
	// A question alone changes its lesson.
	now = indexed()
	now["low.gift"] = &fstest.MapFile{Data: []byte("::Q::Does it?{T}\n")}
	if changed := edition(now).Since(edition(before)); len(changed) != 1 || changed[0].ID != "low/low" {
		t.Errorf("a new question: %v", changed)
	}
}

func TestFiles(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{
		"a.md", "a.gift", "img/sea.txt", "img/sea.png", "img/other.png", ".hidden", ".git/config", "progress.db", "progress.db-wal",
		"progress-2026.db", "deep/progress.db", "img-notes.txt", "drafts/b.md", "node_modules/x.md", "heights.csv",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte("# A\n\n![Sea](img/sea.png)\n")}
	}
	fsys["course.toml"] = &fstest.MapFile{Data: []byte("id = \"a\"\nexclude = [\"drafts\"]\n")}
	for _, c := range []struct {
		only string
		want []string
	}{
		{"", []string{"a.gift", "a.md", "course.toml", "heights.csv", "img-notes.txt", "img/other.png", "img/sea.png", "img/sea.txt"}},
		{"a.md", []string{"a.gift", "a.md", "course.toml", "img/sea.png", "img/sea.txt"}},
	} {
		course, err := Open(fsys, Options{Only: c.only})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, course.Files()); diff != "" {
			t.Errorf("the files with only %q (-want +got):\n%s", c.only, diff)
		}
	}
}

func TestAddresses(t *testing.T) {
	src := `# What became of them.
[[link]]
address = "http://a"
state = "gone"
year = 2016
replacement = "http://b"
note = "It went."

[[link]]
address = "http://c"
state = "moved"
`
	c, err := Open(fstest.MapFS{
		"a.md": {Data: []byte("# A\n")}, AddressesName: {Data: []byte(src)},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, problems := c.Addresses()
	want := map[string]Address{
		"http://a": {Address: "http://a", State: "gone", Year: 2016, Replacement: "http://b", Note: "It went.", Line: 2},
		"http://c": {Address: "http://c", State: "moved", Line: 9},
	}
	if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; addresses (-want +got):\n%s", problems, diff)
	}
}

// TestFate asks links.toml about the links of a page, written in every way.
func TestFate(t *testing.T) {
	c, err := Open(fstest.MapFS{
		ManifestName: {Data: []byte("base_url = \"https://site.example/\"\n")},
		"u/a.md":     {Data: []byte("# A\n")},
		"u/b.md":     {Data: []byte("# B\n")},
		AddressesName: {Data: []byte("[[link]]\naddress = \" http://a/ \"\nstate = \"gone\"\nreplacement = \"javascript:x\"\nnote = \"" +
			strings.Repeat("long ", 100) + "\"\nyear = 20016\n" +
			"[[link]]\naddress = \"../old.html\"\nstate = \"moved\"\nreplacement = \"http://b\"\n" +
			"[[link]]\naddress = \"https://site.example/u/gone.html\"\nstate = \"gone\"\nreplacement = \"https://site.example/u/gone.html\"\n" +
			"[[link]]\naddress = \"b.md\"\nstate = \"changed\"\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := c.First()
	if from.Page.Fate("nowhere.html", "") != nil || from.Page.HasPicture("none.png") || c.book != nil {
		t.Error("links and pictures that the screen draws had all pages looked at")
	}
	for _, tt := range []struct{ target, ref, want string }{
		{"http://a/", "", "gone, 0"}, {" http://a/\n", "", "gone, 0"}, {"http://a", "", ""}, {"http://a/", "ref", ""},
		{"../old.html", "", "moved, 0 http://b"}, {"gone.html", "", "gone, 0"}, {"gone.html#x", "", "gone, 0"}, {"http://a/#x", "", "gone, 0"},
		{"b.md", "", ""}, {"#here", "", ""}, {"mailto:x", "", ""}, {":", "", ""},
	} {
		got := ""
		if a := c.Resolve(from, tt.target, tt.ref).Fate; a != nil {
			got = strings.TrimSpace(fmt.Sprintf("%s, %d %s", a.State, a.Year, a.Replacement))
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.target, got, tt.want)
		}
	}
	if note := c.Fate("http://a/").Note; utf8.RuneCountInString(note) != maxNote+1 || !strings.HasSuffix(note, "…") {
		t.Errorf("a note of %d characters", utf8.RuneCountInString(note))
	}
	if _, problems := c.Addresses(); len(problems) != 4 {
		t.Errorf("problems: %v", problems)
	}
}

// A quiz that ends a long section stands behind its last part, not in an empty one.
func TestNoEmptyLessonBeforeAQuiz(t *testing.T) {
	page := "# T\n\n## A\n\nText.\n\n```\n" + strings.Repeat("line\n", 40) + "```\n\n{{#quiz q.toml}}\n\n## B\n\nMore.\n"
	c, err := Open(fstest.MapFS{
		"p.md":   {Data: []byte(page)},
		"q.toml": {Data: []byte("[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"x?\"\nanswer.answer = \"y\"\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, l := range c.Lessons() {
		if l.Words == 0 {
			t.Errorf("%s has no words", l.ID)
		}
		asked += len(l.Questions)
	}
	if asked != 1 {
		t.Errorf("%d questions", asked)
	}
}
