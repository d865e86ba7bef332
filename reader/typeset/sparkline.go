package typeset

import (
	"strings"
)

// Sparkline draws shares between 0 and 1 as a row of bars, the last width of them.
func Sparkline(shares []float64, width int) string {
	bars := []rune("▁▂▃▄▅▆▇█")
	if len(shares) > width {
		shares = shares[len(shares)-width:]
	}
	var b strings.Builder
	for _, s := range shares {
		k := int(s * float64(len(bars)))
		b.WriteRune(bars[max(0, min(k, len(bars)-1))])
	}
	return b.String()
}
