package lessons

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"
)

// A word is found where the regular expression for it finds it.
func TestWordsAreFoundAsByRegexp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "A", "b", "B", "z", "Z", "-", " ", "ä", "Ä", "日", "0", "ж", "Ж", "ς", "Σ", "ß", "ẞ", "θ", "ϴ"}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	found := 0
	for range 20_000 {
		word, in := strings.ReplaceAll(text(1+r.IntN(3)), " ", "a"), text(r.IntN(40))
		q, ok := NewQuery(word)
		if !ok {
			t.Fatalf("%q is nothing to look for", word)
		}
		want := byRegexp(word, in)
		if got := q.appendMatches(nil, in); !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", word, in, got, want)
		}
		found += len(want)
	}
	if found < 1000 {
		t.Errorf("only %d matches were looked at", found)
	}
}

// BenchmarkSearch looks for words in a page of 20 MB that is parsed.
func BenchmarkSearch(b *testing.B) {
	c, err := Open(fstest.MapFS{"large.md": {Data: largeMarkdown(20 << 20)}}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	c.Lessons()
	for _, typed := range []string{"e", "room", "zebra", "Section 9", "ünïcode", "takes room"} {
		b.Run(strings.ReplaceAll(typed, " ", "_"), func(b *testing.B) {
			q, _ := NewQuery(typed)
			b.ReportAllocs()
			for b.Loop() {
				c.Search(b.Context(), q, func(Hit) bool { return true })
			}
		})
	}
}

// FuzzWord looks for a word in a text in both ways.
func FuzzWord(f *testing.F) {
	for _, seed := range [][2]string{
		{"pump", "A Pump, PUMPS and a pumpump."}, {"ЖУК", "жук Жук ЖУК"}, {"σς", "ΣΣ σσ ςς"}, {"\xff", "\xff\xfe"}, {"日本", "日本日本語"}, {"ss", "ß SS ẞ"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, typed, text string) {
		q, ok := NewQuery(typed)
		if !ok || q.re != nil || !utf8.ValidString(typed) || !utf8.ValidString(text) || strings.ContainsAny(text, "\u017f\u212a") {
			return // not a word, or one with the signs that are taken for no letters
		}
		if got, want := q.appendMatches(nil, text), byRegexp(strings.TrimSpace(typed), text); !slices.Equal(got, want) {
			t.Errorf("%q in %q: %v, want %v", typed, text, got, want)
		}
	})
}

// byRegexp finds a word as the regular expression for it does.
func byRegexp(word, text string) (all []Match) {
	pattern := regexp.QuoteMeta(word)
	if !strings.ContainsFunc(word, unicode.IsUpper) {
		pattern = "(?i)" + pattern
	}
	for _, m := range regexp.MustCompile(pattern).FindAllStringIndex(text, -1) {
		all = append(all, Match{int32(m[0]), int32(m[1])})
	}
	return all
}
