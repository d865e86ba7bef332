package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"lectern/reader/words"
)

// writeNew writes a file whole or not at all: into a temporary file beside it,
// which takes its name when everything is on the disk.
func writeNew(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return notWritten(name, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriter(f)
	if err := write(w); err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) && pe.Path == f.Name() { // the buffer was full, and the disk too
			return notWritten(name, err)
		}
		return err
	}
	if err := w.Flush(); err != nil {
		return notWritten(name, err)
	}
	if err := f.Sync(); err != nil {
		return notWritten(name, err)
	}
	if err := f.Chmod(0o644); err != nil {
		return notWritten(name, err)
	}
	if err := f.Close(); err != nil {
		return notWritten(name, err)
	}
	return notWritten(name, os.Rename(f.Name(), name))
}

// notWritten words an error of writing a file or folder that gathers under another
// name first: its user knows only the name that it was to have.
func notWritten(name string, err error) error {
	if err == nil {
		return nil
	}
	if dir := filepath.Dir(filepath.Clean(name)); errors.Is(err, fs.ErrNotExist) {
		if _, e := os.Stat(dir); e != nil {
			return worded{words.T("%s cannot be written: there is no folder %s", name, dir), err}
		}
	}
	return worded{words.T("%s cannot be written: %v", name, reason(err)), err}
}

// plainError removes the name of the system call from an error of the file system.
func plainError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Path, pe.Err)
	}
	return err // nil stays nil
}

// reason is what an error of the file system says, without the call and the names.
func reason(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	}
	return err
}
