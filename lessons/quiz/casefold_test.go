package quiz

import (
	"testing"
	"unicode"

	"golang.org/x/text/cases"
)

// Two letters are the same for foldCase where they are for Unicode's full folding.
func TestFoldCase(t *testing.T) {
	full := cases.Fold()
	first := map[string]rune{}
	for r := rune(1); r <= 0x1ffff; r++ {
		want := full.String(string(r))
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			continue
		}
		if foldCase(want) != foldCase(string(r)) {
			t.Errorf("%q and its folding %q differ", r, want)
		}
		before, known := first[want]
		if !known {
			first[want] = r
			continue
		}
		if foldCase(string(r)) != foldCase(string(before)) {
			t.Errorf("%q and %q differ", r, before)
		}
	}
	for _, pair := range [][2]string{{"Straße", "STRASSE"}, {"ﬁsh", "Fish"}, {"Σίσυφος", "ΣΊΣΥΦΟΣ"}, {"Ångström", "ÅNGSTRÖM"}, {"K", "k"}, {"ᾳ", "ΑΙ"}, {"և", "ԵՒ"}, {"ΐ", "Ϊ́"}} {
		if foldCase(pair[0]) != foldCase(pair[1]) {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	if foldCase("a") == foldCase("b") || foldCase("é") == foldCase("e") {
		t.Error("other letters are the same")
	}
}
