package progress

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"time"
)

const (
	maxLine   = 64 << 20  // bytes of one line of an import
	maxImport = 512 << 20 // bytes of an import
)

// Imported counts what an import brought that was not there before.
type Imported struct {
	Readings, Attempts, Answers, Links, Notes int
}

// Import merges an exported record into the file: all of it, or on an error
// nothing. A second import of the same changes nothing. With a name for as, the
// rows come under that name, which is for one student who has different names
// on two computers; the import must then hold no other student's.
func (s *Store) Import(r io.Reader, as string) (Imported, error) {
	lines, written, err := readLines(r)
	if err != nil {
		return Imported{}, err
	}
	if err := rename(lines, as); err != nil {
		return Imported{}, err
	}
	wrong := clampLines(lines, written, s.now())
	var before, after Imported
	err = s.write(durable, func(t *tx) error {
		if before, err = count(t); err != nil {
			return err
		}
		t.untold = true
		if err := takeIn(t, lines); err != nil {
			return err
		}
		after, err = count(t)
		return err
	})
	if err != nil {
		return Imported{}, err
	}
	if wrong {
		s.mu.Lock()
		s.notify(Clamped, s.path)
		s.mu.Unlock()
	}
	return Imported{
		after.Readings - before.Readings, after.Attempts - before.Attempts,
		after.Answers - before.Answers, after.Links - before.Links, after.Notes - before.Notes,
	}, nil
}

func count(t *tx) (n Imported, err error) {
	err = t.row(`SELECT (SELECT count(*) FROM readings), (SELECT count(*) FROM attempts),
		(SELECT count(*) FROM answers), (SELECT count(*) FROM links), (SELECT count(*) FROM notes)`).
		Scan(&n.Readings, &n.Attempts, &n.Answers, &n.Links, &n.Notes)
	return n, err
}

// readLines reads an export whole: the write lock is not held while r makes
// up its mind.
func readLines(r io.Reader) (lines []line, written time.Time, err error) {
	limited := &io.LimitedReader{R: r, N: maxImport + 1}
	in := bufio.NewScanner(limited)
	in.Buffer(make([]byte, 0, 64<<10), maxLine)
	if written, err = readHeader(in); err != nil {
		return nil, written, err
	}
	for n := 2; in.Scan(); n++ {
		var l line
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			return nil, written, &ImportFault{What: NoLine, Line: n, Err: err}
		}
		if l.End != nil {
			return lines, written, atEnd(l.End, len(lines), limited)
		}
		if err := l.check(); err != nil {
			return nil, written, &ImportFault{What: BadLine, Line: n, Err: err}
		}
		lines = append(lines, l)
	}
	if err := in.Err(); err != nil {
		return nil, written, err
	}
	return nil, written, &ImportFault{What: CutOff}
}

// readHeader reads the first line, and returns when the record was exported.
func readHeader(in *bufio.Scanner) (written time.Time, err error) {
	if !in.Scan() {
		if in.Err() != nil {
			return written, in.Err()
		}
		return written, &ImportFault{What: Empty}
	}
	var h header
	first := bytes.TrimPrefix(in.Bytes(), []byte("\uFEFF"))
	if err := json.Unmarshal(first, &h); err != nil || h.Lectern != "record" {
		return written, &ImportFault{What: NoRecord}
	}
	if h.Format < 1 || h.Format > formatVersion {
		return written, &ImportFault{What: NewerFormat, Got: h.Format, Want: formatVersion}
	}
	return h.Exported, nil
}

func atEnd(end *endLine, lines int, limited *io.LimitedReader) error {
	if limited.N <= 0 {
		return &ImportFault{What: TooLong, Want: maxImport >> 20}
	}
	if end.Lines != lines {
		return &ImportFault{What: Incomplete, Got: lines, Want: end.Lines}
	}
	return nil
}

// takeIn merges the lines and moves the clock past their stamps.
func takeIn(t *tx, lines []line) error {
	var latest int64
	for i, l := range lines {
		if err := l.merge(t); err != nil {
			if code(err) == codeConstraint {
				return &ImportFault{What: Misfit, Line: i + 2, Err: err}
			}
			return err
		}
		latest = max(latest, l.stamp())
	}
	return t.moveClock(latest)
}
