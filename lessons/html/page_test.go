package html

import (
	"flag"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
	"lectern/lessons/doc/doctest"
	"lectern/lessons/text/texttest"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// Each file of testdata holds pages and, behind each, what is read of it: title, blocks and problems.
func TestPages(t *testing.T) {
	doctest.Golden(t, *update, func(_ string, _ *txtar.Archive, f txtar.File) (string, bool) { return shown(f), true })
}

func shown(f txtar.File) string {
	d := Page(f.Data, Options{XHTML: path.Ext(f.Name) == ".xhtml"})
	out := fmt.Sprintf("title: %s\n", doc.InlineText(d.Title))
	for _, m := range d.Meta {
		out += fmt.Sprintf("%s: %s\n", m.Name, m.Value)
	}
	if peeked := PeekTitle(f.Data); peeked != doc.InlineText(d.Title) {
		out += fmt.Sprintf("peeked: %s\n", peeked)
	}
	out += doc.Dump(d.Blocks)
	for _, p := range d.Problems {
		out += fmt.Sprintf("%d: %s: %s: %s\n", p.Line, p.Severity, p.Code, p.Text)
	}
	return out
}

// The charset that a page states holds, and no charset has to be guessed where it does.
func TestStatedCharset(t *testing.T) {
	for src, want := range map[string]string{
		"<meta charset=\"windows-1251\"><p>\xcc\xee\xf0\xe5":                         "Море",
		"<meta http-equiv=content-type content='text/html; charset=ISO-8859-2'>\xe8": "č",
		"<?xml version='1.0' encoding=\"Shift_JIS\"?><p>\x8aC":                       "海",
		"<meta charset=utf-8><p>Île":                                                 "Île",
		"<meta charset=no-such><p>Caf\xe9s and more caf\xe9s":                        "Cafés and more cafés",
	} {
		if got := strings.TrimSpace(doc.PlainText(Page([]byte(src), Options{}).Blocks)); got != want {
			t.Errorf("%q is read as %q, want %q", src, got, want)
		}
	}
}

// No kind of page takes much more memory than its cost says, and four times the page takes four times it.
func TestPageCosts(t *testing.T) {
	texttest.Costs(t, lineCosts, func(src []byte) { Page(src, Options{}) }, map[string]string{
		"paragraphs": "<p>a</p>\n", "words": "some words of text\n", "bold": "<b>a</b>", "spans": `<span class="k">a</span>`,
		"links": `<a href="b.html">c</a> `, "divisions": `<div class="content">a</div>`, "deep": "<div>", "open": "<i>", "items": `<li id="a">x`,
		"cells": "<td>1</td>", "tables": "<table><tr><td>1", "terms": "<dl><dt>a<dd>b", "sections": `<section id="s"><h2>t</h2>`,
		"boxes": `<div class="admonition note"><p class="admonition-title">N</p><p>x</p></div>`, "formulas": `<span class="math">\(x\)</span>`,
		"code": `<pre class="x"><span class="k">def</span> x</pre>`, "notes": `<p><a href="#f" id="r">1</a><li id="f"><a href="#r">1</a> note`,
		"office": "<p class=\"MsoListParagraph\">·&nbsp;&nbsp;x</p>", "pictures": `<img src="a.png">`, "entities": "&amp;", "angles": "<", "ends": "</b>",
		"drawings": "<svg><text>a</text></svg>", "choices": "<select><option>a</select>", "breaks": "<br>", "frames": "<nav>x</nav>", "quotes": "<q>a</q>",
	})
}

// FuzzPage: whatever a page holds, its blocks stand on lines of it and nothing hangs.
func FuzzPage(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, page := range ar.Files {
			if path.Ext(page.Name) != ".want" {
				f.Add(page.Data, path.Ext(page.Name) == ".xhtml")
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, xhtml bool) {
		d := Page(src, Options{XHTML: xhtml})
		last := 2 + strings.Count(strings.ReplaceAll(string(src), "\r", "\n"), "\n") + strings.Count(string(src), "\x0a\x00") + strings.Count(string(src), "\x00\x0a")
		doc.Walk(d.Blocks, func(b doc.Block) bool {
			if b.Line() < 0 || b.Line() > max(last, len(src)) {
				t.Errorf("%T on line %d of %d", b, b.Line(), last)
			}
			return true
		})
	})
}
