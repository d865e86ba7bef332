package lessons

import (
	"hash/fnv"
	"unicode"
)

// wording is a text as the sequence of its words, each as a hash.
type wording struct {
	words []uint64
	start []int // where each begins, in characters other than spaces
	pairs map[uint64]int
}

// newWording takes a text apart: a word is a run of letters and digits in lower
// case, in scripts that put no spaces between words each character is one.
func newWording(text string) *wording {
	w := &wording{}
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

// noSpaces are scripts that put no spaces between words.
var noSpaces = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// counted counts how often each pair of neighbouring words occurs.
func (w *wording) counted() map[uint64]int {
	if w.pairs == nil {
		w.pairs = make(map[uint64]int, len(w.words))
		for i := 1; i < len(w.words); i++ {
			w.pairs[w.words[i-1]*31+w.words[i]]++
		}
	}
	return w.pairs
}

// shared counts the wanted pairs that w also has.
func (w *wording) shared(want *wording) int {
	n, have := 0, w.counted()
	for pair, k := range want.counted() {
		n += min(k, have[pair])
	}
	return n
}

// likeness is the Dice coefficient of the pairs, 0..1. A single word has no
// pairs and is like nothing.
func (w *wording) likeness(want *wording) float64 {
	all := len(w.words) + len(want.words) - 2
	if len(w.words) < 2 || len(want.words) < 2 {
		return 0
	}
	return 2 * float64(w.shared(want)) / float64(all)
}

// find returns where the wanted words stand in w in one run, in characters other
// than spaces. A text of a few words is found only where it is the whole.
func (w *wording) find(want *wording) (offset int, ok bool) {
	n := len(want.words)
	if n == 0 || n > len(w.words) || n < fewWords && n != len(w.words) {
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
