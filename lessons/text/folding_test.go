package text

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

var (
	loose  = Folding{}
	exact  = Folding{Case: true, Accents: true, Powers: true}
	answer = Folding{Accents: true, Powers: true}
)

func TestFoldingIsTheSame(t *testing.T) {
	for _, c := range []struct {
		f    Folding
		a, b string
		same bool
	}{
		{loose, "café", "CAFE\u0301", true}, {loose, "cafe", "café", true}, {loose, "été", "e\u0301te\u0301", true},
		{answer, "cafe", "café", false}, {answer, "été", "E\u0301TE\u0301", true},
		{loose, "don't", "don’t", true}, {answer, "don´t", "don't", true}, {answer, "donʼt", "don＇t", true},
		{answer, `"x"`, "“x”", true}, {answer, `"x"`, "«x»", true}, {answer, "‹x›", "'x'", true},
		{answer, "non-stop", "non\u2011stop", true}, {answer, "a - b", "a — b", true}, {answer, "−1", "-1", true},
		{answer, "5 km", "5\u00a0\u2009km", true}, {answer, "a\tb\n c", "a b c", true}, {answer, " a ", "a", true},
		{answer, "coop", "co\u00adop", true}, {answer, "a\u200bb\ufeff", "ab", true},
		{answer, "Straße", "STRASSE", true}, {answer, "ﬁne", "fine", true}, {answer, "ΣΊΣΥΦΟΣ", "Σίσυφος", true},
		{loose, "Ελλάδα", "ελλαδα", true}, {answer, "Ελλάδα", "ελλαδα", false},
		{answer, "ＡＢＣ", "abc", true}, {exact, "ＡＢＣ", "abc", false}, {answer, "ガ", "ｶﾞ", true}, {answer, "カ", "ガ", false},
		{answer, "４２", "42", true}, {answer, "٤٢", "42", true}, {answer, "४२", "42", true}, {answer, "٣٫٥", "3.5", true},
		{answer, "2⁸", "28", false}, {answer, "x₁", "x1", false}, {answer, "½", "1/2", false}, {answer, "㎡", "m2", false}, {loose, "2⁸", "28", true},
		{answer, "각", "\u1100\u1161\u11a8", true}, {answer, "e\u0323\u0302", "e\u0302\u0323", true}, {answer, "ệ", "ê\u0323", true},
		{loose, "и", "й", false}, {loose, "й", "и\u0306", true}, {loose, "ё", "е", true}, {loose, "Ørsted", "orsted", true},
		{loose, "שָׁלוֹם", "שלום", true}, {loose, "क", "कि", false}, {exact, "a", "A", false}, {answer, "…", "...", true}, {loose, "@", "@ ", true}, {loose, "a@b.c", "A@B.C", true}, {loose, "  @", "@", true}, {answer, "¨", " \u0308", false},
	} {
		if got := c.f.String(c.a) == c.f.String(c.b); got != c.same {
			t.Errorf("%+v: %q is %q, %q is %q", c.f, c.a, c.f.String(c.a), c.b, c.f.String(c.b))
		}
	}
}

// Two letters are the same without case where they are for Unicode's full folding.
func TestFoldingOfCase(t *testing.T) {
	full, f := cases.Fold(), NewFolder(answer)
	fold := func(s string) string { return string(f.Fold(s)) }
	first := map[string]rune{}
	for r := rune(1); r <= 0x1ffff; r++ {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) || isPower(r) {
			continue
		}
		want := full.String(string(r))
		if fold(want) != fold(string(r)) {
			t.Errorf("%q and its folding %q differ: %q, %q", r, want, fold(string(r)), fold(want))
		}
		before, known := first[want]
		if !known {
			first[want] = r
			continue
		}
		if fold(string(r)) != fold(string(before)) {
			t.Errorf("%q and %q differ", r, before)
		}
	}
}

// The quick way for characters of ASCII is the rule for all.
func TestFoldingOfASCII(t *testing.T) {
	for _, f := range []Folding{loose, exact, answer} {
		d := NewFolder(f)
		for r := rune(1); r < utf8.RuneSelf; r++ {
			if got := string(rune(d.ascii[r])); got != f.character(r) {
				t.Errorf("%+v: %q is %q, want %q", f, r, got, f.character(r))
			}
		}
	}
}

func TestSmart(t *testing.T) {
	for typed, want := range map[string]Folding{
		"cafe": {}, "Cafe": {Case: true}, "café": {Accents: true}, "É": {Case: true, Accents: true}, "cafe\u0301": {Accents: true}, "øl": {Accents: true}, "ガ": {},
	} {
		if got := Smart(typed); got != want {
			t.Errorf("%q: %+v, want %+v", typed, got, want)
		}
	}
}

