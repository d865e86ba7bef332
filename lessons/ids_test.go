package lessons

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// idPages are courses in which pages want the same IDs, in the order of pages,
// with the IDs that they get.
var idPages = []struct {
	name  string
	pages [][3]string // path, source, ID
}{
	{"no slugs", [][3]string{{"a.md", "# A\n", "a"}, {"b.rst", "B\n=\n", "b"}}},
	{"one slug twice", [][3]string{
		{"a.md", "---\nslug: same\n---\n\n# A\n", "same"},
		{"b.rst", ":slug: same\n\nB\n=\n\nText.\n", "b"},
		{"c.md", "slug: same\n\n# C\n", "c"},
	}},
	{"two suffixes", [][3]string{{"a.md", "# A\n", "a"}, {"a.rst", "A\n=\n", "a.rst"}, {"b.md", "# B\n", "b"}}},
	{"the slug is the path of a page", [][3]string{
		{"a.md", "---\nslug: b\n---\n\n# A\n", "a"}, {"b.md", "# B\n", "b"}, {"c.md", "---\nslug: b.md\n---\n\n# C\n", "c"},
	}},
	{"the page of that path has a slug too", [][3]string{
		{"a.md", "---\nslug: b\n---\n\n# A\n", "b"}, {"b.md", "---\nslug: a\n---\n\n# B\n", "a"},
	}},
	{"slug and path are taken", [][3]string{
		{"a.md", "---\nslug: same\n---\n\n# A\n", "same"},
		{"b.md", "---\nslug: same\n---\n\n# B\n", "b.md"},
		{"c.md", "---\nslug: b\n---\n\n# C\n", "b"},
	}},
	{"an example of a slug", [][3]string{
		{"a.rst", "A\n=\n\nWrite::\n\n    :slug: same\n", "a"},
		{"b.rst", "B\n=\n\n:slug: same\n\nText.\n", "same"},
		{"c.rst", "C\n=\n\nWrite::\n\n    :slug: d\n", "c"},
		{"d.rst", "D\n=\n\nText.\n", "d"},
	}},
	{"a long front matter", [][3]string{
		{"a.md", "---\nslug: x\ntags:\n" + strings.Repeat("  - a word\n", headSize/10) + "---\n\n# A\n", "x"}, {"b.md", "slug: x\n\nB\n", "b"},
	}},
	{"UTF-16", [][3]string{
		{"a.md", "\xff\xfes\x00l\x00u\x00g\x00:\x00 \x00x\x00\n\x00\n\x00A\x00\n\x00", "x"}, {"b.md", "slug: x\n\nB\n", "b"},
	}},
	{"large", [][3]string{
		{"a.md", "---\nslug: same\n---\n\n" + string(largeMarkdown(largePage)), "same"},
		{"b.md", "---\nslug: same\n---\n\n" + string(largeMarkdown(largePage)), "b"},
	}},
}

// IDs follow the order of pages, whichever page is parsed first.
func TestIDsFollowTheOrderOfPages(t *testing.T) {
	for _, tt := range idPages {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for _, p := range tt.pages {
				fsys[p[0]] = &fstest.MapFile{Data: []byte(p[1])}
			}
			for turn := range 2 * len(tt.pages) {
				c := open(t, fsys)
				order := make([]int, len(tt.pages))
				for i := range order {
					order[i] = (i + turn) % len(order)
				}
				if turn >= len(order) {
					slices.Reverse(order)
				}
				for _, i := range order {
					// As a student's place does, before the order is known.
					p := c.pageAt(tt.pages[i][0])
					if got := p.upTo(1).lessons[0].ID; got != tt.pages[i][2] && !strings.HasPrefix(got, tt.pages[i][2]+"/") {
						t.Errorf("parsed as %v, %s has the lesson %q, want %s", order, p.Path, got, tt.pages[i][2])
					}
					if got := p.ID(); got != tt.pages[i][2] {
						t.Errorf("parsed as %v, %s has the ID %q, want %q", order, p.Path, got, tt.pages[i][2])
					}
				}
				if c.Pages()[0].Path != tt.pages[0][0] {
					t.Errorf("%s is the first page", c.Pages()[0].Path)
				}
			}
		})
	}
}

