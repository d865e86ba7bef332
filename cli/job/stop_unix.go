//go:build !windows

package job

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Die ends the process by a signal, with nil without one, as if it had never been caught: a shell shows the exit
// code 128 and the signal's number, and knows that a loop of commands ends at Ctrl-C. Of
// other signals than these Go would show where each goroutine is; they leave the code alone.
func Die(sig os.Signal) {
	if n, ok := sig.(syscall.Signal); ok && (n == syscall.SIGINT || n == syscall.SIGTERM || n == syscall.SIGHUP) {
		signal.Reset(sig)
		if syscall.Kill(os.Getpid(), n) == nil {
			time.Sleep(100 * time.Millisecond) // another thread may have to deliver it; one that the parent ignores does not come
		}
	}
	os.Exit(Code(sig))
}
