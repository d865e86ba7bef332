package terminal

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gdamore/tcell/v2"
)

// typingTty is a terminal in which pieces are typed, each of which is read at once.
type typingTty struct {
	tcell.Tty
	pieces []string
}

func (o *typingTty) Read(p []byte) (int, error) {
	if len(o.pieces) == 0 {
		return 0, io.EOF
	}
	n := copy(p, o.pieces[0])
	if o.pieces[0] = o.pieces[0][n:]; o.pieces[0] == "" {
		o.pieces = o.pieces[1:]
	}
	return n, nil
}

// What tcell gets has an end: bytes that are no character, strings, and endless sequences are left out.
func TestTypedHasAnEnd(t *testing.T) {
	long := strings.Repeat("ab\xffé€😀", 40)
	for _, c := range []struct {
		charset, want string
		typed         []string // "+" and a duration is a pause
	}{
		{"UTF-8", "xy", []string{"x\xff", "y"}},
		{"UTF-8", "xéy", []string{"x\xc3", "\xa9y"}},
		{"utf8", "x😀y", []string{"x\xf0", "\x9f", "\x98", "\x80y"}},
		{"UTF-8", "xjy", []string{"x\xc3", "jy"}},
		{"UTF-8", "\x1b[M j", []string{"\x1b[M \xff\x80", "j\xe2\x82"}},
		{"UTF-8", "\uFFFDq", []string{"\uFFFD\xed\xa0\x80q"}},
		{"UTF-8", strings.ReplaceAll(long, "\xff", ""), []string{long}},
		{"ISO-8859-1", "x\xffy", []string{"x\xff", "y"}},
		{"UTF-8", "a\x1b\\b", []string{"a\x1b]52;c;ZWNobw==\ab"}},
		{"UTF-8", "a\x1b\\b", []string{"a\x1b_", strings.Repeat("x", 1000), "\x1b", "\\b"}},
		{"UTF-8", "\x1b\\\x1b[Aq", []string{"\x1b]0;a\x1b[Aq"}},
		{"UTF-8", "\x1b\\\x1b\\q", []string{"\x1b]\x1b]", "\aq"}},
		{"UTF-8", "\x1b\\\x1b[201~q", []string{"\x1b]0;a\x1b", "[201~q"}},
		{"UTF-8", "\x1b\\jk", []string{"\x1b]", "+1s", "jk"}}, // Alt and ], then keys
		{"UTF-8", "\x1b]jk", []string{"\x1b", "+100ms", "]jk"}},
		{"UTF-8", "\x1bj\x1b\x1bk", []string{"\x1bj\x1b\x1b", "k"}},
		{"ISO-8859-1", "\x1b\\\xe9", []string{"\x1bXab\a\xe9"}},
		{"UTF-8", "\x1b[" + strings.Repeat("9", maxSequence) + "Mj\x1b[<0;1;1M", []string{"\x1b[" + strings.Repeat("9", 5000) + "Mj\x1b[<0;1;1M"}},
		{"UTF-8", strings.Repeat("\x1b\\\x1b[A", 60), []string{strings.Repeat("\x1b]\x1b[A", 60)}},
	} {
		tty := &typingTty{pieces: slices.Clone(c.typed)}
		g := newGate(tty, NewHold())
		now := time.Unix(1, 0)
		g.typed.charset, g.typed.now = func() string { return c.charset }, func() time.Time { return now }
		got := ""
		for err := error(nil); err == nil; {
			if len(tty.pieces) > 0 && tty.pieces[0][0] == '+' {
				pause, err := time.ParseDuration(tty.pieces[0])
				if err != nil {
					t.Fatal(err)
				}
				now, tty.pieces = now.Add(pause), tty.pieces[1:]
			}
			var n int
			p := make([]byte, 128)
			n, err = g.Read(p)
			got += string(p[:n])
		}
		if got != c.want {
			t.Errorf("%s, %q: %q, not %q", c.charset, c.typed, got, c.want)
		}
	}
}
