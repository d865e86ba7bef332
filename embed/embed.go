// Package embed holds what is inside the binary: the course that the plain build
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

//go:embed tour tour-*
var tour embed.FS

// Default returns the files of the course that every plain build carries.
func Default() fs.FS { return folder(course, "course") }

// Tour returns the files of the course on Lectern itself, in the language of a code of ISO 639 if it is
// in tour-CODE, else in English.
func Tour(language string) fs.FS {
	if _, err := fs.Stat(tour, "tour-"+language); err == nil {
		return folder(tour, "tour-"+language)
	}
	return folder(tour, "tour")
}

func folder(files fs.FS, name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the names are constants and valid
	}
	return sub
}
