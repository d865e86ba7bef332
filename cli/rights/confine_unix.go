//go:build unix

package rights

import (
	"os/signal"
	"syscall"
)

// confine takes from the process what it does not need: others may not read what it writes, what it knows does not
// lie in a core file, and a key cannot stop it.
func confine() error {
	syscall.Umask(0o077)
	signal.Ignore(syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU)
	return syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
}
