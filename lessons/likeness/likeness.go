// Package likeness tells how alike two texts are by their words, and where one stands in the other.
package likeness

import (
	"hash/fnv"
	"unicode"
)

// Text is a text as the sequence of its words, each as a hash.
type Text struct {
	words []uint64
	start []int // where each begins, in characters other than spaces
	pairs map[uint64]int
}

// New takes a text apart: a word is a run of letters and digits in lower
// case, in scripts that put no spaces between words each character is one.
func New(text string) *Text {
	w := &Text{}
	h := fnv.New64a()
	begun, chars := -1, 0
	end := func() {
		if begun >= 0 {
			w.words = append(w.words, h.Sum64())
			w.start = append(w.start, begun)
			begun = -1
		}
		h.Reset()
	}
	for _, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !letter || unicode.In(r, noSpaces...) {
			end()
		}
		if letter {
			if begun < 0 {
				begun = chars
			}
			h.Write([]byte(string(unicode.ToLower(r))))
		}
		if !unicode.IsSpace(r) {
			chars++
		}
	}
	end()
	return w
}

// Len returns the number of words.
func (w *Text) Len() int { return len(w.words) }

// Few is how many words a text must have to be told by them from any other.
const Few = 5

// noSpaces are scripts that put no spaces between words.
var noSpaces = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// counted counts how often each pair of neighbouring words occurs.
func (w *Text) counted() map[uint64]int {
	if w.pairs == nil {
		w.pairs = make(map[uint64]int, len(w.words))
		for i := 1; i < len(w.words); i++ {
			w.pairs[w.words[i-1]*31+w.words[i]]++
		}
	}
	return w.pairs
}

// Shared counts the wanted pairs that w also has.
func (w *Text) Shared(want *Text) int {
	n, have := 0, w.counted()
	for pair, k := range want.counted() {
		n += min(k, have[pair])
	}
	return n
}

// Likeness is the Dice coefficient of the pairs, 0..1. A single word has no
// pairs and is like nothing.
func (w *Text) Likeness(want *Text) float64 {
	all := len(w.words) + len(want.words) - 2
	if len(w.words) < 2 || len(want.words) < 2 {
		return 0
	}
	return 2 * float64(w.Shared(want)) / float64(all)
}

// Find returns where the wanted words stand in w in one run, in characters other
// than spaces. A text of a few words is found only where it is the whole.
func (w *Text) Find(want *Text) (offset int, ok bool) {
	n := len(want.words)
	if n == 0 || n > len(w.words) || n < Few && n != len(w.words) {
		return 0, false
	}
	// Knuth, Morris and Pratt: linear however often words repeat.
	border := make([]int, n)
	for i, k := 1, 0; i < n; i++ {
		for k > 0 && want.words[i] != want.words[k] {
			k = border[k-1]
		}
		if want.words[i] == want.words[k] {
			k++
		}
		border[i] = k
	}
	for i, k := 0, 0; i < len(w.words); i++ {
		for k > 0 && w.words[i] != want.words[k] {
			k = border[k-1]
		}
		if w.words[i] == want.words[k] {
			k++
		}
		if k == n {
			return w.start[i-n+1], true
		}
	}
	return 0, false
}
