package rst

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"lectern/lessons/doc"
)

func problemCodes(d *doc.Document) map[string]int {
	codes := map[string]int{}
	for _, p := range d.Problems {
		codes[p.Code]++
	}
	return codes
}

func TestSample(t *testing.T) {
	src, err := os.ReadFile("testdata/sample.rst")
	if err != nil {
		t.Fatal(err)
	}
	d := Parse(src, Options{File: "sample.rst"})
	if len(d.Problems) > 0 {
		t.Errorf("problems: %v", d.Problems)
	}
	if got := doc.InlineText(d.Title); got != "Water pumps" {
		t.Errorf("title %q", got)
	}
	if d.Get("sort-order") != "12" || d.Get("author") != "Ada Okafor" {
		t.Errorf("meta %v", d.Meta)
	}
	checkDocument(t, d, len(src))
	// Every word of the source that is text is in the document, in order.
	text := doc.PlainText(d.Blocks)
	for _, want := range []string{"buckets on a wheel", "what the step costs", "p = F / A", "the note below", "9.81 joules", "more than one may say here"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
}

// TestLineEnds: how lines end does not change what a page says.
func TestLineEnds(t *testing.T) {
	src, err := os.ReadFile("testdata/sample.rst")
	if err != nil {
		t.Fatal(err)
	}
	want := doc.Dump(Parse(src, Options{}).Blocks)
	for name, page := range map[string]string{
		"CRLF": strings.ReplaceAll(string(src), "\n", "\r\n"),
		"CR":   strings.ReplaceAll(string(src), "\n", "\r"),
		"BOM":  "\ufeff" + string(src),
		"tabs": strings.ReplaceAll(string(src), "        ", "\t"),
		"ends": strings.ReplaceAll(string(src), "\n", " \n"),
	} {
		if name == "tabs" && strings.Contains(page, "---\t") {
			t.Fatal("the page has tabs where they would count")
		}
		if got := doc.Dump(Parse([]byte(page), Options{}).Blocks); name != "tabs" && got != want {
			t.Errorf("%s: the document differs", name)
		}
	}
}

func TestEncoding(t *testing.T) {
	d := Parse([]byte("Caf\xe9\n"), Options{})
	if got := doc.PlainText(d.Blocks); got != "Café" {
		t.Errorf("text %q", got)
	}
	if problemCodes(d)["encoding"] != 1 {
		t.Errorf("problems %v", d.Problems)
	}
}

// TestIncludeLimits: files that include one another end soon, whatever they do.
func TestIncludeLimits(t *testing.T) {
	reads := 0
	read := func(path string) ([]byte, error) {
		reads++
		if strings.Contains(path, "..") || strings.HasPrefix(path, "/") {
			t.Errorf("%q was read", path)
		}
		return []byte(fmt.Sprintf("deeper\n\n.. include:: %d.rst\n.. include:: %d.rst\n", 2*reads, 2*reads+1)), nil
	}
	within := usualLimits()
	within.includeBytes = 100_000
	d := parse([]byte(".. include:: 1.rst\n"), Options{File: "guide/page.rst", Read: read}, within)
	if reads > 3000 {
		t.Errorf("%d files were read", reads)
	}
	if problemCodes(d)["include"] == 0 {
		t.Error("no problem was noted")
	}
	reads = 0
	within = usualLimits()
	within.includeDepth = 3
	parse([]byte(".. include:: 1.rst\n"), Options{File: "page.rst", Read: read}, within)
	if want := 7; reads != want {
		t.Errorf("%d files were read to a depth of 3, want %d", reads, want)
	}
}

// TestIncludeStaysInside: no spelling of a path leads out of the course.
func TestIncludeStaysInside(t *testing.T) {
	for _, path := range []string{"/etc/passwd", "../../x", "a/../../../x", "..", "<isonum.txt>", `..\..\x`, "../../guide/../../x"} {
		for _, format := range []string{".. include:: %s\n", ".. literalinclude:: %s\n", ".. csv-table::\n   :file: %s\n"} {
			d := Parse([]byte(fmt.Sprintf(format, path)), Options{
				File: "guide/page.rst",
				Read: func(p string) ([]byte, error) {
					t.Errorf("%q was read as %q", path, p)
					return nil, errors.New("no")
				},
			})
			if problemCodes(d)["include-refused"] != 1 {
				t.Errorf("%q: problems %v", path, d.Problems)
			}
		}
	}
	d := Parse([]byte(".. include:: ../shared/note.rst\n"), Options{
		File: "guide/page.rst",
		Read: func(p string) ([]byte, error) { return []byte(p), nil },
	})
	if got := doc.PlainText(d.Blocks); got != "shared/note.rst" {
		t.Errorf("text %q", got)
	}
}

// TestDepth: what is nested too deep is shown as text and said once a place.
func TestDepth(t *testing.T) {
	page := strings.Repeat("- ", 50) + "end\n"
	within := usualLimits()
	within.depth = 10
	d := parse([]byte(page), Options{}, within)
	depth := 0
	doc.Walk(d.Blocks, func(b doc.Block) bool {
		if _, ok := b.(*doc.List); ok {
			depth++
		}
		return true
	})
	if depth != 11 {
		t.Errorf("%d lists inside one another", depth)
	}
	if got := doc.PlainText(d.Blocks); got != strings.Repeat("- ", 39)+"end" {
		t.Errorf("text %q", got)
	}
	if problemCodes(d)["nesting-too-deep"] != 1 {
		t.Errorf("problems %v", d.Problems)
	}
}

// TestProblemsEnd: a page of nothing but faults has a list that ends.
func TestProblemsEnd(t *testing.T) {
	d := Parse([]byte(strings.Repeat(".. nonsense::\n\n", 3000)), Options{})
	if len(d.Problems) != maxProblems+1 {
		t.Errorf("%d problems", len(d.Problems))
	}
	if last := d.Problems[len(d.Problems)-1]; last.Code != "more-problems" || !strings.HasPrefix(last.Text, "2500 ") {
		t.Errorf("last problem %v", last)
	}
}

// TestRoman: every numeral that is written is read back.
func TestRoman(t *testing.T) {
	for n := 1; n < 5000; n++ {
		if got, ok := romanValue(roman(n)); !ok || got != n {
			t.Fatalf("%d is written %s and read as %d", n, roman(n), got)
		}
	}
	for _, s := range []string{"IIX", "IC", "VX", "", "MMMMM", "IIII", "X I"} {
		if n, ok := romanValue(s); ok {
			t.Errorf("%q is read as %d", s, n)
		}
	}
}

// TestRoleName: a role directive without a usable name is reported and defines nothing.
func TestRoleName(t *testing.T) {
	for _, name := range []string{"", "two words", "(emphasis)", "$"} {
		d := Parse([]byte(".. role:: "+name+"\n\nText.\n"), Options{})
		want := doc.Problem{Line: 1, Severity: doc.Warning, Code: "role", Text: fmt.Sprintf("%q is no name of a role", name)}
		if len(d.Problems) != 1 || d.Problems[0] != want {
			t.Errorf("%q: problems %v, want %v", name, d.Problems, want)
		}
	}
}
