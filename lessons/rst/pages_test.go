package rst

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/text"
)

// The lines of a page are the same whether they lie in one string or in many.
func TestPageLines(t *testing.T) {
	long := strings.Repeat("Words with\ttabs, ünïcode and \x00.  \r\n\r\n", 3*linePiece/40)
	for name, src := range map[string]string{
		"empty": "", "no end": "a\nb", "end": "a\nb\n\n", "ends of all kinds": "a\r\nb\rc\n",
		"long": long, "long line": strings.Repeat("x", 3*linePiece) + "\n" + long + "end",
		"old": strings.ReplaceAll(long, "\r\n", "\r"),
	} {
		joined := string(text.Normalize([]byte(src)))
		got, size := pageLines([]byte(src), 8)
		if diff := cmp.Diff(splitLines(joined, 8).text, got.text); diff != "" {
			t.Errorf("%s (-one string +many):\n%.2000s", name, diff)
		}
		if size != len(joined) || got.first != 1 {
			t.Errorf("%s: %d bytes, from line %d; want %d, 1", name, size, got.first, len(joined))
		}
	}
}

// The lines of a page are let go while they are read, so that a large page is not
// in memory twice. Lines of a part of a page are someone else's too, and stay.
func TestLinesAreLetGo(t *testing.T) {
	src := []byte(strings.Repeat("A paragraph.\n\n* An item.\n\n", 50))
	left := func(ctx body) (n int) {
		in, _ := pageLines(src, 8)
		newParser(Options{}, usualLimits()).body(in, ctx)
		for _, line := range in.text {
			if line != "" {
				n++
			}
		}
		return n
	}
	if n := left(body{titles: true}); n > 4 {
		t.Errorf("%d lines of a page are kept", n)
	}
	for _, ctx := range []body{{}, {titles: true, depth: 1}} {
		if n := left(ctx); n != 100 {
			t.Errorf("%d of 100 lines are left in %+v", n, ctx)
		}
	}
}
