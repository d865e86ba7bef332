package address

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// What the tools make of titles, from what they publish.
func TestAnchors(t *testing.T) {
	titles := []string{
		"Nuts & bolts", "Step", "Step", "testEnvironment [node | jsdom | string]", "Été à Paris", "1. First steps", "C++ and C#",
		"🚀 Go", ":tada: Party", "What's new?", "中文 标题", "config.draft", "Sub- and superscripts", "2.0 – a look", "foo_bar()",
	}
	got := Anchors(titles)
	for anchor, want := range map[string]string{
		"nuts--bolts": "Nuts & bolts", // GitHub, Hugo, Docusaurus, mdBook
		"nuts-bolts":  "Nuts & bolts", // MkDocs, VitePress, docutils
		"step":        "Step", "step-1": "Step 2", "step_1": "Step 2",
		"testenvironment-node--jsdom--string": "testEnvironment [node | jsdom | string]",
		"été-à-paris":                         "Été à Paris", "ete-a-paris": "Été à Paris", "t--paris": "Été à Paris",
		"1-first-steps": "1. First steps", "first-steps": "1. First steps", "_1-first-steps": "1. First steps",
		"c-and-c":    "C++ and C#",
		"-go":        "🚀 Go",
		"go":         "🚀 Go",
		"tada-party": ":tada: Party", "party": ":tada: Party",
		"whats-new": "What's new?", "what-s-new": "What's new?",
		"中文-标题":       "中文 标题",
		"configdraft": "config.draft", "config-draft": "config.draft",
		"sub--and-superscripts": "Sub- and superscripts", "sub-and-superscripts": "Sub- and superscripts",
		"20--a-look": "2.0 – a look", "20-a-look": "2.0 – a look",
		"foo_bar": "foo_bar()", "foo-bar": "foo_bar()", "foobar": "foo_bar()",
	} {
		want, second := strings.CutSuffix(want, " 2")
		i, ok := got[anchor]
		if !ok || titles[i] != want || want == "Step" && (i == 2) != second {
			t.Errorf("#%s leads to %v, want %q", anchor, i, want)
		}
	}
	for _, anchor := range []string{"", "bolts", "step-2", "nuts", "test-environment"} {
		if i, ok := got[anchor]; ok {
			t.Errorf("#%s leads to %q", anchor, titles[i])
		}
	}
}

func TestFindMarks(t *testing.T) {
	m := FindMarks([]byte(`# Start {#own .cls}
<dl><dt id="opt-a">a</dt></dl> <a name='old'></a> <img id=pic>
### {##typo} ` + "`x`" + `
A block.]^block-1
(my label)=
#### <!-- md:setting config.draft -->
<!-- md:option toc.slugify -->
## [Linked *words*](x.md) :rocket: %{#end}% ##
=== "Unix, macOS"
` + "```" + `
<a id="example"></a>
# no heading
` + "```" + `
` + "```{code-block} sh" + `
:name: code:run
` + "```" + `
$$ a $$ (eq:one)
`))
	got := map[int][]string{}
	for name, line := range m.Lines {
		got[line] = append(got[line], name)
	}
	for line, want := range map[int]string{1: "own", 2: "old opt-a pic", 3: "typo", 4: "^block-1", 5: "my label", 6: "config.draft", 7: "toc.slugify", 8: "end", 15: "code:run", 17: "eq:one"} {
		for _, name := range strings.Split(want, " ") {
			if line == 5 {
				name = want
			}
			if !slices.Contains(got[line], name) {
				t.Errorf("line %d has no %s, but %q", line, name, got[line])
			}
		}
		delete(got, line)
	}
	if len(got) > 0 {
		t.Errorf("too many: %v", got)
	}
	var titles []string
	for _, h := range append(m.Headings, m.Tabs...) {
		titles = append(titles, h.Title)
	}
	if want := []string{"Start", "{##typo} x", "", "Linked words :rocket:", "Unix, macOS", "Linked words :rocket:-Unix, macOS", "Linked words :rocket: Unix, macOS"}; !slices.Equal(titles, want) {
		t.Errorf("headings %q, want %q", titles, want)
	}
}

