package lessons

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
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
		pattern := regexp.QuoteMeta(word)
		if strings.ToLower(word) == word {
			pattern = "(?i)" + pattern
		}
		var want []Match
		for _, m := range regexp.MustCompile(pattern).FindAllStringIndex(in, -1) {
			want = append(want, Match{int32(m[0]), int32(m[1])})
		}
		if got := q.Find(in); !slices.Equal(got, want) {
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
