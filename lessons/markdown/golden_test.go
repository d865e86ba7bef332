package markdown

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// Each file of testdata is one construct family: pairs of NAME.md and NAME.want
// (title and metadata, the blocks as doc.Dump writes them, the problems). Any
// other file can be included by the pages. The pages stand in the folder "src".
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
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
	files := map[string][]byte{}
	for _, f := range ar.Files {
		files[f.Name] = f.Data
	}
	read := func(name string) ([]byte, error) {
		if b, ok := files[name]; ok {
			return b, nil
		}
		return nil, fs.ErrNotExist
	}
	find := func(name string) string { // as in a vault: by the end of its path
		for _, f := range ar.Files {
			if strings.HasSuffix("/"+f.Name, "/"+name) || strings.HasSuffix("/"+f.Name, "/"+name+".md") {
				return f.Name
			}
		}
		return ""
	}
	var dialects []string // dialect-NAME.txtar holds pages of a folder that names the dialect
	if name, ok := strings.CutPrefix(strings.TrimSuffix(filepath.Base(file), ".txtar"), "dialect-"); ok {
		dialects = []string{name}
	}
	var out []txtar.File
	for _, f := range ar.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		out = append(out, f)
		name, isCase := strings.CutSuffix(f.Name, ".md")
		if !isCase || strings.Contains(name, "/") {
			continue
		}
		got := report(Parse(f.Data, Options{Path: "src/" + f.Name, Read: read, Find: find, Dialects: dialects}))
		out = append(out, txtar.File{Name: name + ".want", Data: []byte(got)})
		if diff := cmp.Diff(string(files[name+".want"]), got); diff != "" && !*update {
			t.Errorf("%s: %s (-want +got; to accept: go test ./lessons/markdown -run Golden -update)\n%s", file, f.Name, diff)
		}
	}
	if *update {
		ar.Files = out
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func report(d *doc.Document) string {
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
