//go:build unix

package lessons

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestPipesAndDevicesAreNotOpened(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.md", "# A\n\nText.\n")
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o666); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	c, err := OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if n := len(c.Pages()); n != 1 {
		t.Errorf("%d pages, want 1: a pipe is no page", n)
	}
	if _, err := c.files.read("pipe.md"); err == nil {
		t.Error("a pipe was read")
	}
}

// A page that the user names may be a link that leads anywhere; a link in a
// course may not lead out of it.
func TestLinkOutOfItsFolder(t *testing.T) {
	out, dir := t.TempDir(), t.TempDir()
	write(t, out, "pump.md", "# Pump\n\nWater.\n")
	write(t, out, "pump.gift", "Does it rise? {T}\n")
	write(t, out, "secret", "Nothing of a course.\n")
	write(t, dir, "a.md", "# A\n\nText.\n")
	link := func(target, name string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.Symlink(target, path); err != nil {
			t.Skipf("no links here: %v", err)
		}
		return path
	}
	for _, c := range []struct{ name, title, bank string }{
		{link(filepath.Join(out, "pump.md"), "far.md"), "Pump", "pump.gift"},
		{link("far.md", "further.md"), "Pump", "pump.gift"},
		{link("a.md", "near.md"), "A", ""},
	} {
		course, err := OpenPath(c.name)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		page := course.Pages()[0]
		if page.Lessons()[0].Title != c.title || strings.Join(page.Banks(), " ") != c.bank || len(page.Problems()) > 0 {
			t.Errorf("%s: %q with %v, %v; want %q with %q", c.name, page.Title(), page.Banks(), page.Problems(), c.title, c.bank)
		}
		course.Close()
	}
	if c, err := OpenPath(link(filepath.Join(out, "secret"), "secret.md")); err == nil {
		c.Close()
		t.Error("a file that is no page is opened under a page's name")
	} else if !strings.Contains(err.Error(), "leads to") {
		t.Errorf("the error does not say where the link leads: %v", err)
	}
	course, err := OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer course.Close()
	for _, p := range course.Pages() {
		refused := len(p.Problems()) > 0
		if want := p.Path != "a.md" && p.Path != "near.md"; refused != want {
			t.Errorf("%s of the course: %v", p.Path, p.Problems())
		}
	}
}
