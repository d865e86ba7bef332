package embed

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
)

// A program with a course attached is the program's own bytes, a header, a zip
// archive of the course's files, and a trailer:
//
//	base | header (16) | zip | trailer (96)
//
// In a program for macOS the base is followed by less than 16 zeros, and the trailer by the
// program's signature (inside.go); in one for Windows that was signed afterwards its signature
// follows (authenticode.go). The trailer is found by reading the last bytes of the file, or
// those before that signature; all numbers are little-endian, and positions count from the start
// of the file:
//
//	 0  8  position of the header, which is the size of the base where the next is zero
//	 8  8  length of the zip
//	16  8  length of the zip's directory, its last part
//	24  4  CRC-32C of that directory
//	28  4  version of this format
//	32 32  SHA-256 of the zip
//	64  8  size of the base in a program for macOS that has a signature behind the trailer, else zero
//	72  4  CRC-32C of the 72 bytes before
//	76  4  zero
//	80 16  magic
//
// What is verified when: at start the trailer, the positions in it and the
// directory, which costs one read each and finds every cut and every moved
// byte; the whole SHA-256 too as long as the course is small (hashAtStart),
// because a second for each gigabyte is too much to ask before the first
// screen of a large one. Each file's own CRC-32 is verified whenever it is
// read, so that a flipped bit in a large course is found at the latest when
// someone would see it; Verify hashes all of it. None of this is a signature: it
// finds damage, not forgery. A forged course is bounded as hold.go says.
const (
	headerMagic   = "\nlectern course\n"
	trailerMagic  = "lectern-payload\n"
	headerSize    = len(headerMagic)
	trailerSize   = 96
	formatVersion = 1

	// hashAtStart is the size in bytes up to which the whole course is hashed
	// when it is found: about two milliseconds.
	hashAtStart = 4 << 20
)

// metaFolder is the folder of the archive that holds the metadata: what the
// builder wrote down about the course. No course has a folder of this name, because names
// that begin with a dot are no part of one.
const (
	metaFolder = ".lectern"
	infoName   = "info.json"
)

// maxMeta bounds how many bytes of one piece of metadata are read.
const maxMeta = 64 << 20

// ErrDamaged says that a course is attached, but cannot be trusted: a part of
// it is missing or has changed.
var ErrDamaged = errors.New("the course inside the program is damaged")

// Info describes a course, as its builder wrote it down, so that nobody needs to
// open a page to show it.
type Info struct {
	ID        string          `json:"id"`
	Title     string          `json:"title"`
	Version   string          `json:"version,omitempty"` // the course's edition
	Author    string          `json:"author,omitempty"`
	Language  string          `json:"language,omitempty"`
	License   string          `json:"license,omitempty"`
	Start     string          `json:"start"`          // path of the first page
	Site      json.RawMessage `json:"site,omitempty"` // what all pages have in common: lessons.Site
	Pages     int             `json:"pages"`
	Lessons   int             `json:"lessons"`
	Questions int             `json:"questions"`
	Builder   string          `json:"builder"` // version of the program that attached the course
	Base      string          `json:"base"`    // version of the program that it was attached to
	Platform  string          `json:"platform,omitempty"`

	// Filled in by Attach.
	Hash  string `json:"hash"`  // of the names and contents of the files, hexadecimal SHA-256
	Files int    `json:"files"` //
	Bytes int64  `json:"bytes"` // of the files, before compression
	// Inside is true if the course lies inside of what a program for macOS signs.
	Inside bool `json:"-"`
}

// Payload is a course attached to a program. It is read in place.
type Payload struct {
	Info Info

	// Start and Length are where the archive lies in the program's file, in bytes.
	Start, Length int64

	file   *os.File
	zip    *zip.Reader
	names  []string // of the course's files, in order
	sum    [sha256.Size]byte
	hashed bool
}

// trailer is the end of a program with a course.
type trailer struct {
	header  int64
	length  int64
	dirSize int64
	dirCRC  uint32
	sum     [sha256.Size]byte
	end     int64 // of the program itself where its signature follows, else 0
}

// castagnoli returns the table for CRC-32C; the library makes it once.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// Find opens the course that is attached to the program in the file exe. It
// returns nil and no error if there is none, an error that wraps ErrDamaged if what
// is there is not whole, and one that wraps ErrRefused if Attach does not write such.
func Find(exe string) (*Payload, error) {
	if st, err := os.Stat(exe); err == nil && !st.Mode().IsRegular() {
		return nil, nil // a pipe would not be open before somebody writes into it
	}
	f, err := os.Open(exe)
	if err != nil {
		return nil, err
	}
	p, err := find(f)
	if p == nil || err != nil {
		f.Close()
		return nil, err
	}
	return p, nil
}

func find(f *os.File) (*Payload, error) {
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	t, err := findTrailer(f, st.Size())
	if err != nil {
		return nil, err
	}
	if t == nil {
		// The trailer is what a cut takes first. A header right behind the
		// program says that there was one.
		if _, ok := cutCourse(f, st.Size()); ok {
			return nil, damaged("its end is missing")
		}
		return nil, nil
	}
	p := &Payload{Start: t.header + int64(headerSize), Length: t.length, file: f, sum: t.sum}
	if err := p.open(t); err != nil {
		return nil, err
	}
	return p, nil
}

