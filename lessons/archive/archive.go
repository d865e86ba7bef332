// Package archive bounds zip archives from strangers: how many files one may hold, and what it may
// unpack to. What package zip reads of a file is no more than its entry states, so what an archive
// says of its sizes is binding.
package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// MaxFiles is the most files that a course may have.
const MaxFiles = 200_000

// The bounds on what an archive unpacks to.
const (
	maxUnpacked = 1 << 30 // bytes of all files; more only where they were not packed much
	MaxRatio    = 50      // of those bytes to the archive's
)

// The parts of an archive that are looked at before it is opened (PKWARE,
// APPNOTE.TXT 4.3.12, 4.3.14 and 4.3.16).
const (
	entrySize   = 46 // of an entry of the directory, before its name
	endSize     = 22
	locator64   = 20
	endSize64   = 56
	maxComment  = 1<<16 - 1
	entryMark   = "PK\x01\x02"
	endMark     = "PK\x05\x06"
	endMark64   = "PK\x06\x06"
	elsewhere64 = 1<<32 - 1 // a field's value is in the larger record
)

// Crowded reports whether an archive of that size has more than most entries, before package zip
// reads them all into memory. It counts them itself: what the archive says of their number need
// not be true.
func Crowded(r io.ReaderAt, size int64, most int) bool {
	if size < int64(most)*entrySize {
		return false // too short to hold so many
	}
	for _, start := range directories(r, size) {
		if count(io.NewSectionReader(r, start, size-start), most) > most {
			return true
		}
	}
	return false
}

// directories returns where the archive's directory may begin: where its end says so, and right before its end.
func directories(r io.ReaderAt, size int64) []int64 {
	from := max(0, size-endSize-maxComment-locator64-endSize64)
	tail := make([]byte, size-from)
	if _, err := r.ReadAt(tail, from); err != nil {
		return nil
	}
	var starts []int64
	add := func(end int, length, offset uint64) {
		for _, at := range []int64{int64(offset), from + int64(end) - int64(length)} {
			if at >= 0 && at < size {
				starts = append(starts, at)
			}
		}
	}
	if at := bytes.LastIndex(tail, []byte(endMark)); at >= 0 && at+endSize <= len(tail) {
		length, offset := binary.LittleEndian.Uint32(tail[at+12:]), binary.LittleEndian.Uint32(tail[at+16:])
		if length != elsewhere64 && offset != elsewhere64 {
			add(at, uint64(length), uint64(offset))
		}
	}
	if at := bytes.LastIndex(tail, []byte(endMark64)); at >= 0 && at+endSize64 <= len(tail) {
		add(at, binary.LittleEndian.Uint64(tail[at+40:]), binary.LittleEndian.Uint64(tail[at+48:]))
	}
	return starts
}

// count counts the entries of a directory, up to one more than most.
func count(r io.Reader, most int) int {
	in := bufio.NewReaderSize(r, 1<<16)
	var entry [entrySize]byte
	n := 0
	for n <= most {
		if _, err := io.ReadFull(in, entry[:]); err != nil || string(entry[:4]) != entryMark {
			break
		}
		n++
		more := 0
		for at := 28; at < 34; at += 2 { // lengths of name, extra field and comment
			more += int(binary.LittleEndian.Uint16(entry[at:]))
		}
		if _, err := in.Discard(more); err != nil {
			break
		}
	}
	return n
}

// Branching reports whether the files lie in more folders than most. An archive need not list
// folders: each name may bring dozens, all of which whoever walks them keeps in memory.
func Branching(files []*zip.File, most int) bool {
	const deepest = 64 // components; files deeper than that are no part of a course
	seen := map[string]struct{}{}
	for _, f := range files {
		end, depth := -1, 0
		for i := 0; i < len(f.Name) && depth < deepest; i++ {
			if f.Name[i] == '/' || f.Name[i] == '\\' {
				end, depth = i, depth+1
			}
		}
		for ; end >= 0; end = strings.LastIndexAny(f.Name[:end], `/\`) {
			if _, known := seen[f.Name[:end]]; known {
				break // and so are those above it
			}
			if seen[f.Name[:end]] = struct{}{}; len(seen) > most {
				return true
			}
		}
	}
	return false
}

// Unpacked returns how many bytes an archive of that size would unpack to, and whether that is
// far more than it is.
func Unpacked(files []*zip.File, size int64) (unpacked uint64, tooMany bool) {
	var packed uint64
	for _, f := range files {
		packed += min(f.CompressedSize64, 1<<40)
		unpacked += min(f.UncompressedSize64, 1<<40)
	}
	// Entries may share their bytes, so the archive's own size counts too.
	return unpacked, TooMany(unpacked, min(packed, uint64(size)))
}

// TooMany reports whether so many bytes are too many to come out of so many packed ones.
func TooMany(unpacked, packed uint64) bool {
	return unpacked > maxUnpacked && unpacked/MaxRatio > packed
}
