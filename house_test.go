package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// The sizes that keep the house livable.
const (
	maxFileLines = 500 // of a file that is no test; most have 100 to 300
	maxRoomFiles = 40  // files of one package, tests left out
	maxMapColumn = 120 // columns of a line of ARCHITECTURE.md
)

// crowded are the rooms with another limit than maxRoomFiles.
var crowded = map[string]int{
	"lectern/reader": 35, // the rooms around it have what needs nothing of the Model
}

// emptyNames are package names that say nothing about what is inside.
var emptyNames = []string{"util", "utils", "common", "types", "helpers", "manager", "base"}

// TestSizes holds every package against the limits of files, lines and names.
func TestSizes(t *testing.T) {
	for pkg, fields := range packages(t, "-f", "{{.ImportPath}} {{.Name}} {{.Dir}}", "./...") {
		name, dir := fields[0], strings.Join(fields[1:], " ")
		if slices.Contains(emptyNames, name) || slices.Contains(emptyNames, path.Base(pkg)) {
			t.Errorf("%s: the name says nothing about what is inside", pkg)
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		files := 0
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			files++
			src, err := os.ReadFile(path.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(src, []byte("\n")); n > maxFileLines {
				t.Errorf("%s/%s has %d lines, more than %d: it holds more than one idea", pkg, e.Name(), n, maxFileLines)
			}
		}
		limit := maxRoomFiles
		if n, ok := crowded[pkg]; ok {
			limit = n
		}
		if files > limit {
			t.Errorf("%s has %d files, more than %d: it is more than one room", pkg, files, limit)
		}
	}
}

// TestMapNamesEveryRoom holds the map of ARCHITECTURE.md against the packages
// there are, and its lines against their width.
func TestMapNamesEveryRoom(t *testing.T) {
	src, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok1 := strings.Cut(string(src), "\n## The map\n")
	table, _, ok2 := strings.Cut(rest, "\n## ")
	if !ok1 || !ok2 {
		t.Fatal("ARCHITECTURE.md has no section called The map, or none after it")
	}
	var named []string
	for line := range strings.Lines(table) {
		if rest, ok := strings.CutPrefix(line, "| `"); ok {
			folder, _, _ := strings.Cut(rest, "`")
			named = append(named, folder)
		}
	}
	for pkg := range packages(t, "./...") {
		folder, ok := strings.CutPrefix(pkg, "lectern/")
		if ok && !slices.Contains(named, folder+"/") {
			t.Errorf("the map of ARCHITECTURE.md has no row for `%s/`", folder)
		}
	}
	for _, folder := range named {
		if _, err := os.Stat(folder); err != nil {
			t.Errorf("the map of ARCHITECTURE.md names `%s`, which is not there", folder)
		}
	}
	no := 0
	for line := range strings.Lines(string(src)) {
		no++
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > maxMapColumn {
			t.Errorf("ARCHITECTURE.md:%d has %d columns, more than %d", no, n, maxMapColumn)
		}
	}
}

// TestImportGroups holds the imports of every file against three groups, in this
// order and with a blank line between them: the standard library, third party,
// our own. goimports in .ci/run sorts within a group, but joins none that were cut.
func TestImportGroups(t *testing.T) {
	for pkg, fields := range packages(t, "-f", "{{.ImportPath}} {{.Dir}}", "./...") {
		dir := strings.Join(fields, " ")
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if fault := importFault(t, file); fault != "" {
				t.Errorf("%s/%s: %s", pkg, filepath.Base(file), fault)
			}
		}
	}
}

// importFault says what is wrong with the groups of a file's imports, "" when nothing is.
func importFault(t *testing.T, file string) string {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	last, end := -1, 0
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		group := 0
		switch {
		case strings.HasPrefix(path, "lectern/"):
			group = 2
		case strings.Contains(path, "."):
			group = 1
		}
		begin := spec.Pos()
		if spec.Doc != nil {
			begin = spec.Doc.Pos()
		}
		line := fset.Position(begin).Line
		switch joined := line == end+1; {
		case last < 0:
		case group < last:
			return path + " stands after a later group"
		case group == last && !joined:
			return "a blank line before " + path + ", inside its group"
		case group > last && joined:
			return "no blank line before " + path + ", where a group begins"
		}
		last, end = group, fset.Position(spec.End()).Line
	}
	return ""
}

var citation = regexp.MustCompile(`((?:[a-z]+/)*[A-Za-z-]+\.md), "([^"]+)"`)

// TestCitationsExist looks for what comments cite as `docs/formats/gift.md, "A file"`:
// the page and the heading are there.
func TestCitationsExist(t *testing.T) {
	found := 0
	for _, fields := range packages(t, "-f", "{{.ImportPath}} {{.Dir}}", "./...") {
		files, err := filepath.Glob(filepath.Join(strings.Join(fields, " "), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range f.Comments {
				for _, m := range citation.FindAllStringSubmatch(strings.Join(strings.Fields(c.Text()), " "), -1) {
					found++
					page, err := os.ReadFile(m[1])
					if err != nil || !strings.Contains(string(page), "# "+m[2]+"\n") {
						t.Errorf("%s cites %s, %q, which is not there", file, m[1], m[2])
					}
				}
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d citations found; has their form changed?", found)
	}
}

// TestPromisesAreTested: every test and script that SECURITY.md names is there.
func TestPromisesAreTested(t *testing.T) {
	page, err := os.ReadFile("SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests, scripts []byte
	err = filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.HasSuffix(name, "_test.go"):
			src, err := os.ReadFile(name)
			tests = append(tests, src...)
			scripts = append(scripts, "/"+d.Name()+"\n"...)
			return err
		case strings.HasSuffix(name, ".txtar"):
			scripts = append(scripts, "/"+d.Name()+"\n"...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w*|\\w+(?:_test\\.go|\\.txtar))`").FindAllSubmatch(page, -1) {
		if !bytes.Contains(tests, []byte("\nfunc "+string(m[1])+"(")) && !bytes.Contains(scripts, []byte("/"+string(m[1])+"\n")) {
			t.Errorf("SECURITY.md names %s, which is not there", m[1])
		}
	}
}
