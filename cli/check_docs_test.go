package cli

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons"
	"lectern/lessons/check"
	"lectern/lessons/doc"
)

// checkDocs is the page that explains every code.
const checkDocs = "../docs/check.md"

// TestEveryCodeIsExplained holds the codes that the sources can report against
// those that docs/check.md explains.
func TestEveryCodeIsExplained(t *testing.T) {
	used := codesOfSources(t, "..")
	if len(used) < 50 {
		t.Fatalf("only %d codes found in the sources; has the form of reporting changed?", len(used))
	}
	explained := map[string]bool{}
	for _, e := range explanations(t) {
		if explained[e.code] {
			t.Errorf("%s explains %s twice", checkDocs, e.code)
		}
		explained[e.code] = true
		if used[e.code] == "" {
			t.Errorf("%s explains %s, which nothing reports", checkDocs, e.code)
		}
		if e.text == "" || len(e.wrong) == 0 || len(e.right) == 0 {
			t.Errorf("%s: %s wants a text, a wrong and a right example", checkDocs, e.code)
		}
	}
	var missing []string
	for code, where := range used {
		if !explained[code] {
			missing = append(missing, code+" ("+where+")")
		}
	}
	sort.Strings(missing)
	for _, m := range missing {
		t.Errorf("%s does not explain %s", checkDocs, m)
	}
}

// TestCheckJSONIsAContract: the fields that docs/check.md promises to other programs.
func TestCheckJSONIsAContract(t *testing.T) {
	src, err := os.ReadFile(checkDocs)
	if err != nil {
		t.Fatal(err)
	}
	testCheckJSON(t, checkDocs, src)
}

// TestExamplesOfCodes checks every example of docs/check.md: a wrong one is
// reported under its code, a right one is not.
func TestExamplesOfCodes(t *testing.T) {
	for _, e := range explanations(t) {
		t.Run(e.code, func(t *testing.T) {
			if e.wrong[0].lang == "text" {
				t.Skip("an example in words: a real one would be too large, or no file")
			}
			for _, x := range e.wrong {
				if codes := codesOfExample(t, x); !slices.Contains(codes, e.code) {
					t.Errorf("the wrong example is reported as %v:\n%s", codes, x.text)
				}
			}
			for _, x := range e.right {
				if codes := codesOfExample(t, x); slices.Contains(codes, e.code) {
					t.Errorf("the right example is reported as %v:\n%s", codes, x.text)
				}
			}
		})
	}
}

// explanation is one section of docs/check.md.
type explanation struct {
	code, text   string
	wrong, right []example
}

// example is one fenced block: its language, and its text.
type example struct{ lang, text string }

var (
	codeHeading = regexp.MustCompile("^### `([a-z0-9-]+)`$")
	exampleOpen = regexp.MustCompile("^(`{3,})([a-z]*) (wrong|right)$")
)

// explanations reads docs/check.md.
func explanations(t *testing.T) []explanation {
	t.Helper()
	src, err := os.ReadFile(checkDocs)
	if err != nil {
		t.Fatal(err)
	}
	var out []explanation
	lines := strings.Split(string(src), "\n")
	for i := 0; i < len(lines); i++ {
		if m := codeHeading.FindStringSubmatch(lines[i]); m != nil {
			out = append(out, explanation{code: m[1]})
			continue
		}
		if len(out) == 0 {
			continue
		}
		e := &out[len(out)-1]
		m := exampleOpen.FindStringSubmatch(lines[i])
		if m == nil {
			e.text += strings.TrimSpace(lines[i])
			continue
		}
		var text []string
		for i++; i < len(lines) && lines[i] != m[1]; i++ {
			text = append(text, lines[i])
		}
		x := example{m[2], strings.Join(text, "\n") + "\n"}
		if m[3] == "wrong" {
			e.wrong = append(e.wrong, x)
		} else {
			e.right = append(e.right, x)
		}
	}
	return out
}

