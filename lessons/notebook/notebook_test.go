package notebook

import (
	"encoding/json"
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
	"lectern/lessons/doc/doctest"
	"lectern/lessons/text/texttest"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// Each file of testdata holds notebooks as NAME.ipynb, and as NAME.want what comes out.
func TestGolden(t *testing.T) {
	doctest.Golden(t, *update, func(_ string, _ *txtar.Archive, f txtar.File) (string, bool) {
		return doctest.Report(Parse(f.Data, Options{Path: f.Name})), true
	})
}

func TestPeekTitle(t *testing.T) {
	for start, want := range map[string]string{
		`{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Tides \"and\" time\n", "more"]}]}`:                                           `Tides "and" time`,
		"{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n   \"id\": \"a\",\n   \"metadata\": {\"tags\": []},\n   \"source\": [\n    \"# Tides\"": "Tides",
		`{"cells": [{"cell_type": "code", "metadata": {}, "source": ["# a comment\n"]}]}`:                                                                "",
		`{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["words\n", "# Later\n"]}]}`:                                                     "",
		`{"nbformat": 4}`: "",
	} {
		if got := PeekTitle([]byte(start)); got != want {
			t.Errorf("%q: %q, want %q", start, got, want)
		}
	}
}

// A notebook that is cut anywhere shows the cells before that, and says on which line it ends.
func TestCutNotebook(t *testing.T) {
	whole := notebook(t, map[string]any{"cell_type": "markdown", "source": []string{"# A\n", "\n", "words"}}, map[string]any{"cell_type": "code", "source": "x = 1"})
	for n := range whole {
		d := Parse(whole[:n], Options{})
		if len(d.Problems) == 0 && !json.Valid(whole[:n]) {
			t.Fatalf("cut at %d: nothing is told", n)
		}
	}
	d := Parse(whole[:strings.LastIndex(string(whole), "x = 1")], Options{})
	if got := doc.PlainText(d.Blocks); !strings.Contains(got, "words") || !strings.Contains(got, "ends in the middle") {
		t.Errorf("shown is %q", got)
	}
}

func notebook(t testing.TB, cells ...map[string]any) []byte {
	src, err := json.MarshalIndent(map[string]any{"cells": cells, "nbformat": 4}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// Memory follows the file, however many cells and outputs it has.
func TestCosts(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector, for which -short is, takes memory of its own")
	}
	for name, cell := range map[string]string{
		"code":     `{"cell_type":"code","source":"a"},`,
		"empty":    `{},`,
		"markdown": `{"cell_type":"markdown","source":"# a"},`,
		"lines":    `{"cell_type":"markdown","source":["# a\n","*b* c\n","\n"]},`,
		"outputs":  `{"cell_type":"code","outputs":[{"output_type":"stream","text":"a"},{"output_type":"stream","text":"b"}]},`,
		"html":     `{"cell_type":"code","outputs":[{"output_type":"display_data","data":{"text/html":"<table><tr><td>a<td>b</table>"}}]},`,
	} {
		page := func(n int) []byte {
			return []byte(`{"nbformat":4,"cells":[` + strings.TrimSuffix(strings.Repeat(cell, n/len(cell)), ",") + `]}`)
		}
		parse := func(src []byte) { Parse(src, Options{}) }
		parse(page(1000))
		small, large := texttest.Allocated(parse, page(10_000)), texttest.Allocated(parse, page(40_000))
		if large > 6*small+100_000 || large > 400*40_000 {
			t.Errorf("%s: 10 KB take %d KB, 40 KB %d KB", name, small>>10, large>>10)
		}
	}
}

// What others wrote into a notebook ends neither the program nor its line.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, a := range ar.Files {
			if strings.HasSuffix(a.Name, ".ipynb") {
				f.Add(a.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d := Parse(src, Options{Path: "a.ipynb", Read: func(string) ([]byte, error) { return []byte("# A\n"), nil }})
		doc.PlainText(d.Blocks)
		PeekTitle(src)
		last := 0
		for _, p := range d.Problems {
			if p.Line < last {
				t.Fatalf("problems are not in order: %v", d.Problems)
			}
			last = p.Line
		}
	})
}
