//go:build unix

package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// lecternCommand runs this test binary as the program, which it is under that name.
func lecternCommand(t *testing.T, dir string, before string, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "lectern")
	if err := os.Symlink(exe, link); err != nil {
		t.Fatal(err)
	}
	line := before + `exec "$0" "$@"`
	cmd := exec.Command("sh", append([]string{"-c", line, link}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LECTERN_DATA="+t.TempDir(), "TERM=xterm")
	return cmd
}

// tides writes a course into a new folder and returns the folder above it.
func tides(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := writeSkeleton(filepath.Join(dir, "tides"), "tides", "Tides"); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestBuildOnFullDisk limits what one file may hold to half a megabyte: the
// program is not written, nothing is left, and what was there before is whole.
func TestBuildOnFullDisk(t *testing.T) {
	dir := tides(t)
	old := filepath.Join(dir, "out")
	if err := os.WriteFile(old, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := lecternCommand(t, dir, "ulimit -f 1000; ", "build", "tides", "-o", "out", "--force").CombinedOutput()
	if err == nil {
		t.Fatalf("a program was written: %s", out)
	}
	if !bytes.HasPrefix(out, []byte("lectern: out cannot be written: ")) || bytes.Count(out, []byte("\n")) != 1 {
		t.Errorf("build said:\n%s", out)
	}
	if got, err := os.ReadFile(old); err != nil || string(got) != "before" {
		t.Errorf("what was there before is %q, %v", got, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// TestBuildAsks: on a terminal an existing file is replaced after a yes only.
func TestBuildAsks(t *testing.T) {
	for answer, replaced := range map[string]bool{"y": true, "n": false, "": false} {
		dir := tides(t)
		if err := os.WriteFile(filepath.Join(dir, "out"), []byte("before"), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := lecternCommand(t, dir, "", "build", "tides", "-o", "out")
		tty, err := pty.Start(cmd)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tty.WriteString(answer + "\n"); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		_, _ = said.ReadFrom(tty) // ends with an error when the program has ended
		err = cmd.Wait()
		tty.Close()
		if !strings.Contains(said.String(), "out exists. Replace it? [y/N] ") {
			t.Errorf("answer %q: the program said %q", answer, said.String())
		}
		got, readErr := os.ReadFile(filepath.Join(dir, "out"))
		if readErr != nil {
			t.Fatal(readErr)
		}
		if (err == nil) != replaced || (string(got) != "before") != replaced {
			t.Errorf("answer %q: exit %v, replaced %v; want replaced %v", answer, err, string(got) != "before", replaced)
		}
	}
}
