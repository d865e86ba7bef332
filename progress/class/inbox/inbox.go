// Package inbox finds what was handed in: in files, folders, zip archives that learning platforms
// make, archives in those, and files of records. It says of each file what it is and reads none
// before it is asked; whatever lies there, it stays within bounds.
package inbox

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lectern/lessons/archive"
	"lectern/progress/results"
)

// The bounds of archives.
const (
	maxDepth   = 3         // archives in archives
	maxEntries = 10_000    // of one archive
	maxNested  = 256 << 20 // bytes of all archives that lie in others
	maxPieces  = 200_000   // files in all
)

// Piece is a file that may be results.
type Piece struct {
	Name   string // its path; of one in an archive, that of the archive before it
	Path   string // on the disk, of the file of a record; "" of others
	Reason string // why it cannot be read; "" if it can

	load func() ([]byte, error)
}

// Load reads the file.
func (p *Piece) Load() ([]byte, error) { return p.load() }

// Inbox is what was found.
type Inbox struct {
	Pieces []Piece // sorted by name

	skip   func(path string) bool
	nested int64
	temp   string // a folder of records that lay in archives
	open   []io.Closer
}

// Open looks through files and folders. Of a folder, hidden files and those of the system are
// passed over, as is what skip says. The error is that a path is not there or cannot be read.
func Open(paths []string, skip func(path string) bool) (*Inbox, error) {
	in := &Inbox{skip: skip}
	for _, p := range paths {
		if err := in.path(p); err != nil {
			in.Close()
			return nil, err
		}
	}
	slices.SortStableFunc(in.Pieces, func(a, b Piece) int { return strings.Compare(a.Name, b.Name) })
	return in, nil
}

// Close lets go of archives and of what was unpacked.
func (in *Inbox) Close() {
	for _, c := range in.open {
		_ = c.Close()
	}
	if in.temp != "" {
		_ = os.RemoveAll(in.temp)
	}
}

// path adds what a path leads to.
func (in *Inbox) path(root string) error {
	info, err := os.Stat(root)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		in.file(root, info)
		return nil
	}
	// With the separator behind it a link to a folder is that folder.
	walked := root + string(filepath.Separator)
	return filepath.WalkDir(walked, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == walked:
			return err
		case err != nil:
			in.bad(path, "it cannot be read")
			return nil
		case path != walked && (passedOver(d.Name()) || in.skip(path)):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			in.bad(path, "it is a link or no file: name what it leads to")
			return nil
		case len(in.Pieces) >= maxPieces:
			in.bad(root, fmt.Sprintf("there are more than %d files; the rest is passed over", maxPieces))
			return fs.SkipAll
		}
		if info, err := d.Info(); err == nil {
			in.file(path, info)
		}
		return nil
	})
}

// passedOver reports whether a name is that of a file that the system or a program keeps for itself.
func passedOver(name string) bool {
	switch strings.ToLower(name) {
	case "__macosx", "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".db-wal") || strings.HasSuffix(name, ".db-shm")
}

func (in *Inbox) bad(name, reason string) {
	in.Pieces = append(in.Pieces, Piece{Name: name, Reason: reason})
}

const (
	recordMark = "SQLite format 3\x00"
	zipMark    = "PK\x03\x04"
)

// file adds one file by what it begins with.
func (in *Inbox) file(path string, info fs.FileInfo) {
	if !info.Mode().IsRegular() {
		in.bad(path, "it is no regular file")
		return
	}
	switch head := headOf(path); {
	case strings.HasPrefix(head, recordMark):
		in.Pieces = append(in.Pieces, Piece{Name: path, Path: path})
	case strings.HasPrefix(head, zipMark):
		in.zipFile(path, info.Size())
	case info.Size() > results.MaxText:
		in.bad(path, fmt.Sprintf("it is larger than %d MB", results.MaxText>>20))
	default:
		in.Pieces = append(in.Pieces, Piece{Name: path, load: func() ([]byte, error) { return readFile(path) }})
	}
}

func headOf(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	var head [len(recordMark)]byte
	n, _ := io.ReadFull(f, head[:])
	return string(head[:n])
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f, results.MaxText)
}

