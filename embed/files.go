package embed

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// files is the archive as a file system, without the folder of the metadata.
type files struct{ zip *zip.Reader }

// Open opens a file of the course. A file that turns out damaged while it is
// read fails with an error that wraps ErrDamaged.
func (f files) Open(name string) (fs.File, error) {
	if reserved(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	in, err := f.zip.Open(name)
	if err != nil {
		return nil, err
	}
	if dir, ok := in.(fs.ReadDirFile); ok {
		if name == "." {
			return &root{ReadDirFile: dir}, nil
		}
		return in, nil
	}
	return file{in}, nil
}

// reserved reports whether a path is the folder of the metadata, or lies in it.
func reserved(name string) bool {
	return name == metaFolder || strings.HasPrefix(name, metaFolder+"/")
}

// file is one file of the course; it reports damage as ErrDamaged.
type file struct{ fs.File }

func (f file) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	if err != nil && (errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) || isFlateError(err)) {
		err = damaged(fmt.Sprintf("a file in it has changed (%v)", err))
	}
	return n, err
}

// root is the course's folder itself.
type root struct {
	fs.ReadDirFile
}

// ReadDir lists the folder, without the folder of the metadata.
func (r *root) ReadDir(n int) ([]fs.DirEntry, error) {
	for {
		list, err := r.ReadDirFile.ReadDir(n)
		shown := list[:0]
		for _, e := range list {
			if !reserved(e.Name()) {
				shown = append(shown, e)
			}
		}
		// With n > 0, an empty list would say that the folder is at its end.
		if n <= 0 || err != nil || len(shown) > 0 {
			return shown, err
		}
	}
}
