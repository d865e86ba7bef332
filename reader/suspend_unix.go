//go:build unix

package reader

import "syscall"

// stopSelf stops the process group, as Ctrl-Z does in a program that leaves it to
// the terminal; the shell lets it go on.
func stopSelf() { _ = syscall.Kill(0, syscall.SIGTSTP) }
