package markdown

import (
	"flag"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc/doctest"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// Each file of testdata is one construct family: pairs of NAME.md and NAME.want
// (title and metadata, the blocks as doc.Dump writes them, the problems). Any
// other file can be included by the pages. The pages stand in the folder "src".
func TestGolden(t *testing.T) {
	doctest.Golden(t, *update, func(name string, ar *txtar.Archive, f txtar.File) (string, bool) {
		if path.Ext(f.Name) != ".md" || strings.Contains(f.Name, "/") {
			return "", false
		}
		opt := Options{Path: "src/" + f.Name}
		opt.Read = func(name string) ([]byte, error) {
			for _, f := range ar.Files {
				if f.Name == name {
					return f.Data, nil
				}
			}
			return nil, fs.ErrNotExist
		}
		opt.Find = func(name string) string { // as in a vault: by the end of its path
			for _, f := range ar.Files {
				if strings.HasSuffix("/"+f.Name, "/"+name) || strings.HasSuffix("/"+f.Name, "/"+name+".md") {
					return f.Name
				}
			}
			return ""
		}
		if dialect, ok := strings.CutPrefix(name, "dialect-"); ok { // pages of a folder that names the dialect
			opt.Dialects = []string{dialect}
		}
		return doctest.Report(Parse(f.Data, opt)), true
	})
}
