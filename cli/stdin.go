package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"lectern/lessons"
	"lectern/reader/words"
)

// A page may come through standard input, as to less. What is typed then comes from
// the terminal itself.

// namesStdin reports whether a COURSE means standard input.
func namesStdin(course string) bool {
	return slices.Contains([]string{"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"}, course)
}

// onDisk returns the arguments that name a course on the disk, which may be edited
// while it is read.
func onDisk(args []string) []string {
	if len(args) == 1 && namesStdin(args[0]) {
		return nil
	}
	return args
}

// openStdin opens the page on standard input.
func (a *app) openStdin() (*lessons.Course, error) {
	if isTerminal(a.Stdin) {
		told := words.T("type or paste the page; Enter and Ctrl-D end it")
		if runtime.GOOS == "windows" {
			told = words.T("type or paste the page; Enter, Ctrl-Z and Enter end it")
		}
		a.tell(told)
	}
	src, err := a.readStdin()
	if err != nil {
		return nil, err
	}
	return lessons.OpenSource(src, words.T("standard input"), a.as)
}

// openPiped opens the page on standard input where nothing is named, but something
// comes through a pipe or out of a file to someone who looks at a terminal. It is nil
// where nothing comes. A program with a course of its own opens that.
func (a *app) openPiped() (*lessons.Course, error) {
	f, ok := a.Stdin.(*os.File)
	if !ok || !isTerminal(a.Stdout) {
		return nil, nil
	}
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() && st.Mode().Type() != fs.ModeNamedPipe {
		return nil, nil
	}
	if p, err := ownPayload(); err != nil || p != nil {
		if p != nil {
			p.Close()
		}
		return nil, err
	}
	if err := a.checkAs([]string{"-"}); err != nil {
		return nil, err
	}
	src, err := a.readStdin()
	if err != nil || len(bytes.TrimSpace(src)) == 0 {
		return nil, err
	}
	return lessons.OpenSource(src, words.T("standard input"), a.as)
}

// readStdin reads standard input to its end. From then on it is the keyboard of the
// terminal, for what this program reads and for an editor or browser that it starts.
func (a *app) readStdin() ([]byte, error) {
	told := a.tellOfWaiting()
	src, err := lessons.ReadSource(a.Stdin, words.T("standard input"))
	told()
	name := "/dev/tty"
	if runtime.GOOS == "windows" {
		name = "CONIN$"
	}
	keyboard, openErr := os.OpenFile(name, os.O_RDWR, 0)
	if openErr != nil {
		a.Stdin = noKeyboard{}
		return src, err
	}
	if a.Stdin == os.Stdin {
		os.Stdin = keyboard
	}
	a.Stdin = keyboard
	return src, err
}

// patience is how long a page may be on its way before it is said that one is waited for.
const patience = 1500 * time.Millisecond

// tellOfWaiting says to someone at a terminal what is waited for, if nobody writes into a pipe for
// long: it may be one that no page was meant to come through. The result is to be called at the
// end of the wait.
func (a *app) tellOfWaiting() (end func()) {
	if isTerminal(a.Stdin) || !isTerminal(a.Stderr) {
		return func() {}
	}
	told := make(chan struct{})
	late := time.AfterFunc(patience, func() {
		defer close(told)
		a.tell(words.T("waiting for a page on standard input; Ctrl-C ends"))
	})
	return func() {
		if !late.Stop() {
			<-told
		}
	}
}

// noKeyboard stands for the keyboard where standard input was the page and there is no terminal.
type noKeyboard struct{}

func (noKeyboard) Read([]byte) (int, error) {
	return 0, errors.New(words.T("standard input was the page, and there is no terminal to type at: name a file, and pipe the answers in"))
}

var _ io.Reader = noKeyboard{}

// asFlag is the help of --as.
func asFlag() string {
	return words.T("read the one page as %s, whatever its name and content say", strings.Join(lessons.FormatWords(), ", "))
}

// checkAs checks the value of --as against what is opened.
func (a *app) checkAs(args []string) error {
	switch {
	case a.as == "":
		return nil
	case len(args) == 0:
		return usage("--as is the format of one page, and none is named")
	}
	return oneOf("as", a.as, lessons.FormatWords()...)
}
