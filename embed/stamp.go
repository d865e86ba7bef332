package embed

import (
	"bytes"
	"io"
)

// stamp holds the version of a release where another program can find it in
// the bytes of this one. The release script sets it with the linker:
// -X 'lectern/embed.stamp=lectern-release:1.2.3;'.
var stamp string

// Release returns the version that this program is stamped with, "" if it is no release.
func Release() string {
	version, _ := cutStamp([]byte(stamp))
	return version
}

// ReleaseOf returns the version that a program, of whatever system, is stamped
// with, "" if it is no release. It reads until it finds it.
func ReleaseOf(program Base) string {
	found := ""
	const longest = 256 // bytes of a stamp
	blocks(program, longest, func(block []byte) bool {
		version, ok := cutStamp(block)
		found = version
		return !ok
	})
	return found
}

// blocks calls f with all of a program, piece by piece, as long as it returns true. Pieces
// overlap, so that what is overlap bytes long stands in one of them whole.
func blocks(program Base, overlap int, f func(block []byte) bool) {
	const block = 1 << 20
	buf := make([]byte, block+overlap)
	for at := int64(0); at < program.Size(); at += block {
		n, err := program.ReadAt(buf, at)
		if !f(buf[:n]) || err != nil && err != io.EOF {
			return
		}
	}
}

// cutStamp returns the version in the first sound stamp of some bytes.
func cutStamp(b []byte) (version string, ok bool) {
	// Written with a capital, so that this string is no stamp itself.
	mark := bytes.ToLower([]byte("Lectern-Release:"))
	for {
		i := bytes.Index(b, mark)
		if i < 0 {
			return "", false
		}
		b = b[i+len(mark):]
		if end := bytes.IndexByte(b[:min(len(b), 100)], ';'); end > 0 && isVersion(b[:end]) {
			return string(b[:end]), true
		}
	}
}

// isVersion reports whether some bytes can be a version: letters, digits, dots, plus and hyphen.
func isVersion(b []byte) bool {
	for _, c := range b {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '+' || c == '-') {
			return false
		}
	}
	return true
}
