package main

import (
	"bytes"
	"os"
	"path"
	"slices"
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
	"lectern/reader": 46, // still too many: the aim is 35
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
