package typeset

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"lectern/lessons/doc"
)

// TestEveryKind shows every kind of block that package doc has, by itself, in a
// list, and in a table, at every width. A kind that no sample has fails here.
func TestEveryKind(t *testing.T) {
	const maxEach = 4
	blocks := map[string][]doc.Block{}
	all := samples()
	all["pictures"] = pictureSample()
	for _, sample := range all {
		doc.Walk(sample, func(b doc.Block) bool {
			name := strings.TrimPrefix(fmt.Sprintf("%T", b), "*doc.")
			if len(blocks[name]) < maxEach {
				blocks[name] = append(blocks[name], b)
			}
			return true
		})
	}
	for _, name := range kindsOfDoc(t) {
		if len(blocks[name]) == 0 {
			t.Errorf("no sample (sample_test.go) has a %s", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			for _, b := range blocks[name] {
				checkAll(t, []doc.Block{b})
				checkAll(t, []doc.Block{bullets(b, say("below"))})
				checkAll(t, []doc.Block{&doc.Table{Body: []doc.Row{{Cells: []doc.Cell{{Blocks: []doc.Block{b}}, cell(tx("beside"))}}}}})
				if t.Failed() {
					t.Fatalf("of\n%s", doc.Dump([]doc.Block{b}))
				}
			}
		})
	}
}

// kindsOfDoc reads the names of the types that are blocks, those with a method
// block, in the source of package doc.
func kindsOfDoc(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("../../lessons/doc/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source of package doc: ", err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "block" && f.Recv != nil && f.Type.Params.NumFields() == 0 {
				if p, ok := f.Recv.List[0].Type.(*ast.StarExpr); ok {
					names = append(names, p.X.(*ast.Ident).Name)
				}
			}
		}
	}
	if len(names) < 10 {
		t.Fatalf("package doc has only the blocks %v", names)
	}
	return names
}
