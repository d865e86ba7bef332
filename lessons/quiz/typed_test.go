package quiz

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A pattern of many stars against a long text must not take more than a moment;
// a matcher that tries every split would not return within the test's time.
func TestWildcardIsCheap(t *testing.T) {
	a := Accepted{Text: strings.Repeat("a*", 3000) + "b"}
	if a.matches(strings.Repeat("a", maxTyped)) {
		t.Error("no b at the end, and yet it matches")
	}
	if !a.matches(strings.Repeat("a", maxTyped-1) + "b") {
		t.Error("a b at the end, and it does not match")
	}
}

func TestWordsOfHTML(t *testing.T) {
	for in, want := range map[string]string{
		"<p>a<br/>b</p>": "a b", "1 < 2 > 0": "1 < 2 > 0", "<b": "<b", "<!-- x -->y": "y", "&lt;i&gt;": "<i>", "a <  b> c": "a < b> c",
	} {
		got := Text{in, HTML}.Words()
		if got != want || !utf8.ValidString(got) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
