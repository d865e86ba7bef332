package html

import (
	"fmt"
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
		`<table><tr><th>h<tr><th>1<td>2<tr><th>3</table>`:                "Table @1\n  Columns:\n    Column\n    Column\n  Head:\n    Row\n      Cell\n        Paragraph @1 Text=[\"h\"]\n  Body:\n    Row\n      Cell\n        Paragraph @1 Text=[\"1\"]\n      Cell\n        Paragraph @1 Text=[\"2\"]\n    Row\n      Cell\n        Paragraph @1 Text=[\"3\"]",
		`<table><td>1<p>2</table>`:                                       "Table @1\n  Columns:\n    Column\n  Body:\n    Row\n      Cell\n        Paragraph @1 Text=[\"1\"]\n        Paragraph @1 Text=[\"2\"]",
		`<ol start="3" type="a"><li>one<li>two</ol>`:                     "List @1 Ordered=true Numeral=1 Start=3 Suffix=\".\" Tight=true\n  ListItem @1\n    Paragraph @1 Text=[\"one\"]\n  ListItem @1\n    Paragraph @1 Text=[\"two\"]",
		`<ul>loose<li><p>one</p><p>two</p></ul>`:                         "List @1 Tight=true\n  ListItem @1\n    Paragraph @1 Text=[\"loose\"]\n  ListItem @1\n    Paragraph @1 Text=[\"one\"]\n    Paragraph @1 Text=[\"two\"]",
		`<a href="u">x<h2>b</h2>y</a>`:                                   "Paragraph @1 Text=[link([\"x\"] -> \"u\")]\nHeading @1 Level=2 ID=\"b\" Text=[link([\"b\"] -> \"u\")]\nParagraph @1 Text=[link([\"y\"] -> \"u\")]",
		`x<a href="u"> a </a>y`:                                          `Paragraph @1 Text=["x" " " link(["a"] -> "u") " y"]`,
		`x <a href="u"> a </a> y`:                                        `Paragraph @1 Text=["x " link(["a"] -> "u") " y"]`,
		`<a href="u"><div><img src="i"></div><p>t</p></a>`:               "Figure @1\n  Image Source=\"i\" Target=\"u\"\nParagraph @1 Text=[link([\"t\"] -> \"u\")]",
		`<svg><title>Sea</title><text>to<tspan>day</tspan></text></svg>`: `Paragraph @1 Text=["Sea today"]`,
		`<math><msup><mn>2</mn><mn>8</mn></msup><mo>+</mo><msub><mi>x</mi><mrow><mi>i</mi><mo>+</mo><mn>1</mn></mrow></msub></math>`:               `Paragraph @1 Text=[math("2^8+x_{i+1}")]`,
		`<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac><msqrt><mi>x</mi></msqrt><mi>sin</mi><mi>t</mi></math>`:         `Paragraph @1 Text=[math("(a+b)/2√x sin t")]`,
		`<math><semantics><mi>x</mi><annotation encoding="application/x-tex">\bar{x}</annotation></semantics></math>`:                              `Paragraph @1 Text=[math("\\bar{x}")]`,
		`<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable></math>`: `Paragraph @1 Text=[math("1, 2; 3, 4")]`,
		`a <script type="math/tex">x_1<2</script> b`:                                                     `Paragraph @1 Text=["a " math("x_1<2") " b"]`,
		`<video><source src="f.mp4"><source src="f.webm">no film</video>`:                                `Paragraph @1 Text=[link(["f.mp4"] -> "f.mp4") " " "no film"]`,
		`<video>no film</video>`:                                                                         `Paragraph @1 Text=["no film"]`,
		`<table><caption>C</caption></table>`:                                                            `Rubric @1 Text=["C"]`,
		`<figure><figure><img src=i><figcaption>a</figcaption></figure></figure>`:                        "Figure @1 Caption=[\"a\"]\n  Image Source=\"i\"",
		`<figure><img src=i><figcaption>a</figcaption><figcaption>b</figcaption></figure>`:               "Figure @1 Caption=[\"a\" break \"b\"]\n  Image Source=\"i\"",
		`<select><option>a<optgroup label="G"><option>b</select>`:                                        `Paragraph @1 Text=["(a / G: / b)"]`,
		`<input value="v"> <input type=checkbox checked> <input type=hidden value=h>`:                    `Paragraph @1 Text=["v" " " "[x]"]`,
		`<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>`:                                                 `Paragraph @1 Text=["漢" "(" "kan" ")"]`,
		`<meter value=3 max=5></meter> <progress>half</progress>`:                                        `Paragraph @1 Text=["3/5" " " "half"]`,
		`<noscript><p>seen</p></noscript>`:                                                               `Paragraph @1 Text=["seen"]`,
		`<map><area href="u" alt="A"></map>`:                                                             `Paragraph @1 Text=[link(["A"] -> "u")]`,
		`<textarea>a <b></textarea>`:                                                                     `Paragraph @1 Text=["a <b>"]`,
		`<iframe src="u" title="A film">old</iframe> <object data="d">alt</object> <object>alt</object>`: `Paragraph @1 Text=[link(["A film"] -> "u") " " link(["d"] -> "d") " " "alt"]`,
		`<details><summary>S</summary>in</details>`:                                                      "Rubric @1 Text=[\"S\"]\nParagraph @1 Text=[\"in\"]",
		"\n&#10;\na":      `Paragraph @2 Text=["a"]`,
		`<ul></ul>`:       "",
		`<table></table>`: "",
		`<table><tr><td colspan=2 rowspan=3>1</table>`:                                                            "Table @1\n  Columns:\n    Column\n    Column\n  Body:\n    Row\n      Cell RowSpan=2 ColSpan=1\n        Paragraph @1 Text=[\"1\"]",
		`<iframe src="v" title="V">x</iframe> <video src=" ">x</video> <object data="o"></object><embed src="e">`: `Paragraph @1 Text=[link(["V"] -> "v") " " "x" " " link(["o"] -> "o") link(["e"] -> "e")]`,
	} {
		if diff := cmp.Diff(want, strings.TrimSuffix(doc.Dump(Parse(src)), "\n")); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", src, diff)
		}
	}
}