// codesOfExample checks an example as a course and returns the codes that are
// reported. A text that begins with "-- name --" is several files; else the
// language says which one it is, of a course with one page.
func codesOfExample(t *testing.T, x example) []string {
	t.Helper()
	fsys := fstest.MapFS{}
	if strings.HasPrefix(x.text, "-- ") {
		for _, f := range txtar.Parse([]byte(x.text)).Files {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	} else {
		name := map[string]string{"rst": "page.rst", "markdown": "page.md", "html": "page.html", "gift": "page.gift", "aiken": "page.aiken", "toml": "page.quiz.toml", "xml": "page.xml"}[x.lang]
		if name == "" {
			t.Fatalf("no file for an example in %q", x.lang)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(x.text, "\\xff", "\xff"))}
		if name != "page.rst" && name != "page.md" && name != "page.html" {
			fsys["page.rst"] = &fstest.MapFile{Data: []byte("Page\n====\n\nText.\n")}
		}
	}
	if fsys["course.toml"] == nil {
		fsys["course.toml"] = &fstest.MapFile{Data: []byte("id = \"example\"\n")}
	}
	c, err := lessons.Open(fsys, lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := check.Course(context.Background(), c, check.Options{Page: new(screenCheck).page, Recipients: recipientFault})
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return codes
}

// codesOfSources finds the codes in the sources below dir, with a place of
// each: what is written for a field or variable called Code or code, for a
// parameter called code, or as a result called code.
func codesOfSources(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	rooms := []string{"cli"}
	err := fs.WalkDir(os.DirFS(dir), "lessons", func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			rooms = append(rooms, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range rooms {
		fset := token.NewFileSet()
		names, err := filepath.Glob(filepath.Join(dir, room, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		var files []*ast.File
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(fset, name, nil, 0)
			if errIsGone(err) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		c := &codeFinder{fset: fset, found: found, params: map[string]int{}, methods: map[string]int{}}
		for _, f := range files {
			c.declare(f)
		}
		for _, f := range files {
			c.collect(f)
		}
	}
	return found
}

func errIsGone(err error) bool {
	_, ok := err.(*fs.PathError)
	return ok
}

// codeFinder looks through the files of one package.
type codeFinder struct {
	fset  *token.FileSet
	found map[string]string
	// By the name of a function or method, which argument is the code.
	params  map[string]int
	methods map[string]int
}

// declare notes the functions and methods that take a code.
func (c *codeFinder) declare(f *ast.File) {
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			if i := codeParam(fn.Type); i >= 0 && fn.Recv != nil {
				c.methods[fn.Name.Name] = i
			} else if i >= 0 {
				c.params[fn.Name.Name] = i
			}
		}
	}
}

// codeParam returns the place of the parameter called code, -1 if there is none.
func codeParam(t *ast.FuncType) int { return placeOfCode(t.Params) }

// placeOfCode returns the place of code in a list of parameters or results, -1 if there is none.
func placeOfCode(list *ast.FieldList) int {
	if list == nil {
		return -1
	}
	i := 0
	for _, field := range list.List {
		for _, p := range field.Names {
			if p.Name == "code" {
				return i
			}
			i++
		}
	}
	return -1
}

// collect notes the codes of a file.
func (c *codeFinder) collect(f *ast.File) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			c.inspect(d, nil, -1)
			continue
		}
		if fn.Body != nil {
			local := closures(fn.Body)
			for _, p := range fn.Type.Params.List {
				if f, isFunc := p.Type.(*ast.FuncType); isFunc {
					for _, name := range p.Names {
						local[name.Name] = codeParam(f)
					}
				}
			}
			c.inspect(fn.Body, local, placeOfCode(fn.Type.Results))
		}
	}
}

// closures lists the functions that a function keeps in variables: by their names,
// which argument is the code, -1 if none is. A name here hides a function of the package.
func closures(body *ast.BlockStmt) map[string]int {
	out := map[string]int{}
	ast.Inspect(body, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok {
			for i, r := range a.Rhs {
				lit, isFunc := r.(*ast.FuncLit)
				name, isName := a.Lhs[min(i, len(a.Lhs)-1)].(*ast.Ident)
				if isFunc && isName {
					out[name.Name] = codeParam(lit.Type)
				}
			}
		}
		return true
	})
	return out
}

// inspect notes the codes below a node of a function with these closures and
// the place of code among its results.
func (c *codeFinder) inspect(n ast.Node, local map[string]int, result int) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			c.inspect(n.Body, local, placeOfCode(n.Type.Results))
			return false
		case *ast.ReturnStmt:
			if result >= 0 && result < len(n.Results) {
				c.note(n.Results[result])
			}
		case *ast.KeyValueExpr:
			if k, ok := n.Key.(*ast.Ident); ok && (k.Name == "Code" || k.Name == "code") {
				c.note(n.Value)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if i < len(n.Rhs) && isCodeName(l) {
					c.note(n.Rhs[i])
				}
			}
		case *ast.CallExpr:
			i, takes := -1, false
			switch fun := n.Fun.(type) {
			case *ast.Ident:
				if i, takes = local[fun.Name]; !takes {
					i, takes = c.params[fun.Name]
				}
			case *ast.SelectorExpr:
				i, takes = c.methods[fun.Sel.Name]
			}
			if takes && i >= 0 && i < len(n.Args) {
				c.note(n.Args[i])
			}
		}
		return true
	})
}

func isCodeName(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "code"
	case *ast.SelectorExpr:
		return e.Sel.Name == "Code"
	}
	return false
}

var isCode = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (c *codeFinder) note(e ast.Expr) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	if s, err := strconv.Unquote(lit.Value); err == nil && isCode.MatchString(s) {
		c.found[s] = c.fset.Position(lit.Pos()).String()
	}
}

// TestSeverities: a problem of every severity says so in its line.
func TestSeverities(t *testing.T) {
	var b strings.Builder
	err := writeCheckText(&b, "dir", []doc.Problem{
		{File: "a.rst", Line: 3, Column: 4, Severity: doc.Error, Code: "x", Text: "bad\x1b[31m"},
		{File: "b.gift", Severity: doc.Info, Code: "y", Text: "two\nlines"},
	}, nil)
	want := filepath.Join("dir", "a.rst") + ":3:4: error: bad[31m (x)\n" + filepath.Join("dir", "b.gift") + ":1:1: info: two lines (y)\n"
	if err != nil || b.String() != want {
		t.Errorf("got %q, %v; want %q", b.String(), err, want)
	}
}
