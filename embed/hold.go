package embed

import (
	"archive/zip"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"

	"lectern/lessons/archive"
	"lectern/lessons/names"
)

// A program may come from a stranger, who need not have made it with Attach. So whoever opens one
// holds the course in it to what Attach writes, before any of it is shown or unpacked: the names
// that files of a course can have, in order, and bounds on their number and bytes.

const (
	maxDirectory = 128 << 20 // bytes of the archive's directory
	maxInfo      = 1 << 20   // bytes of the Info, which is read at every start
	maxNotes     = 16        // pieces of metadata
)

// ErrRefused says that a course is attached that Attach does not write.
var ErrRefused = errors.New("the course inside the program is refused")

func refused(how string, facts ...any) error {
	return fmt.Errorf("%w: %s", ErrRefused, fmt.Sprintf(how, facts...))
}

// NameFault says why no program can carry a file of that path, "" if one can. The reason
// reads after the path.
func NameFault(name string) string {
	if why := names.Unfit(name); why != "" {
		return why
	}
	if names.Hidden(name) {
		return "has a part that begins with a dot"
	}
	return ""
}

// holdDirectory refuses a directory that is too large to be read.
func (p *Payload) holdDirectory(t *trailer) error {
	if t.dirSize > maxDirectory {
		return refused("its directory has %d MB", t.dirSize>>20)
	}
	if archive.Crowded(io.NewSectionReader(p.file, p.Start, p.Length), p.Length, archive.MaxFiles+maxNotes) {
		return refused("it has more than %d files", archive.MaxFiles)
	}
	return nil
}

// hold refuses an archive with entries that Attach does not write, and lists the files of the
// course.
func (p *Payload) hold() error {
	var files, notes inOrder
	for _, f := range p.zip.File {
		list := &files
		if reserved(f.Name) {
			list = &notes
		} else if why := NameFault(f.Name); why != "" {
			return refused("a file in it, %s, %s", quoted(f.Name), why)
		}
		if err := list.add(f); err != nil {
			return err
		}
	}
	if len(files.names) > archive.MaxFiles || len(notes.names) > maxNotes {
		return refused("it has more than %d files", archive.MaxFiles)
	}
	if archive.Branching(p.zip.File, archive.MaxFiles) {
		return refused("it has more than %d folders", archive.MaxFiles)
	}
	if unpacked, tooMany := archive.Unpacked(p.zip.File, p.Length); tooMany {
		return refused("it would unpack to %d MB, more than %d times its size", unpacked>>20, archive.MaxRatio)
	}
	p.names = files.names
	return nil
}

// inOrder lists entries as Attach writes them: each once, in the order of their names.
type inOrder struct {
	names []string
	// above are the files so far that the last name begins with. Of those that follow, only
	// names that begin so too can take one for their folder.
	above []string
}

func (l *inOrder) add(f *zip.File) error {
	name := f.Name
	if n := len(l.names); n > 0 && name <= l.names[n-1] {
		return refused("its files are not in order at %s", quoted(name))
	}
	if !f.Mode().IsRegular() {
		return refused("%s in it is no file", quoted(name))
	}
	for n := len(l.above); n > 0 && !strings.HasPrefix(name, l.above[n-1]); n-- {
		l.above = l.above[:n-1]
	}
	for _, file := range l.above {
		if name[len(file)] == '/' {
			return refused("%s in it is a file and a folder", quoted(file))
		}
	}
	l.above = append(l.above, name)
	l.names = append(l.names, name)
	return nil
}

// quoted writes a name of a stranger so that it can be read, and is short.
func quoted(name string) string {
	const most = 60
	if len(name) > most {
		return strconv.QuoteToASCII(name[:most]) + "…"
	}
	return strconv.Quote(name)
}

// Unpack hands the course's files to each, one after the other in the order of their names, and
// ends with an error of each. What it read is counted and hashed: it fails with ErrRefused
// where that is too much, whatever the archive says of itself, and with ErrDamaged where the files
// are not those that the builder wrote down.
func (p *Payload) Unpack(each func(name string, in io.Reader) error) error {
	content := newContentHash()
	total := counter{packed: uint64(p.Length)}
	for _, name := range p.names {
		in, err := p.FS().Open(name)
		if err != nil {
			return err
		}
		total.in, total.sum = in, sha256.New()
		before := total.n
		err = each(name, &total)
		in.Close()
		if err != nil {
			return err
		}
		content.add(name, total.n-before, total.sum.Sum(nil))
	}
	if i := p.Info; content.sum() != i.Hash || len(p.names) != i.Files || total.n != i.Bytes {
		return damaged("its files are not those that its builder wrote down")
	}
	return nil
}

// counter reads one file of a course after the other, hashes each and counts them all.
type counter struct {
	in     io.Reader
	sum    hash.Hash
	n      int64
	packed uint64 // bytes of the archive
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n += int64(n)
	c.sum.Write(b[:n])
	if archive.TooMany(uint64(c.n), c.packed) {
		return 0, refused("it unpacks to more than %d MB, more than %d times its size", c.n>>20, archive.MaxRatio)
	}
	return n, err
}
