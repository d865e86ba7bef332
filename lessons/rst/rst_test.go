package rst

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata")

// TestGolden reads each file of testdata: "page.rst" is parsed, other .rst, .csv
// and code files can be included by it, and "dump", "meta", "text" and
// "problems" are what must come out.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := parseArchive(t, ar)
	got := map[string]string{
		"dump": doc.Dump(d.Blocks), "text": doc.PlainText(d.Blocks) + "\n",
		"meta": metaText(d), "problems": problemText(d),
	}
	for i, f := range ar.Files {
		text, ok := got[f.Name]
		if !ok {
			continue
		}
		if *update {
			ar.Files[i].Data = []byte(text)
		} else if diff := cmp.Diff(string(f.Data), text); diff != "" {
			t.Errorf("%s: %s differs (-want +got):\n%s\nif it is right: go test ./lessons/rst -run Golden -update", file, f.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// parseArchive parses page.rst of an archive, which lies in the course's folder
// "guide".
func parseArchive(t *testing.T, ar *txtar.Archive) *doc.Document {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range ar.Files {
		files["guide/"+f.Name] = f.Data
	}
	page, ok := files["guide/page.rst"]
	if !ok {
		t.Fatal("no page.rst")
	}
	return Parse(page, Options{
		File: "guide/page.rst",
		Now:  time.Date(2024, 2, 29, 13, 5, 7, 0, time.UTC),
		Read: func(path string) ([]byte, error) {
			if data, ok := files[path]; ok {
				return data, nil
			}
			return nil, errors.New("no such file")
		},
	})
}

func metaText(d *doc.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\n", doc.InlineText(d.Title))
	for _, f := range d.Meta {
		fmt.Fprintf(&b, "%s: %s\n", f.Name, f.Value)
	}
	return b.String()
}

func problemText(d *doc.Document) string {
	var b strings.Builder
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "%s%d: %s: %s: %s\n", p.File, p.Line, p.Severity, p.Code, p.Text)
	}
	return b.String()
}
