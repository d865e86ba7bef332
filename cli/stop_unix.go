//go:build !windows

package cli

import (
	"os"
	"syscall"
)

// stopSignals are the signals on which a long job cleans up and ends.
func stopSignals() []os.Signal {
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
}
