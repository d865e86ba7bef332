package line

import (
	"bufio"
	"errors"
	"io"
	"time"

	"lectern/lessons/study"
	"lectern/reader/words"
)

// typist reads the lines that a student types. A read that is given up is not lost: what is typed then
// is the next line.
type typist struct {
	in     *bufio.Reader
	coming chan typed // of the read that was given up, nil if there is none
}

// typed is what came of a read.
type typed struct {
	line string
	err  error
}

func newTypist(in io.Reader) *typist { return &typist{in: bufio.NewReader(in)} }

// line reads the next line.
func (t *typist) line() (string, error) { return t.within(nil) }

// errWaited says that no line came in time.
var errWaited = errors.New("waited")

// within reads the next line, or gives up when enough says so; nil never does.
func (t *typist) within(enough <-chan time.Time) (string, error) {
	if t.coming == nil && enough == nil {
		return readLine(t.in)
	}
	if t.coming == nil {
		coming := make(chan typed, 1)
		go func() {
			line, err := readLine(t.in)
			coming <- typed{line, err}
		}()
		t.coming = coming
	}
	select {
	case l := <-t.coming:
		t.coming = nil
		return l.line, l.err
	case <-enough:
		return "", errWaited
	}
}

// maxLine is the longest line that is read as an answer, in bytes.
const maxLine = 1 << 20

// readLine returns the next line of input without its end. A line that is too long is an error, not an answer.
func readLine(in *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, isPrefix, err := in.ReadLine()
		if err != nil {
			return "", err
		}
		if len(line)+len(part) > maxLine {
			return "", errors.New(words.T("an answer is longer than %d bytes", maxLine))
		}
		line = append(line, part...)
		if !isPrefix {
			return string(line), nil
		}
	}
}

// lookAgain is how often the record is asked for the time of an exam while nobody types: the clock of a
// program stands still while the computer sleeps.
const lookAgain = 15 * time.Second

// line reads a line of the student. When the time of the run ends before, it is study.ErrTimeUp: nobody
// has to type for that.
func (a *asker) line(run *study.Run) (string, error) {
	for {
		left, limited := run.Left(a.Session.Now())
		if !limited {
			return a.in.line()
		}
		line, err := a.in.within(a.after(min(left, lookAgain)))
		if !errors.Is(err, errWaited) {
			return line, err
		}
		a.Tick(a.now(), false)
		if a.keep.Beat(a.Session, run); run.Over(a.Session.Now()) {
			return "", study.ErrTimeUp
		}
	}
}
