package rst

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
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

// A file that is included many times is read once; one that is larger than all
// that a page may include, and one that includes itself, cost no second reading.
func TestIncludesAreReadOnce(t *testing.T) {
	within := usualLimits()
	within.includeBytes = 1000
	files := map[string]string{
		"a.rst":     "A\n=\n\n" + strings.Repeat(".. include:: small.inc\n\n.. literalinclude:: big.txt\n\n.. include:: a.rst\n\n", 50),
		"small.inc": "small words\n", "big.txt": strings.Repeat("big ", 500),
	}
	reads := map[string]int{}
	d := parse([]byte(files["a.rst"]), Options{File: "a.rst", Read: func(name string) ([]byte, error) {
		reads[name]++
		return []byte(files[name]), nil
	}}, within)
	if reads["small.inc"] != 1 || reads["big.txt"] != 1 || reads["a.rst"] != 0 {
		t.Errorf("read %v", reads)
	}
	told := map[string]int{}
	for _, p := range d.Problems {
		told[p.Text]++
	}
	if told[`"a.rst" includes itself`] != 50 || told[`"big.txt" is not read, the page includes too much`] != 50 {
		t.Errorf("told: %v", told)
	}
}

// What a page includes shares its room: many includes take no more memory than a page of such markup.
func TestIncludesShareTheRoom(t *testing.T) {
	within := usualLimits()
	within.room = 100 * containerCost
	src := "Words of the page.\n\n" + strings.Repeat(".. include:: items.inc\n\n", 50)
	d := parse([]byte(src), Options{File: "a.rst", Read: func(string) ([]byte, error) { return []byte(strings.Repeat("- a\n", 20)), nil }}, within)
	items, told := 0, 0
	doc.Walk(d.Blocks, func(b doc.Block) bool {
		switch b := b.(type) {
		case *doc.List:
			items += len(b.Items)
		case *doc.Admonition:
			told++
		}
		return true
	})
	if items == 0 || items > 100 || told != 1 {
		t.Errorf("%d items are shown, and %d times it is said that some are not", items, told)
	}
	n := 0
	for _, p := range d.Problems {
		if p.Code == "too-much-markup" && strings.Contains(p.Text, "of items.inc are not shown") {
			n++
		}
	}
	if n < 40 || d.Size < 50*80 {
		t.Errorf("%d problems, size %d", n, d.Size)
	}
}
