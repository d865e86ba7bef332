package html

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
)

func TestParse(t *testing.T) {
	for src, want := range map[string]string{
		`<p>Which <b>layer</b>?</p>`:                   `Paragraph @1 Text=["Which " strong["layer"] "?"]`,
		`plain &lt;text&gt;`:                           `Paragraph @1 Text=["plain <text>"]`,
		"one<br>two":                                   `Paragraph @1 Text=["one" break "two"]`,
		"<p>a</p>\n<p>b":                               "Paragraph @1 Text=[\"a\"]\nParagraph @2 Text=[\"b\"]",
		`<img src="a.png" alt="A">`:                    "Figure @1\n  Image Source=\"a.png\" Alt=\"A\"",
		`x<script>alert("<p>")</script>y`:              `Paragraph @1 Text=["xy"]`,
		`<a href="u"><img src="i" alt="z"></a>`:        "Figure @1\n  Image Source=\"i\" Alt=\"z\" Target=\"u\"",
		`a < b`:                                        `Paragraph @1 Text=["a < b"]`,
		`a <b`:                                         `Paragraph @1 Text=["a <b"]`,
		`<pre>x  y` + "\n" + `z</pre>`:                 `Code @1 Text="x  y\nz"`,
		`<div><blockquote>q</blockquote></div><hr>`:    "Quote @1\n  Paragraph @1 Text=[\"q\"]\nRule @1",
		`<style>p{}</style><!-- c --><title>t</title>`: ``,
		`<code>a <b>b</b></code> <q>said</q>`:          `Paragraph @1 Text=[code("a b") " " "“" "said" "”"]`,
		`<p>a<table><tr><td>1<td>2<tr><td>3</table>`:   "Paragraph @1 Text=[\"a\"]\nTable @1\n  Columns:\n    Column\n    Column\n  Body:\n    Row\n      Cell\n        Paragraph @1 Text=[\"1\"]\n      Cell\n        Paragraph @1 Text=[\"2\"]\n    Row\n      Cell\n        Paragraph @1 Text=[\"3\"]",
		`<table><caption>C</caption><colgroup><col></colgroup><thead><tr><td>h</thead><tbody><tr><td>1</tbody><tfoot><tr><td>2</tfoot></table>`: "Table @1 Caption=[\"C\"]\n  Columns:\n    Column\n  Head:\n    Row\n      Cell\n        Paragraph @1 Text=[\"h\"]\n  Body:\n    Row\n      Cell\n        Paragraph @1 Text=[\"1\"]\n    Row\n      Cell\n        Paragraph @1 Text=[\"2\"]",
		`<table><tr><th>h<tr><th>1<td>2<tr><th>3</table>`: "Table @1\n  Columns:\n    Column\n    Column\n  Head:\n    Row\n      Cell\n        Paragraph @1 Text=[\"h\"]\n  Body:\n    Row\n      Cell\n        Paragraph @1 Text=[\"1\"]\n      Cell\n        Paragraph @1 Text=[\"2\"]\n    Row\n      Cell\n        Paragraph @1 Text=[\"3\"]",
		`<table><td>1<p>2</table>`:                        "Table @1\n  Columns:\n    Column\n  Body:\n    Row\n      Cell\n        Paragraph @1 Text=[\"1\"]\n        Paragraph @1 Text=[\"2\"]",
		`<ol start="3" type="a"><li>one<li>two</ol>`:      "List @1 Ordered=true Numeral=1 Start=3 Suffix=\".\" Tight=true\n  ListItem @1\n    Paragraph @1 Text=[\"one\"]\n  ListItem @1\n    Paragraph @1 Text=[\"two\"]",
		`<ul>loose<li><p>one</p><p>two</p></ul>`:          "List @1 Tight=true\n  ListItem @1\n    Paragraph @1 Text=[\"loose\"]\n  ListItem @1\n    Paragraph @1 Text=[\"one\"]\n    Paragraph @1 Text=[\"two\"]",
		`<a href="u">x<h2>b</h2>y</a>`:                    "Paragraph @1 Text=[\"x\"]\nHeading @1 Level=2 ID=\"b\" Text=[\"b\"]\nParagraph @1 Text=[\"y\"]",
		`<ul></ul>`:                                       "",
		`<table></table>`:                                 "",
		`<table><tr><td colspan=2 rowspan=3>1</table>`:    "Table @1\n  Columns:\n    Column\n    Column\n  Body:\n    Row\n      Cell RowSpan=2 ColSpan=1\n        Paragraph @1 Text=[\"1\"]",
		`<iframe src="v" title="V">x</iframe> <video src=" ">x</video> <object data="o"></object><embed src="e">`: `Paragraph @1 Text=[link(["V"] -> "v") " " "x" " " link(["o"] -> "o") link(["e"] -> "e")]`,
	} {
		if diff := cmp.Diff(want, strings.TrimSuffix(doc.Dump(Parse(src)), "\n")); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", src, diff)
		}
	}
}

// FuzzParse: blocks stand on lines of the fragment.
func FuzzParse(f *testing.F) {
	f.Add("<p>a<table><tr><td>1<td>2<tr><td>3</table><dl><dt>t<dd>d</dl>")
	f.Add("<ul><li>a<li><pre>x\n\ty</pre></ul><a href=u><h2>b</h2></a><figure><img src=i><figcaption>c")
	f.Add(strings.Repeat("<div>", 100) + strings.Repeat("<b>", 100) + "x")
	f.Fuzz(func(t *testing.T, src string) {
		last := 1 + strings.Count(strings.ReplaceAll(src, "\r", "\n"), "\n")
		doc.Walk(Parse(src), func(b doc.Block) bool {
			if b.Line() < 1 || b.Line() > last {
				t.Errorf("%T on line %d of %d", b, b.Line(), last)
			}
			return true
		})
	})
}

// A fragment of a page begins on a line of it, and its anchors are the page's.
func TestFragment(t *testing.T) {
	ids := NewIDs()
	ids.Take("tides")
	got := doc.Dump(Fragment([]byte("<h2>Tides</h2>\n<p>They rise."), 7, ids))
	want := "Heading @7 Level=2 ID=\"tides-1\" Text=[\"Tides\"]\nParagraph @8 Text=[\"They rise.\"]\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Nothing that a browser shows is lost, and what was meant as text is text.
func TestNothingIsLost(t *testing.T) {
	for src, want := range map[string]string{
		"A List<String> and <T>.":                 "A List<String> and <T>.",
		"if a<b and c>d":                          "if a<b and c>d",
		"row <i> of <b>bold</b>":                  "row <i> of bold",
		"<Tabs>in it</Tabs>":                      "in it",
		`<Card title="x">in it`:                   "in it",
		"<my-box>in it":                           "in it",
		"a<a href=\"x\"> b </a>c":                 "a b c",
		"<table><caption>alone</caption></table>": "alone",
		"<figure><img src=\"p.png\"><figcaption>one</figcaption><figcaption>two</figcaption></figure>": "one\ntwo",
		"<video><source src=\"v.mp4\">no film</video>":                                                 "v.mp4 no film",
		"<svg><title>A drawing</title><text>of words</text></svg>":                                     "A drawing of words",
		"<script type=\"math/tex\">x^2</script><script>y()</script>":                                   "x^2",
	} {
		got := strings.TrimSpace(doc.PlainText(Parse(src)))
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
	formula := Parse("<math><msup><mi>x</mi><mn>2</mn></msup></math>")
	if p, ok := formula[0].(*doc.Paragraph); !ok || len(p.Text) != 2 {
		t.Errorf("a power: %s", doc.Dump(formula))
	}
}
