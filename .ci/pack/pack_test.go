package main

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// folder writes the files of a release, with the rights and times of some machine.
func folder(t *testing.T, perm os.FileMode, day time.Time) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lectern-1.0-linux-amd64")
	for name, text := range map[string]string{"lectern": "program", "README.md": "# Lectern\n", "docs/install.md": "# Install\n", "man/man1/lectern.1": ".TH\n"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), perm); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, day, day); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestSameBytes: rights and times of the files change nothing.
func TestSameBytes(t *testing.T) {
	one, two := folder(t, 0o644, time.Now()), folder(t, 0o700, time.Unix(1e9, 0))
	for _, name := range []string{"a.tar.gz", "a.zip", "SHA256SUMS"} {
		var all [2][]byte
		for i, dir := range []string{one, two} {
			to := filepath.Join(t.TempDir(), name)
			if err := write(dir, to); err != nil {
				t.Fatal(err)
			}
			var err error
			if all[i], err = os.ReadFile(to); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(all[0], all[1]) || len(all[0]) == 0 {
			t.Errorf("%s: %d and %d bytes that differ", name, len(all[0]), len(all[1]))
		}
	}
}

// TestUnpacked: the system's own tar and a reader of zip find the files, and the program may be started.
func TestUnpacked(t *testing.T) {
	dir, to := folder(t, 0o600, time.Now()), filepath.Join(t.TempDir(), "a.tar.gz")
	if err := write(dir, to); err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("tar"); err == nil {
		out, err := exec.Command("tar", "-tvzf", to).CombinedOutput()
		for _, want := range []string{"-rwxr-xr-x", "lectern-1.0-linux-amd64/lectern\n", "lectern-1.0-linux-amd64/docs/install.md\n"} {
			if err != nil || !strings.Contains(string(out), want) {
				t.Errorf("tar: %v; want %q in:\n%s", err, want, out)
			}
		}
	}
	to = filepath.Join(t.TempDir(), "a.zip")
	if err := write(dir, to); err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(to)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var names []string
	for _, f := range z.File {
		names = append(names, f.Mode().String()+" "+f.Name)
	}
	const want = "-rw-r--r-- lectern-1.0-linux-amd64/README.md -rw-r--r-- lectern-1.0-linux-amd64/docs/install.md " +
		"-rwxr-xr-x lectern-1.0-linux-amd64/lectern -rw-r--r-- lectern-1.0-linux-amd64/man/man1/lectern.1"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("the zip holds %s\nwant %s", got, want)
	}
}
