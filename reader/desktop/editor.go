package desktop

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// ErrNoEditor is what Edit returns where the student names no editor.
var ErrNoEditor = errors.New("no editor is named")

// Edit opens a file in $VISUAL, or else $EDITOR, and returns when it is
// closed. Nothing goes through a shell.
func Edit(file string) error {
	args := strings.Fields(cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR")))
	if len(args) == 0 {
		return ErrNoEditor
	}
	cmd := exec.Command(args[0], append(args[1:], file)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	return nil
}
