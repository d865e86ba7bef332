package text

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// A page fits up to the line whose cost is too much for its room.
func TestFitting(t *testing.T) {
	lines := func(n int) []byte { return []byte(strings.Repeat("ab\n", n)) }
	third := func([]byte, bool) int { return roomFor/3 + 1 }
	for _, c := range []struct {
		name string
		src  []byte
		cost func([]byte, bool) int
		want int
	}{
		{"nothing", nil, third, 0},
		{"what fits", lines(2), third, 6},
		{"a line too much", lines(3), third, 6},
		{"many lines too much", lines(100), third, 6},
		{"no newline at the end", []byte("ab\nab\nab"), third, 6},
		{"the first line", lines(1), func([]byte, bool) int { return roomFor + 1 }, 0},
		{"exactly", lines(2), func([]byte, bool) int { return roomFor / 2 }, 6},
	} {
		if got := Fitting(c.src, c.cost); got != c.want {
			t.Errorf("%s: %d bytes fit, want %d", c.name, got, c.want)
		}
	}
	var blanks []bool
	Fitting([]byte("a\n \nb\nc\n"), func(_ []byte, blank bool) int { blanks = append(blanks, blank); return 0 })
	if want := []bool{true, false, true, false}; !slices.Equal(blanks, want) {
		t.Errorf("lines behind a blank one: %v, want %v", blanks, want)
	}
}

// Of one line that is too much as long as a book, the beginning is shown.
func TestFittingInALine(t *testing.T) {
	src := []byte("short\n" + strings.Repeat("ä*", 100_000) + "\n")
	cost := func(line []byte, _ bool) int { return bytes.Count(line, []byte("*")) * (roomFor / 1000) }
	got := Fitting(src, cost)
	if want := len("short\n") + 1000*len("ä*"); got != want && got != want+len("ä") || !utf8.Valid(src[:got]) {
		t.Errorf("%d bytes fit, want %d", got, want)
	}
}

// A larger page has more room, but less for each byte.
func TestRoom(t *testing.T) {
	if Room(1) != Room(roomFrom) || Room(6*roomFrom) <= Room(roomFrom) || Room(6*roomFrom) >= 6*Room(roomFrom) {
		t.Errorf("room %d, %d, %d", Room(1), Room(roomFrom), Room(6*roomFrom))
	}
	if line, count := LinesFrom([]byte("a\nb\nc"), 2); line != 2 || count != 2 {
		t.Errorf("line %d and %d lines", line, count)
	}
}
