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

// A typed answer is right however its characters are written, and only that one.
func TestTypedForms(t *testing.T) {
	for _, c := range []struct {
		accepted, typed string
		want            bool
	}{
		{"don't", "don´t", true}, {"don't", "Don’t", true}, {"TCP", "ＴＣＰ", true}, {"5 km", "5\u2009km", true}, {"5 km", "5\u3000km", true}, {"coop", "co\u00adop", true},
		{"Straße", "STRASSE", true}, {"fine", "ﬁne", true}, {"café", "cafe\u0301", true}, {"café", "cafe", false}, {"2⁸", "28", false}, {"x₁", "x1", false},
		{"½", "1/2", false}, {"port *", "Ｐｏｒｔ ٤٢", true}, {"ガ", "ｶﾞ", true}, {"и", "й", false}, {"a - b", "a – b", true},
	} {
		a := Accepted{Text: c.accepted}
		if got := a.matches(c.typed); got != c.want {
			t.Errorf("%q for %q: %v", c.typed, c.accepted, got)
		}
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
