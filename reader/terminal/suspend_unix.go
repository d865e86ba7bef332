//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// stackFault is SIGSTKFLT of Linux, which Go's syscall names on some machines only.
const stackFault = syscall.Signal(16)

// Ending lists the signals that end a program, all that can be caught. A fault of the program
// itself that comes as one of them stays a crash.
func Ending() []os.Signal {
	all := []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGILL, syscall.SIGTRAP,
		syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV, syscall.SIGSYS}
	if runtime.GOOS == "linux" && !strings.HasPrefix(runtime.GOARCH, "mips") { // where the number is another signal's
		all = append(all, stackFault)
	}
	if !signal.Ignored(syscall.SIGHUP) { // nohup(1) has it ignored, and what it starts should go on
		all = append(all, syscall.SIGHUP)
	}
	return all
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