// What a browser would not show, or not as it was meant, is told with its line.
func TestTold(t *testing.T) {
	for src, want := range map[string]string{
		`Vec<u8> and List<Object>`: `Paragraph @1 Text=["Vec<u8> and List<Object>"]` + "\n1 unknown-tag\n1 unknown-tag\n",
		"x\n<T>\n<T>":              `Paragraph @1 Text=["x\n<T>\n<T>"]` + "\n2 unknown-tag\n3 unknown-tag\n",
		`a<b and c>d </T>`:         `Paragraph @1 Text=["a<b and c>d </T>"]` + "\n1 unknown-tag\n1 unknown-tag\n",
		`<b>a</b><p>c`:             `Paragraph @1 Text=[strong["a"]]` + "\n" + `Paragraph @1 Text=["c"]` + "\n",
		`<Tab>in</Tab> <x y=z>`:    `Paragraph @1 Text=["in"]` + "\n1 tag-left-out\n1 tag-left-out\n",
		"a\n<!-- b":                `Paragraph @1 Text=["a"]` + "\n2 hidden-text\n",
		"a<script>b":               `Paragraph @1 Text=["a"]` + "\n1 hidden-text\n",
		`a<![CDATA[b]]>`:           `Paragraph @1 Text=["a"]` + "\n1 hidden-text\n",
		`a<?php b ?>`:              `Paragraph @1 Text=["a"]` + "\n1 hidden-text\n",
		`<svg><g/><path></svg>`:    "1 drawing\n",
		`<template>a</template>`:   "1 hidden-text\n",
	} {
		blocks, problems := ParseTelling(src)
		got := doc.Dump(blocks)
		for _, p := range problems {
			got += fmt.Sprintf("%d %s\n", p.Line, p.Code)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ParseTelling(%q) (-want +got):\n%s", src, diff)
		}
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
	got := doc.Dump(Fragment([]byte("<h2>Tides</h2>\n<p>They rise."), 7, ids, nil, 0))
	want := "Heading @7 Level=2 ID=\"tides-1\" Text=[\"Tides\"]\nParagraph @8 Text=[\"They rise.\"]\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
