//go:build !cgo

package progress

import (
	"errors"

	"modernc.org/sqlite" // registers "sqlite"
)

// driverName is the driver of SQLite translated to Go, for builds without a C compiler.
const driverName = "sqlite"

// parameters are this driver's settings in the DSN. They hold for each
// connection that it opens; the busy timeout comes first, since the others may
// have to wait.
const parameters = "_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)"

// code returns SQLite's primary result code for err, 0 if it is no error of
// SQLite's (https://www.sqlite.org/rescode.html).
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
