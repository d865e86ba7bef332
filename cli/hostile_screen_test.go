//go:build unix

package cli

import (
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/text"
)

// A sequence of a terminal (ECMA-48): a control sequence, an operating system
// command up to its end, or one of the short ones.
var (
	controlSequence = regexp.MustCompile(`^\x1b\[([?>=<]?)([0-9;:]*)([ -/]*)([@-~])`)
	systemCommand   = regexp.MustCompile(`^\x1b\]([0-9]+);([^\x00-\x1f\x7f]*)(?:\x07|\x1b\\)`)
	shortSequence   = regexp.MustCompile(`^\x1b(?:[()][A-Z0-2]|[=>78M])`)

	webAddress = regexp.MustCompile(`^(?i:https?|mailto):`)
)

// wideBlank is what tcell clears the room of a wide character with.
const wideBlank = "  \b\b"

// drawn takes a terminal's input apart and returns the kinds of sequences in it,
// with how often each is there, and the first thing that is no drawing of ours.
func drawn(s string) (kinds map[string]int, fault string) {
	kinds = map[string]int{}
	at := func(i int) string { return fmt.Sprintf("at byte %d: %.60q", i, s[max(0, i-20):]) }
	for i := 0; i < len(s); {
		if strings.HasPrefix(s[i:], wideBlank) {
			i += len(wideBlank)
			continue
		}
		if s[i] != 0x1b {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == '\r' || r == '\n' || r == '\x0e' || r == '\x0f': // \x0e and \x0f choose line-drawing characters
			case r == utf8.RuneError && n == 1:
				return kinds, "a byte that is no UTF-8 " + at(i)
			case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
				return kinds, fmt.Sprintf("%U ", r) + at(i)
			}
			i += n
			continue
		}
		if m := controlSequence.FindStringSubmatch(s[i:]); m != nil {
			kinds["CSI "+m[1]+m[3]+m[4]]++
			if slices.Contains(strings.Split(m[2], ";"), "31337") || m[4] == "n" {
				return kinds, "a control sequence of the content " + at(i)
			}
			i += len(m[0])
		} else if m := systemCommand.FindStringSubmatch(s[i:]); m != nil {
			kinds["OSC "+m[1]]++
			if why := systemFault(m[1], m[2]); why != "" {
				return kinds, why + " " + at(i)
			}
			i += len(m[0])
		} else if m := shortSequence.FindString(s[i:]); m != "" {
			kinds["ESC "+m[1:2]]++
			i += len(m)
		} else {
			return kinds, "a sequence of an unknown kind " + at(i)
		}
	}
	return kinds, ""
}

// systemFault says what is wrong with an operating system command of a number.
func systemFault(number, text string) string {
	switch number {
	case "8": // a hyperlink
		_, address, _ := strings.Cut(text, ";")
		if address != "" && !webAddress.MatchString(address) {
			return "a hyperlink of a kind that is only shown"
		}
		if address == "owned:31337" {
			return "a hyperlink that a text planted"
		}
		if at, why := firstUnsafe(address, true); why != "" {
			return fmt.Sprintf("a hyperlink with %s at %d", why, at)
		}
	case "52": // the clipboard
		_, what, _ := strings.Cut(text, ";")
		if _, err := base64.StdEncoding.DecodeString(what); err != nil || what == "b3duZWQ=" {
			return "a clipboard that a text wrote"
		}
	default:
		return "an operating system command that we never send"
	}
	return ""
}

// ours are the sequences of our own drawing: those that tcell sends to place the
// cursor, to colour, to clear, to set and reset modes of the terminal.
var ours = []string{
	"CSI H", "CSI J", "CSI K", "CSI m", "CSI ?h", "CSI ?l", "CSI r", "CSI l", "CSI h", "CSI t", "CSI  q", "CSI >m", "CSI =u", "CSI >u", "CSI <u", "CSI ?u",
	"CSI c", "CSI >q", "CSI ?$p",
	"OSC 8", "OSC 52", "ESC (", "ESC )", "ESC =", "ESC >", "ESC 7", "ESC 8",
}

// onlyOurs fails the test if anything but our own drawing reached the terminal.
func onlyOurs(t *testing.T, what, out string) {
	t.Helper()
	kinds, fault := drawn(out)
	if fault != "" {
		t.Errorf("%s: %s", what, fault)
	}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		if !slices.Contains(ours, k) {
			t.Errorf("%s: %d sequences of the kind %q, which our drawing does not use", what, kinds[k], k)
		}
	}
}

// output returns what came from the terminal so far.
func (term *terminal) output() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return string(term.out)
}

// play types keys, ends the program, and returns all that it drew.
func (term *terminal) play(keys string) string {
	term.t.Helper()
	if _, err := io.WriteString(term.tty, keys+"\x03"); err != nil {
		term.t.Fatal(err)
	}
	if err := term.end(); err != nil {
		term.t.Errorf("%v: %.2000q", err, term.output())
	}
	if !term.restored() {
		term.t.Error("the terminal was not given back")
	}
	return term.output()
}

// The hostile course on the screen: lessons, contents, links and their addresses,
// the clipboard, search, questions, progress. Nothing but our own drawing reaches
// the terminal.
func TestHostileTextOnTheScreen(t *testing.T) {
	course := evilCourse(t)
	rep := strings.Repeat
	many := func(keys string, n int) string { // the detector wants each thing done, not each thing often
		if underRace {
			n /= 4
		}
		return rep(keys, n)
	}
	for name, keys := range map[string]string{
		"reading":   rep("    \x04n", 60) + rep("p\x15k", 30) + "Gg}{",
		"contents":  "t" + rep("j", 60) + rep("k", 20) + "\r" + "t" + rep("j", 7) + "\r",
		"links":     many("l"+rep("j", 20)+"yln", 50),
		"addresses": many("\t\ryL\r\t\ro\r\t\ryL\r3\ry\r7\ry\r11\ry\rn", 50),
		"search":    "/owned\r" + rep("n", 40) + rep("N", 10) + "\x06" + rep("j", 30) + "b",
		"titles":    ":heading\r" + ":31337" + rep("\x0e", 5) + "\r",
		"questions": many("a"+rep("a\r\r", 30)+"n", 20),
		"typing":    rep("na", 10) + many(strings.ReplaceAll(strings.Map(text.Harmless, evil), "\t", "")+"\r\r", 20),
		"exam":      "X" + many("b\r\rt\r\rxyz\r\r 1\r\r", 40) + "s",
		"progress":  rep("n", 30) + "s" + rep("j", 40) + "?" + rep("j", 80),
		"tables":    many("\r  y\r n", 60),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := start(t, t.TempDir(), course)
			term.await(0, "31337")
			out := term.play(keys)
			onlyOurs(t, name, out)
			if !strings.Contains(escapes.ReplaceAllString(out, ""), "31337") {
				t.Error("nothing of the course was drawn")
			}
		})
	}
}
