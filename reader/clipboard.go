package reader

import (
	"os"
	"runtime"

	"github.com/atotto/clipboard"
)

// toClipboard puts a text on the terminal's clipboard (OSC 52), which works over
// SSH too, and on the system's, where there is one: not every terminal takes OSC 52.
func (a *app) toClipboard(text string) {
	a.screen.SetClipboard([]byte(text))
	if !hasClipboard(os.Getenv) || clipboard.Unsupported {
		return
	}
	a.background(func() {
		// It runs a program, which may be slow to answer; where it fails the
		// terminal's clipboard is what the student has.
		_ = clipboard.WriteAll(text)
	})
}

// hasClipboard reports whether there is a desktop whose clipboard a program could write.
func hasClipboard(getenv func(string) string) bool {
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	}
	return getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
}
