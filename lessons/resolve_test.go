package lessons

import (
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"
)

func TestResolve(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"course.toml":     {Data: []byte("base_url = \"https://example.org/book/\"\n")},
		"index.rst":       {Data: []byte("Start\n=====\n\nText.\n\n.. toctree::\n\n   guide/pumps\n   guide/seals\n\n.. _top-label:\n\nMiddle\n------\n\nMore text.\n")},
		"guide/pumps.md":  {Data: []byte("# Pumps\n\nText.\n\n## Deep End\n\nText.\n")},
		"guide/seals.rst": {Data: []byte("Seals\n=====\n\nText.\n\n.. _ring label:\n\nRings\n-----\n\nText.\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := c.Page("index.rst").Lessons()[0]
	for _, tt := range []struct {
		target, ref string
		kind        DestinationKind
		want        string // lesson of Inside, else address
	}{
		{"https://example.org/", "", External, "https://example.org/"},
		{"HTTP://example.org/", "", External, "HTTP://example.org/"},
		{"mailto:a@example.org", "", External, "mailto:a@example.org"},
		{"javascript:alert(1)", "", Refused, "javascript:alert(1)"},
		{"file:///etc/passwd", "", Refused, "file:///etc/passwd"},
		{"--help", "", Refused, "--help"},
		{"http://a\x1b]0;x\x07", "", Refused, "http://a\x1b]0;x\x07"},
		{"guide/pumps.md", "", Inside, "guide/pumps/pumps"},
		{"guide/pumps.html#deep-end", "", Inside, "guide/pumps/pumps"},
		{"guide/seals", "doc", Inside, "guide/seals/seals"},
		{"/guide/seals", "doc", Inside, "guide/seals/seals"},
		{"ring-label", "ref", Inside, "guide/seals/seals"},
		{"#middle", "", Inside, "index/start"},
		{"#nowhere", "", Absent, ""},
		{"no-such-label", "ref", Absent, ""},
		{"../other.html#x", "", Absent, "https://example.org/other.html#x"},
		{"other.html", "", Absent, "https://example.org/book/other.html"},
	} {
		d := c.Resolve(from, tt.target, tt.ref)
		got := d.Address
		if d.Kind == Inside {
			got = d.Place.Lesson
		}
		if d.Kind != tt.kind || got != tt.want {
			t.Errorf("Resolve(%q, %q) = kind %d %q (%s), want kind %d %q", tt.target, tt.ref, d.Kind, got, d.Reason, tt.kind, tt.want)
		}
		if d.Kind == Absent && d.Reason == (Reason{}) {
			t.Errorf("Resolve(%q, %q): no reason given", tt.target, tt.ref)
		}
	}
}

// Links written for the site that a folder's tool makes lead to the pages and places that they mean there.
func TestResolveOnSites(t *testing.T) {
	jekyll := fstest.MapFS{
		"index.md":                 {Data: []byte("# Home\n\nHi.\n")},
		"_posts/2020-01-02-x.md":   {Data: []byte("---\ntitle: X\n---\n\nPost.\n")},
		"_docs/02-start.md":        {Data: []byte("---\npermalink: /begin/\nredirect_from:\n  - /old/\n---\n\n# Start\n\n## Nuts & bolts\n\na\n\n## Step\n\nb\n\n## Step\n\nc\n")},
		"_docs/more/deep.md":       {Data: []byte("# Deep\n\n<dl><dt id=\"opt-a\">-a</dt><dd>All.</dd></dl>\n\nA block. ^block-1\n\n### :rocket: Go {#own}\n\nx\n")},
		"assets/img/pic.png":       {Data: []byte("x")},
		"_docs/more/pic space.png": {Data: []byte("x")},
		"_docs/.gitignore":         {Data: []byte("# made\n/made.md\n/rules/\n*.gen.md\n!/kept.md\n")},
	}
	c, err := Open(jekyll, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := c.pageAt("_docs/02-start.md").Lessons()[0]
	place := func(target string) string {
		d := c.Resolve(from, target, "")
		p := d.Page(c)
		if p == nil || d.Lacks != "" {
			return ""
		}
		return p.Path
	}
	const start, deep, post = "_docs/02-start.md", "_docs/more/deep.md", "_posts/2020-01-02-x.md"
	for target, want := range map[string]string{
		"/2020/01/02/x/": post, "/blog/2020/01/02/x.html": post, "{% post_url 2020-01-02-x %}": post, "{{ '/2020/01/02/x' | relative_url }}": post,
		"/begin/": start, "/old": start, "/docs/start/": start, "/docs/02-start": start, "../start/": start, "#nuts-bolts": start, "#nuts--bolts": start,
		"#step_1": start, "#step-1": start, "/": "index.md", "{{site.baseurl}}/": "index.md", "/en/": "index.md",
		"more/deep": deep, "./more/deep.html": deep, "/docs/more/deep/#opt-a": deep, "more/deep.md#^block-1": deep, "more/deep.md#own": deep, "more/deep.md#rocket-go": deep,
		"more/": deep, "/docs/more/": deep, // the first page of a folder
		"/docs/mor/": "", "#nuts": "", "/begin/#opt-a": "", "../../x.md": "", "more/deep.md#no": "",
	} {
		if got := place(target); got != want {
			t.Errorf("%s leads to %q, want %q", target, got, want)
		}
	}
	if d := c.Resolve(c.pageAt(deep).Lessons()[0], "/_docs/{{version}}/deep", ""); d.Page(c) != c.pageAt(deep) {
		t.Errorf("a version that the site fills in leads to %v, want that of the page itself", d)
	}
	for source, want := range map[string]string{
		"/img/pic.png": "assets/img/pic.png", "/img/pic.png#only-light": "assets/img/pic.png", "../assets/img/pic.png?raw=true": "assets/img/pic.png",
		"more/pic%20space.png": "_docs/more/pic space.png", "/img/no.png": "", "../../../pic.png": "",
	} {
		if got := from.Page.FindPicture(source).Name; got != want {
			t.Errorf("picture %s is %q, want %q", source, got, want)
		}
	}
	for target, want := range map[string]Elsewhere{
		"/search/": Generated, "tags.html": Generated, "../../../README.md": Above, "/api/v1/call": OtherPart, "{{ page.url }}": FilledIn, "ref/struct.X.html": OtherPart,
		"made.md": Generated, "rules/a.md": Generated, "more/x.gen.md": Generated, "more/made.md": NotElsewhere, "kept.md": NotElsewhere,
		"/docs/mor": NotElsewhere, "mor.md": NotElsewhere, "/docs/1.0/gone": OtherPart,
	} {
		if got := from.Page.Elsewhere(target); got != want {
			t.Errorf("%s: %d, want %d", target, got, want)
		}
	}
}

// In a vault of notes a link names a file wherever that lies.
func TestResolveInVaults(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"Home.md":             {Data: []byte("# Home\n\n[[Note]] [a](Note) [b](API/call)\n")},
		"deep/Note.md":        {Data: []byte("# N\n\nx\n")},
		"deep/API/call.md":    {Data: []byte("# C\n\nx\n")},
		"Attachments/pic.png": {Data: []byte("x")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := c.pageAt("Home.md").Lessons()[0]
	for target, want := range map[string]string{"Note": "deep/Note.md", "API/call": "deep/API/call.md", "API/Note": ""} {
		got := ""
		if p := c.Resolve(from, target, "").Page(c); p != nil {
			got = p.Path
		}
		if got != want {
			t.Errorf("%s leads to %q, want %q", target, got, want)
		}
	}
	if got := from.Page.FindPicture("pic.png#right").Name; got != "Attachments/pic.png" {
		t.Errorf("the picture is %q", got)
	}
}

// Places are found over letters that are composed, or not, on either side.
func TestPlacesOverComposedLetters(t *testing.T) {
	forms := []norm.Form{norm.NFC, norm.NFD}
	for _, there := range forms {
		for _, here := range forms {
			c, err := Open(fstest.MapFS{
				"a.md":  {Data: []byte(there.String("# Début\n\nText.\n\n## Été à Paris\n\nText.\n"))},
				"b.rst": {Data: []byte(there.String("Début\n=====\n\nText |é|, `lién`_.\n\n.. _étiquette:\n\nÉté à Paris\n-----------\n\n.. glossary::\n\n   Café\n      A drink.\n") + here.String("\n.. |é| replace:: subst\n.. _lién: https://example.org/\n"))},
			}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range []struct{ page, target, ref string }{
				{"a.md", "#été-à-paris", ""}, {"b.rst", "a.md#Été-à-paris", ""}, {"a.md", "b.rst#été-à-paris", ""}, {"a.md", "a.md#%C3%A9t%C3%A9-%C3%A0-paris", ""},
				{"b.rst", "étiquette", "ref"}, {"a.md", "étiquette", "ref"}, {"a.md", "Café", "term"},
			} {
				c.Pages()
				from := c.pageAt(l.page).Lessons()[0]
				if d := c.Resolve(from, here.String(l.target), l.ref); d.Kind != Inside {
					t.Errorf("%s %s on %s: %s", l.ref, l.target, l.page, d.Reason)
				}
			}
			if p := c.Problems(); len(p) > 0 {
				t.Error(p)
			}
		}
	}
}

func TestSearchIsSmart(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"a.md": {Data: []byte("# A\n\nA *pump* moves\nwater.\n")},
		"b.md": {Data: []byte("# B\n\nPump again. PUMP.\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string][2]int{ // lessons, matches
		"pump":        {2, 3},
		"Pump":        {1, 1},
		"moves water": {1, 1},
		"(":           {0, 0},
		"drill":       {0, 0},
	} {
		q, ok := NewQuery(typed)
		if !ok {
			t.Fatalf("%q is no query", typed)
		}
		var got [2]int
		c.Search(t.Context(), q, func(h Hit) bool {
			got[0]++
			got[1] += len(h.At)
			for k := range h.At {
				text, start, end := h.Snippet(k, 10, 10)
				if len(q.appendMatches(nil, text[start:end])) != 1 {
					t.Errorf("%q: snippet %q does not mark the match", typed, text)
				}
			}
			return true
		})
		if got != want {
			t.Errorf("search %q: %v lessons and matches, want %v", typed, got, want)
		}
	}
	if _, ok := NewQuery("  "); ok {
		t.Error("white space is a query")
	}
}
