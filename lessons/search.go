package lessons

import (
	"context"
	"regexp"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is what someone looks for in the text of a course.
type Query struct {
	re   *regexp.Regexp
	word string // a word of ASCII that every match holds, in lower case if case does not count; "" for none
	fold bool   // case does not count
}

// NewQuery makes a query of what was typed. Case counts only if a capital was
// typed (smart case), and a space stands for any white space, line breaks
// included. ok is false when nothing is to be looked for.
func NewQuery(typed string) (q Query, ok bool) {
	words := strings.Fields(typed)
	if len(words) == 0 {
		return Query{}, false
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	pattern := strings.Join(words, `\s+`)
	if !strings.ContainsFunc(typed, unicode.IsUpper) {
		pattern, q.fold = "(?i)"+pattern, true
	}
	for _, w := range strings.Fields(typed) {
		if len(w) > len(q.word) && isASCII(w) {
			q.word = w
		}
	}
	re, err := regexp.Compile(pattern)
	if err != nil { // a quoted text always compiles, unless it is absurdly long
		return Query{}, false
	}
	q.re = re
	return q, true
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// mayMatch reports whether a text holds the query's word: a quick look that
// spares most texts the regular expression, which is ten times slower.
func (q Query) mayMatch(text string) bool {
	if q.word == "" {
		return true
	}
	if !q.fold {
		return strings.Contains(text, q.word)
	}
	return containsFold(text, q.word)
}

// seldom orders letters by how often English uses them, the rarest first.
const seldom = "zqjxkvbpgwyfmculdhrsnioate"

// containsFold reports whether a text holds a word of lower-case ASCII in any
// case. It looks for the word's rarest letter, in both cases, and compares around it.
func containsFold(text, word string) bool {
	at := 0
	for i := range len(word) {
		if rarity(word[i]) < rarity(word[at]) {
			at = i
		}
	}
	low := word[at]
	both := []byte{low}
	if 'a' <= low && low <= 'z' {
		both = append(both, low-'a'+'A')
	}
	for _, b := range both {
		for from := at; from < len(text); {
			i := strings.IndexByte(text[from:], b)
			if i < 0 {
				break
			}
			start := from + i - at
			if end := start + len(word); end <= len(text) && strings.EqualFold(text[start:end], word) {
				return true
			}
			from += i + 1
		}
	}
	return false
}

// rarity is small for a byte that texts seldom have.
func rarity(b byte) int {
	if i := strings.IndexByte(seldom, b); i >= 0 {
		return i
	}
	return -1 // digits and punctuation are rarer than letters
}

// maxMatches bounds the matches in one text: nobody walks through more, and each takes memory.
const maxMatches = 100_000

// Find returns where the query matches in a text, as byte offsets, the first maxMatches of them.
func (q Query) Find(text string) [][]int {
	if !q.mayMatch(text) {
		return nil
	}
	return q.re.FindAllStringIndex(text, maxMatches)
}

// Hit is a lesson that matches a query.
type Hit struct {
	Lesson *Lesson
	At     [][]int // byte offsets in the lesson's Text
}

// Snippet returns the text around the k-th match on one line, and where in it the match stands, in bytes.
func (h Hit) Snippet(k, before, after int) (text string, start, end int) {
	s, at := h.Lesson.Text(), h.At[k]
	from, to := at[0], at[1]
	for n := 0; from > 0 && n < before; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
	}
	for n := 0; to < len(s) && n < after; n++ {
		_, size := utf8.DecodeRuneInString(s[to:])
		to += size
	}
	left := foldKeepEnds(s[from:at[0]])
	match := foldKeepEnds(s[at[0]:at[1]])
	return left + match + foldKeepEnds(s[at[1]:to]), len(left), len(left) + len(match)
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

// lessonsAtOnce is after how many lessons a search lets others go first: it may
// be under way while the next letter is typed.
const lessonsAtOnce = 16

// Search calls each for every lesson with matches, in reading order, until each
// returns false or ctx ends. It parses pages as it comes to them.
func (c *Course) Search(ctx context.Context, q Query, each func(Hit) bool) {
	for _, p := range c.Pages() {
		for i, l := range p.Lessons() {
			if ctx.Err() != nil {
				return
			}
			if i%lessonsAtOnce == 0 {
				runtime.Gosched()
			}
			if at := q.Find(l.text); len(at) > 0 && !each(Hit{l, at}) {
				return
			}
		}
	}
}
