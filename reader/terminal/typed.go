package terminal

import (
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// typed makes of what a terminal sends something that tcell comes to the end of. Who types, pastes, or sits at another terminal
// than we think can send anything, and tcell waits for ever for
//
//   - the rest of a character that is none, because the terminal is set to another charset, or reports the mouse as of old;
//   - the end of a string (ECMA-48, "Control strings"), of which Alt and ] is the beginning. We ask a terminal for none, so
//     they are left out;
//   - the end of a sequence, whose numbers it all keeps.
type typed struct {
	charset func() string    // in which the terminal writes; tcell knows it once it has begun. nil for what is not known
	now     func() time.Time // nil for the time that it is

	part  []byte // the beginning of a character of which the rest is still to come
	raw   []byte // what came, before it is looked at
	state inputState
	n     int       // bytes of the sequence
	last  time.Time // something came
}

// inputState is in the midst of what the last byte was.
type inputState uint8

const (
	inText     inputState = iota
	inEscape              // behind an escape
	inSequence            // behind an escape and [
	inString              // in a control string
	inEnd                 // behind an escape in one, which ends it
)

const (
	// escapePause is how long tcell waits behind an escape before it is the key of that name.
	escapePause = 50 * time.Millisecond
	// stringPause is between what a terminal sends by itself, in one go, and what people type.
	stringPause = 500 * time.Millisecond
	// maxSequence is more than any sequence has in it that means something.
	maxSequence = 64
)

// read is Read of the terminal. It may return nothing.
func (t *typed) read(from io.Reader, p []byte) (int, error) {
	if room := len(p) - len(t.part) - 1; room > 0 { // one more may come out than goes in: see inEnd
		if len(t.raw) < room {
			t.raw = make([]byte, room)
		}
		n, err := from.Read(t.raw[:room])
		came := append(t.part, t.raw[:n]...)
		out := p[:0]
		if t.charset == nil || !strings.EqualFold(strings.ReplaceAll(t.charset(), "-", ""), "utf8") {
			return len(t.plain(out, came)), err
		}
		for t.part = nil; len(came) > 0; {
			if !utf8.FullRune(came) {
				t.part = came
				break
			}
			r, size := utf8.DecodeRune(came)
			if r != utf8.RuneError || size > 1 {
				out = t.plain(out, came[:size])
			}
			came = came[size:]
		}
		return len(out), err
	}
	return from.Read(p)
}

// plain appends to out what came but for strings and endless sequences.
func (t *typed) plain(out, came []byte) []byte {
	if len(came) == 0 {
		return out
	}
	now := time.Now
	if t.now != nil {
		now = t.now
	}
	last, at := t.last, now()
	t.last = at
	if pause := at.Sub(last); t.state == inEscape && pause > escapePause || t.state >= inString && pause > stringPause {
		t.state = inText
	}
	for _, c := range came {
		if t.state == inEnd {
			if c == '\\' {
				t.state = inText
				continue
			}
			out, t.state = append(out, '\x1b'), inEscape // another begins, and the string has no end
		}
		switch t.state {
		case inString:
			switch c {
			case '\x1b':
				t.state = inEnd
			case '\a':
				t.state = inText
			}
			continue
		case inEscape:
			switch c {
			case '[':
				t.state, t.n = inSequence, 0
			case ']', 'X', '^', '_':
				t.state, c = inString, '\\' // behind the escape it is the end of one, and does nothing
			case '\x1b':
			default:
				t.state = inText
			}
		case inSequence:
			if t.n++; c < ' ' || c > '?' {
				t.state = inText
			} else if t.n > maxSequence {
				continue
			}
		}
		if c == '\x1b' {
			t.state = inEscape
		}
		out = append(out, c)
	}
	return out
}
