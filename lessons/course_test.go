package lessons

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata")

// TestCourses opens each archive in testdata as a course and compares its
// contents with the file "want" of the archive.
func TestCourses(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := fstest.MapFS{}, ""
			at := -1
			for i, f := range ar.Files {
				if f.Name == "want" {
					want, at = string(f.Data), i
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := contents(t, fsys)
			if *update {
				if at < 0 {
					ar.Files = append(ar.Files, txtar.File{Name: "want"})
					at = len(ar.Files) - 1
				}
				ar.Files[at].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s\nif this is meant: go test ./lessons -run TestCourses -update", diff)
			}
		})
	}
}

// contents describes a course: its table of contents with the lessons of each
// page, the questions behind each, and the problems.
func contents(t *testing.T, fsys fs.FS) string {
	t.Helper()
	c, err := Open(fsys, Options{ID: "test", Title: "Test"})
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "course %q, %s, begins with %s\n", c.Manifest.Title, c.Manifest.ID, c.start.Path)
	c.Pages()
	for _, e := range c.Outline() {
		pad := strings.Repeat("  ", e.Depth)
		switch {
		case e.Draft:
			fmt.Fprintf(&b, "%s(draft) %s\n", pad, e.Title)
		case e.Page == nil:
			fmt.Fprintf(&b, "%s[%s]\n", pad, e.Title)
		default:
			fmt.Fprintf(&b, "%s%s: %s\n", pad, e.Page.Path, e.Page.Title())
			for _, l := range e.Page.Lessons() {
				part := ""
				if l.Parts > 1 {
					part = fmt.Sprintf(", part %d of %d", l.Part, l.Parts)
				}
				fmt.Fprintf(&b, "%s    %s: %s%s, %d words\n", pad, l.ID, l.Title, part, l.Words)
				for _, q := range l.Questions {
					fmt.Fprintf(&b, "%s      ? %s %s\n", pad, q.Kind, q.ID)
				}
			}
		}
	}
	for _, p := range c.Problems() {
		fmt.Fprintf(&b, "%s:%d: %s: %s (%s)\n", p.File, p.Line, p.Severity, p.Text, p.Code)
	}
	return b.String()
}

// The bank beside a page is asked once, where the page asks for it.
func TestBankBesideThatThePageAsksFor(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"a.md":   {Data: []byte("# A\n\n## One\n\nText.\n\n{{#quiz a.gift}}\n\n## Two\n\nMore.\n")},
		"a.gift": {Data: []byte("// [id:x]\nIs it?{T}\n")},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if all := c.Questions(); len(all) != 1 {
		t.Errorf("%d questions are asked", len(all))
	}
	if p := c.Pages()[0].Problems(); len(p) > 0 {
		t.Errorf("problems: %v", p)
	}
}
