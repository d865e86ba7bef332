package main

import (
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// room is a package that speaks to students, parsed and with its types.
type room struct {
	path  string
	files []*ast.File
	pkg   *types.Package
	info  *types.Info
}

// house is all rooms that speak, with what their tests ask of them.
type house struct {
	set   *token.FileSet
	rooms []*room
	decls map[types.Object]*ast.FuncDecl // functions by their object
}

// at is a position as file:line from the top of the repository.
func (h *house) at(pos token.Pos) string {
	p := h.set.Position(pos)
	if top, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(top, p.Filename); err == nil {
			p.Filename = rel
		}
	}
	p.Column = 0
	return p.String()
}

// constant returns the text of an expression that is a constant string.
func (r *room) constant(e ast.Expr) (string, bool) {
	v := r.info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// source is a package of ours that was not checked yet.
type source struct{ names, imports []string }

// loadHouse parses and type-checks packages from their source, in the order in
// which they import one another; what else they import is read as it was compiled.
func loadHouse(t *testing.T, patterns ...string) *house {
	t.Helper()
	compiled, waiting := map[string]string{}, map[string]source{}
	format := "{{.ImportPath}} {{.Dir}}\t{{.Export}}\t{{range .GoFiles}}{{.}} {{end}}{{range .CgoFiles}}{{.}} {{end}}\t{{range .Imports}}{{.}} {{end}}"
	out, err := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", format}, patterns...)...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		pkg, rest, _ := strings.Cut(line, " ")
		parts := strings.Split(strings.TrimSpace(rest), "\t")
		if !strings.HasPrefix(pkg, "lectern/") {
			if len(parts) > 1 { // else it is built in, as unsafe is
				compiled[pkg] = parts[1]
			}
			continue
		}
		src := source{imports: strings.Fields(strings.Join(parts[3:], ""))}
		for _, name := range strings.Fields(parts[2]) {
			src.names = append(src.names, filepath.Join(parts[0], name))
		}
		waiting[pkg] = src
	}
	h := &house{set: token.NewFileSet(), decls: map[types.Object]*ast.FuncDecl{}}
	own := checked{map[string]*types.Package{}, importer.ForCompiler(h.set, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(compiled[path])
	})}
	for len(waiting) > 0 {
		before := len(waiting)
		for pkg, src := range waiting {
			if slices.ContainsFunc(src.imports, func(i string) bool { _, wait := waiting[i]; return wait }) {
				continue
			}
			delete(waiting, pkg)
			r := &room{path: pkg, info: &types.Info{
				Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
				Selections: map[*ast.SelectorExpr]*types.Selection{},
			}}
			for _, name := range src.names {
				f, err := parser.ParseFile(h.set, name, nil, parser.SkipObjectResolution)
				if err != nil {
					t.Fatal(err)
				}
				r.files = append(r.files, f)
			}
			conf := types.Config{Importer: own}
			p, err := conf.Check(pkg, h.set, r.files, r.info)
			if err != nil {
				t.Fatal(err)
			}
			r.pkg, own.ours[pkg] = p, p
			h.rooms = append(h.rooms, r)
		}
		if len(waiting) == before {
			t.Fatal("packages that import one another in a circle")
		}
	}
	for _, r := range h.rooms {
		for _, f := range r.files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok {
					h.decls[r.info.Defs[fn.Name]] = fn
				}
			}
		}
	}
	return h
}

// checked imports packages: ours as they were checked, others as they were compiled.
type checked struct {
	ours   map[string]*types.Package
	others types.Importer
}

func (c checked) Import(path string) (*types.Package, error) {
	if p := c.ours[path]; p != nil {
		return p, nil
	}
	return c.others.Import(path)
}
