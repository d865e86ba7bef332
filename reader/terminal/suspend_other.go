//go:build !unix

package terminal

import (
	"os"
	"syscall"
)

// Ending lists the signals that end a program: Ctrl-C and Ctrl-Break; a window that is closed.
func Ending() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// StopSelf does nothing: this system has no job control.
func StopSelf() {}
