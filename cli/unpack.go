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

	"lectern/embed"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) unpackCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "unpack FILE DIR",
		Short: "Give the folder of a course back from the program that carries it",
		Long: `Unpack writes the files of the course in FILE, a program for any system, into
the folder DIR, which must be new or empty. The folder is there whole or not at all.`,
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
	// The files gather in a folder beside it, which takes the name at the end.
	dir = filepath.Clean(dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return plainError(err)
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".*")
	if err != nil {
		return notWritten(dir, err)
	}
	n, total, err := a.unpackInto(temp, p)
	if err == nil {
		err = notWritten(dir, takeName(temp, dir))
	}
	if err != nil {
		os.RemoveAll(temp) // as far as it goes; what is left begins with a dot
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

// takeName renames a folder, and replaces an empty one of that name.
func takeName(temp, dir string) error {
	if err := os.Chmod(temp, 0o755); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(temp, dir)
}

// unpackInto writes all files below a folder. Names cannot lead out of it: os.Root refuses them.
func (a *app) unpackInto(dir string, p *embed.Payload) (n int, total int64, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, 0, plainError(err)
	}
	defer root.Close()
	ctx, stop := interruptible()
	defer stop()
	b := a.newBar("unpacking")
	defer b.end()
	err = fs.WalkDir(p.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case ctx.Err() != nil:
			return errStopped
		}
		written, err := unpackFile(root, p.FS(), name)
		n, total = n+1, total+written
		b.step(total, p.Info.Bytes)
		return err
	})
	return n, total, err
}

func unpackFile(root *os.Root, fsys fs.FS, name string) (written int64, err error) {
	in, err := fsys.Open(name)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return 0, plainError(err)
	}
	out, err := root.Create(name)
	if err != nil {
		return 0, plainError(err)
	}
	written, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	return written, plainError(err)
}
