package lessons

import (
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons/doc"
)

// What a page of a Sphinx site names is found as Sphinx finds it: pages and folders that it makes,
// other documentations, sections by their page, things of a class, files from the source folder.
func TestNamesOfSphinx(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"docs/conf.py":    {Data: []byte("intersphinx_mapping = {'py': ('https://docs.example.org/3', None), 'own': 'inv.txt'}\nextensions = ['sphinx.ext.autosummary']\nhtml_additional_pages = {'all': 'all.html'}\nhtml_extra_path = ['../../extra']\n")},
		"docs/index.rst":  {Data: []byte("Book\n====\n\n.. toctree::\n\n   sub/a\n")},
		"docs/sub/a.rst":  {Data: []byte("A\n=\n\nWords.\n\nWide section\n------------\n\n.. py:currentmodule:: pumps\n\n.. class:: Pump\n\n   .. method:: stop()\n\n.. class:: Valve\n\n   .. method:: stop()\n")},
		"docs/img/p.svg":  {Data: []byte("x")},
		"docs/img/p.jpg":  {Data: []byte("x")},
		"docs/img/q.webp": {Data: []byte("x")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Manifest.Title != "Book" {
		t.Errorf("the course is called %s", c.Manifest.Title)
	}
	from := c.Pages()[1].Lessons()[0]
	for _, l := range []struct {
		target, ref, want string
	}{
		{"genindex", "ref", "elsewhere"}, {"/modindex", "doc", "elsewhere"}, {"../all", "doc", "elsewhere"}, {"../all.html", "", "elsewhere"}, {"x.schema.json", "", "elsewhere"}, {"gone.html", "", "absent"},
		{"../generated/pumps.Pump", "doc", "elsewhere"}, {"gone", "doc", "absent"}, {"../img/gone", "doc", "absent"},
		{"py:library/os", "doc", "https://docs.example.org/3/library/os.html"}, {"py:speed", "ref", "https://docs.example.org/3/"},
		{"own:speed", "ref", "elsewhere"}, {"other:x", "doc", "elsewhere"}, {"gone", "ref", "perhaps"},
		{"sub/a:Wide section", "ref", "inside"}, {"/index", "any", "inside"}, {"#pumps.Pump.stop", "", "inside"}, {"#Valve.stop", "", "inside"}, {"#pumps.Pump.gone", "", "absent"},
	} {
		d := c.Resolve(from, l.target, l.ref)
		got := map[DestinationKind]string{Inside: "inside", External: d.Address, Absent: "absent", Refused: "refused"}[d.Kind]
		switch {
		case d.Elsewhere:
			got = "elsewhere"
		case d.Perhaps:
			got = "perhaps"
		}
		if got != l.want {
			t.Errorf("%s of %s: %s, want %s", l.ref, l.target, got, l.want)
		}
	}
	if pump, valve := c.Resolve(from, "#pumps.Pump.stop", ""), c.Resolve(from, "#Valve.stop", ""); pump.Place == valve.Place {
		t.Error("two methods of one name are one place")
	}
	for source, want := range map[string]string{"/img/p.*": "docs/img/p.jpg", "../img/q.*": "docs/img/q.webp", "../img/p.svg": "docs/img/p.svg", "../../../site/docs/img/p.svg": "docs/img/p.svg"} {
		if got := from.Page.FindPicture(source).Name; got != want {
			t.Errorf("%s is %q, want %q", source, got, want)
		}
	}
	if title, ok := from.Page.LinkTitle("genindex", "ref"); title != "Index" || !ok {
		t.Errorf("the index is called %q", title)
	}
}

// Figures, tables and listings are numbered over the pages, in each chapter that a toctree numbers,
// and references show these numbers; a built course likewise.
func TestNumbersOfFigures(t *testing.T) {
	files := fstest.MapFS{
		"conf.py": {Data: []byte("numfig = True\nnumfig_format = {'table': 'Tab. %s'}\n")},
		"index.rst": {Data: []byte("Book\n====\n\n.. toctree::\n\n   a\n   b\n\n.. toctree::\n   :numbered:\n\n   c\n   d\n\n" +
			"See :numref:`one`, :numref:`Picture %s <Two words>`, :numref:`{name} in {number} <three>`, :numref:`t`, :numref:`l`, :numref:`dd`, :numref:`dd2`, :numref:`sec`, :numref:`at %s <sec>`, :numref:`gone`, :numref:`No %s <gone>`.\n")},
		"a.rst": {Data: []byte("A\n=\n\n.. _one:\n\n.. figure:: p.png\n\n   First\n\n.. figure:: q.png\n\n::\n\n   .. figure:: no.png\n\n      In code\n\n.. _sec:\n\nA section\n---------\n\n.. _Two\n   words:\n.. figure:: p.png\n   :name: Two words\n   :alt: x\n\n   Second\n\n   Legend.\n")},
		"b.md":  {Data: []byte("# B\n\n```{figure} p.png\n:name: three\n\nThird\n```\n")},
		"c.rst": {Data: []byte("C\n=\n\n.. table:: Sizes\n   :name: t\n\n   = =\n   a b\n   = =\n\n.. code-block:: sh\n   :caption: Run\n   :name: l\n\n   ls\n")},
		"d.rst": {Data: []byte("D\n=\n\n.. figure:: p.png\n   :name: dd\n\n   D one\n\nAs :numref:`dd` and :numref:`one`.\n\n.. toctree::\n\n   e\n")},
		"e.rst": {Data: []byte("E\n=\n\n.. figure:: p.png\n   :name: dd2\n\n   D two\n")},
	}
	c, err := Open(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := func(c *Course, page string) string {
		return doc.PlainText(c.Page(page).Document().Blocks)
	}
	c.Pages()
	index := c.Index()
	again, err := Open(files, Options{Start: "index.rst", Index: func() *Index { return &index }})
	if err != nil {
		t.Fatal(err)
	}
	again.Pages()
	for _, c := range []*Course{c, again} {
		for page, want := range map[string]string{
			"index.rst": "See Fig. 1, Picture 2, Third in 3, Tab. 1.1, Listing 1.1, Fig. 2.1, Fig. 2.2, A section, at “A section”, gone, No “gone”.",
			"a.rst":     "Fig. 2 Second", "d.rst": "As Fig. 2.1 and Fig. 1.", "e.rst": "Fig. 2.2 D two", "c.rst": "Tab. 1.1 Sizes",
		} {
			if got := text(c, page); !strings.Contains(got, want) {
				t.Errorf("%s: %s\nwant %s", page, got, want)
			}
		}
	}
}
