package embed

import (
	"archive/zip"
	"bufio"
	"cmp"
	"compress/flate"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"lectern/lessons/archive"
)

// Base is a program that a course is attached to. An *os.File with its size
// makes one (io.NewSectionReader).
type Base interface {
	io.ReaderAt
	Size() int64
}

// BaseSize returns how many bytes of a file are the program itself: all of them,
// or those before a course that is attached already, whole or damaged. The signature of a program
// for Windows is no part of it, nor that of one for macOS that has its course inside.
func BaseSize(base Base) (int64, error) {
	size, err := sizeBefore(base)
	if s, ok := signatureOf(base); ok && err == nil && s.end == size {
		size = s.at
	}
	return size, err
}

// sizeBefore returns how many bytes of a file stand before a course that is attached already: all
// if there is none.
func sizeBefore(base Base) (int64, error) {
	t, err := findTrailer(base, base.Size())
	if t != nil && t.end > 0 {
		return t.end, nil
	}
	if t != nil {
		return t.header, nil
	}
	if err != nil && !errors.Is(err, ErrDamaged) {
		return 0, err
	}
	if end, ok := cutCourse(base, base.Size()); ok {
		return end, nil
	}
	return base.Size(), nil
}

// Step is called with how many bytes of the course's files Attach has written; an
// error ends the work.
type Step func(done int64) error

// Attach writes base to dst with the named files of a course behind it, in
// place of a course that base already carries, and returns info as completed.
// The same input makes the same bytes: files go in by name, without times or
// owners. The metadata, by name, goes in beside the course, for Payload.Meta. meta
// and step may be nil.
func Attach(dst io.Writer, base Base, course fs.FS, names []string, info Info, meta map[string][]byte, step Step) (Info, error) {
	size, err := BaseSize(base)
	if err != nil {
		return Info{}, err
	}
	if step == nil {
		step = func(int64) error { return nil }
	}
	a := &archiver{content: newContentHash(), step: step, info: info, meta: meta}
	out := bufio.NewWriterSize(dst, 1<<18)
	if place, err := placeInside(base, size); err != nil {
		return Info{}, err
	} else if place != nil {
		err = place.attach(out, a, course, names)
		a.info.Inside = true
		return a.info, cmp.Or(err, out.Flush())
	}
	if _, err := io.Copy(out, unsigned(base, size)); err != nil {
		return Info{}, err
	}
	err = a.attach(out, course, names, func(t *trailer) { t.header = size })
	return a.info, cmp.Or(err, out.Flush())
}

// attach writes what stands behind a program: the header, the archive, and the trailer, of which
// place states where it lies.
func (a *archiver) attach(out io.Writer, course fs.FS, names []string, place func(*trailer)) error {
	if _, err := io.WriteString(out, headerMagic); err != nil {
		return err
	}
	var t trailer
	a.out = &summing{w: out, sum: sha256.New()}
	if err := a.write(course, names, &t); err != nil {
		return err
	}
	place(&t)
	_, err := out.Write(t.bytes())
	return err
}

// archiver writes the archive of a course.
type archiver struct {
	out     *summing
	zip     *zip.Writer
	content contentHash
	info    Info
	meta    map[string][]byte
	step    Step
}

func (a *archiver) write(course fs.FS, names []string, t *trailer) error {
	a.zip = zip.NewWriter(a.out)
	a.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	names = slices.Clone(names)
	slices.Sort(names)
	if names = slices.Compact(names); len(names) > archive.MaxFiles {
		return fmt.Errorf("%d files are too many; a course may have %d", len(names), archive.MaxFiles)
	}
	for _, name := range names {
		if err := a.add(course, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	a.info.Hash = a.content.sum()
	if err := a.addMeta(); err != nil {
		return err
	}
	if err := a.zip.Flush(); err != nil {
		return err
	}
	// What Close writes is the directory.
	before := a.out.n
	a.out.crc = crc32.New(castagnoli())
	if err := a.zip.Close(); err != nil {
		return err
	}
	t.length, t.dirSize, t.dirCRC = a.out.n, a.out.n-before, a.out.crc.Sum32()
	if archive.TooMany(uint64(a.info.Bytes), uint64(t.length)) || t.dirSize > maxDirectory {
		return fmt.Errorf("files of %d MB that pack to %d MB are refused by those who would open them", a.info.Bytes>>20, t.length>>20)
	}
	copy(t.sum[:], a.out.sum.Sum(nil))
	return nil
}

// add puts one file into the archive, and into the hash of the contents.
func (a *archiver) add(course fs.FS, name string) error {
	if why := NameFault(name); why != "" || !fs.ValidPath(name) {
		return fmt.Errorf("a program can carry no file of this name: it %s", why)
	}
	in, err := course.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	st, err := in.Stat()
	if err != nil {
		return err
	}
	if !st.Mode().IsRegular() {
		return errors.New("not a regular file")
	}
	w, err := a.zip.CreateHeader(header(name))
	if err != nil {
		return err
	}
	body := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, body, a), in)
	if err != nil {
		return err
	}
	a.content.add(name, n, body.Sum(nil))
	a.info.Files++
	return nil
}

// Write counts the bytes that were read of the files and reports them to step.
func (a *archiver) Write(b []byte) (int, error) {
	a.info.Bytes += int64(len(b))
	return len(b), a.step(a.info.Bytes)
}

// addMeta adds the Info and the other metadata, in the order of their names.
func (a *archiver) addMeta() error {
	info, err := json.Marshal(a.info)
	if err != nil {
		return err
	}
	if len(info) > maxInfo || len(a.meta) >= maxNotes {
		return errors.New("what is said about the course (its title, author and license) is too long")
	}
	meta := maps.Clone(a.meta)
	if meta == nil {
		meta = map[string][]byte{}
	}
	meta[infoName] = info
	for _, name := range slices.Sorted(maps.Keys(meta)) {
		w, err := a.zip.CreateHeader(header(metaFolder + "/" + name))
		if err != nil {
			return err
		}
		if _, err := w.Write(meta[name]); err != nil {
			return err
		}
	}
	return nil
}

// header describes a file of the archive, the same on every day and machine.
func header(name string) *zip.FileHeader {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	if packed(name) {
		h.Method = zip.Store
	}
	h.Modified = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // the first day that a zip can tell
	h.SetMode(0o644)
	return h
}

// packed reports whether a file with this suffix is compressed already.
func packed(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".zip", ".gz", ".xz", ".zst", ".bz2", ".mp3", ".mp4", ".ogg", ".webm", ".woff2":
		return true
	}
	return false
}

// isFlateError reports whether err says that compressed data is damaged.
func isFlateError(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || errors.Is(err, io.ErrUnexpectedEOF)
}

// summing is a writer that passes on what it gets, counting and hashing it.
type summing struct {
	w   io.Writer
	n   int64
	sum hash.Hash
	crc hash.Hash32 // set for the part that has a sum of its own
}

func (s *summing) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	s.n += int64(n)
	s.sum.Write(b[:n])
	if s.crc != nil {
		s.crc.Write(b[:n])
	}
	return n, err
}
