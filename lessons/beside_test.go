package lessons

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBeside: a link of a page that is opened alone opens a file of its folder as a
// further page, whatever its name, and nothing outside of the folder.
func TestBeside(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "project")
	for name, text := range map[string]string{
		"README.md":       "# Read\n\nWords.\n",
		"docs/guide.md":   "---\nslug: manual\n---\n\n# Guide\n\n" + strings.Repeat("Words.\n\n", 14) + "## Install\n\n" + strings.Repeat("More.\n\n", 14),
		"docs/index.md":   "# Index\n",
		"LICENSE":         "A LICENCE\n",
		"p.png":           "\x89PNG\r\n",
		"../secret.md":    "# Secret\n",
		".github/HOW.rst": "How\n===\n",
		"own/course.toml": "id = \"own\"\n",
		"own/a.md":        "# Own\n",
	} {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	_ = os.Symlink("../secret.md", filepath.Join(dir, "link.md")) // where there are none, it is a file that is not there
	c, err := OpenPath(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	page := c.First()
	for _, test := range []struct{ target, lesson, reason string }{
		{"docs/guide.md#install", "docs/guide.md/install", ""},
		{"docs/guide.md", "docs/guide.md/guide", ""},
		{"docs/guide.html", "docs/guide.md/guide", ""},
		{"docs/guide", "docs/guide.md/guide", ""},
		{"/docs/guide.md", "docs/guide.md/guide", ""},
		{"docs/", "docs/index.md/index", ""},
		{"LICENSE", "LICENSE", ""},
		{".github/HOW.rst", ".github/HOW.rst/how", ""},
		{"README.md", "README/read", ""},
		{"./", "README/read", ""},
		{"docs/guide.md#no", "docs/guide.md/guide", ""},
		{"nope.md", "", "there is no file nope.md beside"},
		{"p.png", "", "./p.png: a picture (PNG)"},
		{"../secret.md", "", "../secret.md lies outside the folder"},
		{"docs/../../secret.md", "", "lies outside the folder"},
		{"..", "", "lies outside the folder"},
		{"link.md", "", "there is no file link.md beside"},
	} {
		before := len(c.Pages())
		d := c.Resolve(page, test.target, "")
		if len(c.Pages()) != before {
			t.Errorf("%s: a file is opened before the link is followed", test.target)
		}
		d = c.Enter(d)
		if d.Place.Lesson != test.lesson || (d.Kind == Inside) != (test.reason == "") || !strings.Contains(d.Reason.String(), test.reason) {
			t.Errorf("%s leads to %+v, want %q %q", test.target, d, test.lesson, test.reason)
		}
		if l := c.Lesson(d.Place.Lesson); test.lesson != "" && (l == nil || l.ID != test.lesson || c.Number(l) == 0) {
			t.Errorf("%s: the lesson %s is %+v", test.target, test.lesson, l)
		}
	}
	if files := c.Files(); len(files) != 1 {
		t.Errorf("the files of the page are %v", files)
	}

	// Its place is that of the course that the file is by itself.
	id, title, there, ok := c.Alone(Place{Lesson: "docs/guide.md/install"})
	alone, err := OpenPath(filepath.Join(dir, "docs", "guide.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer alone.Close()
	if !ok || id != alone.Manifest.ID || title != alone.Manifest.Title || alone.Lesson(there.Lesson) == nil {
		t.Errorf("guide.md by itself is %q %q %v, want %q", id, title, there, alone.Manifest.ID)
	}
	for _, lesson := range []string{"README/read", "docs/other.md/x"} {
		if _, _, _, ok := c.Alone(Place{Lesson: lesson}); ok {
			t.Errorf("%s is in a file beside the page", lesson)
		}
	}
	c.Enter(c.Resolve(page, "own/a.md", ""))
	if _, _, _, ok := c.Alone(Place{Lesson: "own/a.md/own"}); ok {
		t.Error("a file beside a course.toml may have another ID")
	}

	// A place in it is found in a course in which no link was followed yet.
	again, err := OpenPath(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if l := again.Lesson("docs/guide.md/install"); l == nil || l.Page.Path != "docs/guide.md" {
		t.Errorf("the lesson of a file beside the page is %+v", l)
	}

	// What is open is bounded.
	for i := range maxBeside {
		name := fmt.Sprintf("n%d.md", i)
		if err := os.WriteFile(filepath.Join(dir, name), []byte("# N\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		c.Enter(c.Resolve(page, name, ""))
	}
	if n := len(c.Pages()); n != maxBeside+1 {
		t.Errorf("%d pages are open, want %d", n, maxBeside+1)
	}
}
