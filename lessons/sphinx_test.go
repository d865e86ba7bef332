package lessons

import (
	"testing"
	"testing/fstest"
)

// What a page of a Sphinx site names is found as Sphinx finds it: pages and folders that it makes,
// other documentations, sections by their page, things of a class, files from the source folder.
func TestNamesOfSphinx(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"docs/conf.py":    {Data: []byte("intersphinx_mapping = {'py': ('https://docs.example.org/3', None), 'own': 'inv.txt'}\nextensions = ['sphinx.ext.autosummary']\nhtml_additional_pages = {'all': 'all.html'}\n")},
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
		{"genindex", "ref", "elsewhere"}, {"/modindex", "doc", "elsewhere"}, {"../all", "doc", "elsewhere"}, {"../all.html", "", "elsewhere"},
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
