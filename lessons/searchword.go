package lessons

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a run of characters to look for. It is found ten to a hundred
// times quicker than by the regular expression for it, and leaves no garbage: by
// its rarest character, around which the rest is compared.
type word struct {
	text string
	fold bool     // case does not count
	rare []string // its rarest character, in each case that counts as the same
	at   int      // how many bytes stand before that character
}

// longestWord returns the longest row of characters in words which has the same
// length in bytes in every case; its text is empty if there is none.
func longestWord(words []string, fold bool) word {
	longest := ""
	for _, w := range words {
		for w != "" {
			end := len(w)
			if i := strings.IndexFunc(w, func(r rune) bool { return fold && !sameLength(r) }); i >= 0 {
				end = i
			}
			if end > len(longest) {
				longest = w[:end]
			}
			_, size := utf8.DecodeRuneInString(w[end:])
			w = w[end+size:]
		}
	}
	return newWord(longest, fold)
}

func newWord(text string, fold bool) word {
	w := word{text: text, fold: fold}
	rarest, least := utf8.RuneError, len(seldom)
	for i, r := range text {
		if n := rarity(r); n < least {
			rarest, least, w.at = r, n, i
		}
	}
	w.rare = []string{string(rarest)}
	if fold {
		w.rare = cases(rarest)
	}
	return w
}

// cases returns a character in each case, itself first. Those of a letter of
// ASCII are ASCII: the signs for kelvin and the long s, which Unicode takes for a
// k and an s, have other lengths.
func cases(r rune) []string {
	all := []string{string(r)}
	for c := unicode.SimpleFold(r); c != r; c = unicode.SimpleFold(c) {
		if r >= utf8.RuneSelf || c < utf8.RuneSelf {
			all = append(all, string(c))
		}
	}
	return all
}

// sameLength reports whether a character has as many bytes in every case.
func sameLength(r rune) bool {
	if r == utf8.RuneError {
		return false
	}
	for _, c := range cases(r) {
		if len(c) != utf8.RuneLen(r) {
			return false
		}
	}
	return true
}

// seldom orders letters by how often English uses them, the rarest first.
const seldom = "zqjxkvbpgwyfmculdhrsnioate"

// rarity ranks a character: the rarer it is in texts, the smaller. Digits, punctuation and
// the letters of other scripts are taken for rarer than English letters.
func rarity(r rune) int { return strings.IndexRune(seldom, unicode.ToLower(r)) }

// find calls found with where a text holds the word, from left to right and
// without overlaps, until found returns false.
func (w word) find(text string, found func(start, end int) bool) {
	var next [4]int // of each of w.rare
	for i := range w.rare {
		next[i] = -1
	}
	for from, free := 0, 0; ; {
		i := len(text)
		for k, r := range w.rare {
			if next[k] < from {
				if next[k] = strings.Index(text[from:], r); next[k] >= 0 {
					next[k] += from
				} else {
					next[k] = len(text)
				}
			}
			i = min(i, next[k])
		}
		start := i - w.at
		end := start + len(w.text)
		if end > len(text) {
			return
		}
		if start >= free && w.is(text[start:end]) {
			if !found(start, end) {
				return
			}
			free = end
		}
		from = i + 1
	}
}

func (w word) is(text string) bool {
	if w.fold {
		return strings.EqualFold(text, w.text)
	}
	return text == w.text
}

// in reports whether a text holds the word; every text holds the empty one.
func (w word) in(text string) bool {
	there := w.text == ""
	if !there {
		w.find(text, func(int, int) bool { there = true; return false })
	}
	return there
}