var errTooLarge = errors.New("too large")

func readAll(r io.Reader, most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(b)) > most {
		err = errTooLarge
	}
	return b, err
}

func (in *Inbox) zipFile(path string, size int64) {
	f, err := os.Open(path)
	if err != nil {
		in.bad(path, "it cannot be read")
		return
	}
	in.open = append(in.open, f)
	in.archive(path, f, size, 1)
}

// archive adds the files of a zip archive.
func (in *Inbox) archive(name string, r io.ReaderAt, size int64, depth int) {
	if archive.Crowded(r, size, maxEntries) {
		in.bad(name, fmt.Sprintf("the archive has more than %d files", maxEntries))
		return
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		in.bad(name, "the archive is damaged or cut")
		return
	}
	if document(z) {
		in.Pieces = append(in.Pieces, Piece{Name: name, load: func() ([]byte, error) { return nil, nil }})
		return
	}
	if _, tooMany := archive.Unpacked(z.File, size); tooMany {
		in.bad(name, "the archive would unpack to far more than it is")
		return
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() || slices.ContainsFunc(strings.FieldsFunc(f.Name, slash), passedOver) {
			continue
		}
		in.entry(name+"/"+f.Name, f, depth)
	}
}

func slash(r rune) bool { return r == '/' || r == '\\' }

// document reports whether an archive is a text, a book or a program of others.
func document(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool {
		return f.Name == "[Content_Types].xml" || f.Name == "mimetype" || strings.HasPrefix(f.Name, "META-INF/")
	})
}

// entry adds a file of an archive.
func (in *Inbox) entry(name string, f *zip.File, depth int) {
	if len(in.Pieces) >= maxPieces {
		return
	}
	load := func(most int64) ([]byte, error) {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return readAll(r, most)
	}
	head, err := headIn(f)
	switch {
	case err != nil:
		in.bad(name, "it cannot be unpacked")
	case strings.HasPrefix(head, zipMark) && depth >= maxDepth:
		in.bad(name, fmt.Sprintf("archives lie in each other more than %d deep", maxDepth))
	case strings.HasPrefix(head, zipMark):
		whole, err := load(min(results.MaxText, maxNested-in.nested))
		if err != nil {
			in.bad(name, "the archive in it is too large or damaged")
			return
		}
		in.nested += int64(len(whole))
		in.archive(name, bytes.NewReader(whole), int64(len(whole)), depth+1)
	case strings.HasPrefix(head, recordMark):
		in.record(name, load)
	case f.UncompressedSize64 > results.MaxFile:
		in.bad(name, fmt.Sprintf("it is larger than %d MB", results.MaxFile>>20))
	default:
		in.Pieces = append(in.Pieces, Piece{Name: name, load: func() ([]byte, error) { return load(results.MaxFile) }})
	}
}

func headIn(f *zip.File) (string, error) {
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	var head [len(recordMark)]byte
	n, err := io.ReadFull(r, head[:])
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return string(head[:n]), err
}

// record unpacks the file of a record, because only a file can be read as one.
func (in *Inbox) record(name string, load func(int64) ([]byte, error)) {
	whole, err := load(min(results.MaxText, maxNested-in.nested))
	in.nested += int64(len(whole))
	if err == nil && in.temp == "" {
		in.temp, err = os.MkdirTemp("", "lectern-inbox-*")
	}
	path := filepath.Join(in.temp, fmt.Sprintf("%d.db", len(in.Pieces)))
	if err == nil {
		err = os.WriteFile(path, whole, 0o600)
	}
	if err != nil {
		in.bad(name, "the record in it cannot be unpacked")
		return
	}
	in.Pieces = append(in.Pieces, Piece{Name: name, Path: path})
}