func open(t *testing.T, fsys fstest.MapFS) *Course {
	t.Helper()
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// An index tells the IDs that it was made of.
func TestIDsOfAnIndex(t *testing.T) {
	for _, tt := range idPages {
		fsys := fstest.MapFS{}
		for _, p := range tt.pages {
			fsys[p[0]] = &fstest.MapFile{Data: []byte(p[1])}
		}
		index := open(t, fsys).Index()
		c, err := Open(fsys, Options{Start: tt.pages[0][0], Index: func() *Index { return &index }})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range c.Pages() {
			if p.ID() != tt.pages[i][2] {
				t.Errorf("%s: %s has the ID %q, want %q", tt.name, p.Path, p.ID(), tt.pages[i][2])
			}
		}
	}
}

// The ID of a page without a slug needs no look at other pages, and that of one
// with a slug parses none.
func TestIDsParseNoOtherPage(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 40 {
		slug := ""
		if i%2 == 1 {
			slug = fmt.Sprintf("slug: s%d\n\n", i)
		}
		fsys[fmt.Sprintf("p%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "%s# Page %d\n\nText.\n", slug, i)}
	}
	c := open(t, fsys)
	if id := c.pageAt("p20.md").ID(); id != "p20" || c.order.Load() != nil {
		t.Errorf("the page has the ID %s; order known: %v", id, c.order.Load() != nil)
	}
	if l := c.Lesson("s31/page-31"); l == nil || l.Page.Path != "p31.md" {
		t.Errorf("s31/page-31 is %+v", l)
	}
	for _, p := range c.Pages() {
		if want := p.Path == "p20.md" || p.Path == "p31.md"; p.Parsed() != want {
			t.Errorf("%s: parsed is %v", p.Path, p.Parsed())
		}
	}
}

// Of two pages with one label the first keeps it, whichever is parsed first.
func TestLabelsFollowTheOrderOfPages(t *testing.T) {
	fsys := fstest.MapFS{
		"a.rst": {Data: []byte("A\n=\n\nSee :ref:`there`.\n")},
		"b.rst": {Data: []byte("B\n=\n\n.. _there:\n\nBeta\n----\n\nText.\n")},
		"c.rst": {Data: []byte("C\n=\n\n.. _There:\n\nGamma\n-----\n\nText.\n")},
	}
	for _, first := range [][]string{nil, {"c.rst"}, {"c.rst", "b.rst"}, {"b.rst", "c.rst"}} {
		c := open(t, fsys)
		for _, name := range first {
			c.pageAt(name).Lessons()
		}
		if d := c.Resolve(c.First(), "there", "ref"); !strings.HasPrefix(d.Place.Lesson, "b") {
			t.Errorf("after %v the label leads to %+v", first, d)
		}
		if title, _ := c.start.LinkTitle("there", "ref"); title != "Beta" {
			t.Errorf("after %v the link is called %q", first, title)
		}
	}
}

// What the record kept under an ID of another order is found where only one page can be meant.
func TestLessonOfAnEarlierID(t *testing.T) {
	c := open(t, fstest.MapFS{
		"a.md": {Data: []byte("---\nslug: same\n---\n\n# A\n\n## First\n\nOne.\n\n## Both\n\nTwo.\n")},
		"b.md": {Data: []byte("---\nslug: same\n---\n\n# B\n\n## Second\n\nOne.\n\n## Both\n\nTwo.\n")},
		"c.md": {Data: []byte("# C\n\n## Third\n\nOne.\n")},
		// What begins a lesson no more, or under another name, since its dialect is read.
		"box.md":  {Data: []byte("# Box\n\nOne.\n\n::::: challenge\n\n## Boxed\n\nTwo.\n\n:::::\n\n## Left\n\nThree.\n")},
		"wiki.md": {Data: []byte("# Wiki\n\nOne.\n\n## On [[Tides|the tides]]\n\nTwo.\n")},
		"d.md":    {Data: []byte("# D\n\n" + strings.Repeat("Word.\n\n", 20) + "## :tada: The {kbd}`x` key\n\nOne.\n")},
	})
	for _, tt := range [][2]string{
		{"same/a", "same/a"}, {"b/b", "b/b"}, {"c/c", "c/c"}, // as they are
		{"a/a", "same/a"}, {"same/b", "b/b"}, {"a.md/a", "same/a"}, {"b.md/b", "b/b"}, {"c.md/c", "c/c"},
		{"box/boxed", "box/box"}, {"box/boxed.2", "box/box"}, {"wiki/on-tidesthe-tides", "wiki/wiki"}, {"wiki", "wiki/wiki"}, {"wiki.2", "wiki/wiki"},
		{"d/tada-the-kbdx-key", "d/-the-x-key"},
		{"same/third", ""}, {"same/nothing", ""}, {"nothing", ""}, {"", ""},
	} {
		got := ""
		if l := c.Lesson(tt[0]); l != nil {
			got = l.ID
		}
		if got != tt[1] {
			t.Errorf("%s is the lesson %q, want %q", tt[0], got, tt[1])
		}
	}
}

// A lesson's ID may have been the one that its title makes, unless another lesson or a page is called so.
func TestFormerIDs(t *testing.T) {
	text := strings.Repeat("Words of a lesson that is long enough to stand alone.\n\n", 12)
	c, err := Open(fstest.MapFS{
		"a.md": {Data: []byte("# A\n\n" + text + "## Tides and moons { id=\"tides\" }\n\n" + text + "## Waves { id=\"swell\" }\n\n" + text + "## Waves\n\n" + text +
			"## Harbour { id=\"port\" }\n\n" + text)},
		"a/harbour.md": {Data: []byte("Ships.\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, l := range c.Page("a.md").Lessons() {
		got += l.ID + " " + strings.Join(l.FormerIDs(), " ") + "\n"
	}
	if want := "a/a \na/tides a/tides-and-moons\na/swell \na/waves \na/port \n"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
