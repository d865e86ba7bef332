package likeness

import (
	"strings"
	"testing"
)

// Texts that repeat themselves take time in proportion to their length. A search
// that begins anew at each word would take hours here.
func TestTextThatRepeatsItself(t *testing.T) {
	const n = 1_000_000
	w, want := New(strings.Repeat("a b ", n)), New(strings.Repeat("a b ", n/2)+"c")
	if _, ok := w.Find(want); ok {
		t.Error("it is found, and is not in there")
	}
	if like := w.Likeness(want); like < 0.6 || like > 0.7 {
		t.Errorf("half of the text has a likeness of %v, want 2/3", like)
	}
}
