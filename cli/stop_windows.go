package cli

import (
	"os"
	"syscall"
)

// stopSignals are the signals that end every command: Ctrl-C and Ctrl-Break; a window that is closed.
func stopSignals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// die ends the process with the exit code that shells elsewhere show for the signal.
func die(sig os.Signal) { os.Exit(signalCode(sig)) }
