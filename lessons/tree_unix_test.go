//go:build unix

package lessons

import (
	"path/filepath"
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
