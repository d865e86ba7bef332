package embed

import (
	"bytes"
	"encoding/binary"
	"io"
)

// A program for Windows may be signed (Authenticode): its signature is a table at the end of the
// file, and the header of the program says where. Whoever signs a program with a course puts the
// table behind the course, so the course is looked for before it. A signature of a program that
// gets a course holds no more, and is left out.

// signature is where the signature of a program for Windows lies (PE format, "The Attribute
// Certificate Table"), and where the header says so.
type signature struct {
	at, end  int64 // the table
	entry    int64 // eight bytes that name it
	checksum int64 // four bytes, over the whole file
}

// signatureOf reads where the signature of a program for Windows lies; ok is false if it has none,
// or is no such program.
func signatureOf(r io.ReaderAt) (s signature, ok bool) {
	const (
		headerAt  = 0x3c // of the DOS header: where the PE header begins
		optional  = 24   // of the PE header: where its optional header begins
		checksum  = 64   // of that
		directory = 4    // which of its directories names the table
	)
	le := binary.LittleEndian
	var dos [64]byte
	if _, err := r.ReadAt(dos[:], 0); err != nil || string(dos[:2]) != "MZ" {
		return s, false
	}
	pe := int64(le.Uint32(dos[headerAt:]))
	var head [optional + 2]byte
	if _, err := r.ReadAt(head[:], pe); err != nil || string(head[:4]) != "PE\x00\x00" {
		return s, false
	}
	var first int64 // of the directories, in the optional header; before it stands how many there are
	switch le.Uint16(head[optional:]) {
	case 0x10b:
		first = 96
	case 0x20b:
		first = 112
	default:
		return s, false
	}
	s.checksum = pe + optional + checksum
	s.entry = pe + optional + first + 8*directory
	var count [4]byte
	var entry [8]byte
	if _, err := r.ReadAt(count[:], pe+optional+first-4); err != nil || le.Uint32(count[:]) <= directory {
		return s, false
	}
	if length := int64(le.Uint16(head[20:])); first+8*directory+8 > length {
		return s, false
	}
	if _, err := r.ReadAt(entry[:], s.entry); err != nil {
		return s, false
	}
	s.at = int64(le.Uint32(entry[:]))
	s.end = s.at + int64(le.Uint32(entry[4:]))
	return s, s.end > s.at && s.at >= s.entry+8
}

// Signed reports whether a program carries a signature that attaching a course to it takes off:
// one for Windows.
func Signed(program Base) bool {
	s, ok := signatureOf(program)
	return ok && s.end == program.Size()
}

// maxPadding is how many zeros may stand before a signature, which begins at a multiple of eight bytes.
const maxPadding = 7

// trailerBeforeSignature reads the trailer of a course before the signature of a program for Windows of that
// size; it is nil if there is none.
func trailerBeforeSignature(r io.ReaderAt, size int64) (*trailer, error) {
	s, ok := signatureOf(r)
	if !ok || s.end != size {
		return nil, nil
	}
	for end := s.at; end >= s.at-maxPadding; end-- {
		if t, err := readTrailer(r, end); t != nil || err != nil {
			return t, err
		}
	}
	return nil, nil
}

// unsigned returns the first size bytes of a program, without the word of its header that it is signed if the
// signature is not among them.
func unsigned(base Base, size int64) io.Reader {
	s, ok := signatureOf(base)
	if !ok || s.at < size || s.checksum+4 > s.entry || s.entry+8 > size {
		return io.NewSectionReader(base, 0, size)
	}
	return io.MultiReader(
		io.NewSectionReader(base, 0, s.checksum), bytes.NewReader(make([]byte, 4)),
		io.NewSectionReader(base, s.checksum+4, s.entry-s.checksum-4), bytes.NewReader(make([]byte, 8)),
		io.NewSectionReader(base, s.entry+8, size-s.entry-8))
}