func TestIsComposed(t *testing.T) {
	for src, want := range map[string]bool{
		"# A\n\nWords.\n":                             false,
		"# A\n\n{{% include \"x\" %}}\n":              true,
		"# A\n\n::: package.module\n":                 true,
		"# A\n\n::: note\nx\n:::\n":                   false,
		"import X from './_x.mdx'\n\n# A\n":           true,
		"import {X} from '../a/_x'\n\n# A\n":          true,
		"<Gallery />\n":                               true,
		"# A\n\n<Gallery />\n":                        false,
		"# A\n\n```\n{{< code >}}\n```\n\nWords.\n":   false,
		"# A\n\n--8<-- \"x.md\"\n":                    true,
		"# A\n\n{% include x.html %} {{ site.x }}.\n": true,
	} {
		if got := FindMarks([]byte(src)).Composed; got != want {
			t.Errorf("%q: %v", src, got)
		}
	}
}

func TestParseHead(t *testing.T) {
	for src, want := range map[string]string{
		"---\ntitle: \"A b\"\nslug: /uno\naliases: [/eins/, 'x']\nredirect_from:\n  - /a/\n  - b\nnested:\n  slug: no\n---\nid: no\n": "aliases=/eins/,x redirect_from=/a/,b slug=/uno title=A b",
		"+++\nurl = \"/x/\"\naliases = [\"/y/\"]\n+++\n": "aliases=/y/ url=/x/",
		"Title: T\nSlug: s\nDate: 2020-01-02\n\nText.\n": "date=2020-01-02 slug=s title=T",
		"One\n###\n\n:slug: one\n:date: 2020-01-02\n":    "date=2020-01-02 slug=one",
		"": "",
	} {
		head := ParseHead([]byte(src))
		var got []string
		for _, name := range slices.Sorted(maps.Keys(head)) {
			got = append(got, name+"="+strings.Join(head[name], ","))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q:\n got %s\nwant %s", src, s, want)
		}
	}
}

// Each address of a site leads to the page of the file beside it.
func TestAddresses(t *testing.T) {
	for _, tt := range []struct {
		file, head string
		base       string
		leads      string // addresses that lead to it
		not        string
	}{
		{"guide/index.md", "", "", "/guide/ /guide /guide/index.html /en/guide /guide/README.md /docs/1.2/guide", "/ /guide/x"},
		{"01-one.md", "permalink: /first/\nslug: /uno\naliases: [/eins/]\nid: one-id\n", "", "/first/ /uno /eins /one-id /one /one/ /one.html /01-one", "/two"},
		{"_posts/2020-01-02-x.md", "categories: news\n", "", "/2020/01/02/x/ /2020/01/02/x.html /blog/2020/01/02/x /news/2020/01/02/x.html /x", "/2020/01/03/x"},
		{"_docs/x.md", "", "", "/docs/x/ /x", ""},
		{"content/pages/05-tides.markdown", "slug: tides\n", "", "/tides.html /pages/tides.html", ""},
		{"content/en/functions/Where.md", "", "", "/functions/where/ /en/functions/where", ""},
		{"content/2012-08-24-numba.md", "title: Numba\ndate: 2012-08-24 08:00\nslug: numba-vs-cython\n", "", "/blog/2012/08/24/numba-vs-cython/ /numba-vs-cython.html /2012/08/24/numba/", ""},
		{"post.md", "title: Hello, World!\ndate: 2021-5-6\n", "", "/hello-world.html /2021/05/06/hello-world/ /2021/05/hello-world", ""},
		{"episodes/02-numpy.md", "", "", "/02-numpy.html /numpy /episodes/02-numpy.html", ""},
		{"a/b.md", "", "/book/", "/book/a/b.html /a/b/", "/book/b"},
		{"a/b.md", "id: c\nslug: d\n", "", "/a/c /a/d", "/c/a"},
		{"a/My Page.md", "", "", "/a/My%20Page /a/my-page /a/My+Page", ""},
	} {
		keys := Keys(tt.file, ParseHead([]byte("---\n"+tt.head+"---\n")))
		reaches := func(at string) bool {
			for _, want := range (Site{Base: tt.base}).Wanted(strings.ReplaceAll(at, "%20", " ")) {
				for _, list := range keys {
					if slices.Contains(list, want) {
						return true
					}
				}
			}
			return false
		}
		for _, at := range strings.Fields(tt.leads) {
			if !reaches(at) {
				t.Errorf("%s: %s does not lead to it: %q", tt.file, at, keys)
			}
		}
		for _, at := range strings.Fields(tt.not) {
			if reaches(at) {
				t.Errorf("%s: %s leads to it: %q", tt.file, at, keys)
			}
		}
	}
}

