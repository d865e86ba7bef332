package markdown

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// checkPrefix cuts a page at each place that Prefix offers.
func checkPrefix(t *testing.T, src []byte) (cuts int) {
	whole := Parse(src, Options{})
	all := doc.Dump(whole.Blocks)
	for size := 1; size < len(src); {
		n := Prefix(src, size, Options{})
		if n < size || n > len(src) {
			t.Fatalf("Prefix(%q, %d) = %d", src, size, n)
		}
		if n == len(src) {
			return cuts
		}
		part := Parse(src[:n], Options{})
		// A title from the front matter is there only while no heading is.
		if got := doc.Dump(part.Blocks); !strings.HasPrefix(all, got) && len(part.Meta) == 0 {
			t.Fatalf("cut at %d of %q:\n%s\nis not how this begins:\n%s", n, src, got, all)
		}
		cuts++
		size = n + 1
	}
	return cuts
}

// misleading are pages with a "# …" that is no heading, or might not be one.
var misleading = map[string]string{
	"fence":                           "a\n\n```\n\n# b\n\n```\n\n# c\n",
	"fence in a list":                 "- a\n\n  ```\n\n# b\n\n  ```\n\n# c\n\n  ```\n\n# d\n",
	"fence in a list, less indented":  "- a\n\n  ```\n\n\n b\n  ```\n\n# c\n\n# d\n",
	"fence in raw HTML":               "<div>\n<!-- x\n\n```\n-->\n\n# c\n\n```\n\n# d\n",
	"fence and a blank of Unicode":    "```\n```\u00a0\n\n# a\n\n```\n\n# b\n",
	"fence in no declaration":         "<!doctype html\n\n```\n>\n\n# a\n\n# b\n",
	"fence in no CDATA":               "<![cdata[\n\n```\n]]>\n\n# a\n\n# b\n",
	"fence in no pre element":         "<pre/x\n\n```\n</pre>\n\n# a\n\n# b\n",
	"comment":                         "<!-- a\n\n# b\n\n-->\n\n# c\n",
	"fence after a list of a comment": "- a\n\n  <!--\n\n b\n  ```\n  -->\n\n# c\n\n# d\n",
	"pre element":                     "<pre>\n\n# b\n\n</pre>\n\n# c\n",
	"HTML block and a form feed":      "<p>Raw</p>\n\f\n# a\n\n# b\n",
	"HTML block and a vertical tab":   "<p>Raw</p>\n\v\n# a\n\n# b\n",
	"HTML block, blank of Unicode":    "<p>Raw</p>\n\u00a0\n# a\n\n# b\n",
	"admonition":                      ":::note\n\n# b\n\n:::\n\n# c\n",
	"admonition with a grave accent":  "```admonish note `\n\n# a\n\n# b\n",
	"formula over blank lines":        "$$\n\n# a\n\n$$\n\n# b\n",
	"formula and a fence":             "$$\n```\n$$\n\n# a\n\n```\n\n# b\n",
	"formula and a comment":           "$$\n<!--\n$$\n\n# a\n\n-->\n\n# b\n",
	"front matter":                    "---\na: b\n\n# comment\n---\ntext\n\n# c\n\n# d",
	"lines that end with CR LF":       "a\r\n\r\n# b\r\n\r\n# c\r\n",
	"list after one too deep":         strings.Repeat("> ", 62) + "- a\n" + strings.Repeat("> ", 62) + "- b\n\n# x\n\n- c\n",
}

func TestPrefix(t *testing.T) {
	cuts := 0
	for seed := range uint64(60) {
		w := &writer{rand.New(rand.NewPCG(seed, 2)), 0}
		var b strings.Builder
		for range 4 {
			b.WriteString(w.blocks(2) + "\n# " + w.text() + "\n\n")
		}
		cuts += checkPrefix(t, []byte(b.String()))
	}
	if cuts < 60 {
		t.Errorf("only %d places to cut were found", cuts)
	}
	for name, src := range misleading {
		t.Run(name, func(t *testing.T) { checkPrefix(t, []byte(src)) })
	}
}

// FuzzPrefix: the first part of a page is parsed as in the whole.
func FuzzPrefix(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range ar.Files {
			f.Add(c.Data)
		}
	}
	f.Add([]byte("- a\n\n  ```\n\n# b\n\n  ```\n\n# c\n\n<div>\n<!-- x\n\n~~~\n-->\n\n# c\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		// Definitions may stand anywhere; that they are missing is said.
		if bytes.Contains(src, []byte("]:")) || len(src) > 4000 {
			t.Skip()
		}
		checkPrefix(t, utf8Of(src))
	})
}

// utf8Of returns what Prefix and Divide take: UTF-8 without a byte order mark.
func utf8Of(src []byte) []byte {
	for {
		var note *text.Note
		src, note = text.Decode(src)
		src = bytes.TrimPrefix(src, []byte("\ufeff")) // a second one, which would be the first of what is parsed
		if note == nil {
			return src
		}
		// What UTF-16 was read from may look like UTF-16 once more. Parse would decode it again.
	}
}

// BenchmarkPrefix is what it takes to find the first 64 KB of a page of 20 MB.
func BenchmarkPrefix(b *testing.B) {
	part := "# Part\n\n" + strings.Repeat("A sentence with a [link](page.md).\n", 60) + "\n```\n# code\n```\n\n"
	src := bytes.Repeat([]byte(part), (20<<20)/len(part))
	b.ResetTimer()
	for b.Loop() {
		if n := Prefix(src, 64<<10, Options{}); n > 1<<20 {
			b.Fatalf("the first place to cut is at %d", n)
		}
	}
}
