//go:build unix

package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// told types a line and waits for what is said to it.
func (term *terminal) told(line, want string) {
	term.t.Helper()
	term.mu.Lock()
	from := len(term.out)
	term.mu.Unlock()
	fmt.Fprintln(term.tty, line)
	term.await(from, want)
}

// Line mode in a terminal: a prompt tells when it is the student's turn, an edit
// of the course shows at the next command, the end of input ends it, and nothing
// but text was ever written.
func TestLineModeInATerminal(t *testing.T) {
	course, data := smallCourse(t), t.TempDir()
	term := start(t, data, "--line", course)
	term.await(0, "The first page.")
	term.told("n", "The second page.")
	term.told("", "Which page is this?")
	term.told("b", "So it is.")
	if n := answers(t, data, course); n != 1 {
		t.Errorf("the verdict was told, and the record holds %d answers", n)
	}

	if err := os.WriteFile(filepath.Join(course, "b.md"), []byte("# Beta\n\nA foreword.\n\nThe second page, edited.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	edited := false
	for range 10_000 { // the edit is noticed within a second, which is some commands
		term.told("where", "Lesson 2 of 3, Beta.")
		term.mu.Lock()
		edited = strings.Contains(string(term.out), "The course was edited.")
		term.mu.Unlock()
		if edited {
			break
		}
	}
	if !edited {
		t.Fatal("the edit was not noticed")
	}
	term.told("repeat", "The second page, edited.")

	fmt.Fprint(term.tty, "\x04") // end of input
	if err := term.end(); err != nil {
		t.Fatalf("the end of input: %v", err)
	}
	out := string(term.out)
	if !strings.Contains(out, "> ") || !strings.Contains(out, "Your place is kept: lesson 2 of 3, Beta.") {
		t.Errorf("got %q", out)
	}
	if i := strings.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' }); i >= 0 {
		t.Errorf("line mode wrote %q", out[i:])
	}
	again := start(t, data, "--line", course)
	again.await(0, "The second page, edited.")
}

// A person sits at a terminal only where both input and output are one: else no prompt is written.
func TestNoPromptWithoutAPerson(t *testing.T) {
	for _, typed := range []bool{false, true} {
		ptmx, tty, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		defer ptmx.Close()
		cmd := program(t.TempDir(), "--line", smallCourse(t))
		var out []byte
		if typed {
			fmt.Fprint(ptmx, "n\n\x04")
			cmd.Stdin = tty
			out, err = cmd.Output()
			tty.Close()
		} else {
			cmd.Stdin, cmd.Stdout = strings.NewReader("n\n"), tty
			err = cmd.Start()
			tty.Close()
			if err == nil {
				out, _ = io.ReadAll(ptmx) // as above
				err = cmd.Wait()
			}
		}
		if err != nil || !strings.Contains(string(out), "The second page.") || strings.Contains(string(out), "> ") {
			t.Errorf("input from a terminal: %v: %v: %q", typed, err, out)
		}
	}
}
