package lessons

import (
	"archive/zip"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons/doc"
)

// write makes a file below dir.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	full := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return full
}

func TestLinksOutOfTheCourseAreRefused(t *testing.T) {
	outside := write(t, t.TempDir(), "secret.txt", "the secret")
	dir := t.TempDir()
	write(t, dir, "a.rst", "A\n=\n\nText.\n\n.. include:: stolen.rst\n")
	for name, target := range map[string]string{"stolen.rst": outside, "b.md": outside, "up.md": "../secret.txt"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, l := range c.Lessons() {
		if strings.Contains(l.Text(), "the secret") {
			t.Errorf("%s shows a file outside the course:\n%s", l.ID, l.Text())
		}
	}
}

func TestOpenPathErrors(t *testing.T) {
	dir := t.TempDir()
	notZip := write(t, dir, "broken.zip", "not a zip")
	picture := write(t, dir, "picture.png", "")
	for name, want := range map[string]string{
		filepath.Join(dir, "missing"): "no such folder, page or .zip archive",
		notZip:                        "not a readable .zip archive",
		picture:                       "not a page",
		t.TempDir():                   "no page found",
	} {
		_, err := OpenPath(name)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("OpenPath(%q) = %v, want %q", name, err, want)
		}
	}
}

func TestZipInOneFolder(t *testing.T) {
	name := filepath.Join(t.TempDir(), "course.zip")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for path, text := range map[string]string{
		"pumps/course.toml": `id = "pumps"`,
		"pumps/a.md":        "# A\n\nText.\n",
		"../climbs.md":      "# Climbs\n",
		"/absolute.md":      "# Absolute\n",
	} {
		w, err := z.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	c, err := OpenPath(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, p := range c.Pages() {
		if strings.Contains(p.Path, "..") || strings.HasPrefix(p.Path, "/") {
			t.Errorf("page %q lies outside the course", p.Path)
		}
	}
	if c.Lesson("a/a") == nil && c.Lesson("pumps/a/a") == nil {
		t.Errorf("the page of the archive is missing; pages: %v", c.Pages()[0].Path)
	}
}

// A folder, an archive and a program have the same files: names that no file of a course can have
// are left out, and check counts them. The one file that somebody names opens under any name.
func TestUnfitNames(t *testing.T) {
	deepest := strings.Repeat("d/", 63) + "deepest.md"
	page := &fstest.MapFile{Data: []byte("# A\n\nText.\n")}
	files := fstest.MapFS{"a.md": page, deepest: page, "Icon\r": page, ".hidden.md": page, "\u200c.git/x.md": page}
	for name, why := range map[string]string{
		"e\x1b[31337m\n.md": `"e\x1b[31337m .md" has control characters`,
		`b\c.md`:            "has a backslash",
		"d/" + deepest:      "lies too deep",
		strings.Repeat(strings.Repeat("n", 200)+"/", 30) + "x": "is too long",
	} {
		course := maps.Clone(files)
		course[name] = page
		c, err := Open(course, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if pages := c.Pages(); len(pages) != 2 || c.Has(name) {
			t.Errorf("%.40q: %d pages, Has says %t", name, len(pages), c.Has(name))
		}
		if p := c.Problems(); !slices.ContainsFunc(p, func(p doc.Problem) bool {
			return p.Code == "left-out" && strings.HasPrefix(p.Text, "1 file or folder is left out") && strings.Contains(p.Text, why)
		}) {
			t.Errorf("%.40q: %v", name, p)
		}
		if !fs.ValidPath(name) {
			continue
		}
		if c, err = Open(course, Options{Only: name}); err != nil || c.First().Page.Path != name {
			t.Errorf("%.40q does not open alone: %v", name, err)
		}
	}
}
