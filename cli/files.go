package cli

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
)

// writeNew writes a file whole or not at all: into a temporary file beside it,
// which takes its name when everything is on the disk.
func writeNew(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return plainError(err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriter(f)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return plainError(err)
	}
	if err := f.Sync(); err != nil {
		return plainError(err)
	}
	if err := f.Chmod(0o644); err != nil {
		return plainError(err)
	}
	if err := f.Close(); err != nil {
		return plainError(err)
	}
	return plainError(os.Rename(f.Name(), name))
}
