package typeset

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden compares the files with those of testdata/NAME.txtar.
func golden(t *testing.T, name string, files []txtar.File) {
	t.Helper()
	path := filepath.Join("testdata", name+".txtar")
	got := string(txtar.Format(&txtar.Archive{Files: files}))
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v\nto write it: go test ./reader/typeset -run %s -update", err, t.Name())
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s\nif this is right: go test ./reader/typeset -run '%s' -update", path, diff, t.Name())
	}
}

// drawnPage is a page as text, with a bar at the end of each line where the
// column ends, so that widths and trailing spaces can be seen.
func drawnPage(p *Page) string {
	var b strings.Builder
	for _, l := range p.Lines {
		b.WriteString(l.Text())
		b.WriteString(strings.Repeat(" ", max(p.Width-l.Width(), 0)))
		b.WriteString("|\n")
	}
	return b.String()
}

// TestSamples draws every kind of block at three widths, and in plain print.
func TestSamples(t *testing.T) {
	all := samples()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			var files []txtar.File
			for _, w := range []int{76, 36, 20} {
				p := Set(all[name], Options{Width: w, Numbers: true, Drawing: drawn})
				files = append(files, txtar.File{Name: fmt.Sprint("width ", w), Data: []byte(drawnPage(p))})
			}
			p := Set(all[name], Options{Width: 60, Plain: true, Drawing: drawn})
			files = append(files, txtar.File{Name: "plain 60", Data: []byte(Plain(p))})
			golden(t, name, files)
		})
	}
}

// TestWhole draws tables and code for a view that scrolls in both directions.
func TestWhole(t *testing.T) {
	var files []txtar.File
	for i, b := range tableSample() {
		p := SetWhole(b, Options{Width: 30, Numbers: true})
		files = append(files, txtar.File{Name: fmt.Sprint("table ", i, " of width ", p.Width), Data: []byte(drawnPage(p))})
	}
	p := SetWhole(codeSample()[0], Options{Width: 30})
	files = append(files, txtar.File{Name: fmt.Sprint("code of width ", p.Width), Data: []byte(drawnPage(p))})
	golden(t, "whole", files)
}
