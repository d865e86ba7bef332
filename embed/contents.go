package embed

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"slices"
)

// ContentHash returns what Info.Hash holds: a hash over the names and contents of
// the given files. It reads them all.
func ContentHash(course fs.FS, names []string) (string, error) {
	names = slices.Clone(names)
	slices.Sort(names)
	c := newContentHash()
	buffer := make([]byte, 32<<10) // one for all: this is done at each start
	for _, name := range slices.Compact(names) {
		in, err := course.Open(name)
		if err != nil {
			return "", err
		}
		body := sha256.New()
		n, err := io.CopyBuffer(body, in, buffer)
		in.Close()
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		c.add(name, n, body.Sum(nil))
	}
	return c.sum(), nil
}

// contentHash hashes the files of a course; they are added in the order of their names.
type contentHash struct{ h hash.Hash }

func newContentHash() contentHash { return contentHash{sha256.New()} }

// add adds one file. Lengths go first, so that no two lists of files look alike.
func (c contentHash) add(name string, size int64, body []byte) {
	var lengths [16]byte
	binary.LittleEndian.PutUint64(lengths[:], uint64(len(name)))
	binary.LittleEndian.PutUint64(lengths[8:], uint64(size))
	c.h.Write(lengths[:])
	io.WriteString(c.h, name)
	c.h.Write(body)
}

func (c contentHash) sum() string { return hex.EncodeToString(c.h.Sum(nil)) }
