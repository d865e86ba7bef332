package lessons

import (
	"bytes"
	"context"
	"encoding/binary"
	"math/bits"
	"runtime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/text"
)

// Query is a text to search for in a course. It must not be used by two goroutines at a time.
type Query struct {
	folder *text.Folder
	folded []byte // what is looked for
}

// NewQuery makes a query of what was typed: what is the same for text.Smart is found, so
// case and accents count only if a capital or an accent was typed, and a space stands
// for any white space, line breaks included. ok is false when nothing is to be looked for.
func NewQuery(typed string) (q Query, ok bool) {
	f := text.Smart(typed)
	folded := []byte(f.String(typed))
	return Query{text.NewFolder(f), folded}, len(folded) > 0
}

// Words makes a query of each word of what was typed, for titles that have all of them
// in any order.
func Words(typed string) []Query {
	var all []Query
	for _, w := range strings.Fields(typed) {
		if q, ok := NewQuery(w); ok {
			all = append(all, q)
		}
	}
	return all
}

// Begins reports whether what is looked for begins with a sign of ASCII.
func (q Query) Begins(sign byte) bool { return q.folded[0] == sign }

// In reports whether the query matches anywhere in a text.
func (q Query) In(s string) bool {
	start, _ := q.next(q.folder.Fold(s), 0)
	return start >= 0
}

// next returns where a folded text holds what is looked for, from an offset on; start
// is negative if nowhere. No match ends inside a letter.
func (q Query) next(folded []byte, from int) (start, end int) {
	for {
		start = bytes.Index(folded[from:], q.folded)
		if start < 0 {
			return -1, 0
		}
		start += from
		end = start + len(q.folded)
		if end == len(folded) || folded[end] < utf8.RuneSelf || !text.Joined(folded, end) {
			return start, end
		}
		from = start + 1
	}
}

// maxMatches bounds the matches in one text: nobody walks through more, and each takes memory.
const maxMatches = 100_000

// Match is one match of a query in a text, as a range of bytes: [Start, End). A search in a
// large course has many thousands.
type Match struct{ Start, End int32 }

// appendMatches adds to all where the query matches in a text without overlaps, the
// first maxMatches of them.
func (q Query) appendMatches(all []Match, s string) []Match {
	folded := q.folder.Fold(s)
	most := len(all) + maxMatches
	letter := len(q.folded) == 1 && q.folded[0] < utf8.RuneSelf
	behind := 0 // of the match before; one character may hold two
	for at := 0; len(all) < most; {
		if as := q.folder.Stretch(at); letter && at+1 < as.End {
			// The last byte of the stretch may have what is not seen behind it.
			all = appendLetter(all, folded[at:as.End], q.folded[0], at+as.Shift)
			at = as.End - 1
		}
		start, end := q.next(folded, at)
		if start < 0 {
			break
		}
		at = end
		if from, to := q.folder.Source(start, end); from >= behind {
			all = append(all, Match{int32(from), int32(to)})
			behind = to
		}
	}
	return all[:min(len(all), most)]
}

// appendLetter is appendMatches for one letter of ASCII in bytes that stand in the text as
// they are, at an offset of it, but for the last of them. A letter may be everywhere: so
// eight bytes are looked at together.
func appendLetter(all []Match, folded []byte, letter byte, offset int) []Match {
	const ones = 0x0101010101010101
	last := len(folded) - 1
	add := func(i int) {
		if i < last && (folded[i+1] < utf8.RuneSelf || !text.Joined(folded, i+1)) {
			all = append(all, Match{int32(offset + i), int32(offset + i + 1)})
		}
	}
	i := 0
	for ; i+8 <= last; i += 8 {
		x := binary.LittleEndian.Uint64(folded[i:]) ^ uint64(letter)*ones // 0 where the letter stands
		found := ^((x &^ (0x80 * ones)) + 0x7f*ones | x) & (0x80 * ones)
		for ; found != 0; found &= found - 1 {
			add(i + bits.TrailingZeros64(found)/8)
		}
	}
	for ; i < last; i++ {
		if folded[i] == letter {
			add(i)
		}
	}
	return all
}

// Hit is a lesson that matches a query.
type Hit struct {
	Lesson *Lesson
	At     []Match // in the lesson's Text
}

// Snippet returns the text around the k-th match on one line, and where in it the match stands, in bytes.
func (h Hit) Snippet(k, before, after int) (line string, start, end int) {
	s, at := h.Lesson.Text(), h.At[k]
	first, behind := int(at.Start), int(at.End)
	from, to := first, behind
	for n := 0; from > 0 && n < before; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
	}
	for n := 0; to < len(s) && n < after; n++ {
		_, size := utf8.DecodeRuneInString(s[to:])
		to += size
	}
	left := foldKeepEnds(s[from:first])
	match := foldKeepEnds(s[first:behind])
	return left + match + foldKeepEnds(s[behind:to]), len(left), len(left) + len(match)
}

// foldKeepEnds makes every run of white space one space, at the ends too.
func foldKeepEnds(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap = true
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	if gap {
		b.WriteByte(' ')
	}
	return b.String()
}

// lessonsAtOnce is the number of lessons after which a search lets other goroutines run: it may
// be under way while the next letter is typed.
const lessonsAtOnce = 16

// Search calls each for every lesson with matches, in reading order, until each
// returns false or ctx ends. It parses pages as it comes to them.
func (c *Course) Search(ctx context.Context, q Query, each func(Hit) bool) {
	var at []Match // one for all, because a common letter leaves much garbage otherwise
	for _, p := range c.Pages() {
		for i, l := range p.Lessons() {
			if ctx.Err() != nil {
				return
			}
			if i%lessonsAtOnce == 0 {
				runtime.Gosched()
			}
			at = q.appendMatches(at[:0], l.text)
			if len(at) > 0 && !each(Hit{l, slices.Clone(at)}) {
				return
			}
		}
	}
}
