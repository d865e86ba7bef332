package cli

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/lessons"
)

// What was written for a build or an unpack that was killed is removed by the next one that
// writes into the folder, and nothing else is.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * gatheringAge)
	for name, stale := range map[string]bool{
		gatheringName("p"):            true,
		gatheringName("fresh"):        false,
		"kept" + gatheringMark + "12": true, // not hidden
		".notes" + gatheringMark:      true, // no number
		".notes.12":                   true,
		gatheringName(strings.Repeat("long name ", 30)) + "/in": true,
	} {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		if top := filepath.Join(dir, strings.Split(name, "/")[0]); stale {
			if err := os.Chtimes(top, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := new(app).writeNew(filepath.Join(dir, "p"), func(w io.Writer) error {
		_, err := io.WriteString(w, "new")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if len(left) != 5 || !strings.HasPrefix(left[0], ".fresh.lectern-") || !slices.Equal(left[1:], []string{".notes.12", ".notes.lectern-", "kept.lectern-12", "p"}) {
		t.Errorf("left are %q", left)
	}
}

// A link that takes the place of a bank, or of its folder, after the course was read leads
// check --fix nowhere: what it writes into is the file in the course that it read.
func TestFixThroughLinks(t *testing.T) {
	const gift = "Which? {=a ~b}\n"
	for _, swapped := range []string{"in", "in/q.gift"} {
		outside, dir := t.TempDir(), t.TempDir()
		for _, name := range []string{filepath.Join(outside, "q.gift"), filepath.Join(dir, "in", "q.gift")} {
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(gift), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, "in", "q.md"), []byte("# Q\n\nText.\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		c, err := lessons.OpenPath(dir)
		if err != nil {
			t.Fatal(err)
		}
		banks := banksWithoutIDs(c)
		c.Close()
		if len(banks) != 1 {
			t.Fatalf("%d banks", len(banks))
		}
		target := outside
		if swapped == "in/q.gift" {
			target = filepath.Join(outside, "q.gift")
		}
		full := filepath.Join(dir, filepath.FromSlash(swapped))
		if err := os.RemoveAll(full); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, full); err != nil {
			t.Skip("no links here: ", err)
		}
		n, problems, err := banks[0].fix(new(app), dir)
		if n > 0 || err == nil && len(problems) == 0 {
			t.Errorf("%s: %d ids were written, %v, %v", swapped, n, problems, err)
		}
		if src, err := os.ReadFile(filepath.Join(outside, "q.gift")); err != nil || string(src) != gift {
			t.Errorf("%s: the file outside reads %q, %v", swapped, src, err)
		}
	}
}
