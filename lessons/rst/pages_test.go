package rst

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The lines of a page are the same whether they lie in one string or in many.
func TestPageLines(t *testing.T) {
	long := strings.Repeat("Words with\ttabs, ünïcode and \x00.  \r\n\r\n", 3*linePiece/40)
	for name, src := range map[string]string{
		"empty": "", "no end": "a\nb", "end": "a\nb\n\n", "mark": "\ufeffa\r\nb\rc\n", "latin": "a\xe9\nb",
		"long": long, "long line": strings.Repeat("x", 3*linePiece) + "\n" + long + "end",
		"old": strings.ReplaceAll(long, "\r\n", "\r"),
	} {
		text, wantLatin := decode([]byte(src))
		got, size, latin := pageLines([]byte(src), 8)
		if diff := cmp.Diff(splitLines(text, 8).text, got.text); diff != "" {
			t.Errorf("%s (-one string +many):\n%.2000s", name, diff)
		}
		if size != len(text) || latin != wantLatin || got.first != 1 {
			t.Errorf("%s: %d bytes, latin %v, from line %d; want %d, %v, 1", name, size, latin, got.first, len(text), wantLatin)
		}
	}
}
