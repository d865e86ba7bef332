package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"lectern/cli/job"
	"lectern/embed"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) unpackCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "unpack FILE DIR",
		Short: words.T("Give the folder of a course back from the program that carries it"),
		Long: `Unpack writes the files of the course in FILE, a program for any system, into
the folder DIR, which must be new or empty. The folder is there whole or not at all.
Nothing of the program is run, and no file is written that build would not have put
in: none whose name begins with a dot, none outside DIR, no more than a course may have.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{fmt.Errorf("%s takes FILE and DIR, not %d arguments", cmd.CommandPath(), len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.unpack(args[0], args[1]) },
	}
}

func (a *app) unpack(file, dir string) error {
	p, name, err := findPayload([]string{file})
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.Verify(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := isFree(dir); err != nil {
		return err
	}
	dir = filepath.Clean(dir)
	place, err := gatherFor(dir)
	if err != nil {
		return err
	}
	defer a.stop.HalfWritten(place.temp)()
	n, total, err := a.unpackInto(place.temp, p)
	if err == nil {
		err = notWritten(dir, place.finish())
	}
	if err != nil {
		os.RemoveAll(place.temp) // as far as it goes; what is left begins with a dot
		if unsound(err) {
			err = fmt.Errorf("%s: %w", name, err)
		}
		return err
	}
	_, err = fmt.Fprintf(a.Stdout, "%s: %s, %s\n", typeset.Clean(dir), words.N("%d file", "%d files", n, n), size(total))
	return err
}

// isFree returns an error unless a folder does not exist or is empty.
func isFree(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return plainError(err)
	case len(entries) > 0:
		return fmt.Errorf("%s exists and is not empty", dir)
	}
	return nil
}

// gathering is a folder in which files gather until all are there.
type gathering struct {
	temp   string
	finish func() error // gives them the place that they were meant for
}

// gatherFor makes the folder in which files gather that are to be in dir, which is new or empty.
// A new one takes the name at the end. One that exists stays the same folder, whoever works in it
// and whatever rights it has: the files gather in it, and are moved up.
func gatherFor(dir string) (*gathering, error) {
	if _, err := os.Stat(dir); err == nil {
		temp, err := gatherIn(dir, "unpack")
		if err != nil {
			return nil, notWritten(dir, err)
		}
		return &gathering{temp, func() error { return moveUp(temp, dir) }}, nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return nil, plainError(err)
	}
	temp, err := gatherIn(filepath.Dir(dir), filepath.Base(dir))
	if err != nil {
		return nil, notWritten(dir, err)
	}
	return &gathering{temp, func() error {
		if err := os.Chmod(temp, 0o755); err != nil {
			return err
		}
		return os.Rename(temp, dir)
	}}, nil
}

// gatherIn makes a folder in another one, where files gather that are to be in one of a name.
func gatherIn(parent, name string) (temp string, err error) {
	root, err := os.OpenRoot(parent)
	if err != nil {
		return "", err
	}
	defer root.Close()
	sweep(root)
	temp = gatheringName(name)
	return filepath.Join(parent, temp), root.Mkdir(temp, 0o700)
}

// moveUp moves what is in a folder to the one above it, and removes the empty one. Where that
// fails, all is as it was.
func moveUp(temp, dir string) error {
	entries, err := os.ReadDir(temp)
	for i, e := range entries {
		if err = os.Rename(filepath.Join(temp, e.Name()), filepath.Join(dir, e.Name())); err != nil {
			for _, done := range entries[:i] {
				os.Rename(filepath.Join(dir, done.Name()), filepath.Join(temp, done.Name()))
			}
			break
		}
	}
	if err != nil {
		return err
	}
	return os.Remove(temp)
}

// unpackInto writes all files below a folder. No name of a course leads out of it, and os.Root
// would refuse it.
func (a *app) unpackInto(dir string, p *embed.Payload) (n int, total int64, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, 0, plainError(err)
	}
	defer root.Close()
	ctx, stop := a.stop.Begin()
	defer stop()
	b := a.newBar("unpacking")
	defer b.End()
	err = p.Unpack(func(name string, in io.Reader) error {
		if ctx.Err() != nil {
			return job.ErrStopped
		}
		written, err := unpackFile(root, name, in)
		n, total = n+1, total+written
		b.Step(total, p.Info.Bytes)
		return err
	})
	return n, total, err
}

// unpackFile writes a file that is not there yet: names that are two in one system and one in
// another must not hide each other.
func unpackFile(root *os.Root, name string, in io.Reader) (written int64, err error) {
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return 0, plainError(err)
	}
	out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return 0, plainError(err)
	}
	written, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	return written, plainError(err)
}
