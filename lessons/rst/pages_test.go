package rst

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/text"
)

// The lines of a page are the same whether they lie in one string or in many.
func TestPageLines(t *testing.T) {
	long := strings.Repeat("Words with\ttabs, ünïcode and \x00.  \r\n\r\n", 3*linePiece/40)
	for name, src := range map[string]string{
		"empty": "", "no end": "a\nb", "end": "a\nb\n\n", "ends of all kinds": "a\r\nb\rc\n",
		"long": long, "long line": strings.Repeat("x", 3*linePiece) + "\n" + long + "end",
		"old": strings.ReplaceAll(long, "\r\n", "\r"),
	} {
		joined := string(text.Normalize([]byte(src)))
		got, size := pageLines([]byte(src), 8)
		if diff := cmp.Diff(splitLines(joined, 8).text, got.text); diff != "" {
			t.Errorf("%s (-one string +many):\n%.2000s", name, diff)
		}
		if size != len(joined) || got.first != 1 {
			t.Errorf("%s: %d bytes, from line %d; want %d, 1", name, size, got.first, len(joined))
		}
	}
}
