package lessons

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// The bounds on what is read from a course, which may come from a stranger.
const (
	maxFile  = 256 << 20 // bytes of one file
	maxFiles = 200_000   // files of one course
)

// errTooLarge says that a file is over maxFile.
var errTooLarge = errors.New("file is too large")

// tree is the file system of a course with a list of its regular files. Paths
// use slashes and are relative to the course's folder.
type tree struct {
	fsys  fs.FS
	names []string // every regular file that may be content, in lexical order of the walk
	has   map[string]bool
	cut   bool // there were more than maxFiles
}

// passedOver are folders that hold no content of a course.
var passedOver = map[string]bool{"node_modules": true, "__pycache__": true, "_build": true, "venv": true}

// newTree lists the files of fsys. With only, it lists that file's folder and no folders below,
// because a single page that someone opens may lie in a home folder of a million files.
func newTree(fsys fs.FS, only string) *tree {
	t := &tree{fsys: fsys, has: map[string]bool{}}
	fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			// An unreadable folder hides its own files and no others.
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			base := path.Base(name)
			if name != "." && (only != "" || strings.HasPrefix(base, ".") || passedOver[base]) {
				return fs.SkipDir
			}
			return nil
		case strings.HasPrefix(path.Base(name), "."):
			return nil
		case len(t.names) >= maxFiles:
			t.cut = true
			return fs.SkipAll
		}
		// A link is listed: whether it leads to a regular file inside the
		// course is seen when it is read, and os.Root refuses the others.
		if d.Type().IsRegular() || d.Type()&fs.ModeSymlink != 0 {
			t.names = append(t.names, name)
			t.has[name] = true
		}
		return nil
	})
	return t
}

// read returns the content of a regular file of the course.
func (t *tree) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%s: not a path inside the course", name)
	}
	// Stat before opening: to open a pipe would wait for its other end.
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return nil, plainError(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", name)
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("%s: %w (%d MB; the limit is %d MB)", name, errTooLarge, info.Size()>>20, maxFile>>20)
	}
	f, err := t.fsys.Open(name)
	if err != nil {
		return nil, plainError(name, err)
	}
	defer f.Close()
	src := make([]byte, 0, info.Size()+1)
	// A zip archive may state a small size and hold a large file.
	for r := io.LimitReader(f, maxFile); ; {
		n, err := r.Read(src[len(src):cap(src)])
		src = src[:len(src)+n]
		if err == io.EOF {
			return src, nil
		}
		if err != nil {
			return nil, plainError(name, err)
		}
		if len(src) == cap(src) {
			src = append(src, 0)[:len(src)]
		}
	}
}

// plainError takes the system call and the path out of an error of package fs, which repeat what the caller says.
func plainError(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: no such file in the course", name)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// readStart returns the first bytes of a file, for looking at it without reading it all.
func (t *tree) readStart(name string, limit int) ([]byte, error) {
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return nil, plainError(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", name)
	}
	f, err := t.fsys.Open(name)
	if err != nil {
		return nil, plainError(name, err)
	}
	defer f.Close()
	src := make([]byte, limit)
	n, err := io.ReadFull(f, src)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, plainError(name, err)
	}
	return src[:n], nil
}
