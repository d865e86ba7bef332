package lessons

import (
	"context"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is a text to search for in a course.
type Query struct {
	word word           // that every match holds
	re   *regexp.Regexp // nil if the word is all that is looked for
}

// NewQuery makes a query of what was typed. Case counts only if a capital was
// typed (smart case), and a space stands for any white space, line breaks
// included. ok is false when nothing is to be looked for.
func NewQuery(typed string) (q Query, ok bool) {
	words := strings.Fields(typed)
	if len(words) == 0 {
		return Query{}, false
	}
	fold := !strings.ContainsFunc(typed, unicode.IsUpper)
	q.word = longestWord(words, fold)
	if len(words) == 1 && q.word.text == words[0] {
		return q, true
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	pattern := strings.Join(words, `\s+`)
	if fold {
		pattern = "(?i)" + pattern
	}
	re, err := regexp.Compile(pattern)
	if err != nil { // a quoted text always compiles, unless it is absurdly long
		return Query{}, false
	}
	q.re = re
	return q, true
}

// maxMatches bounds the matches in one text: nobody walks through more, and each takes memory.
const maxMatches = 100_000

// Match is one match of a query in a text, as a range of bytes: [Start, End). A search in a
// large course has many thousands.
type Match struct{ Start, End int32 }

// appendMatches adds to all where the query matches in a text, the first maxMatches of them.
func (q Query) appendMatches(all []Match, text string) []Match {
	most := len(all) + maxMatches
	found := func(start, end int) bool {
		all = append(all, Match{int32(start), int32(end)})
		return len(all) < most
	}
	if q.re == nil {
		q.word.find(text, found)
	} else if q.word.in(text) {
		for _, m := range q.re.FindAllStringIndex(text, maxMatches) {
			found(m[0], m[1])
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
func (h Hit) Snippet(k, before, after int) (text string, start, end int) {
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
