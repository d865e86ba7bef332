package embed

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"

	"lectern/embed/macho"
)

// A program for macOS has its course inside, before its signature (package macho), if it is one
// that looks for it there: findsInside stands in such a program. Others get it behind their end.
const findsInside = "lectern-finds:inside;"

// holds reports whether a text stands in a program.
func holds(program Base, text []byte) bool {
	found := false
	blocks(program, len(text), func(block []byte) bool {
		found = bytes.Contains(block, text)
		return !found
	})
	return found
}

// inside is the place for a course in a program for macOS.
type inside struct {
	image *macho.Image
	base  Base
	end   int64 // of the program but for its signature and a course
}

// placeInside returns the place for a course in a program of which size bytes are its own, nil
// if a course lies behind its end.
func placeInside(base Base, size int64) (*inside, error) {
	image, err := macho.Read(base, base.Size())
	if errors.Is(err, macho.ErrOther) || err == nil && !holds(base, []byte(findsInside)) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	// With a course inside, size is less than what the headers say; without a signature it is equal.
	return &inside{image, base, min(size, image.End())}, nil
}

// attach writes the program with a course. How long the course is must be known before the first
// byte of the program is written, so it is gathered in a file of its own.
func (p *inside) attach(out io.Writer, a *archiver, course fs.FS, names []string) error {
	file, err := os.CreateTemp("", "lectern-*")
	if err != nil {
		return err
	}
	os.Remove(file.Name()) // on most systems it can go at once: then nothing is left behind a kill
	defer os.Remove(file.Name())
	defer file.Close()
	w := bufio.NewWriterSize(file, 1<<18)
	err = a.attach(w, course, names, func(t *trailer) {
		n := int64(headerSize+trailerSize) + t.length
		t.header, t.end = macho.Offset(p.end, n), p.end
	})
	if err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	n, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = p.image.Add(out, p.base, p.end, bufio.NewReaderSize(file, 1<<18), n)
	return err
}

// findTrailer reads the trailer at the end of a file of that size, or before the signature of a
// program for macOS or Windows; it is nil if there is none.
func findTrailer(r io.ReaderAt, size int64) (*trailer, error) {
	t, err := readTrailer(r, size)
	if t != nil || err != nil {
		return t, err
	}
	if t, err := trailerBeforeSignature(r, size); t != nil || err != nil {
		return t, err
	}
	image, err := macho.Read(r, size)
	if errors.Is(err, macho.ErrOther) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return readTrailer(r, image.End())
}