// open verifies as much of the archive as a quick start allows, and reads its Info.
func (p *Payload) open(t *trailer) error {
	if !hasHeader(p.file, t.header) {
		return damaged("its beginning is missing")
	}
	if err := p.holdDirectory(t); err != nil {
		return err
	}
	dir := make([]byte, t.dirSize)
	if _, err := p.file.ReadAt(dir, p.Start+p.Length-t.dirSize); err != nil {
		return damaged("its directory cannot be read: " + err.Error())
	}
	if crc32.Checksum(dir, castagnoli()) != t.dirCRC {
		return damaged("its directory has changed")
	}
	if p.Length <= hashAtStart {
		if err := p.Verify(); err != nil {
			return err
		}
	}
	var err error
	if p.zip, err = zip.NewReader(io.NewSectionReader(p.file, p.Start, p.Length), p.Length); err != nil {
		return damaged(err.Error())
	}
	if err := p.hold(); err != nil {
		return err
	}
	return p.readInfo()
}

func (p *Payload) readInfo() error {
	src, err := p.Meta(infoName)
	if err != nil {
		return err
	}
	if len(src) > maxInfo {
		return refused("what it says about itself has %d kB", len(src)>>10)
	}
	if err := json.Unmarshal(src, &p.Info); err != nil {
		return damaged("what it says about itself is not understood: " + err.Error())
	}
	return nil
}

// Meta returns a piece of metadata that was given to Attach, by its name.
func (p *Payload) Meta(name string) ([]byte, error) {
	f, err := p.zip.Open(metaFolder + "/" + name)
	if err != nil {
		return nil, damaged("it has no " + name)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxMeta))
	if err != nil {
		return nil, damaged(name + " cannot be read: " + err.Error())
	}
	return src, nil
}

// readTrailer reads the trailer at the end of a file of that size; it is nil if
// there is none.
func readTrailer(r io.ReaderAt, size int64) (*trailer, error) {
	if size < int64(trailerSize) {
		return nil, nil
	}
	var b [trailerSize]byte
	if _, err := r.ReadAt(b[:], size-int64(trailerSize)); err != nil {
		return nil, err
	}
	if string(b[80:]) != trailerMagic {
		return nil, nil
	}
	le := binary.LittleEndian
	if crc32.Checksum(b[:72], castagnoli()) != le.Uint32(b[72:]) || le.Uint32(b[76:]) != 0 {
		return nil, damaged("its last lines have changed")
	}
	if v := le.Uint32(b[28:]); v != formatVersion {
		return nil, refused("it has format %d; this program knows format %d", v, formatVersion)
	}
	t := &trailer{
		header:  int64(le.Uint64(b[0:])),
		length:  int64(le.Uint64(b[8:])),
		dirSize: int64(le.Uint64(b[16:])),
		dirCRC:  le.Uint32(b[24:]),
		end:     int64(le.Uint64(b[64:])),
	}
	copy(t.sum[:], b[32:64])
	// Each is checked on its own first, so that no sum can overflow.
	rest := size - int64(trailerSize) - int64(headerSize)
	if t.header < 0 || t.header > rest || t.length != rest-t.header || t.dirSize < 0 || t.dirSize > t.length || t.end < 0 || t.end > t.header {
		return nil, damaged("bytes are missing or were added")
	}
	return t, nil
}

// bytes writes the trailer as it stands in the file.
func (t *trailer) bytes() []byte {
	b := make([]byte, trailerSize)
	le := binary.LittleEndian
	le.PutUint64(b[0:], uint64(t.header))
	le.PutUint64(b[8:], uint64(t.length))
	le.PutUint64(b[16:], uint64(t.dirSize))
	le.PutUint32(b[24:], t.dirCRC)
	le.PutUint32(b[28:], formatVersion)
	copy(b[32:], t.sum[:])
	le.PutUint64(b[64:], uint64(t.end))
	le.PutUint32(b[72:], crc32.Checksum(b[:72], castagnoli()))
	copy(b[80:], trailerMagic)
	return b
}

func hasHeader(r io.ReaderAt, at int64) bool {
	var b [headerSize]byte
	// The file may end inside the header; half of it is telling enough.
	n, _ := r.ReadAt(b[:], at)
	return n >= headerSize/2 && bytes.HasPrefix([]byte(headerMagic), b[:n])
}

func damaged(how string) error { return fmt.Errorf("%w: %s", ErrDamaged, how) }

// Verify reads the whole course and holds it against its SHA-256.
func (p *Payload) Verify() error {
	if p.hashed {
		return nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(p.file, p.Start, p.Length)); err != nil {
		return damaged(err.Error())
	}
	if [sha256.Size]byte(h.Sum(nil)) != p.sum {
		return damaged("its contents have changed")
	}
	p.hashed = true
	return nil
}

// SHA256 returns the hash of the attached archive.
func (p *Payload) SHA256() [sha256.Size]byte { return p.sum }

// FS returns the course's files. They stay readable until Close.
func (p *Payload) FS() fs.FS { return files{p.zip} }

// Close closes the program's file.
func (p *Payload) Close() error { return p.file.Close() }
