//go:build unix

package progress

import (
	"errors"
	"os"
	"syscall"
)

// noLocks returns what the file system says if it has no locks, as some network folders do not, or
// if this program may set none: SQLite takes either for a lock that somebody else has, and would
// wait for it at each answer.
func noLocks(f *os.File) error {
	err := syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &syscall.Flock_t{Type: syscall.F_WRLCK, Len: 1})
	if err == nil {
		// Setting a lock may be forbidden where asking is not. A lock for reading on a byte that nobody
		// locks cannot meet another one, so that EACCES means what it says.
		if err = syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &syscall.Flock_t{Type: syscall.F_RDLCK, Start: unusedByte, Len: 1}); err == nil {
			_ = syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &syscall.Flock_t{Type: syscall.F_UNLCK, Start: unusedByte, Len: 1})
		}
	}
	for _, no := range []error{syscall.ENOLCK, syscall.ENOSYS, syscall.ENOTSUP, syscall.EOPNOTSUPP, syscall.EACCES, syscall.EPERM} {
		if errors.Is(err, no) {
			return err
		}
	}
	return nil
}

// unusedByte is where SQLite sets no lock: its own lie in the 512 bytes from 1 GB on (SQLite,
// "Database File Format", 1.4).
const unusedByte = 1<<30 + 4096
