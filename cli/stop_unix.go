//go:build !windows

package cli

import (
	"os"
	"syscall"
)

// stopSignals are the signals that end a long job in order.
func stopSignals() []os.Signal {
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
}
