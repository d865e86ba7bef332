package doctest

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
)

// Golden holds a parser to the files testdata/*.txtar of its package. Each has pages, and
// behind each page NAME.EXT what is read of it, as NAME.want. read returns that for one
// file of an archive; ok is false for a file that is no page by itself, which pages may
// include. update writes the results anew.
func Golden(t *testing.T, update bool, read func(name string, ar *txtar.Archive, page txtar.File) (got string, ok bool)) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			for _, f := range ar.Files {
				want[f.Name] = string(f.Data)
			}
			var out []txtar.File
			for _, f := range ar.Files {
				ext := path.Ext(f.Name)
				if ext == ".want" {
					continue
				}
				out = append(out, f)
				got, ok := read(name, ar, f)
				if !ok {
					continue
				}
				result := strings.TrimSuffix(f.Name, ext) + ".want"
				out = append(out, txtar.File{Name: result, Data: []byte(got)})
				if diff := cmp.Diff(want[result], got); diff != "" && !update {
					t.Errorf("%s: %s (-want +got; to accept: go test -run %s -update)\n%s", file, f.Name, t.Name(), diff)
				}
			}
			if update {
				ar.Files = out
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// Report writes all that a parser made of a page: title, metadata, blocks, problems.
func Report(d *doc.Document) string {
	var b strings.Builder
	if d.Title != nil {
		fmt.Fprintf(&b, "title: %s\n", doc.InlineText(d.Title))
	}
	for _, f := range d.Meta {
		fmt.Fprintf(&b, "meta: %s=%q\n", f.Name, f.Value)
	}
	b.WriteString(doc.Dump(d.Blocks))
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "problem: %d: %s: %s: %s\n", p.Line, p.Severity, p.Code, p.Text)
	}
	return b.String()
}
