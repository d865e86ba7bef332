package bank

import (
	"strings"
	"testing"

	"lectern/lessons/text/texttest"
)

// TestBanksInProportion reads banks that repeat one line each, at a size and at four times that: what reading takes from
// the heap grows with the size and not with its square.
func TestBanksInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector, for which -short is, takes memory of its own")
	}
	const size = 10_000
	for _, f := range Formats() {
		for _, head := range []string{"", "1. A?\n", "1. A?\n*a) x\nb) y\n", "A? {", "A?\nA. x\nB. y\n", "# A\n\n<quiz>\nA?\n", "question,type,answer\n", "<quiz>"} {
			for _, line := range []string{"zz\n", "    zz\n", "a) x\n", "*a) x\n", "[ ] x\n", "... zz\n", "% c\n", "{=a ~b}\n\n", "~x\n", "ANSWER: A\n", "a,b\n", "\"", "[[a]]\n", "- [x] a\n", "[[questions]]\n", "<a>", "\\"} {
				read := func(src []byte) { f.read(src, "f") }
				bank := func(size int) []byte { return []byte(head + strings.Repeat(line, size/len(line))) }
				read(bank(size / 10)) // what is made once only is not counted
				if once, four := texttest.Allocated(read, bank(size)), texttest.Allocated(read, bank(4*size)); four > 6*once+200_000 {
					t.Errorf("%s, %q and then %q: four times the text took %.1f times the memory", f.Name, head, line, float64(four)/float64(once))
				}
			}
		}
	}
}
