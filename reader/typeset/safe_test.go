package typeset

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "as it is", "as it is"},
		{"spaces stay", "  two  ", "  two  "},
		{"tab and line", "a\tb\nc\r\nd", "a b c  d"},
		{"escape", "\x1b[2Jgone", "[2Jgone"},
		{"C1", "\u009b31mred\u0090", "31mred"},
		{"delete", "a\x7fb", "ab"},
		{"overrides", "a\u202eb\u202cc\u2066d\u2069\u200ee\u200f", "abcde"},
		{"zero width", "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg", "abcdefg"},
		{"annotations", "\ufff9a\ufffab\ufffb", "ab"},
		{"tags", "x\U000e0041\U000e007f", "x"},
		{"not UTF-8", "a\xffb\xc3", "a\ufffdb\ufffd"},
		{"half a surrogate", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
		{"noncharacter", "\ufffe\U0001ffff\ufdd0", "\ufffd\ufffd\ufffd"},
		{"separators", "a\u2028b\u2029c", "a b c"},
		{"emoji sequence", "👩‍🔧 👨‍👩‍👧 👍🏽 ❤️ 1️⃣", "👩‍🔧 👨‍👩‍👧 👍🏽 ❤️ 1️⃣"},
		{"joiner after an emoji", "👩\u200dx", "👩x"},
		{"Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"Devanagari", "क्\u200dष", "क्\u200dष"},
		{"one joiner", "م\u200c\u200cخ", "م\u200cخ"},
		{"lone mark", "\u0301x \u0301", "◌\u0301x ◌\u0301"},
		{"lone skin tone", "🏽", "◌🏽"},
		{"two selectors", "❤\ufe0f\ufe0f", "❤\ufe0f"},
		{"other selectors", "a\ufe01\U000e0100", "a"},
		{"fillers", "\u115f\u3164\u034f", ""},
		{"typographic spaces", "a\u2003b\u00a0c\u3000d", "a b\u00a0c\u3000d"},
		{"private use stays", "\ue0b0", "\ue0b0"},
		{"gap mark stays", "\ufffc", "\ufffc"},
	}
	for _, tt := range tests {
		if got := Clean(tt.in); got != tt.want {
			t.Errorf("%s: Clean(%+q) = %+q, want %+q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestCleanLimitsMarks(t *testing.T) {
	got := Clean("e" + strings.Repeat("\u0301", 1000) + "f")
	if n := strings.Count(got, "\u0301"); n != maxMarks || !strings.HasSuffix(got, "f") {
		t.Errorf("%d marks, want %d: %q", n, maxMarks, got)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b]0;x\a\u202e\u200d\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if r := unsafeRune(got); r >= 0 {
			t.Errorf("Clean(%+q) = %+q has %U", s, got, r)
		}
		if again := Clean(got); again != got {
			t.Errorf("Clean(%+q) = %+q, and cleaned again %+q", s, got, again)
		}
	})
}
