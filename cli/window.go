package cli

import (
	"bufio"
	"fmt"
	"runtime"

	"lectern/reader/words"
)

// holdWindow waits for Enter before the program ends where its window ends with it,
// so that what stands there can be read: an error, or the output of a command that
// a shortcut starts. Who read on the screen and left it has seen all.
func (a *app) holdWindow(code int) {
	if !a.OwnWindow || a.drawn && code == exitOK {
		return
	}
	fmt.Fprintf(a.Stderr, "\n%s ", words.T("Press Enter to close this window."))
	// However the wait ends, all that is left to do is to end.
	_, _ = bufio.NewReader(a.Stdin).ReadSlice('\n')
}

// canDraw reports whether a screen can be tried on a terminal of the type TERM. Windows
// knows no types: TERM is empty there, and its console draws all the same.
func canDraw(term, goos string) bool {
	return goos == "windows" || term != "" && term != "dumb"
}

// mayDraw is canDraw for this terminal and this system.
func (a *app) mayDraw() bool { return canDraw(a.Getenv("TERM"), runtime.GOOS) }
