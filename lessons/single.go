package lessons

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

// A page that lies in no folder: it came through a pipe.

// ReadSource reads a page from a stream to its end, of a bounded size.
// name says in errors where it comes from.
func ReadSource(r io.Reader, name string) ([]byte, error) {
	src, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	switch {
	case err != nil:
		return nil, plainError(name, err)
	case len(src) > maxFile:
		return nil, fault(nil, "%s: more than the %d MB that a page may have", name, maxFile>>20)
	}
	return src, nil
}

// OpenSource opens a page that came through a pipe. as is one of FormatWords, "" to
// go by its content. The ID of the course is made of the content, so that the place in
// the same text is found again. name says in errors where it comes from.
func OpenSource(src []byte, name, as string) (*Course, error) {
	if len(bytes.TrimSpace(src)) == 0 {
		return nil, fault(ErrNoPages, "%s: it is empty, there is no page to read", name)
	}
	start := src[:min(maxSniff, len(src))]
	if err := refuse(name, start); err != nil {
		return nil, err
	}
	f := formatWord(as)
	if f == nil {
		f = sniff(start)
	}
	file := "stdin"
	for _, s := range f.suffixes {
		if strings.Count(s, ".") == 1 {
			file += s
			break
		}
	}
	h := fnv.New64a()
	h.Write(src)
	return Open(single{file, src}, Options{ID: fmt.Sprintf("stdin-%016x", h.Sum64()), Only: file, As: f.word})
}

// openPipe opens the page that comes out of a named pipe, such as a shell makes for
// <(command).
func openPipe(name, as string) (*Course, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fault(err, "%s: cannot be opened: %v", name, err)
	}
	defer f.Close()
	src, err := ReadSource(f, name)
	if err != nil {
		return nil, err
	}
	return OpenSource(src, name, as)
}

// single is the file system of one page in memory.
type single struct {
	name string
	src  []byte
}

// Open opens the page, or the folder that it is alone in.
func (s single) Open(name string) (fs.File, error) {
	switch name {
	case s.name:
		return &singleFile{s, bytes.NewReader(s.src)}, nil
	case ".":
		return &singleFolder{s, false}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (s single) Name() string               { return s.name }
func (s single) Size() int64                { return int64(len(s.src)) }
func (s single) Mode() fs.FileMode          { return 0o444 }
func (s single) Type() fs.FileMode          { return 0 }
func (s single) ModTime() time.Time         { return time.Time{} }
func (s single) IsDir() bool                { return false }
func (s single) Sys() any                   { return nil }
func (s single) Info() (fs.FileInfo, error) { return s, nil }

// singleFile is the open page.
type singleFile struct {
	page single
	*bytes.Reader
}

func (f *singleFile) Stat() (fs.FileInfo, error) { return f.page, nil }
func (f *singleFile) Close() error               { return nil }

// singleFolder is the open folder of the page.
type singleFolder struct {
	page single
	over bool // the page was listed
}

func (f *singleFolder) Stat() (fs.FileInfo, error) { return folderOf{f.page}, nil }
func (f *singleFolder) Close() error               { return nil }

func (f *singleFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: ".", Err: fs.ErrInvalid}
}

func (f *singleFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if f.over {
		if n > 0 {
			return nil, io.EOF
		}
		return nil, nil
	}
	f.over = true
	return []fs.DirEntry{f.page}, nil
}

// folderOf tells of the folder of a single page.
type folderOf struct{ single }

func (folderOf) Name() string      { return "." }
func (folderOf) Mode() fs.FileMode { return fs.ModeDir | 0o555 }
func (folderOf) IsDir() bool       { return true }
