//go:build unix

package progress

import (
	"errors"
	"os"
	"syscall"
)

// noLocks returns what the file system says if it has no locks, as some network folders do not:
// SQLite takes that for a lock that somebody else has, and would wait for it at each answer.
func noLocks(f *os.File) error {
	err := syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &syscall.Flock_t{Type: syscall.F_WRLCK, Len: 1})
	for _, no := range []error{syscall.ENOLCK, syscall.ENOSYS, syscall.ENOTSUP, syscall.EOPNOTSUPP} {
		if errors.Is(err, no) {
			return err
		}
	}
	return nil
}
