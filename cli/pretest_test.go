//go:build unix

package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// An answer before the text that the screen confirmed survives kill -9, and what is left is asked when the student comes again.
func TestKilledInAPretest(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"course.toml": "id = \"tides\"\ntitle = \"Tides\"\n[[parts]]\ntitle = \"Water that moves\"\npretest = true\npages = [\"ebb.md\", \"flood.md\"]\n",
		"ebb.md":      "# Ebb\n\nAt ebb the water goes out.\n",
		"flood.md":    "# Flood\n\nAt flood the water comes in.\n",
		"ebb.gift":    "// [id:e1]\nWhere does it go at ebb? {=Out. ~In.}\n",
		"flood.gift":  "// [id:f1]\nWhere does it go at flood? {=In. ~Out.}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	term := start(t, data, dir)
	term.press("", "2 questions on what you are about to read")
	term.press("\r", "Where does it go at ebb?")
	term.press("b\r", "Where does it go at flood?")
	term.cmd.Process.Signal(syscall.SIGKILL)
	term.end()
	if n := answers(t, data, dir); n != 1 {
		t.Errorf("%d answers after kill -9, want 1", n)
	}
	again := start(t, data, dir)
	again.press("", "2 questions on what you are about to read")
	again.press("\r", "Where does it go at flood?")
	again.press("a\r", "Your 2 answers are kept.")
	fmt.Fprint(again.tty, "q")
	if err := again.end(); err != nil {
		t.Error(err)
	}
	last := start(t, data, dir)
	last.press("j", "At ebb the water goes out.")
	last.press("n", "Where does it go at ebb?") // those of the lesson: the pre-test is over
}
