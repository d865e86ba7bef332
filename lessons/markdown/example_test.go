package markdown_test

import (
	"fmt"
	"io/fs"
	"testing/fstest"

	"lectern/lessons/doc"
	"lectern/lessons/markdown"
)

func ExampleParse() {
	d := markdown.Parse([]byte(`---
author: Ada
---
# Tides

> [!NOTE]
> The [moon](moon.md) pulls *all* water.
`), markdown.Options{})
	fmt.Println(doc.InlineText(d.Title))
	fmt.Println(d.Get("author"))
	fmt.Print(doc.Dump(d.Blocks[1:]))
	// Output:
	// Tides
	// Ada
	// Admonition @6 Kind="note"
	//   Paragraph @7 Text=["The " link(["moon"] -> "moon.md") " pulls " em["all"] " water."]
}

// What a page includes is read through Options. A file that cannot be read is told
// as a Problem.
func ExampleParse_files() {
	files := fstest.MapFS{"guide/more.txt": {Data: []byte("More water.\n")}}
	d := markdown.Parse([]byte("{{#include more.txt}}\n\n{{#include less.txt}}\n"), markdown.Options{
		Path: "guide/page.md",
		Read: func(path string) ([]byte, error) { return fs.ReadFile(files, path) },
	})
	fmt.Println(doc.PlainText(d.Blocks))
	for _, p := range d.Problems {
		fmt.Printf("line %d: %s (%s)\n", p.Line, p.Severity, p.Code)
	}
	// Output:
	// More water.
	//
	// {{#include less.txt}}
	// line 3: error (missing-include)
}

// A page of many megabytes is read in parts, each of which can be let go.
func ExampleDivide() {
	src := []byte("# Tides\n\nThe [moon] pulls.\n\n# Wind\n\nIt blows.\n\n[moon]: moon.md\n")
	parts := markdown.Divide(src, 10, markdown.Options{})
	for i := range parts.Len() {
		start, end := parts.Range(i)
		blocks, _ := parts.First(i, src[start:end])
		fmt.Print(doc.Dump(blocks))
	}
	// Output:
	// Heading @1 Level=1 ID="tides" Text=["Tides"]
	// Paragraph @3 Text=["The " link(["moon"] -> "moon.md") " pulls."]
	// Heading @5 Level=1 ID="wind" Text=["Wind"]
	// Paragraph @7 Text=["It blows."]
}
