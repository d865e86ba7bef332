package sheet

import (
	"testing"

	"lectern/reader/typeset"
)

// A bar has the columns that it is given, and is full for a whole share alone.
func TestBar(t *testing.T) {
	for w := -1; w <= 10; w++ {
		for _, share := range []float64{-1, 0, 0.5, 0.99, 1, 2} {
			spans := Bar(share, w)
			full, rest := typeset.Width(spans[0].Text), typeset.Width(spans[1].Text)
			if full+rest != max(0, w) || w > 0 && (rest == 0) != (share >= 1) {
				t.Errorf("a bar of %d for %v has %d full columns and %d others", w, share, full, rest)
			}
		}
	}
}
