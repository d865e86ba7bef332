package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lectern/cli/trouble"
	"lectern/reader/words"
)

// writeNew writes a file whole or not at all: into a temporary file beside it,
// which takes its name when everything is on the disk.
func (a *app) writeNew(name string, write func(io.Writer) error) error {
	return a.writeNewAs(name, 0o644, write)
}

// writeNewAs is writeNew for a file with other rights.
func (a *app) writeNewAs(name string, mode fs.FileMode, write func(io.Writer) error) error {
	dir, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return notWritten(name, err)
	}
	defer dir.Close()
	err = a.writeIn(dir, filepath.Base(name), mode, write)
	if errors.As(err, new(unwritten)) {
		return notWritten(name, err)
	}
	return err
}

// unwritten is an error of the file that is written, not of what is written into it.
type unwritten struct{ error }

func (u unwritten) Unwrap() error { return u.error }

// writeIn writes a file whole or not at all in a folder that is open, so that nothing which
// happens to names above it leads elsewhere. What earlier ones left there that were killed is
// removed.
func (a *app) writeIn(dir *os.Root, name string, mode fs.FileMode, write func(io.Writer) error) (err error) {
	sweep(dir)
	temp := gatheringName(name)
	f, err := dir.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return unwritten{err}
	}
	defer a.stop.HalfWritten(filepath.Join(dir.Name(), temp))()
	defer func() {
		if err != nil {
			f.Close()
			dir.Remove(temp)
		}
	}()
	w := bufio.NewWriter(f)
	if err := write(w); err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) && pe.Path == f.Name() { // the buffer was full, and the disk too
			return unwritten{err}
		}
		return err
	}
	for _, step := range []func() error{w.Flush, f.Sync, func() error { return f.Chmod(mode) }, f.Close} {
		if err := step(); err != nil {
			return unwritten{err}
		}
	}
	if err := dir.Rename(temp, name); err != nil {
		return unwritten{err}
	}
	return nil
}

// gatheringName names what gathers in a folder until it takes its name: hidden, as nobody else
// names a file, and no longer than a name may be.
func gatheringName(name string) string {
	const most = 64 // bytes of the name
	return fmt.Sprintf(".%.*s%s%d", most, strings.ToValidUTF8(name, "_"), gatheringMark, rand.Uint64())
}

const (
	gatheringMark = ".lectern-"
	gatheringAge  = 6 * time.Hour // after which nobody gathers any more
)

// sweep removes what gathered in a folder for somebody who was killed: it has such a name, and
// nothing was written into it for hours. What cannot be removed stays.
func sweep(dir *os.Root) {
	entries, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return
	}
	for _, e := range entries {
		at := strings.LastIndex(e.Name(), gatheringMark)
		if at < 1 || e.Name()[0] != '.' || !(e.IsDir() || e.Type().IsRegular()) {
			continue
		}
		if _, err := strconv.ParseUint(e.Name()[at+len(gatheringMark):], 10, 64); err != nil {
			continue
		}
		if st, err := e.Info(); err == nil && time.Since(st.ModTime()) > gatheringAge {
			dir.RemoveAll(e.Name())
		}
	}
}

// notWritten words an error of writing a file or folder that gathers under another
// name first: its user knows only the name that it was to have.
func notWritten(name string, err error) error {
	if err == nil {
		return nil
	}
	if dir := filepath.Dir(filepath.Clean(name)); errors.Is(err, fs.ErrNotExist) {
		if _, e := os.Stat(dir); e != nil {
			return trouble.Worded{Text: words.T("%s cannot be written: there is no folder %s", name, dir), Err: err}
		}
	}
	return trouble.Worded{Text: words.T("%s cannot be written: %v", name, reason(err)), Err: err}
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
