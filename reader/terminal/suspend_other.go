//go:build !unix

package terminal

import (
	"os"
	"os/signal"
	"syscall"
)

// Signals returns a channel of the signals that end a program: they leave it time to give the terminal back.
func Signals() chan os.Signal {
	ch := make(chan os.Signal, 4)
	signal.Notify(ch, os.Interrupt, syscall.SIGTERM)
	return ch
}

// StopSelf does nothing: this system has no job control.
func StopSelf() {}
