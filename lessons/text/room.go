package text

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// What bounds the memory that reading one page takes, in bytes. Prose takes about
// six times its size and stays far below; a page of nothing but marks would take
// hundreds of times its size.
const (
	roomFor   = 440 << 20 // for a page of up to roomFrom bytes
	roomFrom  = 10 << 20
	roomAbove = 36 // for each byte above roomFrom
)

// Room returns the memory, in bytes, that a page of size bytes may take.
func Room(size int) int { return roomFor + roomAbove*max(0, size-roomFrom) }

// Fitting returns how much of a page can be read within its Room: the length of
// its longest beginning whose lines' costs, together, fit. cost returns
// about how many bytes of memory a line takes when it was read; blank says that
// the line before was blank, or that there was none. The result is len(src) for
// any page that people wrote.
func Fitting(src []byte, cost func(line []byte, blank bool) int) int {
	room := Room(len(src))
	return FittingIn(&room, src, cost)
}

// FittingIn is Fitting for a text that shares its room with others: it takes from room what
// the lines that fit cost.
func FittingIn(room *int, src []byte, cost func(line []byte, blank bool) int) int {
	blank := true
	for at := 0; at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := src[at:end]
		if c := cost(line, blank); c <= *room {
			*room -= c
		} else {
			fits := fittingStart(line, func(start []byte) bool { return cost(start, blank) <= *room })
			*room = 0 // whatever comes behind a text that is cut does not fit either
			return at + fits
		}
		blank = len(bytes.TrimSpace(line)) == 0
		at = end
	}
	return len(src)
}

// fittingStart returns how much of a line fits that does not fit wholly: nothing of
// one that a person may have written, some characters of a very long one.
func fittingStart(line []byte, fits func(start []byte) bool) int {
	const long = 1 << 16
	if len(line) < long {
		return 0
	}
	end := sort.Search(len(line), func(n int) bool { return n > 0 && !fits(line[:n]) }) - 1
	for end > 0 && !utf8.RuneStart(line[end]) {
		end--
	}
	return max(end, 0)
}

// LinesFrom returns the number of the line that begins at offset at of src, and how
// many lines there are from it on.
func LinesFrom(src []byte, at int) (line, count int) {
	count = bytes.Count(src[at:], []byte{'\n'})
	if len(src) > at && src[len(src)-1] != '\n' {
		count++
	}
	return 1 + bytes.Count(src[:at], []byte{'\n'}), count
}