func TestRelative(t *testing.T) {
	for _, tt := range []struct{ own, at, want string }{
		{"a/b", "c.md", "a/c"}, {"a/b", "../c/", "c a/c"}, {"a/b", "../../c.md", ""}, {"a/b", "../../c.html", "c"}, {"b", "./c", "c b/c"},
	} {
		if got := strings.Join(Site{}.Relative([]string{tt.own}, tt.at), " "); got != tt.want {
			t.Errorf("%s on %s: %q, want %q", tt.at, tt.own, got, tt.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"a/b.md#c": "a/b.md#c", "{filename}two.md": "two.md", "{filename}/two.md": "/two.md", "|filename|x.md": "x.md", "{static}/i/p.png": "/i/p.png",
		"{attach}p.png": "p.png", "{tag}x": "/tag/x", "{author}me": "/author/me", "{index}": "/index/",
		"{{ '/docs/x/' | relative_url }}": "/docs/x/", "{{ \"/docs\" | relative_url }}/y": "/docs/y", "{{site.baseurl}}/docs/z/": "/docs/z/",
		"{% link _docs/x.md %}": "/_docs/x.md", "{% post_url 2020-01-02-x %}": "/_posts/2020-01-02-x.md", "@site/static/x.png": "/static/x.png", "pathname:///x": "/x",
	} {
		if got, ok := Plain(in); got != want || !ok {
			t.Errorf("%s: %q, %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"{{ user.url }}", "{{ site.repository }}/issues", "https://x/${a}", "<%= x %>"} {
		if got, ok := Plain(in); ok {
			t.Errorf("%s is said to be %q", in, got)
		}
	}
}

func TestIsGenerated(t *testing.T) {
	for at, want := range map[string]bool{
		"/search.html": true, "genindex": true, "../py-modindex.html": true, "/tags/": true, "/tags/x/": true, "/category/guides": true, "/feeds/all.atom.xml": true,
		"/sitemap.xml": true, "/index.xml": true, "/blog/tags/x": true, "/guide/": false, "tagging.md": false, "/x/archive-files": false,
	} {
		if got := IsGenerated(at); got != want {
			t.Errorf("%s: %v", at, got)
		}
	}
}

// Nothing that a page can state makes these slow, or a key that is no clean path.
func FuzzKeys(f *testing.F) {
	f.Add("docs/01-x.md", "---\nslug: /a//b/../c\naliases: [x, /y/]\n---\n# A {#b}\n", "../{{ '/x' | y }}")
	f.Fuzz(func(t *testing.T, file, src, at string) {
		for _, list := range Keys(file, ParseHead([]byte(src))) {
			for _, k := range list {
				if strings.HasPrefix(k, "/") || strings.HasSuffix(k, "/") || strings.Contains(k, "//") {
					t.Errorf("%q of %q", k, src)
				}
			}
		}
		FindMarks([]byte(src))
		Anchors(strings.Split(src, "\n"))
		plain, _ := Plain(at)
		Site{Base: src, Folder: []string{file}}.Relative([]string{Key(file)}, plain)
		IsGenerated(at)
	})
}
