package rst_test

import (
	"fmt"
	"io/fs"
	"testing/fstest"

	"lectern/lessons/doc"
	"lectern/lessons/rst"
)

func ExampleParse() {
	d := rst.Parse([]byte(`Tides
=====

:Author: Ada

The moon_ pulls *all* water.

.. _moon: https://example.org/moon
`), rst.Options{})
	fmt.Println(doc.InlineText(d.Title))
	fmt.Println(d.Get("author"))
	fmt.Print(doc.Dump(d.Blocks[1:]))
	// Output:
	// Tides
	// Ada
	// Paragraph @6 Text=["The " link(["moon"] -> "https://example.org/moon") " pulls " em["all"] " water."]
}

// What a page includes is read through Options. What is wrong in a page is shown as
// text and told as a Problem.
func ExampleParse_files() {
	files := fstest.MapFS{"guide/more.rst": {Data: []byte("More *water.\n")}}
	d := rst.Parse([]byte(".. include:: more.rst\n"), rst.Options{
		File: "guide/page.rst",
		Read: func(path string) ([]byte, error) { return fs.ReadFile(files, path) },
	})
	fmt.Println(doc.PlainText(d.Blocks))
	for _, p := range d.Problems {
		fmt.Printf("%s:%d: %s: %s (%s)\n", p.File, p.Line, p.Severity, p.Text, p.Code)
	}
	// Output:
	// More *water.
	// guide/more.rst:1: warning: emphasis starts with * but does not end, shown as text (inline-unclosed)
}

func ExamplePeekTitle() {
	fmt.Println(rst.PeekTitle([]byte("Tides\n=====\n\nThe moon pulls …")))
	// Output: Tides
}
