// Package exported makes a course of what a school's system exports: a file of questions, or a package with questions and
// perhaps pages. The questions get a page of their own, with a section for each of their categories, beside which the file stands as its bank.
package exported

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/lessons/quiz"
)

// Page writes the page of a bank: its title, and a heading for each category in the order in which they come.
func Page(title string, questions []*quiz.Question) []byte {
	var sections []string
	seen, asking := map[string]bool{}, map[string]int{}
	for _, q := range questions {
		if !seen[q.Section] {
			seen[q.Section] = true
			sections = append(sections, q.Section)
		}
		if q.Kind.Asks() {
			asking[q.Section]++
		}
	}
	var b strings.Builder
	b.WriteString("<h1>" + html.EscapeString(title) + "</h1>\n")
	for _, s := range sections {
		if parts := quiz.SectionParts(s); len(parts) > 0 {
			b.WriteString("<h2>" + html.EscapeString(parts[len(parts)-1]) + "</h2>\n")
			if len(parts) > 1 {
				b.WriteString("<p>" + html.EscapeString(strings.Join(parts, " / ")) + "</p>\n")
			}
		}
		switch n := asking[s]; n {
		case 0:
		case 1:
			b.WriteString("<p>1 question</p>\n")
		default:
			b.WriteString("<p>" + strconv.Itoa(n) + " questions</p>\n")
		}
	}
	return []byte(b.String())
}

// File is a file that a course has beside those of a folder.
type File struct {
	Name string
	Size int64
	Open func() (io.ReadCloser, error)
	For  string // the file of the folder that it stands for, which is not listed; "" for none
}

// Bytes returns a file of that content.
func Bytes(name string, data []byte) File {
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(data))), nil }
	return File{Name: name, Size: int64(len(data)), Open: open}
}

// maxPacked bounds what Pack packs.
const maxPacked = 48 << 20

// Pack makes a package again of one that was unpacked into a folder: its files with questions and its pictures. It is nil where they are too much.
func Pack(folder fs.FS) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	total := int64(0)
	err := fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !e.Type().IsRegular() || !slices.Contains(packed, strings.ToLower(path.Ext(name))) {
			return nil // what cannot be read is not in it
		}
		info, err := e.Info()
		if err != nil {
			return nil
		}
		if total += info.Size(); total > maxPacked {
			return fs.ErrInvalid
		}
		src, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(src)
		}
		return err
	})
	if err != nil || z.Close() != nil {
		return nil
	}
	return out.Bytes()
}

// packed are the suffixes of files that Pack packs.
var packed = []string{".xml", ".qti", ".dat", ".png", ".jpg", ".jpeg", ".gif", ".svg"}

// Later returns a file whose content is made when it is first read.
func Later(name string, data func() []byte) File {
	return File{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data())), nil }}
}

// With returns the files of a folder, nil for none, with others in it or in folders that it has, which go before those
// of the same name.
func With(folder fs.FS, files ...File) fs.FS { return with{folder, files} }

type with struct {
	folder fs.FS
	files  []File
}

// Open implements fs.FS.
func (w with) Open(name string) (fs.File, error) {
	for _, f := range w.files {
		if f.Name == name {
			r, err := f.Open()
			if err != nil {
				return nil, &fs.PathError{Op: "open", Path: name, Err: err}
			}
			return &opened{r, info{f}}, nil
		}
	}
	if name == "." || w.adds(name) {
		return &top{w: w, name: name}, nil
	}
	if w.folder == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.folder.Open(name)
}

// adds reports whether one of the files stands in that folder.
func (w with) adds(dir string) bool {
	return slices.ContainsFunc(w.files, func(f File) bool { return path.Dir(f.Name) == dir })
}

// Stat implements fs.StatFS, so that to look at a file does not open it.
func (w with) Stat(name string) (fs.FileInfo, error) {
	for _, f := range w.files {
		if f.Name == name {
			return info{f}, nil
		}
	}
	if name == "." || w.folder == nil {
		if name != "." {
			return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
		}
		return folderInfo{"."}, nil
	}
	return fs.Stat(w.folder, name)
}

// ReadDir implements fs.ReadDirFS.
func (w with) ReadDir(name string) ([]fs.DirEntry, error) {
	var out []fs.DirEntry
	if w.folder != nil {
		var err error
		if out, err = fs.ReadDir(w.folder, name); err != nil {
			return out, err
		}
	} else if name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if !w.adds(name) {
		return out, nil
	}
	out = slices.DeleteFunc(slices.Clone(out), func(e fs.DirEntry) bool {
		at := path.Join(name, e.Name())
		return slices.ContainsFunc(w.files, func(f File) bool { return f.Name == at || f.For == at })
	})
	for _, f := range w.files {
		if path.Dir(f.Name) == name {
			out = append(out, fs.FileInfoToDirEntry(info{f}))
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out, nil
}

// opened is a file that was opened.
type opened struct {
	io.ReadCloser
	info info
}

// Stat implements fs.File.
func (o *opened) Stat() (fs.FileInfo, error) { return o.info, nil }

// top is the folder itself or one in it, opened.
type top struct {
	w    with
	name string
	list []fs.DirEntry
	read bool
}

// Stat, Read, Close and ReadDir implement fs.ReadDirFile.
func (t *top) Stat() (fs.FileInfo, error) { return folderInfo{path.Base(t.name)}, nil }

// Read fails: a folder has no text.
func (t *top) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: t.name, Err: fmt.Errorf("is a folder")}
}

// Close does nothing.
func (t *top) Close() error { return nil }

// ReadDir returns the next n entries, or all.
func (t *top) ReadDir(n int) ([]fs.DirEntry, error) {
	if !t.read {
		var err error
		if t.list, err = t.w.ReadDir(t.name); err != nil {
			return nil, err
		}
		t.read = true
	}
	if n <= 0 {
		out := t.list
		t.list = nil
		return out, nil
	}
	if len(t.list) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(t.list))
	out := t.list[:n]
	t.list = t.list[n:]
	return out, nil
}

// info is what is known of a file.
type info struct{ f File }

func (i info) Name() string       { return path.Base(i.f.Name) }
func (i info) Size() int64        { return i.f.Size }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }

type folderInfo struct{ name string }

func (i folderInfo) Name() string     { return i.name }
func (folderInfo) Size() int64        { return 0 }
func (folderInfo) Mode() fs.FileMode  { return fs.ModeDir | 0o555 }
func (folderInfo) ModTime() time.Time { return time.Time{} }
func (folderInfo) IsDir() bool        { return true }
func (folderInfo) Sys() any           { return nil }
