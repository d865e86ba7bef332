package typeset

import "testing"

// A row of bars has one for each share, the newest where not all have room.
func TestSparkline(t *testing.T) {
	for _, c := range []struct {
		shares []float64
		width  int
		want   string
	}{
		{nil, 4, ""},
		{[]float64{0, 0.5, 1}, 4, "▁▅█"},
		{[]float64{0.2, 0, 0.5, 1}, 4, "▂▁▅█"},
		{[]float64{1, 1, 0.2, 0, 0.5, 1}, 4, "▂▁▅█"},
		{[]float64{-1, 0.124, 0.125, 0.99, 2}, 9, "▁▁▂██"},
	} {
		if got := Sparkline(c.shares, c.width); got != c.want {
			t.Errorf("%v within %d columns: %q, want %q", c.shares, c.width, got, c.want)
		}
	}
}
