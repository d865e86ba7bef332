package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestOwnWindow: a program with a window of its own waits for Enter before it takes
// the window away, but not after a screen that was left.
func TestOwnWindow(t *testing.T) {
	const ask = "\nPress Enter to close this window. "
	for name, test := range map[string]struct {
		args  string
		own   bool
		code  int
		waits bool
	}{
		"an error":             {"no-such-folder", true, exitProblems, true},
		"two files dropped":    {"a.md b.md", true, exitUsage, true},
		"a command's output":   {"version", true, exitOK, true},
		"another's window":     {"no-such-folder", false, exitProblems, false},
		"another's, no error":  {"version", false, exitOK, false},
		"another's, bad usage": {"a.md b.md", false, exitUsage, false},
	} {
		var out, errs bytes.Buffer
		code := Run(strings.Fields(test.args), Env{
			Stdin: strings.NewReader("\n"), Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" }, OwnWindow: test.own,
		})
		if code != test.code || strings.HasSuffix(errs.String(), ask) != test.waits {
			t.Errorf("%s: exit code %d, want %d; waits: %v; standard error:\n%s", name, code, test.code, test.waits, &errs)
		}
	}
	for code, want := range map[int]string{exitOK: "", exitProblems: ask} {
		var errs bytes.Buffer
		(&app{Env: Env{Stdin: strings.NewReader(""), Stderr: &errs, OwnWindow: true}, drawn: true}).holdWindow(code)
		if errs.String() != want {
			t.Errorf("after a screen and exit code %d: %q, want %q", code, &errs, want)
		}
	}
}

// TestDoubleClick: cobra does not refuse what Explorer starts, and the path of a
// folder or file that was dropped on the program is one argument, with whatever is in it.
func TestDoubleClick(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "my course (1) & more")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(folder, "the sea.md")
	if err := os.WriteFile(page, []byte("# Tides\n\nThe sea rises.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, dropped := range []string{folder, page} {
		cobra.MousetrapHelpText = "as cobra sets it"
		var out bytes.Buffer
		code := Run([]string{dropped}, Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: io.Discard, Getenv: func(string) string { return "" }, OwnWindow: true})
		if code != exitOK || !strings.Contains(out.String(), "The sea rises.") {
			t.Errorf("%s dropped: exit code %d, printed %q", dropped, code, &out)
		}
		if cobra.MousetrapHelpText != "" {
			t.Errorf("cobra's text for those who double-click is on: %q", cobra.MousetrapHelpText)
		}
	}
}

// TestCanDraw: a console of Windows draws without a TERM; elsewhere TERM must say how.
func TestCanDraw(t *testing.T) {
	for _, c := range []struct {
		term, goos string
		want       bool
	}{
		{"", "windows", true}, {"xterm", "windows", true}, {"", "linux", false}, {"dumb", "darwin", false}, {"xterm", "linux", true},
	} {
		if got := canDraw(c.term, c.goos); got != c.want {
			t.Errorf("canDraw(%q, %q) = %v", c.term, c.goos, got)
		}
	}
}
