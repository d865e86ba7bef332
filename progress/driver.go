package progress

// Driver is the name of the SQLite driver that this build has: "sqlite3" for the
// one in C, "sqlite" for the one in Go.
const Driver = driverName
