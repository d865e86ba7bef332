// Package embed is what is inside the binary: the course that the plain build
// carries, and the course that an instructor attached to it.
package embed

import (
	"embed"
	"io/fs"
)

// The prefix all: keeps files whose names begin with a dot or an underscore,
// which a course may have.
//
//go:embed all:course
var course embed.FS

// Default returns the files of the course that every plain build carries.
func Default() fs.FS {
	sub, err := fs.Sub(course, "course")
	if err != nil {
		panic(err) // the name is a constant and valid
	}
	return sub
}
