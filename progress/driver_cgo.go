//go:build cgo

package progress

import (
	"errors"

	"github.com/mattn/go-sqlite3" // registers "sqlite3"
)

// driverName is the driver of SQLite in C, for builds with a C compiler.
const driverName = "sqlite3"

// parameters are this driver's settings in the DSN. They hold for each
// connection that it opens; the statement cache saves a prepare per statement.
const parameters = "_busy_timeout=10000&_foreign_keys=1&_synchronous=FULL&_stmt_cache_size=32"

// code returns SQLite's primary result code for err, 0 if it is no error of
// SQLite's (https://www.sqlite.org/rescode.html).
func code(err error) int {
	var e sqlite3.Error
	if errors.As(err, &e) {
		return int(e.Code)
	}
	return 0
}