// What is found in the folded form is shown in the text, whole characters at a time.
func TestSource(t *testing.T) {
	for _, c := range []struct{ text, typed, want string }{
		{"The cafe\u0301 opens", "cafe", "cafe\u0301"}, {"The café opens", "cafe", "café"}, {"a ﬁne day", "in", "ﬁn"}, {"a ﬁne day", "f", "ﬁ"},
		{"co\u00adop", "coop", "co\u00adop"}, {"5 \n\t km", "5 km", "5 \n\t km"}, {"x — y", "- y", "— y"}, {"Straße", "ss", "ß"},
		{"４２ km", "42", "４２"}, {"приливы", "лив", "лив"}, {"日本語", "本", "本"}, {"Ελλάδα", "αδα", "άδα"},
	} {
		f := NewFolder(loose)
		at := bytes.Index(f.Fold(c.text), []byte(c.typed))
		if c.typed != loose.String(c.typed) {
			at = bytes.Index(f.out, []byte(loose.String(c.typed)))
			c.typed = loose.String(c.typed)
		}
		if at < 0 {
			t.Errorf("%q: no %q in %q", c.text, c.typed, f.out)
			continue
		}
		from, to := f.Source(at, at+len(c.typed))
		if got := c.text[from:to]; got != c.want {
			t.Errorf("%q: %q stands at %q, want %q", c.text, c.typed, got, c.want)
		}
	}
}

func TestJoined(t *testing.T) {
	for _, c := range []struct {
		text, typed string
		want        bool
	}{
		{"résumé", "résume", true}, {"ガス", "カ", true}, {"각", "가", true}, {"café", "caf", false}, {"a", "a", false}, {"कि", "क", false},
	} {
		fold := Smart(c.typed)
		folded, typed := NewFolder(fold).Fold(c.text), fold.String(c.typed)
		if at := bytes.Index(folded, []byte(typed)); at < 0 || Joined(folded, at+len(typed)) != c.want {
			t.Errorf("%q in %q: not %v", c.typed, c.text, c.want)
		}
	}
}

// FuzzFolding: folding twice is folding once, equal texts have one form, and each part of
// the form comes from whole characters of the text, in their order.
func FuzzFolding(f *testing.F) {
	for _, s := range []string{"The cafe\u0301", "ﬁ ﷺ \xff é", "e\u0323\u0302ệ", "각\u1100\u1161\u11a8", "й и\u0306 Ѝ", "  a \u00a0\n b", "ガｶﾞ", "2⁸ ½ ٤٢"} {
		f.Add(s)
	}
	f.Add("ẇ") // which becomes two characters of as many bytes
	f.Fuzz(func(t *testing.T, s string) {
		for _, fold := range []Folding{loose, exact, answer} {
			d := NewFolder(fold)
			out := string(d.Fold(s))
			before := 0
			for at := range out {
				from, to := d.Source(at, at+1)
				if from < 0 || to > len(s) || from > to || from < before && d.spans != nil && !strings.ContainsFunc(s, unicode.IsMark) {
					t.Fatalf("%q: byte %d of %q is from %d to %d, after %d", s, at, out, from, to, before)
				}
				before = from
				if utf8.ValidString(s) && !(utf8.RuneStart(at1(s, from)) && (to == len(s) || utf8.RuneStart(s[to]) || at+1 < len(out) && !utf8.RuneStart(out[at+1]))) {
					t.Fatalf("%q: byte %d of %q is from %d to %d, inside a character", s, at, out, from, to)
				}
			}
			if again := string(NewFolder(fold).Fold(out)); again != out {
				t.Fatalf("%+v: %q becomes %q, then %q", fold, s, out, again)
			}
			if !fold.Accents && strings.ContainsRune(norm.NFD.String(s), breve) {
				continue // й is told from и only where no other mark stands between the two
			}
			if c := fold.String(norm.NFC.String(s)); c != fold.String(s) && marksInARow(s) <= maxMarks {
				t.Fatalf("%+v: composed, %q is %q, not %q", fold, s, c, fold.String(s))
			}
		}
	})
}

// marksInARow returns how many marks the longest row of them has.
func marksInARow(s string) int {
	most, n := 0, 0
	for _, r := range norm.NFD.String(s) {
		if n++; norm.NFD.PropertiesString(string(r)).CCC() == 0 {
			n = 0
		}
		most = max(most, n)
	}
	return most
}

func at1(s string, i int) byte {
	if i == len(s) {
		return 0
	}
	return s[i]
}

// A character of ASCII becomes the same among many others as among few.
func TestFoldEightAtATime(t *testing.T) {
	for _, f := range []Folding{{}, {Case: true}} {
		for c := rune(1); c < utf8.RuneSelf; c++ {
			want := string(NewFolder(f).Fold("x" + string(c) + "x"))
			want = strings.Repeat("x", 9) + want + strings.Repeat("x", 20)
			got := string(NewFolder(f).Fold(strings.Repeat("x", 10) + string(c) + strings.Repeat("x", 21)))
			if got != want {
				t.Errorf("%+v, %q: %q, want %q", f, c, got, want)
			}
		}
		for at := range 20 { // two spaces, and one beside a tab
			for _, gap := range []string{"  ", " \t", "\n "} {
				s := strings.Repeat("x", at) + gap + "Yyyyyyyyyyyyyyyy"
				want := strings.Repeat("x", at) + " " + string(NewFolder(f).Fold("Y")) + "yyyyyyyyyyyyyyy"
				if got := string(NewFolder(f).Fold(s)); got != want {
					t.Errorf("%+v, %q: %q, want %q", f, s, got, want)
				}
			}
		}
	}
}
