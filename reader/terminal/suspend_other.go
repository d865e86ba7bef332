//go:build !unix

package terminal

// StopSelf does nothing: this system has no job control.
func StopSelf() {}
