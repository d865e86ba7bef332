//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Signals returns a channel of the signals that end a program, all of them: they leave it time to
// give the terminal back. A fault of the program itself that comes as one of them stays a crash.
func Signals() chan os.Signal {
	ch := make(chan os.Signal, 4)
	signal.Notify(ch, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGILL, syscall.SIGTRAP,
		syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV, syscall.SIGSYS)
	if !signal.Ignored(syscall.SIGHUP) { // by nohup(1)
		signal.Notify(ch, syscall.SIGHUP)
	}
	return ch
}

// StopSelf stops the process group, as Ctrl-Z does in a program that leaves it to
// the terminal, and returns when the shell lets it go on. The signal may reach
// another thread than this one, so it is not enough to send it: the terminal must
// not be taken back before the shell has had it. Where nobody could let the
// program go on (it has no shell with job control) the system does not stop it.
func StopSelf() {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	defer signal.Stop(resumed)
	if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
		return
	}
	select {
	case <-resumed:
	case <-time.After(time.Second):
	}
}
