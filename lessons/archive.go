package lessons

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"os"
)

// The bounds on an archive as a whole. What it says of its sizes is binding: no
// more is unpacked of a file than its entry states.
const (
	maxUnpacked = 1 << 30 // bytes of all files; more only where they were not packed much
	maxRatio    = 50      // of those bytes to the archive's
)

// The parts of an archive that are looked at before it is opened (PKWARE,
// APPNOTE.TXT 4.3.12, 4.3.14 and 4.3.16).
const (
	zipEntrySize   = 46 // of an entry of the directory, before its name
	zipEndSize     = 22
	zip64Locator   = 20
	zip64EndSize   = 56
	maxZipComment  = 1<<16 - 1
	zipEntryMark   = "PK\x01\x02"
	zipEndMark     = "PK\x05\x06"
	zip64EndMark   = "PK\x06\x06"
	zip64Elsewhere = 1<<32 - 1 // a field's value is in the larger record
)

// checkEntries refuses an archive of too many entries before package zip reads
// them all into memory. It counts them itself: what the archive says of their
// number need not be true.
func checkEntries(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return nil // the one who opens it says why
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || st.Size() < maxFiles*zipEntrySize {
		return nil // too short to hold so many
	}
	for _, start := range directories(f, st.Size()) {
		if countEntries(io.NewSectionReader(f, start, st.Size()-start)) > maxFiles {
			return fault(nil, "%s: holds more than %d files", name, maxFiles)
		}
	}
	return nil
}

// directories returns where the archive's directory may begin: where its end says so, and right before its end.
func directories(r io.ReaderAt, size int64) []int64 {
	from := max(0, size-zipEndSize-maxZipComment-zip64Locator-zip64EndSize)
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
	if at := bytes.LastIndex(tail, []byte(zipEndMark)); at >= 0 && at+zipEndSize <= len(tail) {
		length, offset := binary.LittleEndian.Uint32(tail[at+12:]), binary.LittleEndian.Uint32(tail[at+16:])
		if length != zip64Elsewhere && offset != zip64Elsewhere {
			add(at, uint64(length), uint64(offset))
		}
	}
	if at := bytes.LastIndex(tail, []byte(zip64EndMark)); at >= 0 && at+zip64EndSize <= len(tail) {
		add(at, binary.LittleEndian.Uint64(tail[at+40:]), binary.LittleEndian.Uint64(tail[at+48:]))
	}
	return starts
}

// countEntries counts the entries of a directory, up to one more than there may be.
func countEntries(r io.Reader) int {
	in := bufio.NewReaderSize(r, 1<<16)
	var entry [zipEntrySize]byte
	n := 0
	for n <= maxFiles {
		if _, err := io.ReadFull(in, entry[:]); err != nil || string(entry[:4]) != zipEntryMark {
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

// checkSizes refuses an archive that would unpack to far more than it is.
func checkSizes(name string, z *zip.ReadCloser) error {
	var packed, unpacked uint64
	for _, f := range z.File {
		packed += min(f.CompressedSize64, 1<<40)
		unpacked += min(f.UncompressedSize64, 1<<40)
	}
	st, err := os.Stat(name)
	if err != nil {
		return err
	}
	// Entries may share their bytes, so the archive's own size counts too.
	if packed = min(packed, uint64(st.Size())); unpacked > maxUnpacked && unpacked/maxRatio > packed {
		return fault(nil, "%s: would unpack to %d MB, more than %d times its size", name, unpacked>>20, maxRatio)
	}
	return nil
}
